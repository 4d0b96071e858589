"""What the core wants said, as frozen values: already in the right language, without any platform's dialect.

A renderer turns a View into its platform's messages. The other half of the border is bot/platform.py.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.model import Language, Layout, PaperId

# --- text: Markdown and LaTeX already understood by the core ------------------------------------------------------

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


# --- views: what the core wants said ------------------------------------------------------------------------------

ActionState = Literal["normal", "primary", "danger", "on", "disabled"]


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does: a Call of `verb` with `args`, or a link when `url` is set."""

    label: str
    verb: str = ""
    args: Mapping[str, str] = field(default_factory=dict)
    state: ActionState = "normal"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A commentary or an abstract. `label` says what it is where the reader could not know (`Commentary in Korean`)."""

    text: Text
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A paper in a list: a results page or a post."""

    paper: PaperId
    number: int
    title: tuple[Span, ...]
    url: str
    byline: str  # authors, shortened; in results also the date
    tags: tuple[str, ...]
    passages: tuple[Passage, ...]
    action: Action  # the abstract in a post, the card in results
    whole: Action  # offered instead of `action` where the adapter had to cut the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence or a few: an answer, a confirmation, a refusal. `code` is text to copy (BibTeX)."""

    language: Language
    text: Text
    actions: tuple[Action, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCard:
    language: Language
    paper: PaperId
    title: tuple[Span, ...]
    url: str
    authors: str
    meta: str  # date · arXiv id
    tags: tuple[str, ...]
    passages: tuple[Passage, ...]  # commentary, perhaps in two languages
    abstract: Passage | None  # None while folded
    related: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()
    hints: tuple[str, ...] = ()  # how to go on, below the card
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A list of papers with its heading: hits, a digest, what is saved."""

    language: Language
    heading: str
    note: str  # a small line under the heading: counts, order
    lines: tuple[PaperLine, ...]
    hints: tuple[str, ...] = ()  # how to go on, below the list
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPost:
    """The public post of a slot. One post may become several messages: a renderer that must split replaces `sections`,
    `part` and `parts` and renders each with the same function, so that one message alone can be rendered again."""

    language: Language
    layout: Layout
    sections: tuple[tuple[str, tuple[PaperLine, ...]], ...]  # (heading with the digest's date, its papers)
    note: str  # tags with their counts
    footer: str  # what follows at the next slots, or empty
    actions: tuple[Action, ...]
    cards: tuple[PaperCard, ...] = ()  # layout `thread`: one for each paper, for the message's thread
    tags: tuple[str, ...] = ()  # layout `forum`: the post's tags, most frequent first
    role: str = ""  # to ping
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TagList:
    """Tags with their counts; choosing one is a Call of `paper` with it as `tag`."""

    language: Language
    heading: str
    tags: tuple[tuple[str, int], ...]
    note: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionCard:
    """Rows of (label, value); a changed row carries the old value too. A moment to come is a datetime, so that the
    platform can print its own time token."""

    language: Language
    heading: str
    rows: tuple["Row", ...]
    preview: Results | None = None
    notes: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    value: str | dt.datetime
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A reader's own place (`/settings`, Slack's App Home): sections of rows, each with its buttons."""

    language: Language
    heading: str
    sections: tuple["HomeSection", ...]


@dataclass(frozen=True, slots=True)
class HomeSection:
    heading: str
    rows: tuple[Row, ...] = ()
    lines: tuple[PaperLine, ...] = ()
    actions: tuple[Action, ...] = ()


OptionKind = Literal[
    "text", "long_text", "tag", "date", "time", "zone", "language", "channel", "role", "file", "choice"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A completion: `label` is shown, `value` is what is put into the line or the option."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Option:
    """`names` and `about` by language; `names["en"]` is the key in a Call's args."""

    kind: OptionKind
    names: Mapping[Language, str]
    about: Mapping[Language, str]
    required: bool = False
    choices: tuple[Choice, ...] = ()

    @property
    def key(self) -> str:
        return self.names["en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Fields to fill in; submitting is a Call of `verb` with the fields' values and `args`."""

    language: Language
    heading: str
    verb: str
    submit: str
    fields: tuple["Field", ...]
    args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    option: Option
    label: str
    value: str = ""


View = Notice | PaperCard | Results | DigestPost | TagList | SubscriptionCard | Home | Form
