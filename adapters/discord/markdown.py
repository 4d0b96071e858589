"""Text to Discord's Markdown. What comes from a document is escaped around URLs and never through them, starts no
heading, forges no link and pings nobody (messages are sent with `allowed_mentions` empty too).
https://docs.discord.com/developers/reference#message-formatting
"""

import re
from collections.abc import Iterable

from bot.view import Block, Span, Text

_SPECIAL = re.compile(r"([\\*_~`|\[\]<>#])")
_LINE_START = re.compile(r"(?m)^(\s*)([-+](?= )|-#|\d+(?=[.)] ))")
_MENTION = re.compile(r"@(?=everyone|here|[!&]?\d)")
_BARE_URL = re.compile(r"https?://[^\s<>()\[\]]+[^\s<>()\[\].,;:!?'\"]")
_AROUND = {"bold": "**", "italic": "*", "strike": "~~", "plain": "", "code": ""}
_NO_PING = "@\u200b"  # a zero-width space: the word stays readable and is no mention


def escape(text: str) -> str:
    """Plain characters as plain characters; bare URLs stay links, without a preview."""
    out, at = [], 0
    for url in _BARE_URL.finditer(text):
        out += [_escaped(text[at : url.start()]), f"<{url[0]}>"]
        at = url.end()
    return "".join((*out, _escaped(text[at:])))


def _escaped(text: str) -> str:
    text = _MENTION.sub(_NO_PING, _SPECIAL.sub(r"\\\1", text))
    return _LINE_START.sub(lambda found: f"{found[1]}{_harmless(found[2])}", text)


def _harmless(mark: str) -> str:
    return f"{mark}\u2060" if mark[0].isdigit() else f"\\{mark}"


def link(label: str, url: str) -> str:
    """A masked link; Discord leaves one alone whose label looks like an address, so that becomes the bare address."""
    if not url.startswith(("https://", "http://")):
        return _escaped(label)
    target = url.replace("(", "%28").replace(")", "%29").replace(">", "%3E").replace(" ", "%20")
    if not label or _BARE_URL.search(label) or "://" in label:
        return f"<{target}>"
    return f"[{_escaped(label)}](<{target}>)"


def span(part: Span) -> str:
    if part.url:
        return link(part.text, part.url)
    if part.style == "code":
        return code(part.text)
    mark = _AROUND[part.style]
    if not mark or not part.text.strip():
        return escape(part.text)
    inner = part.text.strip()
    before, after = part.text[: len(part.text) - len(part.text.lstrip())], part.text[len(part.text.rstrip()) :]
    return f"{before}{mark}{escape(inner)}{mark}{after}"


def code(text: str) -> str:
    return f"`{text.replace('`', 'ˋ')}`" if text.strip() else text


def spans(parts: Iterable[Span]) -> str:
    return "".join(span(part) for part in parts)


def block(part: Block) -> str:
    if part.kind == "code":
        body = "".join(piece.text for piece in part.spans).replace("```", "ˋˋˋ")
        return f"```\n{body}\n```"
    text = spans(part.spans)
    if part.kind == "quote":
        return "\n".join(f"> {line}" for line in text.split("\n"))
    if part.kind == "item":
        return f"{'  ' * part.depth}- {text}"
    if part.kind == "heading":
        return f"**{text}**"
    return text


def text(blocks: Text) -> str:
    return "\n".join(block(part) for part in blocks)


def small(line: str) -> str:
    """Grey and small, a line of its own; `line` is Markdown already."""
    return f"-# {line}"
