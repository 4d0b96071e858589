"""Text of documents as HTML. It is hostile: what is not in this file's few elements stands there as characters."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from bot.addresses import address
from bot.fitting import cut
from bot.model import Language
from bot.view import Block, Span, Text, plain, preview

_SAFE = (
    "/?#[]@!$&'()*+,;=:%~"  # may stand in an address as they are: https://www.rfc-editor.org/rfc/rfc3986#section-2.2
)
_ELEMENTS = {"bold": "strong", "italic": "em", "strike": "s", "code": "code"}
_KOREAN_FROM = 0.2  # of its letters, where a text counts as Korean: it is full of English terms
TITLE = 300  # characters of one in a line or a list, as in posts: no paper's own is as long
_DEEPEST = 5  # lists within lists; what is deeper stands at this depth


def spoken(text: str) -> Language:
    """Which language a text is in, for who reads it aloud and for where its lines may break."""
    letters = [letter for letter in text[:2000] if letter.isalpha()]
    hangul = sum("가" <= letter <= "힣" or "ㄱ" <= letter <= "ㅣ" for letter in letters)
    return "ko" if hangul > _KOREAN_FROM * len(letters) else "en"


def line(spans: Iterable[Span]) -> Markup:
    return Markup("").join(map(_span, spans))


def unlinked(spans: Iterable[Span]) -> Markup:
    """For where the whole line is a link already."""
    return Markup("").join(_styled(span) for span in spans)


def words(spans: Iterable[Span]) -> str:
    """Without any markup."""
    return " ".join("".join(span.text for span in spans).split())


def headline(spans: Iterable[Span]) -> str:
    """A title where there is one line for it: a tab, a link's preview, an entry of a feed."""
    return cut(words(spans), TITLE)


def listed(spans: Sequence[Span]) -> Markup:
    """A title in a list, where a link is around it; one without end stands whole on its paper's page alone."""
    return unlinked(spans) if len(words(spans)) <= TITLE else escape(headline(spans))


def blocks(text: Text) -> Markup:
    return Markup("\n").join(_pieces(text, 0))


def link(label: Markup, url: str) -> Markup:
    target = address(url, _SAFE)
    if not target:
        return label
    return Markup('<a href="{}" rel="noopener nofollow ugc">{}</a>').format(target, label)


def _span(span: Span) -> Markup:
    styled = _styled(span)
    return link(styled, span.url) if span.url else styled


def _styled(span: Span) -> Markup:
    shown = _broken(span.text)
    element = _ELEMENTS.get(span.style)
    return Markup("<{0}>{1}</{0}>").format(Markup(element), shown) if element else shown  # noqa: S704  # ours


def _broken(text: str) -> Markup:
    """The lines that the author ended."""
    return Markup("<br>\n").join(escape(part) for part in text.split("\n"))


def _block(block: Block) -> Markup:
    inner = line(block.spans)
    match block.kind:
        case "heading":
            return Markup("<h3>{}</h3>").format(inner)
        case "quote":
            return Markup("<blockquote><p>{}</p></blockquote>").format(inner)
        case "code":
            code = escape("".join(span.text for span in block.spans))
            return Markup('<pre tabindex="0"><code>{}</code></pre>').format(code)
        case _:
            return Markup("<p>{}</p>").format(inner)


def _pieces(some: Iterable[Block], depth: int) -> Iterator[Markup]:
    for listed, run in groupby(some, lambda block: block.kind == "item" or block.depth > depth):
        together = list(run)
        yield _list(together, depth) if listed else Markup("\n").join(map(_block, together))


def _list(some: Sequence[Block], depth: int) -> Markup:
    """Items of this depth, each with the deeper ones that follow it; another kind of marker begins another list."""
    lists: list[Markup] = []
    for numbered, items in groupby(_items(some, depth), lambda item: bool(item[0].marker)):
        whole = list(items)
        inner = Markup("").join(_item(first, below, depth) for first, below in whole)
        if not numbered:
            lists.append(Markup("<ul>{}</ul>").format(inner))
        elif (start := whole[0][0].marker.rstrip(".)")).isdecimal() and len(start) < 9:
            lists.append(Markup('<ol start="{}">{}</ol>').format(int(start), inner))
        else:
            lists.append(Markup("<ol>{}</ol>").format(inner))
    return Markup("").join(lists)


def _items(some: Sequence[Block], depth: int) -> Iterator[tuple[Block, list[Block]]]:
    current: Block | None = None
    below: list[Block] = []
    for block in some:
        if current is not None and (block.kind != "item" or (block.depth > depth and depth < _DEEPEST)):
            below.append(block)
            continue
        if current is not None:
            yield current, below
        current, below = block, []
    if current is not None:
        yield current, below


def _item(first: Block, below: Sequence[Block], depth: int) -> Markup:
    own = line(first.spans) if first.kind == "item" else _block(first)
    return Markup("<li>{}</li>").format(Markup("").join((own, *_pieces(below, depth + 1))))


def words_of(said: Text) -> str:
    return " ".join(plain(said).split())


def line_of(said: Text) -> Markup:
    """Its first block without the block's element."""
    return line(said[0].spans) if said else Markup("")


def outward(label: str, url: str) -> Markup:
    """The link to where a paper stands, which is named by its host where no label says it."""
    host = (urlsplit(address(url, _SAFE)).hostname or "").removeprefix("www.")
    return link(escape(label or ("arXiv" if host == "arxiv.org" else host)), url) if host else Markup("")


def lang(said: str, page: Language, known: Language | None = None) -> Markup:
    """The attribute that says so where a text is in another language than its page."""
    own = known or spoken(said)
    return Markup("") if own == page else Markup(' lang="{}"').format(own)


def opening(text: Text) -> Text:
    """What a list shows of a commentary: a line or two."""
    return preview(text, 280)
