"""Slack's mrkdwn as HTML, as far as Slack goes: a whitelist, everything else is shown as it is written.
https://docs.slack.dev/messaging/formatting-message-text
"""

import html
import re
from collections.abc import Iterator

from markupsafe import Markup

from adapters.web.chat.html import away, element, join, lines, moment

_FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_QUOTE = re.compile(r"(?:>|&gt;) ?(.*)")
_BEFORE, _AFTER = r"(?:^|(?<=[\s(\[{\"'.,;:!?>\u2026·]))", r"(?=$|[\s)\]}\"'.,;:!?<\u2026·])"
_INLINE = re.compile(
    rf"""<!date\^(?P<at>-?\d{{1,11}})\^[^|>]*\|(?P<written>[^>]*)>
    |<!subteam\^(?P<group>[A-Z0-9]+)(?:\|[^>]*)?>
    |<!(?P<everyone>channel|here|everyone)>
    |<(?P<kind>[@\#])(?P<number>[A-Z0-9]+)(?:\|(?P<name>[^>]*))?>
    |<(?P<url>https?://[^|<>\s]+)(?:\|(?P<label>[^<>]*))?>
    |{_BEFORE}`(?P<code>[^`\n]+)`{_AFTER}
    |{_BEFORE}\*(?P<bold>\S(?:[^\n]*?\S)?)\*{_AFTER}
    |{_BEFORE}_(?P<italic>\S(?:[^\n]*?\S)?)_{_AFTER}
    |{_BEFORE}~(?P<strike>\S(?:[^\n]*?\S)?)~{_AFTER}""",
    re.VERBOSE | re.MULTILINE,
)
_DEEPEST = 8  # styles within one another; nobody means more
_AROUND = {"bold": "strong", "italic": "em", "strike": "s"}


def text(content: str) -> Markup:
    out: list[Markup] = []
    at = 0
    for fence in _FENCE.finditer(content):
        code = element("pre", element("code", html.unescape(fence[1])))
        out += [_lines(content[at : fence.start()].removesuffix("\n")), code]
        at = fence.end()
    rest = content[at:]
    return join([*out, _lines(rest.removeprefix("\n") if at else rest)])


def _lines(content: str) -> Markup:
    groups: list[tuple[bool, list[str]]] = []
    for line in content.split("\n") if content else ():
        quoted = _QUOTE.fullmatch(line)
        said = quoted[1] if quoted else line
        if groups and groups[-1][0] == bool(quoted):
            groups[-1][1].append(said)
        else:
            groups.append((bool(quoted), [said]))
    return join(
        element("blockquote" if quoted else "div", inline("\n".join(said)), class_="sl-quote" if quoted else "sl-text")
        for quoted, said in groups
    )


def inline(content: str, depth: int = 0) -> Markup:
    return join(_pieces(content, depth)) if depth < _DEEPEST else _plain(content)


def _pieces(content: str, depth: int) -> Iterator[Markup]:
    at = 0
    for found in _INLINE.finditer(content):
        yield _plain(content[at : found.start()])
        yield _piece(found, depth + 1)
        at = found.end()
    yield _plain(content[at:])


def _plain(content: str) -> Markup:
    return lines(html.unescape(content))


def _piece(found: re.Match[str], depth: int) -> Markup:
    kind, said = next((name, found[name]) for name in _MEANT if found[name] is not None)
    match kind:
        case "at":
            return moment(int(said), "F")
        case "group" | "everyone":
            return element("span", f"@{said}", class_="sl-mention")
        case "number":
            return element("span", f"{found['kind']}{html.unescape(found['name'] or said)}", class_="sl-mention")
        case "url":
            address = html.unescape(said)
            return away(_plain(found["label"]) if found["label"] else address, address)
        case "code":
            return element("code", html.unescape(said))
        case _:
            return element(_AROUND[kind], inline(said, depth))


_MEANT = ("at", "group", "everyone", "number", "url", "code", *_AROUND)
