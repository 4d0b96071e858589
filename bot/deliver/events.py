"""What becomes of a subscription when its channel goes, closes, opens or moves. Pause, never delete."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

from bot import schedule
from bot.model import Subscription, SubscriptionState
from bot.platform import Event, Forbidden, Gone, Moved, Restored, Revoked
from bot.store import Store, removals
from bot.store.database import Transaction

GONE, FORBIDDEN, REVOKED, MOVED = "reason-gone", "reason-forbidden", "reason-revoked", "reason-moved"


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
    """Only what was paused for want of rights. What was missed waits for the next slot, as far back as a week."""
    async with store.write() as tx:
        await removals.cancel(tx, event.channel.platform, event.channel.workspace)
    subscription = await store.subscriptions.get(event.channel)
    if subscription is None or subscription.state != "paused" or subscription.reason != FORBIDDEN:
        return
    async with store.write() as tx:
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
    """Nobody there can be told any more; what is known of them is erased after a while (bot/store/removals.py)."""
    async with store.write() as tx:
        await removals.note(tx, event.platform, event.workspace, now)
    for subscription in await store.subscriptions.of_workspace(event.platform, event.workspace):
        async with store.write() as tx:
            await store.subscriptions.set_state(tx, subscription.id, "ended", now=now, reason=REVOKED)


_HANDLERS: dict[type[Any], Callable[[Store, Any, dt.datetime], Awaitable[None]]] = {
    Gone: _gone,
    Forbidden: _forbidden,
    Restored: _restored,
    Moved: _moved,
    Revoked: _revoked,
}
