"""The archive, read without a reader: papers and digests as articles, for pages and feeds (bot/archive.py)."""

import datetime as dt
import secrets
from collections.abc import Callable, Sequence

from bot.archive import Article, Found, Issue, Opened, Wanted
from bot.arxiv import id_of
from bot.ingest.text import inline
from bot.model import DayCount, Languages, Paper, PaperId, Query, TagCount
from bot.present import papers as shown
from bot.present import passages
from bot.present.bibtex import bibliography
from bot.store import Store
from bot.tags import TagIndex
from bot.view import Passage

_LONGEST_NUMBER = 18  # digits of a 64-bit id
_DRAWS = 20  # few papers are dated ahead
_NAME = "archive-name"
_UNTIL_ZONES = 1970  # before, many zones were seconds off; the first and the last year have days without a UTC


class Library:
    """Is the Archive. `version` says which state of the archive was last taken up, `changed` when; `today` what day it
    is in the zone."""

    def __init__(
        self,
        store: Store,
        *,
        tags: Callable[[], TagIndex],
        version: Callable[[], str],
        changed: Callable[[], dt.datetime],
        today: Callable[[], dt.date],
        zone: dt.tzinfo,
    ) -> None:
        self._store, self._tags, self._version, self._today = store, tags, version, today
        self._changed, self._zone = changed, zone

    @property
    def version(self) -> str:
        return f"{self._version()} {self._today()}"

    @property
    def changed(self) -> dt.datetime:
        """A digest that was dated ahead comes with its day."""
        return max(self._changed(), self.begins(self._today()))

    def begins(self, date: dt.date) -> dt.datetime:
        zone = self._zone if _UNTIL_ZONES <= date.year < dt.MAXYEAR else dt.UTC
        return dt.datetime.combine(date, dt.time(), zone).astimezone(dt.UTC)

    async def name(self) -> str:
        return await self._store.made_once(_NAME, secrets.token_hex(16))

    @property
    def today(self) -> dt.date:
        return self._today()

    async def latest(self) -> dt.date | None:
        return await self._store.digests.latest(self._today())

    async def issue(self, date: dt.date, languages: Languages) -> Issue | None:
        if date > self._today():
            return None
        papers = await self._store.digests.on(date)
        if not papers:
            return None
        before, after = await self.around(date)
        return Issue(date=date, articles=self._articles(papers, languages), before=before, after=after)

    async def around(self, date: dt.date) -> tuple[dt.date | None, dt.date | None]:
        today = self._today()
        before, after = await self._store.digests.around(min(date, today + dt.timedelta(days=1)))
        return before, after if after and after <= today else None

    async def paper(self, address: str, languages: Languages) -> Opened | None:
        paper = await self._named(address)
        if paper is None or paper.digest > self._today():
            return None
        related = await self._store.papers.get_many(paper.related)
        return Opened(
            article=self._article(paper, languages, passages.commentary(paper, languages)),
            related=self._articles([each for each in related if each.digest <= self._today()], languages),
            bibtex=bibliography([paper]),
        )

    async def find(self, wanted: Wanted, languages: Languages) -> Found:
        query = Query(tags=wanted.tags, words=wanted.words, since=wanted.since, until=await self._until(wanted.until))
        page = await self._store.papers.find(query, after=wanted.after, limit=wanted.limit)
        return Found(self._articles(page.papers, languages), page.after, page.total)

    async def random(self, tags: tuple[str, ...], languages: Languages) -> Article | None:
        for _ in range(_DRAWS):
            paper = await self._store.papers.random(tags, None)
            if paper and paper.digest <= self._today():
                return self._listed(paper, languages)
        return None

    async def days(self, tag: str = "") -> Sequence[DayCount]:
        today = self._today()
        return [day for day in await self._store.digests.days(tag) if day.date <= today]

    def tags(self) -> Sequence[TagCount]:
        return self._begun().tags

    def fold(self, tag: str) -> str:
        return self._tags().fold(tag)

    def known(self, tag: str) -> bool:
        return self._begun().known(tag)

    def nearest(self, tag: str) -> Sequence[str]:
        return self._begun().nearest(tag)

    def _begun(self) -> TagIndex:
        return self._tags().until(self._today())

    async def _named(self, address: str) -> Paper | None:
        if address.isascii() and address.isdecimal():
            return await self._store.papers.get(PaperId(int(address))) if len(address) <= _LONGEST_NUMBER else None
        arxiv_id = id_of(address)
        return await self._store.papers.by_alias(f"arxiv:{arxiv_id}") if arxiv_id else None

    async def _until(self, until: dt.date | None) -> dt.date | None:
        """Nothing from after today; None where there is nothing such, since a total is known only without bounds."""
        newest = await self._store.digests.latest()
        ahead = newest is not None and newest > self._today()
        return min(until or dt.date.max, self._today()) if ahead or until else None

    def _articles(self, papers: Sequence[Paper], languages: Languages) -> tuple[Article, ...]:
        return tuple(self._listed(paper, languages) for paper in papers)

    def _listed(self, paper: Paper, languages: Languages) -> Article:
        return self._article(paper, languages, passages.listed(paper, languages))

    def _article(self, paper: Paper, languages: Languages, said: tuple[Passage, ...]) -> Article:
        return Article(
            paper=paper.id,
            address=paper.arxiv_id or str(paper.id),
            title=inline(paper.title),
            authors=paper.authors,
            digest=paper.digest,
            position=paper.position,
            rank=paper.rank,
            published=paper.published,
            arxiv_id=paper.arxiv_id,
            tags=shown.tags(paper, self._tags().fold),
            url=shown.url(paper),
            links=shown.links(paper),
            passages=said,
            abstract=passages.abstract(paper, languages[0]),
        )
