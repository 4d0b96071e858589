"""What was sent where: deliveries with their parts, and the ledger."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.model import Channel, Delivery, PaperId, Part
from bot.store.database import Database, Transaction


@dataclass(frozen=True, slots=True)
class Post:
    """A delivery with its parts in order."""

    delivery: Delivery
    parts: tuple[Part, ...]


class Deliveries:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def recent(self, subscription: int, n: int = 5) -> tuple[Post, ...]:
        """The last deliveries of a subscription, newest first."""
        raise NotImplementedError

    async def uncertain(self, channel: Channel) -> tuple[Part, ...]:
        """Parts of which nobody can say whether they arrived; for `It arrived` and `Send again`."""
        raise NotImplementedError

    async def counts(self) -> Mapping[str, int]:
        """How many deliveries there are by state (`open done closed`), and `uncertain` and `dead` parts."""
        raise NotImplementedError

    async def oldest_unpaid(self) -> dt.datetime | None:
        raise NotImplementedError

    async def had(self, channel: Channel, papers: Collection[PaperId]) -> frozenset[PaperId]:
        """Which of these papers the ledger has for the channel."""
        raise NotImplementedError

    async def mark_stale(self, tx: Transaction, papers: Collection[PaperId], now: dt.datetime) -> None:
        """The text of these papers changed: every message that shows one may have to be edited."""
        raise NotImplementedError

    async def unite(self, tx: Transaction, kept: PaperId, lost: PaperId) -> None:
        """Two papers turned out to be one: what was sent as `lost` counts as `kept`. Before `lost` is deleted."""
        raise NotImplementedError
