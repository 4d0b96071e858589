"""Random papers: every one as likely as every other, and for a reader none twice before all were had."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any

from bot.model import Paper, PaperId, Reader
from bot.store import queries
from bot.store.database import Database, Params
from bot.store.seen import Seen, key

_BITS = 62  # of a die's number
_BESIDE = 8  # of so many papers of a hand one more is dealt: some were drawn a moment ago, which no query knows yet
_MORE_DICE = 4  # some fall on what was had
_MOST_DEALT = 32  # papers of one hand
_DRAWS = 32  # numbers that are drawn at once where the first one did not do
_TRIES = 3  # papers may come and go meanwhile
_NOBODY = Reader("", "", "")

Read = Callable[[str, Params], Awaitable[tuple[Paper, ...]]]


@dataclass(frozen=True, slots=True)
class _Tag:
    id: int
    count: int


_NO_TAG = _Tag(-1, 0)


class Bag:
    """`read`: the papers of a query."""

    def __init__(self, database: Database, seen: Seen, dice: random.Random, read: Read) -> None:
        self._database, self._seen, self._dice, self._read = database, seen, dice, read
        self._sql = {**queries.load("papers"), **queries.load("papers", "sqlite"), **queries.load("tags", "sqlite")}
        self._turn = asyncio.Lock()  # two draws for one reader must not find the same paper

    async def draw(self, tags: tuple[str, ...], reader: Reader | None) -> Paper | None:
        """Of the papers with all these tags; without any, of all papers."""
        slugs = " ".join(sorted(tags))
        if reader is None:
            return await self._undealt(tags, slugs)
        async with self._turn:
            for _ in range(_TRIES):
                had = self._seen.unwritten(reader, slugs)
                if paper := await self._drawn(tags, {**key(reader), "filter": slugs}, had):
                    self._seen.add(reader, slugs, paper.id)
                    return paper
                if not await self._seen.start_anew(reader, slugs):
                    return None
        return None

    async def _drawn(self, tags: tuple[str, ...], who: Params, had: Collection[PaperId]) -> Paper | None:
        """`had`: beside what the database knows of."""
        if len(tags) < 2:
            for paper in await self._hand("".join(tags), who, len(had)):
                if paper.id not in had:
                    return paper
        return await self._among(tags, {**who, "had": json.dumps(list(had))})

    async def _undealt(self, tags: tuple[str, ...], slugs: str) -> Paper | None:
        """For nobody: whatever the dice say."""
        who = {**key(_NOBODY), "filter": slugs}
        dealt = await self._dealt(slugs, who, 1) if len(tags) < 2 else ()
        return _only(dealt) or await self._among(tags, {**who, "had": "[]"})

    async def _hand(self, slug: str, who: Params, drawn: int) -> tuple[Paper, ...]:
        """What is dealt ahead, until anybody commits: one paper to who draws now and then, to who draws fast as many as
        he or she drew since the last commit. `drawn` says how many, and so which hand of that size it is."""
        size = min(1 << max(drawn, 1).bit_length() - 1, _MOST_DEALT)
        question = ("hand", *who.values(), size, drawn // size)
        return await self._database.memo.of(question, lambda: self._dealt(slug, who, size))

    async def _dealt(self, slug: str, who: Params, size: int) -> tuple[Paper, ...]:
        """What the dice fall on, if that was not had: one query, with dice to spare for those that were."""
        dealt = size + size // _BESIDE
        dice = [self._dice.getrandbits(_BITS) for _ in range(2 * dealt + _MORE_DICE)]
        params = {"slug": slug, "dice": json.dumps(dice), "sides": 1 << _BITS, "size": dealt, **who}
        return await self._read(self._sql["drawn"], params)

    async def _among(self, tags: tuple[str, ...], who: Params) -> Paper | None:
        """The first of some numbers in random order that has the other tags too and was not had: so each paper that
        could be drawn is as likely. Where few are left: one of them."""
        wanted = await self._tags(tags)
        if not wanted or not wanted[0].count:
            return None
        rarest, others = wanted[0], [tag.id for tag in wanted[1:]]
        params: dict[str, Any] = {"tag": rarest.id, "others": json.dumps(others), "n": len(others), **who}
        numbers = self._dice.sample(range(1, rarest.count + 1), min(_DRAWS, rarest.count))
        if paper := _only(await self._read(self._sql["numbered"], {**params, "numbers": json.dumps(numbers)})):
            return paper
        left = await self._database.fetch(self._sql["unseen"], params)
        if not left:
            return None
        return _only(await self._read(self._sql["by_id"], {"paper": self._dice.choice(left)["paper"]}))

    async def _tags(self, slugs: tuple[str, ...]) -> list[_Tag]:
        """The rarest first; none if there is one that no paper has."""
        rows = await self._database.fetch(self._sql["tags_called"], {"slugs": json.dumps(slugs, ensure_ascii=False)})
        known = {row["slug"]: _Tag(row["id"], row["count"]) for row in rows}
        wanted = [known.get(slug, _NO_TAG) for slug in slugs or ("",)]
        return [] if _NO_TAG in wanted else sorted(wanted, key=lambda tag: tag.count)


def _only(papers: tuple[Paper, ...]) -> Paper | None:
    return papers[0] if papers else None
