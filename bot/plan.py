"""What is owed: due subscriptions become deliveries and their parts. Sends nothing."""

import asyncio
import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot import messages, schedule
from bot.model import Channel, Delivery, Paper, PaperId, Subscription, Terms
from bot.news import MOST, News, Owed
from bot.platform import Platform
from bot.store import Store
from bot.store.closing import tidy
from bot.store.deliveries import Draft, NewDelivery
from bot.store.subscriptions import NEWEST, Advance
from bot.tags import Aliases

PATIENCE = dt.timedelta(hours=24)  # a delivery is tried until the next slot or so long, whichever is later
BATCH = 200  # subscriptions a transaction
_BREATH = 20  # subscriptions between two chances for the rest of the service to run
_PLANNED = "planned"  # the state's name for the instant of the last planning
_STEP = dt.timedelta(minutes=1)  # a smaller step back of the clock needs no mending
_PUZZLED = dt.timedelta(hours=1)  # until a subscription that could not be planned is tried again

__all__ = ["MOST", "Owed", "next_post", "owed", "plan_by_hand", "plan_due"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Step:
    """What planning one subscription comes to."""

    subscription: Subscription
    advance: Advance
    delivery: NewDelivery | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hours:
    """The slot that has come, whether it still fires, and the next one."""

    slot: dt.datetime
    date: dt.date
    due: bool
    next_slot: dt.datetime


async def owed(
    store: Store, subscription: Subscription, now: dt.datetime, aliases: Aliases, *, zone: str
) -> tuple[Paper, ...]:
    """The papers that a post at `now` would carry. `zone` is the service's: a digest is not owed before its date."""
    return (await next_post(store, subscription, now, aliases, zone=zone)).papers


async def next_post(store: Store, subscription: Subscription, now: dt.datetime, aliases: Aliases, *, zone: str) -> Owed:
    news = await News.load(store, aliases, now, zone)
    return (await news.owed([subscription]))[subscription.id]


async def plan_due(
    store: Store, platforms: Mapping[str, Platform], aliases: Aliases, now: dt.datetime, *, zone: str, web: str = ""
) -> int:
    """Plans every subscription that is due on a running platform. `web` is the address of the pages, which posts link
    to. How many deliveries were made."""
    await tidy(store.database, now)
    await _mend_slots(store, now)
    batch = await store.subscriptions.due(now, platforms, BATCH)
    if not batch:
        return 0
    planner = _Planner(store, platforms, await News.load(store, aliases, now, zone), now, web)
    made, writing = 0, None
    try:
        while batch:  # one batch is written while the next one is worked out
            steps = await planner.steps(batch)
            made += await writing if writing else 0
            writing = asyncio.create_task(planner.write(steps))
            batch = await store.subscriptions.due(now, platforms, BATCH, after=batch[-1])
        return made + (await writing if writing else 0)
    finally:
        if writing:
            await asyncio.wait({writing})


async def plan_by_hand(
    store: Store,
    platforms: Mapping[str, Platform],
    aliases: Aliases,
    subscription: Subscription,
    now: dt.datetime,
    *,
    zone: str,
    web: str = "",
) -> Delivery | None:
    """Plans a post at once, guarded by the ledger alone. None if nothing is owed."""
    news = await News.load(store, aliases, now, zone)
    planner = _Planner(store, platforms, news, now, web)
    wanted = (await news.owed([subscription]))[subscription.id]
    if not wanted.papers:
        return None
    delivery = planner.draft(subscription, wanted, slot=now, date=None)
    async with store.write() as tx:
        papers = [paper.id for paper in wanted.papers]
        if await store.deliveries.had_by([subscription.id], papers, tx=tx):
            return None  # the same button was pressed twice, or a slot came in between
        (number,) = await store.deliveries.add(tx, [delivery])
        await store.subscriptions.set_first(tx, subscription.id, wanted.still_first)
    post = await store.deliveries.by_id(number)
    return None if post is None else post.delivery


async def _mend_slots(store: Store, now: dt.datetime) -> None:
    """A clock that ran ahead has seen to slots of the future; after it was put right they come again at their time.
    What was posted early is in the ledger, and its dates have their deliveries."""
    planned = await store.recall(_PLANNED)
    if planned is None or dt.datetime.fromisoformat(planned) <= now + _STEP:
        return
    log.warning("the clock was put back", extra={"from": planned, "to": now.isoformat()})
    last = 0
    while batch := await store.subscriptions.active(BATCH, after=last):
        last = batch[-1].id
        mended = [one for one in (_mended(subscription, now) for subscription in batch) if one]
        async with store.write() as tx:
            await store.subscriptions.advance(tx, mended)
    async with store.write() as tx:
        await store.remember(tx, _PLANNED, now.isoformat())


def _mended(subscription: Subscription, now: dt.datetime) -> Advance | None:
    last = subscription.last_slot
    try:
        return replace(_advance(subscription, now), last_slot=last and min(last, now))
    except Exception:
        log.exception("a subscription has no slot", extra={"subscription": subscription.id})
        return None


class _Planner:
    def __init__(self, store: Store, platforms: Mapping[str, Platform], news: News, now: dt.datetime, web: str) -> None:
        self._store, self._platforms, self._news, self._now, self._web = store, platforms, news, now, web
        self._rendered: dict[tuple[object, ...], tuple[Draft, ...]] = {}
        self._hours: dict[Terms, _Hours] = {}

    async def steps(self, batch: Sequence[Subscription]) -> list[_Step]:
        everything = await self._news.owed(batch)
        steps = []
        for n, subscription in enumerate(batch):
            steps.append(self._step(subscription, everything[subscription.id]))
            if n % _BREATH == 0:
                await asyncio.sleep(0)
        return steps

    def draft(
        self, subscription: Subscription, wanted: Owed, *, slot: dt.datetime, date: dt.date | None
    ) -> NewDelivery:
        terms = subscription.terms
        return NewDelivery(
            subscription=subscription.id,
            slot=slot,
            local_date=date,
            languages=terms.languages,
            layout=terms.layout,
            role=terms.role,
            remaining=wanted.remaining,
            first=wanted.first,
            deadline=max(self._at(terms).next_slot, self._now + PATIENCE),
            drafts=self._drafts(subscription.channel, terms, wanted),
        )

    def _step(self, subscription: Subscription, wanted: Owed) -> _Step:
        """One subscription that cannot be planned must not keep the others waiting."""
        try:
            return self._planned(subscription, wanted)
        except Exception:
            log.exception("a subscription could not be planned", extra={"subscription": subscription.id})
            later = Advance(
                subscription=subscription.id,
                next_slot=self._now + _PUZZLED,
                last_slot=subscription.last_slot,
                first=_first_column(subscription),
            )
            return _Step(subscription, later)

    def _planned(self, subscription: Subscription, wanted: Owed) -> _Step:
        hours = self._at(subscription.terms)
        if not hours.due:
            return _Step(subscription, _advance(subscription, self._now))
        fired = Advance(
            subscription=subscription.id,
            next_slot=hours.next_slot,
            last_slot=hours.slot,
            first=wanted.still_first,
        )
        if not wanted.papers:
            return _Step(subscription, fired)
        return _Step(subscription, fired, self.draft(subscription, wanted, slot=hours.slot, date=hours.date))

    def _at(self, terms: Terms) -> "_Hours":
        """Counted once for all subscriptions with the same terms."""
        if terms not in self._hours:
            slot = schedule.last_slot(terms, self._now)
            self._hours[terms] = _Hours(
                slot=slot,
                date=schedule.slot_date(terms, slot),
                due=schedule.still_due(terms, slot, self._now),
                next_slot=schedule.next_slot(terms, self._now),
            )
        return self._hours[terms]

    def _drafts(self, channel: Channel, terms: Terms, wanted: Owed) -> tuple[Draft, ...]:
        """Rendered once for all channels of a kind that get the same."""
        papers = tuple(paper.id for paper in wanted.papers)
        key = (channel.platform, channel.kind, terms.languages, terms.layout, terms.role, wanted.remaining, papers)
        if key not in self._rendered:
            self._rendered[key] = messages.drafts(
                self._platforms[channel.platform],
                channel,
                wanted.papers,
                languages=terms.languages,
                layout=terms.layout,
                role=terms.role,
                remaining=wanted.remaining,
                fold=self._news.aliases.fold,
                web=self._web,
            )
        return self._rendered[key]

    async def write(self, steps: Sequence[_Step]) -> int:
        """What somebody changed since it was read is left for the next tick."""
        ids = [step.subscription.id for step in steps]
        new = [step.delivery for step in steps if step.delivery]
        async with self._store.write() as tx:
            now_there = await self._store.subscriptions.again(tx, ids)
            dated = await self._store.deliveries.dated(tx, ids, {one.local_date for one in new if one.local_date})
            papers = {paper for one in new for draft in one.drafts for paper in draft.owns}
            had = await self._store.deliveries.had_by([one.subscription for one in new], papers, tx=tx) if new else {}
            advances, deliveries = [], []
            for step in steps:
                if now_there.get(step.subscription.id) != step.subscription:
                    continue
                one = step.delivery
                if one and (one.subscription, one.local_date) in dated:
                    # The hour was moved to later on a day that has had its post; what is owed waits.
                    advances.append(_advance(step.subscription, self._now))
                elif one is None:
                    advances.append(step.advance)
                elif had.get(one.subscription, frozenset()).isdisjoint(_owned(one)):
                    advances.append(step.advance)
                    deliveries.append(one)
            await self._store.subscriptions.advance(tx, advances)
            await self._store.deliveries.add(tx, deliveries)
            await self._store.remember(tx, _PLANNED, self._now.isoformat())
        return len(deliveries)


def _advance(subscription: Subscription, now: dt.datetime) -> Advance:
    """To the next slot, as if the one that has come had not fired."""
    return Advance(
        subscription=subscription.id,
        next_slot=schedule.next_slot(subscription.terms, now),
        last_slot=subscription.last_slot,
        first=_first_column(subscription),
    )


def _first_column(subscription: Subscription) -> str:
    if not subscription.first:
        return ""
    return subscription.first_digest.isoformat() if subscription.first_digest else NEWEST


def _owned(delivery: NewDelivery) -> list[PaperId]:
    return [paper for draft in delivery.drafts for paper in draft.owns]
