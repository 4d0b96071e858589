"""Everything durable: one Store, with a part for each noun; the SQL stands beside it in sql/."""

import datetime as dt
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from bot.store import queries
from bot.store.connections import StoreError
from bot.store.database import Database, Transaction, to_micros
from bot.store.deliveries import Deliveries
from bot.store.digests import Digests
from bot.store.documents import Documents
from bot.store.papers import Papers
from bot.store.readers import Readers
from bot.store.seen import Seen
from bot.store.subscriptions import Subscriptions
from bot.store.tags import Tags

__all__ = ["Database", "Store", "StoreError", "Transaction"]


class Store:
    def __init__(self, database: Database) -> None:
        self.database = database
        self.seen = Seen(database)
        self.papers = Papers(database, self.seen)
        self.digests = Digests(database, self.papers)
        self.tags = Tags(database)
        self.documents = Documents(database)
        self.subscriptions = Subscriptions(database)
        self.deliveries = Deliveries(database)
        self.readers = Readers(database, self.seen)
        self._sql = queries.load("state")

    @classmethod
    async def open(cls, path: Path, *, migrate: bool = True) -> "Store":
        """Raises StoreError."""
        return cls(await Database.open(path, migrate=migrate))

    async def close(self) -> None:
        await self.seen.close()
        await self.database.close()

    def write(self) -> AbstractAsyncContextManager[Transaction]:
        return self.database.write()

    async def recall(self, name: str) -> str | None:
        """What the service remembers of itself. `archive` changes whenever an import changed anything."""
        row = await self.database.fetch_one(self._sql["recall"], {"name": name})
        return None if row is None else str(row["value"])

    async def recall_all(self, prefix: str) -> list[tuple[str, str]]:
        """Names that begin so, and their values."""
        rows = await self.database.fetch(self._sql["recall_all"], {"prefix": prefix})
        return [(str(row["name"]), str(row["value"])) for row in rows]

    async def remember(self, tx: Transaction, name: str, value: str) -> None:
        await tx.run(self._sql["remember"], {"name": name, "value": value})

    async def made_once(self, name: str, value: str) -> str:
        """The value of the first one who asks, for everybody and for good."""
        known = await self.recall(name)
        if known is None:
            async with self.write() as tx:
                await tx.run(self._sql["remember_first"], {"name": name, "value": value})
            known = await self.recall(name)
        return known or value

    async def take_turn(self, name: str, now: dt.datetime, until: dt.datetime) -> bool:
        """True for the first one who asks, False for everybody else until then."""
        params = {"name": name, "now": to_micros(now), "until": to_micros(until)}
        async with self.write() as tx:
            await tx.run(self._sql["drop_turns"], params)
            return await tx.run(self._sql["take_turn"], params) > 0
