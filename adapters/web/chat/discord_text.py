"""Discord's Markdown as HTML, as far as Discord goes: a whitelist, everything else is shown as it is written.
https://docs.discord.com/developers/reference#message-formatting
"""

import re
from collections.abc import Iterator

from markupsafe import Markup

from adapters.web.chat.html import away, element, join, lines, moment

_FENCE = re.compile(r"```(?:[\w+-]*\n)?(.*?)\n?```", re.DOTALL)
_LINE = re.compile(r"(?P<mark>#{1,3}|-#|>) (?P<said>.*)|(?P<indent> *)(?P<item>[-*]|\d{1,9}\.) (?P<listed>.*)")
_URL = r"https?://[^\s<>]+"
_INLINE = re.compile(
    rf"""\\(?P<plain>[!-/:-@\[-`{{-~])
    |(?P<ticks>`{{1,2}})(?P<code>[^`]+)(?P=ticks)
    |<t:(?P<at>-?\d{{1,11}})(?::(?P<style>[tTdDfFR]))?>
    |<(?P<kind>@&|@!?|\#)(?P<number>\d{{1,20}})>
    |<(?P<quiet>{_URL})>
    |\[(?P<label>(?:\[[^\[\]]*\]|[^\[\]])+)\]\(<?(?P<target>{_URL}?)>?\)
    |(?P<bare>{_URL}[^\s<>.,;:!?'")\]])
    |\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*(?!\*)
    |__(?P<under>(?:\\.|[^\\])+?)__(?!_)
    |~~(?P<strike>(?:\\.|[^\\])+?)~~
    |\|\|(?P<spoiler>(?:\\.|[^\\])+?)\|\|
    |\*(?P<star>(?:\\.|[^\\*])+)\*
    |(?<!\w)_(?P<slant>(?:\\.|[^\\_])+)_(?!\w)""",
    re.VERBOSE,
)
_DEEPEST = 8  # styles within one another; nobody means more
_AROUND = {"bold": "strong", "under": "u", "strike": "s", "star": "em", "slant": "em"}
_HEADINGS = {"#": "dc-h1", "##": "dc-h2", "###": "dc-h3", "-#": "dc-small", ">": "dc-quote"}


def text(content: str) -> Markup:
    out: list[Markup] = []
    at = 0
    for fence in _FENCE.finditer(content):
        out += [_lines(content[at : fence.start()].removesuffix("\n")), element("pre", element("code", fence[1]))]
        at = fence.end()
    rest = content[at:]
    return join([*out, _lines(rest.removeprefix("\n") if at else rest)])


def _lines(content: str) -> Markup:
    """Lines of one kind that stand together are one element."""
    groups: list[tuple[str, list[str]]] = []
    for line in content.split("\n") if content else ():
        kind, said = _kind(line)
        if groups and kind == groups[-1][0] and kind in ("", "dc-quote"):
            groups[-1][1].append(said)
        else:
            groups.append((kind, [said]))
    return join(_group(kind, said) for kind, said in groups)


def _kind(line: str) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    if found is None:
        return "", line
    if found["mark"]:
        return _HEADINGS[found["mark"]], found["said"]
    mark = "•" if found["item"] in "-*" else found["item"]
    return f"dc-item dc-in-{min(len(found['indent']) // 2, 4)}", f"{mark} {found['listed']}"


def _group(kind: str, said: list[str]) -> Markup:
    if kind.startswith("dc-item"):
        mark, _, rest = said[0].partition(" ")
        return element("div", element("span", mark, class_="dc-mark"), element("span", inline(rest)), class_=kind)
    return element("div", inline("\n".join(said)), class_=kind or "dc-text")


def inline(content: str, depth: int = 0) -> Markup:
    return join(_pieces(content, depth)) if depth < _DEEPEST else lines(content)


def _pieces(content: str, depth: int) -> Iterator[Markup]:
    at = 0
    for found in _INLINE.finditer(content):
        yield lines(content[at : found.start()])
        yield _piece(found, depth + 1)
        at = found.end()
    yield lines(content[at:])


def _piece(found: re.Match[str], depth: int) -> Markup:
    kind, said = next((name, found[name]) for name in _MEANT if found[name] is not None)
    match kind:
        case "plain":
            return lines(said)
        case "code":
            return element("code", said)
        case "at":
            return moment(int(said), found["style"] or "f")
        case "number":
            return element("span", f"{found['kind'].rstrip('&!')}{said}", class_="dc-mention")
        case "quiet" | "bare":
            return away(said, said)
        case "label":
            return away(inline(said.replace("\\", "\\\\"), depth), found["target"])  # Discord reads no escape in it
        case "spoiler":
            return element("span", inline(said, depth), class_="dc-spoiler")
        case _:
            return element(_AROUND[kind], inline(said, depth))


_MEANT = ("plain", "code", "at", "number", "quiet", "label", "bare", "spoiler", *_AROUND)
