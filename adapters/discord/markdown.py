"""Text to Discord's Markdown. What comes from a document is escaped around URLs and never through them, starts no
heading, forges no link and pings nobody (messages are sent with `allowed_mentions` empty too).
https://docs.discord.com/developers/reference#message-formatting
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from adapters.discord.labels import label as labelled
from adapters.discord.links import address
from bot.view import Block, Span, Text

_SPECIAL = re.compile(r"([\\*_~`|\[\]<>#])")
_LINE_START = re.compile(r"(?m)^([ \t]*)(?:([-+])(?= )|(\d+)(?=\. ))")
_PING = re.compile(r"@(?=everyone|here)|(?<=<)@(?=[!&]?\d)")
_BARE_URL = re.compile(r"https?://(?:[^\s<>()\[\]]|\([^\s<>()\[\]]*\))*(?:[^\s<>()\[\].,;:!?'\"*]|\([^\s<>()\[\]]*\))")
_NUMBER = re.compile(r"\d{1,9}\.")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_AROUND = {"bold": "**", "italic": "*", "strike": "~~", "plain": "", "code": ""}
_NO_PING = "@\u200b"  # a zero-width space: the word stays readable and is no mention
_ADDRESS_LIKE = "://"


def escape(text: str) -> str:
    """Plain characters as plain characters; bare URLs stay links, without a preview."""
    if _ADDRESS_LIKE not in text:
        return _escaped(text)
    out, at = [], 0
    for url in _BARE_URL.finditer(text):
        target = address(url[0])
        if target:
            out += [_escaped(text[at : url.start()]), f"<{target}>"]
            at = url.end()
    return "".join((*out, _escaped(text[at:])))


def _escaped(text: str) -> str:
    text = _SPECIAL.sub(r"\\\1", _PING.sub(_NO_PING, text) if "@" in text else text)
    if "\n" not in text and not _LINE_START.match(text):  # nearly always, and cheaper to know than to replace nothing
        return text
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\", text)


@lru_cache(maxsize=1024)
def link(label: str, url: str) -> str:
    """A masked link. Discord leaves one alone whose label looks like an address: there the target stands behind it.
    https://github.com/discord/discord-api-docs/issues/7721"""
    target = address(url)
    label = " ".join(label.split())
    if not target:
        return escape(label)
    if not label:
        return f"<{target}>"
    if _ADDRESS_LIKE in label:
        return f"<{target}>" if address(label) == target else f"{escape(label)} <{target}>"
    before, label, after = labelled(label)
    linked = f"[{label}](<{target}>)" if label else f"<{target}>"
    return " ".join(filter(None, (before, linked, after) if label else (before, after, linked)))


def span(part: Span) -> str:
    if part.url:
        return link(part.text, part.url)
    if part.style == "code":
        return code(part.text)
    mark = _AROUND[part.style]
    if part.style == "italic" and _HANGUL.search(part.text):
        mark = ""  # fonts have no italic Hangul, and a slanted upright one reads badly
    inner = part.text.strip()
    if not mark or not inner:
        return escape(part.text)
    before, after = part.text[: len(part.text) - len(part.text.lstrip())], part.text[len(part.text.rstrip()) :]
    return f"{before}{mark}{escape(inner)}{mark}{after}"


def code(text: str) -> str:
    """Inline code on one line; a backtick would end it."""
    text = _PING.sub(_NO_PING, " ".join(text.split()))
    return f"`{text.replace('`', 'ˋ')}`" if text else ""


def code_block(body: str) -> str:
    return f"```\n{_PING.sub(_NO_PING, body.replace('```', 'ˋˋˋ'))}\n```"


def spans(parts: Iterable[Span]) -> str:
    """Runs of one style join first: `**a****b**` would show its asterisks."""
    joined: list[Span] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last and not part.url and not last.url and last.style == part.style:
            joined[-1] = replace(last, text=last.text + part.text)
        else:
            joined.append(part)
    return "".join(span(part) for part in joined)


def block(part: Block) -> str:
    if part.kind == "code":
        return code_block("".join(piece.text for piece in part.spans))
    if part.kind == "heading":
        text = spans(replace(piece, style="plain") if piece.style == "bold" else piece for piece in part.spans)
        return f"**{text.strip()}**" if text.strip() else ""
    text = spans(part.spans)
    if part.kind == "quote":
        return "\n".join(f"> {line}" for line in text.split("\n"))
    if part.kind == "item":
        mark = part.marker if _NUMBER.fullmatch(part.marker) else "-"
        return f"{'  ' * min(part.depth, 4)}{mark} {text}"
    return text


def text(blocks: Text) -> str:
    """Blocks below one another; a blank line between two paragraphs only."""
    out: list[str] = []
    before = ""
    for part in blocks:
        said = block(part)
        if not said.strip():
            continue
        if out and part.kind == before == "paragraph":
            out.append("")
        out.append(said)
        before = part.kind
    return "\n".join(out)


def small(line: str) -> str:
    """Grey and small, a line of its own; `line` is Markdown already."""
    return f"-# {line}" if line.strip() else ""


@lru_cache(maxsize=2048)
def one_line(text: str) -> str:
    """What comes from a document, escaped and on one line, so that a heading or a small line stays one."""
    return escape(" ".join(text.split()))
