"""Random papers: every one as likely as every other, and for a reader none twice before all were had."""

import json
import random
from dataclasses import dataclass

from bot.model import PaperId, Reader
from bot.store import queries
from bot.store.database import Database, Params

_DRAWS = 32  # numbers that are drawn at once
_TRIES = 5  # when somebody else drew the same paper for the same reader, or papers came and went meanwhile


@dataclass(frozen=True, slots=True)
class _Tag:
    id: int
    count: int


_NO_TAG = _Tag(-1, 0)


class Bag:
    def __init__(self, database: Database, dice: random.Random) -> None:
        self._database, self._dice = database, dice
        self._sql = {**queries.load("papers"), **queries.load("papers", "sqlite"), **queries.load("tags", "sqlite")}

    async def draw(self, tags: tuple[str, ...], reader: Reader | None) -> PaperId | None:
        """Of the papers with all these tags; without any, of all papers."""
        slugs = " ".join(sorted(tags))
        for _ in range(_TRIES):
            wanted = await self._tags(tags)
            if not wanted or not wanted[0].count:
                return None
            number = await self._number(reader) if reader else 0
            who = {"reader": number, "filter": slugs}
            drawn = await self._draw(wanted, who) or await self._left(wanted, who)
            if drawn is None:
                if not await self._start_anew(who):
                    return None
            elif reader is None or await self._note(drawn, number, slugs, reader):
                return drawn
        return None

    async def _tags(self, slugs: tuple[str, ...]) -> list[_Tag]:
        """The rarest first; none if there is one that no paper has."""
        rows = await self._database.fetch(self._sql["tags_called"], {"slugs": json.dumps(slugs, ensure_ascii=False)})
        known = {row["slug"]: _Tag(row["id"], row["count"]) for row in rows}
        wanted = [known.get(slug, _NO_TAG) for slug in slugs or ("",)]
        return [] if _NO_TAG in wanted else sorted(wanted, key=lambda tag: tag.count)

    async def _draw(self, tags: list[_Tag], who: Params) -> PaperId | None:
        """The first of some numbers in random order that has the other tags too and was not had: so each paper that
        could be drawn is as likely."""
        rarest, others = tags[0], [tag.id for tag in tags[1:]]
        numbers = self._dice.sample(range(1, rarest.count + 1), min(_DRAWS, rarest.count))
        params = {"tag": rarest.id, "numbers": json.dumps(numbers), "others": json.dumps(others), **who}
        rows = await self._database.fetch(self._sql["numbered"], {**params, "n": len(others)})
        papers = {row["number"]: PaperId(row["paper"]) for row in rows}
        return next((papers[number] for number in numbers if number in papers), None)

    async def _left(self, tags: list[_Tag], who: Params) -> PaperId | None:
        """Where few papers are left: one of them."""
        params = {"tag": tags[0].id, "others": json.dumps([tag.id for tag in tags[1:]]), "n": len(tags) - 1, **who}
        left = await self._database.fetch(self._sql["unseen"], params)
        return PaperId(self._dice.choice(left)["paper"]) if left else None

    async def _number(self, reader: Reader) -> int:
        """0 for a reader who was never here."""
        row = await self._database.fetch_one(self._sql["reader"], _key(reader))
        return int(row["id"]) if row else 0

    async def _note(self, paper: PaperId, number: int, slugs: str, reader: Reader) -> bool:
        """Whether the paper is new to the reader even now."""
        async with self._database.write() as tx:
            if not number:
                await tx.run(self._sql["meet"], _key(reader))
                row = await tx.fetch_one(self._sql["reader"], _key(reader))
                number = int(row["id"]) if row else 0
            return await tx.run(self._sql["see"], {"reader": number, "filter": slugs, "paper": paper}) > 0

    async def _start_anew(self, who: Params) -> bool:
        """Whether anything had been had."""
        async with self._database.write() as tx:
            return await tx.run(self._sql["forget_seen"], who) > 0


def _key(reader: Reader) -> Params:
    return {"platform": reader.platform, "workspace": reader.workspace, "user": reader.id}
