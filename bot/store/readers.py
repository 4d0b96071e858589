"""Readers: their language, their zone, and the papers that they saved."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from bot.model import Language, PaperId, Preference, Reader
from bot.store import queries
from bot.store.database import Database, Row, Transaction, to_micros
from bot.store.seen import Seen, key

_LATEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Saved:
    """One page of saved papers, saved last first. `after` continues it, empty at the end."""

    papers: tuple[PaperId, ...]
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is stored about a reader."""

    preference: Preference
    saved: int = 0
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What answers depend on: every call asks for the one part, and every card for the other."""

    preference: Preference = field(default_factory=Preference)
    saved: frozenset[PaperId] = frozenset()


class Readers:
    def __init__(self, database: Database, seen: Seen) -> None:
        self._database, self._seen = database, seen
        self._sql = queries.load("readers")

    async def preference(self, reader: Reader) -> Preference:
        known = await self.known(reader)
        return known.preference if known else Preference()

    async def known(self, reader: Reader) -> Known | None:
        """None for somebody who was never here, or was erased."""
        return await self._database.memo.of(("reader", reader), lambda: self._found(reader))

    async def meet(self, reader: Reader) -> None:
        async with self._database.write() as tx:
            await tx.run(self._sql["meet"], key(reader))

    async def set_language(self, reader: Reader, language: Language | None) -> None:
        async with self._database.write() as tx:
            await tx.run(self._sql["meet"], key(reader))
            await tx.run(self._sql["set_language"], {**key(reader), "language": language})

    async def set_zone(self, reader: Reader, zone: str | None) -> None:
        async with self._database.write() as tx:
            await tx.run(self._sql["meet"], key(reader))
            await tx.run(self._sql["set_zone"], {**key(reader), "zone": zone})

    async def save(self, reader: Reader, papers: Sequence[PaperId], now: dt.datetime) -> int:
        """How many of the papers are new on the list."""
        async with self._database.write() as tx:
            number = await self._number(tx, reader)
            rows = [{"reader": number, "paper": paper, "saved_at": to_micros(now)} for paper in papers]
            return sum([await tx.run(self._sql["save"], row) for row in rows])

    async def unsave(self, reader: Reader, paper: PaperId) -> bool:
        """Whether the paper was on the list."""
        async with self._database.write() as tx:
            return await tx.run(self._sql["unsave"], {**key(reader), "paper": paper}) > 0

    async def saved(self, reader: Reader, *, after: str = "", limit: int = 5) -> Saved:
        """`after` is what the page before said; one that nobody said starts at the beginning."""
        saved_at, paper = _cursor(after)
        params = {**key(reader), "saved_at": saved_at, "paper": paper, "limit": limit + 1}
        rows = await self._database.fetch(self._sql["saved"], params)
        shown = rows[:limit]
        papers = tuple(PaperId(row["paper"]) for row in shown)
        more = len(rows) > limit
        return Saved(papers, f"{shown[-1]['saved_at']}-{shown[-1]['paper']}" if more else "")

    async def about(self, reader: Reader) -> About:
        await self._seen.flush()
        known = await self.known(reader)
        counts = await self._database.fetch_one(self._sql["counts"], key(reader))
        if known is None or counts is None:
            return About(preference=Preference())
        return About(preference=known.preference, saved=counts["saved"], seen=counts["seen"])

    async def erase(self, reader: Reader) -> None:
        """Forgets the reader. Channel subscriptions that he or she made stay, without a name."""
        self._seen.forget(reader)
        async with self._database.write() as tx:
            await tx.run(self._sql["erase"], key(reader))
            await tx.run(self._sql["forget_notices"], key(reader))
            await tx.run(self._sql["forget_maker"], key(reader))

    async def _found(self, reader: Reader) -> Known | None:
        rows = await self._database.fetch(self._sql["known"], key(reader))
        if not rows:
            return None
        saved = frozenset(PaperId(row["paper"]) for row in rows if row["paper"] is not None)
        return Known(_preference(rows[0]), saved)

    async def _number(self, tx: Transaction, reader: Reader) -> int:
        await tx.run(self._sql["meet"], key(reader))
        row = await tx.fetch_one(self._sql["number"], key(reader))
        return int(row["id"]) if row else 0


def _preference(row: Row) -> Preference:
    return Preference(language=cast("Language | None", row["language"]), zone=row["zone"])


def _cursor(after: str) -> tuple[int, int]:
    saved_at, _, paper = after.partition("-")
    if after.isascii() and saved_at.isdecimal() and paper.isdecimal() and len(after) < 40:
        return min(int(saved_at), _LATEST), min(int(paper), _LATEST)
    return _LATEST, _LATEST
