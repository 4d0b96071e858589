"""A digest page as a reader copies it, one field a line, to digests."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot import arxiv
from bot.ingest import clean, lines, page_date
from bot.model import Entry, PageDigest, Refused

_AHEAD = dt.timedelta(days=7)  # a date further in the future is a slip

_WINDOW = 40  # lines in which a title follows its links
_BEGINNING = 10  # lines in which a page comes to its date
_QUOTED = 80  # so many characters of a line are told with the reason

Kind = Literal["blank", "date", "tags", "links", "text"]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    kind: Kind


_NOTHING = _Line(0, "", "blank")


@dataclass(slots=True)
class _Paper:
    """What has been read of one paper. `text` are its lines after the authors."""

    title: str
    authors: str
    links: list[str]
    head: list[str]  # links that stand before its commentary: they give the id
    text: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def read(raw: bytes | str, *, date: dt.date | None = None, today: dt.date) -> tuple[PageDigest, ...]:
    """Every digest of the page in its order. `date` is for a page that names none. Raises Refused."""
    text = clean.document(raw, clean.PAGE_LIMIT)
    reader = _Reader(_lines(text), None if date is None else _possible(date, None, today), today)
    digests = reader.read()
    if not digests:
        raise Refused("refused-empty" if not text.strip() or reader.dated else "refused-no-date")
    return digests


def is_page(text: str) -> bool:
    """Whether a text begins like a digest page: with a date, perhaps under a heading or a line of greeting."""
    beginning = (_kind(line.strip()) for line in text.split("\n", _BEGINNING)[:_BEGINNING])
    return next((kind for kind in beginning if kind not in ("blank", "text")), "") == "date"


def _lines(text: str) -> list[_Line]:
    return [_Line(number, line.strip(), _kind(line.strip())) for number, line in enumerate(text.split("\n"), 1)]


def _kind(text: str) -> Kind:
    if not text.strip("-*_= "):  # nothing, or a rule
        return "blank"
    if text.startswith("#") and lines.only_tags(text):
        return "tags"
    if page_date.parts(text):
        return "date"
    return "links" if lines.only_links(text) else "text"


def _possible(date: dt.date, line: int | None, today: dt.date) -> dt.date:
    if date - today > _AHEAD:
        raise Refused("refused-future-date", line, date=date.isoformat())
    return date


class _Reader:
    """Walks the lines once. Between papers it expects a title with authors, within one anything."""

    def __init__(self, page: Sequence[_Line], date: dt.date | None, today: dt.date) -> None:
        self._page, self._date, self._today = page, date, today
        self.dated = date is not None
        self._digests: dict[dt.date, list[_Paper]] = {}
        self._paper: _Paper | None = None  # the one that is being read
        self._last: _Paper | None = None
        self._waiting: list[str] = []  # links before a title
        kinds = [line.kind for line in page]
        self._preamble = kinds.index("date") if "date" in kinds else 0  # lines before the first date
        if "tags" in kinds[: self._preamble]:  # a paper stands there
            self._preamble = 0
        self._fresh = True  # a title may stand here: after a date, tags or a blank line

    def read(self) -> tuple[PageDigest, ...]:
        index = 0
        while index < len(self._page):
            index += self._step(index)
        if self._last is not None:
            self._last.links += self._waiting
        return tuple(
            PageDigest(date=date, entries=tuple(map(_entry, papers)))
            for date, papers in self._digests.items()
            if papers
        )

    def _step(self, index: int) -> int:
        """How many lines were read."""
        line = self._page[index]
        if self._fresh and line.kind not in ("blank", "date") and (used := self._title(index)):
            return used
        match line.kind:
            case "text":
                self._text(line)
                self._fresh = False
            case "links":
                self._link(index)
            case "tags":
                self._tags(line)
            case "date":
                self._new_date(line)
        self._fresh = self._fresh or line.kind in ("blank", "tags", "date")
        return 1

    def _title(self, index: int) -> int:
        """The lines of a title and its authors, 0 if none stands here."""
        line = self._page[index]
        if line.kind == "tags" and self._paper is not None:
            return 0
        authors = next((i for i in range(index + 1, len(self._page)) if self._page[i].kind != "blank"), None)
        if authors is None or not (inside := _authors(self._page[authors])):
            return 0
        title, urls = lines.urls_of(line.text)
        title = lines.unstyled(re.sub(r"\s*\(\s*\)$", "", title))
        if not title:
            return 0
        if self._date is None:
            raise Refused("refused-no-date", line.number)
        links = [*self._waiting, *urls]
        self._paper = self._last = _Paper(title, inside, links, list(links))
        self._digests.setdefault(self._date, []).append(self._paper)
        self._waiting, self._fresh = [], False
        return authors - index + 1

    def _text(self, line: _Line) -> None:
        if self._paper is not None:
            self._paper.text.append(line.text)
        elif line.number <= self._preamble:
            return
        elif self._date is not None:
            raise Refused("refused-no-authors", line.number, text=line.text[:_QUOTED])
        elif not line.text.startswith("#"):  # a heading may stand over the first date
            raise Refused("refused-no-date", line.number)

    def _link(self, index: int) -> None:
        """A lone link belongs to the paper that it stands in; before a title, to that one."""
        found = lines.only_links(self._page[index].text)
        if self._paper is None or (self._fresh and self._before_title(index)):
            self._waiting += found
            return
        self._paper.links += found
        if len(self._paper.text) < 2 and not any(map(lines.has_hangul, self._paper.text)):
            self._paper.head += found

    def _before_title(self, index: int) -> bool:
        following = (line for line in self._page[index : index + _WINDOW] if line.kind not in ("blank", "links"))
        return next(following, _NOTHING).kind == "text" and bool(_authors(next(following, _NOTHING)))

    def _tags(self, line: _Line) -> None:
        if self._last is not None:
            self._last.tags += lines.only_tags(line.text)
        self._paper = None

    def _new_date(self, line: _Line) -> None:
        numbers = page_date.parts(line.text)
        date = page_date.date(numbers) if numbers else None
        if date is None:
            raise Refused("refused-bad-date", line.number, text=line.text[:_QUOTED])
        self._date = _possible(date, line.number, self._today)
        self._paper = self._last = None
        self.dated = True


def _authors(line: _Line) -> str:
    inside = lines.in_parentheses(line.text) if line.kind == "text" else ""
    return inside if lines.names_people(inside) else ""


def _entry(paper: _Paper) -> Entry:
    korean = [lines.has_hangul(line) for line in paper.text]
    first = korean.index(True) if True in korean else min(1, len(paper.text))
    spoken = list(zip(paper.text[first:], korean[first:], strict=True))
    return Entry(
        title=paper.title,
        authors=lines.authors(paper.authors),
        abstract="\n\n".join(paper.text[:first]),
        ko="\n\n".join(line for line, hangul in spoken if hangul),
        en="\n\n".join(line for line, hangul in spoken if not hangul),
        tags=tuple(dict.fromkeys(paper.tags)),
        links=tuple(dict.fromkeys(paper.links)),
        arxiv_id=next((known for url in paper.head if (known := arxiv.id_of(url))), None),
    )
