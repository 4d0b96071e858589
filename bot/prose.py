"""Text as blocks and spans, Markdown and LaTeX already understood, and how to cut it; adapters see it as bot.view."""

import re
from dataclasses import dataclass, replace
from typing import Literal

Style = Literal["plain", "bold", "italic", "code", "strike"]
BlockKind = Literal["paragraph", "heading", "quote", "item", "code"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters in one style. The text is hostile: an adapter escapes it for its own dialect."""

    text: str
    style: Style = "plain"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    spans: tuple[Span, ...]
    depth: int = 0  # of a list item
    marker: str = ""  # of an item of a numbered list: its number as written, `2.`


Text = tuple[Block, ...]

_SENTENCE_END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bet al)(?<!\bvs)(?<!\bcf)(?<!\bFig)(?<!\b[A-Z])(?<!\s\d)[.!?。]+[\"'”’)\]]*(?=\s|$)"
)
_LEFT_EMPTY = re.compile(r"\s*[(\[][\s,;:·]*[)\]]|\s+(?=[,.!?)])")
_SHORT = 20  # a first sentence with fewer characters («Optimizer benchmark 2.») tells nothing alone


def plain(text: Text) -> str:
    """All its characters: blocks a blank line apart, items of a list a line apart."""
    pieces: list[str] = []
    for before, block in zip((None, *text), text, strict=False):
        if before:
            pieces.append("\n" if before.kind == block.kind == "item" else "\n\n")
        pieces += (f"{block.marker} " if block.marker else "", *(span.text for span in block.spans))
    return "".join(pieces)


def clip(text: Text, limit: int) -> tuple[Text, bool]:
    """As much as has `limit` characters, and whether something was cut: at a sentence's end, else at a word, never
    inside a link."""
    whole = plain(text)
    if len(whole) <= limit:
        return text, False
    end = max((match.end() for match in _SENTENCE_END.finditer(whole, 0, limit + 1) if match.end() <= limit), default=0)
    kept, complete = _until(text, end)
    if complete and end >= limit // 2:
        return kept, True
    word = max(whole.rfind(" ", 0, limit), whole.rfind("\n", 0, limit))
    kept = _until(text, word if word >= limit // 2 else limit - 1)[0]
    last = kept[-1] if kept else Block("paragraph", (Span(whole[: limit - 1]),))
    return (*kept[:-1], replace(last, spans=(*last.spans, Span("…")))), True


def _until(text: Text, end: int) -> tuple[Text, bool]:
    """The first `end` characters of plain(text); False if that fell into a link, which is then left out."""
    kept: list[Block] = []
    for block in text:
        used = len(plain((*kept, replace(block, spans=()))))
        spans: list[Span] = []
        for span in block.spans:
            if used + len(span.text) > end:
                rest = "" if span.url else span.text[: max(end - used, 0)].rstrip()
                spans += [replace(span, text=rest)] if rest else []
                return (*kept, replace(block, spans=tuple(spans))) if spans else tuple(kept), not span.url
            spans.append(span)
            used += len(span.text)
        kept.append(replace(block, spans=tuple(spans)))
    return tuple(kept), True


def first_sentence(text: Text) -> Text:
    """Of the first block that says something; a very short one together with the next."""
    saying = [(block,) for block in text if block.kind not in ("heading", "code") and plain((block,)).strip()]
    block = saying[0] if saying else text[:1]
    ends = (match.end() for match in _SENTENCE_END.finditer(plain(block)) if match.end() >= _SHORT)
    kept, complete = _until(block, next(ends, len(plain(block))))
    return kept if complete else block


def preview(text: Text, limit: int = 140) -> Text:
    """The beginning of the first block in one plain line, without URLs."""
    for block in text:
        words = "".join(span.text for span in block.spans if not span.text.startswith(("http://", "https://")))
        line = " ".join(_LEFT_EMPTY.sub("", words).split())
        if line and block.kind != "code":
            if len(line) > limit:
                line = (line[:limit].rpartition(" ")[0] or line[: limit - 1]).rstrip(" ,;:·(") + "…"
            return (Block("paragraph", (Span(line),)),)
    return text[:1]
