"""Text to Slack's mrkdwn. What comes from a document is escaped around URLs and never through them, starts no quote,
forges no link or emoji and notifies nobody; every text object is `verbatim` besides (blocks).

mrkdwn has no escape for its marks: a word joiner on both sides takes their meaning. Bold needs word boundaries, which
Korean particles are not, so that only whole lines are bold.
https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from adapters.slack.links import address, for_text
from bot.fitting import cut, units
from bot.view import Block, Span, Text

JOINER = "\u2060"
BULLET = "•"
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_BESIDE_A_MARK = re.compile(r"(?<=[*_~`])|(?=[*_~`])")
_QUOTE = re.compile(r"(?m)^(\s*)(?=&gt;)")
_EMOJI = re.compile(r":(?!\d\d:)(?=[^\s:<>&]{1,100}:)")  # times of day are none
_NAMED = re.compile(r"@(?=channel|here|everyone)")
_BARE_URL = re.compile(r"https?://(?:[^\s<>()\[\]]|\([^\s<>()\[\]]*\))*(?:[^\s<>()\[\].,;:!?'\"*]|\([^\s<>()\[\]]*\))")
_NUMBER = re.compile(r"\d{1,9}\.")
_GROUP = re.compile(r"S[A-Z0-9]{8,20}")
_MARKED = re.compile(r"[*_~`:@&<>|]")


def entities(text: str) -> str:
    """The three characters that Slack wants escaped."""
    return text.translate(_ENTITIES)


def escape(text: str) -> str:
    """Plain characters as plain characters; bare URLs stay links (with `verbatim`, Slack makes none by itself)."""
    if not _MARKED.search(text):
        return text
    out, at = [], 0
    for url in _BARE_URL.finditer(text):
        target = for_text(url[0])
        if target:
            out += [_escaped(text[at : url.start()]), f"<{target}>"]
            at = url.end()
    return "".join((*out, _escaped(text[at:])))


def _escaped(text: str) -> str:
    text = _EMOJI.sub(f":{JOINER}", _NAMED.sub(f"@{JOINER}", entities(text)))
    return _QUOTE.sub(rf"\1{JOINER}", _BESIDE_A_MARK.sub(JOINER, text))


@lru_cache(maxsize=2048)
def link(label: str, url: str) -> str:
    target = for_text(url)
    label = " ".join(label.split())
    if not target:
        return escape(label)
    if not label or address(label) == address(url):
        return f"<{target}>"
    return f"<{target}|{_escaped(label.replace('|', '∣'))}>"  # the first `|` begins the label


def group(number: str) -> str:
    """A user group's own token; empty for what is no id of one."""
    return f"<!subteam^{number}>" if _GROUP.fullmatch(number) else ""


def bold(line: str) -> str:
    """A whole line, which is mrkdwn already."""
    return f"*{line}*" if line.strip() else ""


@lru_cache(maxsize=1024)
def code(text: str) -> str:
    """Inline code on one line, to be set between spaces; a backtick would end it."""
    text = " ".join(text.split()).replace("`", "ˋ")
    return f"`{entities(_NAMED.sub(f'@{JOINER}', text))}`" if text else ""


def code_block(body: str) -> str:
    return f"```\n{entities(_NAMED.sub(f'@{JOINER}', body.replace('```', 'ˋˋˋ')))}\n```"


def spans(parts: Iterable[Span]) -> str:
    """Links stay links. No style within a line: its marks would show beside a Korean particle."""
    joined: list[Span] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last and not part.url and not last.url:  # joined first, so that a URL in two pieces is one
            joined[-1] = replace(last, text=last.text + part.text)
        else:
            joined.append(part)
    return "".join(link(part.text, part.url) if part.url else escape(part.text) for part in joined)


def block(part: Block) -> str:
    if part.kind == "code":
        return code_block("".join(piece.text for piece in part.spans))
    text = spans(part.spans)
    if part.kind == "quote":
        return "\n".join(f"> {line}" for line in text.split("\n"))
    if part.kind == "item":
        mark = part.marker if _NUMBER.fullmatch(part.marker) else BULLET
        return f"{'    ' * min(part.depth, 4)}{mark} {text}"
    if text.strip() and (part.kind == "heading" or _is_bold(part)):
        return bold(" ".join(text.split()))
    return text


def _is_bold(part: Block) -> bool:
    """A line of its own that is bold from end to end."""
    said = [piece for piece in part.spans if piece.text.strip()]
    return bool(said) and all(piece.style == "bold" and "\n" not in piece.text.strip() for piece in said)


def text(blocks: Text) -> str:
    """Blocks below one another; a blank line between two paragraphs only."""
    return joined([(part.kind, block(part)) for part in blocks])


def joined(said: Iterable[tuple[str, str]]) -> str:
    out: list[str] = []
    before = ""
    for kind, line in said:
        if not line.strip():
            continue
        if out and kind == before == "paragraph":
            out.append("")
        out.append(line)
        before = kind
    return "\n".join(out)


@lru_cache(maxsize=1024)
def one_line(text: str, limit: int) -> str:
    """What comes from a document, escaped, on one line, at most so long: escaping makes five characters of one."""
    room = limit
    while units(said := escape(cut(text, room))) > limit and room > 1:
        room = max(room // 2, 1)
    return said
