"""Which random papers a reader has had: known at once in this process, and some seconds later in the database.

When a process is killed before, a paper of its last seconds may come twice, and nothing else is lost. A commit for each
draw would cost several times what the rest of the answer does, and wait for the disk; and each commit ends what is kept
of other answers (bot/store/memo.py).
"""

import asyncio
import json
import logging
from collections.abc import Collection

from bot.model import PaperId, Reader
from bot.store import queries
from bot.store.connections import StoreError
from bot.store.database import Database, Params

SOON = 5.0  # seconds until what was drawn meanwhile is written, all together

log = logging.getLogger(__name__)

_Bag = tuple[Reader, str]


class Seen:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = {**queries.load("seen"), **queries.load("seen", "sqlite")}
        self._unwritten: dict[_Bag, set[PaperId]] = {}
        self._writing = asyncio.Lock()
        self._soon: asyncio.Task[None] | None = None

    def unwritten(self, reader: Reader, filter_: str) -> Collection[PaperId]:
        """What a query that begins now cannot know. Writing takes nothing out of it while the query runs."""
        return self._unwritten.get((reader, filter_), ())

    def add(self, reader: Reader, filter_: str, paper: PaperId) -> None:
        self._unwritten.setdefault((reader, filter_), set()).add(paper)
        if self._soon is None or self._soon.done():
            self._soon = asyncio.create_task(self._flush_soon())

    async def flush(self) -> None:
        """Raises StoreError; what could not be written stays to be written."""
        async with self._writing:
            bags = {bag: frozenset(papers) for bag, papers in self._unwritten.items()}
            if not bags:
                return
            async with self._database.write() as tx:
                await tx.run_many(self._sql["meet"], [key(reader) for reader in {reader for reader, _ in bags}])
                await tx.run_many(self._sql["see"], map(_had, bags.items()))
            for bag, written in bags.items():
                left = self._unwritten.pop(bag, set()) - written
                if left:
                    self._unwritten[bag] = left

    async def start_anew(self, reader: Reader, filter_: str) -> bool:
        """Whether anything had been had."""
        await self.flush()
        async with self._database.write() as tx:
            return await tx.run(self._sql["forget"], {**key(reader), "filter": filter_}) > 0

    def forget(self, reader: Reader) -> None:
        """What is not written yet of a reader who is erased."""
        for bag in [bag for bag in self._unwritten if bag[0] == reader]:
            del self._unwritten[bag]

    async def close(self) -> None:
        if self._soon is not None:
            self._soon.cancel()
            await asyncio.wait({self._soon})
        await self._flush_or_say()

    async def _flush_soon(self) -> None:
        await asyncio.sleep(SOON)
        await self._flush_or_say()

    async def _flush_or_say(self) -> None:
        try:
            await self.flush()
        except StoreError as error:
            log.warning("random papers that were seen are not written yet", extra={"reason": error.key})


def key(reader: Reader) -> dict[str, str]:
    return {"platform": reader.platform, "workspace": reader.workspace, "user": reader.id}


def _had(bag: tuple[_Bag, frozenset[PaperId]]) -> Params:
    (reader, filter_), papers = bag
    return {**key(reader), "filter": filter_, "papers": json.dumps(sorted(papers))}
