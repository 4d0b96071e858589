"""Digests: the papers published under one date."""

import datetime as dt
import json
from collections.abc import Callable

from bot.model import DayCount, Filter, Paper, first_rank
from bot.store import queries
from bot.store.database import Database, Params
from bot.store.papers import Papers


class Digests:
    def __init__(self, database: Database, papers: Papers) -> None:
        self._database, self._papers = database, papers
        self._sql = {**queries.load("digests"), **queries.load("digests", "sqlite")}

    async def latest(self, until: dt.date | None = None) -> dt.date | None:
        """The newest digest, of those that are not after `until`."""
        return await self._date("latest", {"until": (until or dt.date.max).isoformat()})

    async def on(self, date: dt.date) -> tuple[Paper, ...]:
        """In the curator's order."""
        return await self._papers.read(self._sql["on"], {"date": date.isoformat()})

    async def around(self, date: dt.date) -> tuple[dt.date | None, dt.date | None]:
        """The digest before and the one after."""
        params = {"date": date.isoformat()}
        return await self._date("before", params), await self._date("after", params)

    async def days(self, tag: str = "") -> tuple[DayCount, ...]:
        """How many papers each digest has, oldest first; with a folded slug, of those that have the tag."""
        rows = await self._database.fetch(self._sql["days"], {"slug": tag})
        return tuple(DayCount(dt.date.fromordinal(row["day"]), row["count"]) for row in rows)

    async def newest_for(
        self, wants: Filter, fold: Callable[[str], str], until: dt.date | None = None
    ) -> tuple[Paper, ...]:
        """Of the newest digest that has a paper for the filter: those papers, in the curator's order. None that is
        never owed by itself."""
        wanted, excluded = sorted(set(map(fold, wants.wanted))), sorted(set(map(fold, wants.excluded)))
        ceiling = first_rank(until) + first_rank(dt.date.min) if until else 2**63 - 1
        params: Params = {"excluded": json.dumps(excluded, ensure_ascii=False), "ceiling": ceiling}
        dates = [await self._date("newest_with", {**params, "slug": slug}) for slug in wanted or [""]]
        newest = max((date for date in dates if date), default=None)
        if newest is None:
            return ()
        folded = Filter(wanted=tuple(wanted), excluded=tuple(excluded))
        papers = [paper for paper in await self.on(newest) if paper.named]
        return tuple(paper for paper in papers if folded.takes(frozenset(map(fold, paper.tags))))

    async def _date(self, query: str, params: Params) -> dt.date | None:
        row = await self._database.fetch_one(self._sql[query], params)
        return dt.date.fromisoformat(row["digest"]) if row and row["digest"] else None
