"""Pages as tests read them: parsed strictly, with what stands in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from tests.web_parts import Answer, Reading

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    text: str = ""


@dataclass
class Page:
    """What a page says. Raises AssertionError where an element is not closed, or an id stands twice."""

    elements: list[Element] = field(default_factory=list)

    def all(self, tag: str, **attrs: str) -> list[Element]:
        """Attributes by their names, `_` for a hyphen or where Python has the word already (`class_`)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [each for each in self.elements if each.tag == tag and wanted.items() <= each.attrs.items()]

    def texts(self, tag: str, **attrs: str) -> list[str]:
        return [each.text for each in self.all(tag, **attrs)]

    def one(self, tag: str, **attrs: str) -> Element:
        [only] = self.all(tag, **attrs)
        return only

    @property
    def links(self) -> list[str]:
        return [each.attrs["href"] for each in self.all("a")]

    @property
    def languages(self) -> dict[str, str]:
        """Where the page stands in each, as search engines are told."""
        return {
            link.attrs["hreflang"]: link.attrs["href"]
            for link in self.all("link", rel="alternate")
            if "hreflang" in link.attrs
        }

    def meta(self, name: str) -> str:
        found = self.all("meta", property=name) or self.all("meta", name=name)
        return found[0].attrs["content"]


class _Strict(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.open = Page(), list[Element]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute stands twice in <{tag}>"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.page.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        closed = self.open.pop()
        closed.text = " ".join(closed.text.split())

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration within the page: {data}")


def parsed(html: str) -> Page:
    parser = _Strict()
    parser.feed(html)
    parser.close()
    assert parser.open == [], f"never closed: {parser.open[-1].tag}"
    ids = [each.attrs["id"] for each in parser.page.elements if "id" in each.attrs]
    assert len(ids) == len(set(ids)), f"an id stands twice: {ids}"
    return parser.page


async def page(web: Reading, path: str, *, status: int = 200, **headers: str) -> Page:
    answer = await fetched(web, path, **headers)
    assert answer.status == status, f"{path}: {answer.status}"
    return parsed(answer.text)


async def fetched(web: Reading, path: str, method: str = "GET", **headers: str) -> Answer:
    """Without following where it leads."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with web.client.request(method, f"{web.base}{path}", headers=named, allow_redirects=False) as told:
        return Answer(told.status, told.headers, await told.read())


def internal(page: Page) -> list[str]:
    """Where its links lead within the site; anything but http and https is a failure."""
    for link in page.links:
        assert urlsplit(link).scheme in ("", "http", "https"), link
    return [link for link in page.links if link.startswith("/")]


def papers(page):
    """Where its papers are, each once."""
    return list(dict.fromkeys(link for link in page.links if link.startswith("/p/")))


async def walked(web, path):
    """The papers of a list and of all its next pages, in order."""
    found: list[str] = []
    pages = 0
    while path:
        one = await page(web, path)
        found += [each.attrs["href"] for each in one.all("a") if each.attrs["href"].startswith("/p/")]
        path = next((each.attrs["href"] for each in one.all("a", rel="next")), "")
        pages += 1
    return found, pages
