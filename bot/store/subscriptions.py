"""Who gets what and when: subscriptions and the channels they stand in."""

import datetime as dt
from collections.abc import Collection

from bot.model import Channel, Reader, Subscription, SubscriptionState, Terms
from bot.store.database import Database, Transaction


class Subscriptions:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, channel: Channel) -> Subscription | None:
        raise NotImplementedError

    async def by_id(self, id: int) -> Subscription | None:  # noqa: A002
        raise NotImplementedError

    async def all(self) -> tuple[Subscription, ...]:
        raise NotImplementedError

    async def by_maker(self, reader: Reader) -> tuple[Subscription, ...]:
        raise NotImplementedError

    async def due(self, now: dt.datetime, platforms: Collection[str], limit: int) -> tuple[Subscription, ...]:
        raise NotImplementedError

    async def remember_channel(self, tx: Transaction, channel: Channel) -> int:
        raise NotImplementedError

    async def put(
        self,
        tx: Transaction,
        channel: Channel,
        terms: Terms,
        made_by: Reader,
        *,
        since: dt.datetime,
        next_slot: dt.datetime,
        first: bool,
        now: dt.datetime,
    ) -> Subscription:
        """Makes the channel's subscription, or changes its terms; either way it is active afterwards."""
        raise NotImplementedError

    async def set_state(
        self,
        tx: Transaction,
        id: int,  # noqa: A002
        state: SubscriptionState,
        *,
        now: dt.datetime,
        reason: str = "",
        next_slot: dt.datetime | None = None,
        since: dt.datetime | None = None,
        told: bool = True,
    ) -> None:
        """Pausing and ending close what is not sent yet, in the same transaction, and release its papers.
        `next_slot` when it becomes active; `told=False`: who subscribed has to be told of `reason`."""
        raise NotImplementedError
