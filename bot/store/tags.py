"""Tags as lookups know them: folded by their aliases, counted."""

import datetime as dt

from bot.model import PaperId, TagCount
from bot.store import holdings, queries
from bot.store.database import Database
from bot.store.indexing import Found, Indexing
from bot.tags import Aliases

_FOLDED_WITH = "tags"  # in `state`: the fingerprint of the aliases that the index was made with
_AT_ONCE = 500


class Tags:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = {**queries.load("tags"), **queries.load("state")}

    async def counts(self) -> tuple[TagCount, ...]:
        """Folded slugs, most papers first."""
        rows = await self._database.fetch(self._sql["counts"])
        return tuple(TagCount(slug, count) for slug, count in rows)

    async def ahead(self, today: dt.date) -> tuple[tuple[dt.date, TagCount], ...]:
        """Those of digests after today, by digest."""
        rows = await self._database.fetch(self._sql["ahead"], {"today": today.isoformat()})
        return tuple((dt.date.fromisoformat(row["digest"]), TagCount(row["slug"], row["count"])) for row in rows)

    async def reindex(self, aliases: Aliases) -> bool:
        """Folds every paper's tags anew, if the table of aliases is not the one they were folded with."""
        row = await self._database.fetch_one(self._sql["recall"], {"name": _FOLDED_WITH})
        if row is not None and row["value"] == aliases.fingerprint:
            return False
        after: PaperId | None = PaperId(0)
        while after is not None:
            after = await self._reindex_some(after, aliases)
        async with self._database.write() as tx:
            await tx.run(self._sql["remember"], {"name": _FOLDED_WITH, "value": aliases.fingerprint})
            await tx.run(self._sql["archive_changed"])
        return True

    async def _reindex_some(self, after: PaperId, aliases: Aliases) -> PaperId | None:
        """Where to go on. Papers that come in between are folded with these aliases already."""
        async with self._database.write() as tx:
            rows = await tx.fetch(self._sql["some_papers"], {"after": after, "limit": _AT_ONCE})
            papers = [Found(PaperId(row["id"]), row["rank"], holdings.entry_of_paper(row)) for row in rows]
            await Indexing().write(tx, papers, aliases.fold)
        return papers[-1].paper if papers else None
