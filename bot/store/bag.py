"""Random papers: every one as likely as every other, and for a reader none twice before all were had."""

import random

from bot.model import PaperId, Reader
from bot.store import queries
from bot.store.database import Database, Params

_DRAWS = 8  # numbers that are drawn at once; where a reader has had half of the papers, one of 256 times all in vain
_TRIES = 5  # when somebody else drew the same paper for the same reader, or papers came and went meanwhile


class Bag:
    def __init__(self, database: Database, dice: random.Random) -> None:
        self._database, self._dice = database, dice
        self._sql = {**queries.load("papers"), **queries.load("papers", "sqlite")}

    async def draw(self, slug: str, reader: Reader | None) -> PaperId | None:
        """Of the papers with this tag ('': of all)."""
        for _ in range(_TRIES):
            tag = await self._database.fetch_one(self._sql["tag_called"], {"slug": slug})
            if tag is None or not tag["count"]:
                return None
            number = await self._number(reader)
            drawn = await self._draw(tag["id"], tag["count"], {"reader": number, "filter": slug})
            if drawn is not None and await self._note(drawn, number, slug, reader):
                return drawn
            if drawn is None:
                await self._start_anew(number, slug)
        return None

    async def draw_matching(self, match: str, tags: tuple[str, ...], reader: Reader | None) -> PaperId | None:
        """Of the papers that match an expression: several tags at once."""
        slugs = " ".join(sorted(tags))
        for _ in range(_TRIES):
            number = await self._number(reader)
            params = {"match": match, "reader": number, "filter": slugs}
            left = [row["id"] for row in await self._database.fetch(self._sql["search_unseen"], params)]
            drawn = PaperId(self._dice.choice(left)) if left else None
            if drawn is not None and await self._note(drawn, number, slugs, reader):
                return drawn
            if drawn is None and not await self._start_anew(number, slugs):
                return None
        return None

    async def _draw(self, tag: int, count: int, who: Params) -> PaperId | None:
        """The first of some numbers in random order that was not had: so each that was not had is as likely."""
        numbers = self._dice.sample(range(1, count + 1), min(_DRAWS, count))
        places = {f"n{place}": number for place, number in enumerate(numbers + [0] * _DRAWS, 1) if place <= _DRAWS}
        rows = await self._database.fetch(self._sql["numbered"], {"tag": tag, **places, **who})
        papers = {row["number"]: row["paper"] for row in rows}
        drawn = next((papers[number] for number in numbers if number in papers), None)
        if drawn is None:
            left = await self._database.fetch(self._sql["unseen"], {"tag": tag, **who})
            drawn = self._dice.choice(left)["paper"] if left else None
        return None if drawn is None else PaperId(drawn)

    async def _number(self, reader: Reader | None) -> int:
        """0 for nobody, and for a reader who was never here."""
        if reader is None:
            return 0
        row = await self._database.fetch_one(self._sql["reader"], _key(reader))
        return int(row["id"]) if row else 0

    async def _note(self, paper: PaperId, number: int, slugs: str, reader: Reader | None) -> bool:
        """Whether the paper is new to the reader even now."""
        if reader is None:
            return True
        async with self._database.write() as tx:
            if not number:
                await tx.run(self._sql["meet"], _key(reader))
                row = await tx.fetch_one(self._sql["reader"], _key(reader))
                number = int(row["id"]) if row else 0
            return await tx.run(self._sql["see"], {"reader": number, "filter": slugs, "paper": paper}) > 0

    async def _start_anew(self, number: int, slugs: str) -> bool:
        """Whether anything had been had."""
        async with self._database.write() as tx:
            return await tx.run(self._sql["forget_seen"], {"reader": number, "filter": slugs}) > 0


def _key(reader: Reader) -> Params:
    return {"platform": reader.platform, "workspace": reader.workspace, "user": reader.id}
