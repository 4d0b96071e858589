"""Delivering with the time passed in: a store, a test platform, a worker and a clock."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot import plan, schedule
from bot.deliver import Worker
from bot.model import Channel, PaperId, Part, Subscription, Terms
from bot.store import Store
from bot.tags import Aliases
from tests.platforms import Clock, Scripted
from tests.stock import NO_ALIASES, begun, publish, rows, subscribe

START = dt.datetime(2025, 6, 2, 0, 0, tzinfo=dt.UTC)  # a Monday
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)


class House:
    """A store, a platform, a worker and a clock."""

    def __init__(self, store: Store, platform: Scripted, clock: Clock, aliases: Aliases) -> None:
        self.store, self.platform, self.clock, self.aliases = store, platform, clock, aliases
        self.platforms = {platform.name: platform}
        self.worker = Worker(store, self.platforms, aliases, "one")

    async def plan(self) -> int:
        return await plan.plan_due(self.store, self.platforms, self.aliases, self.clock(), zone="UTC")

    async def tick(self) -> int:
        made = await self.plan()
        await self.worker.pay(self.clock)
        return made

    async def until(self, end: dt.datetime, every: dt.timedelta = dt.timedelta(hours=1)) -> None:
        while self.clock() < end:
            await self.tick()
            self.clock.now += every
        await self.tick()

    async def ready(self, count: int, channel: Channel | str = "c", **terms: object) -> list[PaperId]:
        """A channel with so many papers planned at nine o'clock and nothing sent yet."""
        chosen = Terms(**{"languages": ("en",), **terms})  # type: ignore[arg-type]
        await subscribe(self.store, channel, chosen, START)
        papers = await publish(self.store, START.date(), count, START + HOUR)
        self.clock.now = START + 9 * HOUR
        assert await self.plan() == 1
        return papers

    async def pay(self, **forward: float) -> None:
        self.clock.forward(**forward)
        await self.worker.pay(self.clock)

    async def parts(self) -> list[Part]:
        """Of all deliveries, read through a connection of their own."""
        fresh = await Store.open(self.store.database.path)
        try:
            ids = await fresh.database.fetch("SELECT id FROM deliveries ORDER BY id")
            posts = [await fresh.deliveries.by_id(row["id"]) for row in ids]
        finally:
            await fresh.close()
        return [part for post in posts if post for part in post.parts]

    async def states(self) -> list[str]:
        return [part.state for part in await self.parts()]

    async def deliveries(self) -> list[str]:
        return [row["state"] for row in await rows(self.store, "SELECT state FROM deliveries ORDER BY id")]

    async def ledger(self) -> list[int]:
        return [row["paper"] for row in await rows(self.store, "SELECT paper FROM ledger ORDER BY channel, paper")]

    async def owed(self, subscription: Subscription) -> list[int]:
        now = await self.store.subscriptions.by_id(subscription.id)
        assert now is not None
        owed = await plan.owed(self.store, now, self.clock(), self.aliases, zone="UTC")
        return [paper.id for paper in owed]

    async def change(self, subscription: Subscription, new: Terms, since: dt.datetime) -> Subscription:
        async with self.store.write() as tx:
            return await self.store.subscriptions.put(
                tx,
                subscription.channel,
                new,
                subscription.made_by,
                since=since,
                next_slot=schedule.next_slot(new, self.clock()),
                first=subscription.first,
                now=self.clock(),
            )


@asynccontextmanager
async def opened(folder: Path, **platform: object) -> AsyncIterator[House]:
    store, clock = await begun(folder / "db.sqlite3"), Clock(START)
    yield House(store, Scripted(folder / "log", clock, **platform), clock, NO_ALIASES)
    await store.close()
