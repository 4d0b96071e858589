"""The archive as pages and feeds read it: what adapters may ask without a reader, and the frozen values of the answers.

The third file of the border, beside bot/platform.py and bot/view.py. Everything is said in the languages asked for
already; Markdown and LaTeX are understood.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.model import DayCount, Languages, PaperId, TagCount
from bot.view import Passage, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A paper as the archive shows it to everybody."""

    paper: PaperId
    address: str  # how pages name it: its arXiv id, else its number
    title: tuple[Span, ...]
    authors: tuple[str, ...]
    digest: dt.date
    position: int  # in its digest, from 1
    rank: int  # sorts the archive: newest digest first, then the curator's order, when read in descending order
    published: dt.datetime  # when Paperboy learnt of it
    arxiv_id: str | None
    tags: tuple[str, ...]  # folded slugs
    url: str  # the paper itself, or a search for it where nobody wrote a link
    links: tuple[Span, ...]  # the others
    passages: tuple[Passage, ...]  # the commentary, in the languages asked for; in a list as a post shows it
    abstract: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One paper with all that belongs to its own page."""

    article: Article
    related: tuple[Article, ...]
    bibtex: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A digest: the papers of one date in the curator's order, and the digests around it."""

    date: dt.date
    articles: tuple[Article, ...]
    before: dt.date | None
    after: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to list: all conditions narrow together. Days are inclusive; `after` is where the page before ended."""

    tags: tuple[str, ...] = ()  # folded
    words: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    after: int | None = None
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Found:
    """Newest first. `after` is where to go on, None at the end; `total` where it is known cheaply."""

    articles: tuple[Article, ...]
    after: int | None
    total: int | None


class Archive(Protocol):
    """Read-only. Digests that are dated ahead are not there before their date begins in the service's zone."""

    @property
    def version(self) -> str:
        """Differs whenever anything may be read differently than before. From memory."""
        ...

    @property
    def changed(self) -> dt.datetime:
        """When what the version stands for was taken up: later for each version than for the one before."""
        ...

    @property
    def today(self) -> dt.date:
        """In the service's zone."""
        ...

    def begins(self, date: dt.date) -> dt.datetime:
        """The first moment of a day in the service's zone, in UTC."""
        ...

    async def name(self) -> str:
        """Differs from that of every other archive, and stays as it is wherever this one moves."""
        ...

    async def latest(self) -> dt.date | None: ...

    async def issue(self, date: dt.date, languages: Languages) -> Issue | None: ...

    async def around(self, date: dt.date) -> tuple[dt.date | None, dt.date | None]:
        """The digests before and after a day that need not have one itself."""
        ...

    async def paper(self, address: str, languages: Languages) -> Opened | None:
        """By any address that it ever had; the article carries the one to use."""
        ...

    async def find(self, wanted: Wanted, languages: Languages) -> Found: ...

    async def random(self, tags: tuple[str, ...], languages: Languages) -> Article | None: ...

    async def days(self, tag: str = "") -> Sequence[DayCount]:
        """How many papers each digest has, oldest first; with a tag, of those that have it."""
        ...

    def tags(self) -> Sequence[TagCount]:
        """Most papers first. From memory."""
        ...

    def fold(self, tag: str) -> str:
        """A tag as somebody writes it, in either language, to the slug that stands for it."""
        ...

    def known(self, tag: str) -> bool: ...

    def nearest(self, tag: str) -> Sequence[str]: ...
