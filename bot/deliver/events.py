"""What becomes of a subscription when its channel goes, closes, opens or moves. Pause, never delete."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

from bot import schedule
from bot.model import Subscription, SubscriptionState
from bot.platform import Event, Forbidden, Gone, Installed, Moved, Restored, Revoked, Visited
from bot.store import Store, removals, visits
from bot.store.database import Transaction

GONE, FORBIDDEN, REVOKED, MOVED = "reason-gone", "reason-forbidden", "reason-revoked", "reason-moved"
RESTING = "reason-revoked-paused"  # somebody had paused it before the bot was removed


async def handle(store: Store, event: Event, now: dt.datetime) -> None:
    """Gone ends a subscription, forbidden pauses it, restored resumes it; nothing is ever deleted."""
    await _HANDLERS[type(event)](store, event, now)


async def stop(store: Store, tx: Transaction, subscription: Subscription, why: str, now: dt.datetime) -> None:
    """Ends or pauses what is not stopped yet; who subscribed is told once."""
    state: SubscriptionState = "paused" if why == FORBIDDEN else "ended"
    if subscription.state == "ended" or subscription.state == state:
        return
    await store.subscriptions.set_state(tx, subscription.id, state, now=now, reason=why, told=False)


async def _gone(store: Store, event: Gone, now: dt.datetime) -> None:
    await _stop(store, event, GONE, now)


async def _forbidden(store: Store, event: Forbidden, now: dt.datetime) -> None:
    await _stop(store, event, FORBIDDEN, now)


async def _stop(store: Store, event: Gone | Forbidden, why: str, now: dt.datetime) -> None:
    subscription = await store.subscriptions.get(event.channel)
    if subscription is not None:
        async with store.write() as tx:
            await stop(store, tx, subscription, why, now)


async def _restored(store: Store, event: Restored, now: dt.datetime) -> None:
    """Only what was paused for want of rights."""
    await _returned(store, event.channel.platform, event.channel.workspace, now)
    subscription = await store.subscriptions.get(event.channel)
    if subscription is None or subscription.terms.layout in event.but:
        return
    if subscription.terms.role and not event.pings:
        return
    if subscription.state == "paused" and subscription.reason == FORBIDDEN:
        async with store.write() as tx:
            await _resume(store, tx, subscription, now)


async def _installed(store: Store, event: Installed, now: dt.datetime) -> None:
    await _returned(store, event.platform, event.workspace, now)


async def _returned(store: Store, platform: str, workspace: str, now: dt.datetime) -> None:
    """Whoever removed the bot by mistake finds everything as it was, unless it was erased meanwhile."""
    if not await removals.noted(store.database, platform, workspace):
        return
    async with store.write() as tx:
        await removals.cancel(tx, platform, workspace)
        for subscription in await store.subscriptions.ended_for(tx, platform, workspace, REVOKED):
            await _resume(store, tx, subscription, now)
        for subscription in await store.subscriptions.ended_for(tx, platform, workspace, RESTING):
            await store.subscriptions.set_state(tx, subscription.id, "paused", now=now)


async def _resume(store: Store, tx: Transaction, subscription: Subscription, now: dt.datetime) -> None:
    """What was missed waits for the next slot, as far back as a week."""
    await store.subscriptions.set_state(
        tx,
        subscription.id,
        "active",
        now=now,
        next_slot=schedule.next_slot(subscription.terms, now),
        since=schedule.since_after_resume(subscription, now, catch_up=True),
    )


async def _moved(store: Store, event: Moved, now: dt.datetime) -> None:
    """The subscription follows; if the new place has one of its own, that one stays."""
    old, new = await store.subscriptions.get(event.channel), await store.subscriptions.get(event.to)
    async with store.write() as tx:
        if old is not None and new is not None and old.state != "ended":
            await store.subscriptions.set_state(tx, old.id, "ended", now=now, reason=MOVED)
        await store.subscriptions.move(tx, event.channel, event.to)


async def _revoked(store: Store, event: Revoked, now: dt.datetime) -> None:
    """What is known of its people is erased after a while (bot/store/removals.py). Who subscribed is told, where the
    bot still meets him or her elsewhere."""
    async with store.write() as tx:
        await removals.note(tx, event.platform, event.workspace, now)
    for subscription in await store.subscriptions.of_workspace(event.platform, event.workspace):
        rested = subscription.state == "paused" and not subscription.reason
        why = RESTING if rested else REVOKED
        async with store.write() as tx:
            await store.subscriptions.set_state(tx, subscription.id, "ended", now=now, reason=why, told=rested)


async def _visited(store: Store, event: Visited, _now: dt.datetime) -> None:
    await visits.note(store.database, event.reader, event.channel, event.until)


_HANDLERS: dict[type[Any], Callable[[Store, Any, dt.datetime], Awaitable[None]]] = {
    Gone: _gone,
    Forbidden: _forbidden,
    Restored: _restored,
    Moved: _moved,
    Revoked: _revoked,
    Installed: _installed,
    Visited: _visited,
}
