"""Papers as readers meet them: by id, by alias, found, at random, exported."""

import datetime as dt
import json
import random
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from bot.model import Page, Paper, PaperId, Query, Reader, first_rank
from bot.store import queries, terms
from bot.store.bag import Bag
from bot.store.database import Database, Row, from_micros, to_micros, unlines
from bot.store.seen import Seen

_BEYOND = 2**63 - 1  # higher than every rank
_COLUMNS = 16  # that every query of papers begins with, in this order
_RELATED = 9
_MOST_ENDINGS = 24  # of a half typed word
_AFTER_ALL = "\U0010ffff"  # sorts after every letter
_KEPT = 1000  # papers that are asked for again and again, such as the newest


class Papers:
    def __init__(self, database: Database, seen: Seen) -> None:
        self._database, self._memo = database, database.memo
        self._sql = {**queries.load("papers"), **queries.load("papers", "sqlite")}
        self._tags: dict[str, int] = {}  # ids by slug, which never change
        self._dice = random.Random()
        self._bag = Bag(database, seen, self._dice, self._read_once)

    async def get(self, paper: PaperId) -> Paper | None:
        """Also under the id of a paper that was united with another one."""
        return await self._memo.of(("paper", paper), lambda: self._got(paper))

    async def _got(self, paper: PaperId) -> Paper | None:
        return _only(await self.read(self._sql["by_id"], {"paper": paper}))

    async def get_many(self, papers: Sequence[PaperId]) -> tuple[Paper, ...]:
        """In the order asked for, each once; those that do not exist are left out."""
        if not papers:
            return ()
        rows = await self._database.fetch(self._sql["by_ids"], {"papers": json.dumps(papers)})
        known = dict(zip((row["wanted"] for row in rows), await self.made(rows), strict=True))
        return tuple({known[paper].id: known[paper] for paper in papers if paper in known}.values())

    async def by_alias(self, alias: str) -> Paper | None:
        """`arxiv:2505.24275` or `title:…` (see bot/ingest/merge.py)."""
        return _only(await self.read(self._sql["by_alias"], {"alias": alias}))

    async def find(self, query: Query, *, after: int | None = None, limit: int = 5, oldest: bool = False) -> Page:
        """Newest first, or oldest first. Tags are folded slugs; all of them must be there."""
        question = ("found", query, after, limit, oldest)
        return await self._memo.of(question, lambda: self._found(query, after=after, limit=limit, oldest=oldest))

    async def _found(self, query: Query, *, after: int | None, limit: int, oldest: bool) -> Page:
        floor = first_rank(query.since) if query.since else 0
        ceiling = first_rank(query.until) + first_rank(dt.date.min) if query.until else _BEYOND
        if after is not None:
            floor, ceiling = (after + 1, ceiling) if oldest else (floor, after)
        params: dict[str, Any] = {"floor": floor, "ceiling": ceiling, "limit": limit + 1}
        order = "oldest" if oldest else "newest"
        if not query.words.strip() and len(query.tags) < 2:
            rows = await self._database.fetch(self._sql[order], {**params, "slug": "".join(query.tags)})
            return await self._page(rows, limit, whole=query.since is query.until is None, first=after is None)
        match = await self._match(query.words, query.tags)
        if not match:
            return Page((), None, 0)
        rows = await self._database.fetch(self._sql[f"search_{order}"], {**params, "match": match})
        if not rows and (begun := await self._match(query.words, query.tags, begun=True)) != match:
            rows = await self._database.fetch(self._sql[f"search_{order}"], {**params, "match": begun})
        return await self._page(rows, limit, whole=False, first=after is None)

    async def random(self, tags: tuple[str, ...], reader: Reader | None) -> Paper | None:
        """Uniform among those with all the tags; for a reader, among those not had yet, and then from the start."""
        return await self._bag.draw(tags, reader)

    async def news(self, since: dt.datetime) -> tuple[Paper, ...]:
        """What channels may be owed: published after `since`, oldest digest first, then the curator's order."""
        return await self.read(self._sql["news"], {"since": to_micros(since)})

    async def export(self, tag: str | None = None, since: dt.date | None = None) -> AsyncIterator[Paper]:
        """By digest date, then position, which counts from 1 within each digest. `tag` is a folded slug."""
        tag_id = await self._tag(tag) if tag else 0
        if tag_id is None:
            return
        params = {"tag": tag_id, "since": (since or dt.date.min).isoformat()}
        async for rows in self._database.stream(self._sql["export"], params):
            for paper in await self.made(rows):
                yield paper

    # --- rows to papers ---

    async def read(self, sql: str, params: Mapping[str, Any]) -> tuple[Paper, ...]:
        """For queries whose columns begin with those of a paper."""
        return await self.made(await self._database.fetch(sql, params))

    async def _read_once(self, sql: str, params: Mapping[str, Any]) -> tuple[Paper, ...]:
        """Those that hardly come again, and would drive out others."""
        return await self.made(await self._database.fetch(sql, params), _paper)

    async def made(self, rows: Iterable[Row], make: Callable[..., Paper] | None = None) -> tuple[Paper, ...]:
        """Papers of rows. Related ones are found by the names of their notes, which may have come later."""
        columns = [row[:_COLUMNS] for row in rows]
        names = {name for paper in columns if paper[_RELATED] for name in unlines(paper[_RELATED])}
        papers = tuple([(make or _kept_paper)(*paper) for paper in columns])
        if not names:
            return papers
        notes = await self._notes(names)
        related = [_related(paper[_RELATED], notes) for paper in columns]
        return tuple(
            [replace(p, related=tuple(r for r in rs if r != p.id)) for p, rs in zip(papers, related, strict=True)]
        )

    async def _notes(self, names: Iterable[str]) -> Mapping[str, PaperId]:
        params = {"names": json.dumps([name.casefold() for name in names], ensure_ascii=False)}
        rows = await self._database.fetch(self._sql["notes_called"], params)
        return {name: PaperId(paper) for name, paper in rows}

    async def _page(self, rows: Sequence[Row], limit: int, *, whole: bool, first: bool) -> Page:
        """One row more than the page holds was asked for. `whole`: the rows carry their tag's count."""
        papers = await self.made(rows[:limit])
        more = len(rows) > limit
        if not more and first:
            return Page(papers, None, len(papers))
        return Page(papers, papers[-1].rank if more else None, rows[0][_COLUMNS] if whole and rows else None)

    # --- tags ---

    async def _match(self, words: str, tags: Sequence[str], *, begun: bool = False) -> str:
        """Empty if nothing can be found. `begun`: as for terms.query."""
        endings = await self._endings(words)
        if endings is not None and not endings:
            return ""
        looked_for = terms.query(words, (), begun=begun, endings=endings)
        known = [await self._tag(tag) for tag in tags]
        if None in known or (words.strip() and not looked_for):
            return ""
        return " AND ".join(filter(None, (terms.query("", [tag for tag in known if tag is not None]), looked_for)))

    async def _endings(self, words: str) -> Sequence[str] | None:
        """None where it is better left to the index: there is nothing half typed, or too much begins so."""
        begun = terms.half_typed(words)
        if not begun:
            return None
        endings = await self._memo.of(("endings", begun), lambda: self._words_beginning(begun))
        return endings if len(endings) <= _MOST_ENDINGS else None

    async def _words_beginning(self, begun: str) -> Sequence[str]:
        params = {"first": begun, "end": f"{begun}{_AFTER_ALL}", "limit": _MOST_ENDINGS + 1}
        return tuple(row["term"] for row in await self._database.fetch(self._sql["words_beginning"], params))

    async def _tag(self, slug: str) -> int | None:
        if slug not in self._tags:
            row = await self._database.fetch_one(self._sql["tag_called"], {"slug": slug})
            if row is None:
                return None
            self._tags[slug] = row["id"]
        return self._tags[slug]


