"""Shown text: the Markdown and LaTeX of the archive to blocks and spans that an adapter renders."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.ingest import clean, lines
from bot.view import Block, BlockKind, Span, Style, Text

if TYPE_CHECKING:
    from markdown_it.token import Token

_KEPT = 1024  # texts that are remembered: what a page of answers shows again and again
_MARKS = re.compile("[\\\\$`*_\\[\\]|{}\x00-\x08\x0b-\x1f\ud800-\udfff]")
_RARE = re.compile(r"~~|--|&[#\w]|<[A-Za-z]")
_BEGINNING = r"[ \t]*(?:>|#{1,6}(?:\s|$)|[-+]\s|\d{1,9}[.)]\s)|[ \t]"
_FIRST_LINE = re.compile(_BEGINNING)
_LATER_LINE = re.compile(rf"\n(?:(?<!\n\n)(?!\n)|{_BEGINNING})")
_TOO_DEEP = re.compile(  # a parser gives up there, and drops the text
    r"^(?:\s*(?:[>*+-]|\d{1,9}[.)])){20}|^(?: {2}|\t){16,}(?:[>*+-]|\d{1,9}[.)])", re.MULTILINE
)
_STYLES: dict[str, Style] = {"strong": "bold", "em": "italic", "s": "strike"}
_WRAPPED = 60  # a line as long, that ends in the middle of a sentence, was wrapped by a program


@lru_cache(maxsize=_KEPT)
def shown(markdown: str) -> Text:
    if _is_plain(markdown):
        return _paragraphs(markdown)
    source = clean.tidy(markdown)
    if _TOO_DEEP.search(source):
        return _paragraphs(source)
    from bot.ingest import markdown as parser  # a twentieth of a second that a start need not wait for

    source = parser.typeset(source)
    return tuple(_blocks(parser.parse(source), source.split("\n")))


@lru_cache(maxsize=_KEPT)
def inline(markdown: str) -> tuple[Span, ...]:
    """One line, such as a title."""
    if _is_plain(markdown):
        return tuple(_plain(markdown))
    from bot.ingest import markdown as parser

    return _spans(parser.parse_line(clean.tidy(markdown).replace("\n", " ")))


def _paragraphs(text: str) -> Text:
    stripped = (line.strip() for line in text.split("\n"))
    return tuple(Block("paragraph", tuple(_plain(line))) for line in stripped if line)


def _is_plain(text: str) -> bool:
    """Whether there is certainly no Markdown and no LaTeX in it: most commentaries, and cheap to know."""
    if _MARKS.search(text) or _FIRST_LINE.match(text) or ("\n" in text and _LATER_LINE.search(text)):
        return False
    return not any(sign in text for sign in "~-&<") or not _RARE.search(text)


def _plain(line: str) -> Iterator[Span]:
    """Words and bare URLs."""
    start = 0
    for match in lines.URL.finditer(line) if "://" in line else ():
        url = lines.whole(match[0])
        if match.start() > start:
            yield Span(line[start : match.start()])
        yield Span(url, url=url)
        start = match.start() + len(url)
    if start < len(line):
        yield Span(line[start:])


# --- blocks -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Place:
    """Where in the document the walk over the tokens is."""

    lists: list[str] = field(default_factory=list)  # for each open list the marker of its item that is not yet shown
    kinds: list[BlockKind] = field(default_factory=list)  # open quotes and headings
    item: bool = False  # the next paragraph begins an item


def _blocks(tokens: Sequence["Token"], source: Sequence[str]) -> Iterator[Block]:
    place = _Place()
    table = False
    for token in tokens:
        match token.type:
            case "table_open":
                table = True
                first, last = token.map or (0, 0)
                yield Block("code", (Span("\n".join(source[first:last]).strip("\n")),))
            case "table_close":
                table = False
            case "fence":
                yield Block("code", (Span(token.content.rstrip("\n")),), len(place.lists))
            case "inline" if not table:
                if spans := _spans(token.children or []):
                    yield _placed(spans, place)
            case _:
                _enter(token, place)


def _enter(token: "Token", place: _Place) -> None:
    match token.type:
        case "bullet_list_open" | "ordered_list_open":
            place.lists.append("")
        case "bullet_list_close" | "ordered_list_close":
            place.lists.pop()
        case "list_item_open":
            place.lists[-1] = token.info + token.markup if token.info else ""
            place.item = True
        case "list_item_close":
            place.item = False
        case "blockquote_open":
            place.kinds.append("quote")
        case "heading_open":
            place.kinds.append("heading")
        case "blockquote_close" | "heading_close":
            place.kinds.pop()


def _placed(spans: tuple[Span, ...], place: _Place) -> Block:
    depth = max(len(place.lists) - 1, 0)
    if place.item:
        place.item = False
        return Block("item", spans, depth, place.lists[-1])
    return Block(place.kinds[-1] if place.kinds else "paragraph", spans, depth)


# --- spans --------------------------------------------------------------------------------------------------------


def _spans(children: Sequence["Token"]) -> tuple[Span, ...]:
    found: list[Span] = []
    styles: list[Style] = []
    url = ""
    for index, token in enumerate(children):
        kind = token.type
        style: Style = "code" if kind == "code_inline" else styles[-1] if styles else "plain"
        text = token.content
        if kind == "link_open":
            target = str(token.attrGet("href") or "")
            url = target if target.startswith(("http://", "https://")) else ""
        elif kind == "link_close":
            url = ""
        elif kind.endswith("_open"):
            styles.append(_STYLES.get(token.tag, "plain"))
        elif kind.endswith("_close"):
            styles.pop()
        elif kind == "image":
            target = str(token.attrGet("src") or "")
            _add(found, text or target, style, target if target.startswith(("http://", "https://")) else url)
        elif kind in ("softbreak", "hardbreak"):
            following = children[index + 1].content if index + 1 < len(children) else ""
            _add(found, _joint(found, following) if kind == "softbreak" else "\n", style, url)
        elif text:
            _add(found, text if style == "code" or url else _dashes(text), style, url)
    return tuple(found)


def _add(found: list[Span], text: str, style: Style, url: str) -> None:
    if found and found[-1].style == style and found[-1].url == url:
        found[-1] = Span(found[-1].text + text, style, url)
    elif text:
        found.append(Span(text, style, url))


def _joint(found: Sequence[Span], following: str) -> str:
    """A line end of the author stays; one that a program put into a sentence becomes a space."""
    line = found[-1].text.rpartition("\n")[2] if found else ""
    if not line or not line[-1].isascii() or line[-1] in ".!?:;)":
        return "\n"
    return " " if "a" <= following[:1] <= "z" or len(line) >= _WRAPPED else "\n"


def _dashes(text: str) -> str:
    if "--" not in text:
        return text
    text = re.sub(r"(?<=\s)---(?=\s)|(?<=[A-Za-z])---(?=[A-Za-z])", "—", text)
    return re.sub(r"(?<=\s)--(?=\s)|(?<=\d)--(?=\d)", "–", text)