def _only(papers: Sequence[Paper]) -> Paper | None:
    return papers[0] if papers else None


def _related(names: str, notes: Mapping[str, PaperId]) -> tuple[PaperId, ...]:
    known = (notes.get(name.casefold()) for name in unlines(names))
    return tuple(dict.fromkeys(paper for paper in known if paper is not None))


# Many papers of one page share their digest's date, many of an archive the instant of its import.
_date = lru_cache(1024)(dt.date.fromisoformat)
_instant = lru_cache(1024)(from_micros)


def _paper(
    id_: int,
    title: str,
    authors: str,
    abstract: str,
    ko: str,
    en: str,
    tags: str,
    links: str,
    arxiv_id: str | None,
    _: str,
    named: int,
    digest: str,
    position: int,
    rank: int,
    news: Any,
    published_at: int,
) -> Paper:
    """The columns of a paper, without related ones."""
    return Paper(
        id=PaperId(id_),
        title=title,
        authors=unlines(authors),
        abstract=abstract,
        ko=ko,
        en=en,
        tags=unlines(tags),
        links=unlines(links),
        arxiv_id=arxiv_id,
        named=bool(named),
        digest=_date(digest),
        position=position,
        rank=rank,
        news=news,
        published=_instant(published_at),
    )


_kept_paper = lru_cache(_KEPT)(_paper)
