"""What is owed: due subscriptions become deliveries and their parts. Sends nothing."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from bot.model import Delivery, Paper, Subscription
from bot.platform import Platform
from bot.store import Store
from bot.tags import Aliases

MOST = 20  # papers a slot; the rest follow at the next slots


@dataclass(frozen=True, slots=True)
class Owed:
    """What the next post carries, and how many papers follow at the slots after it."""

    papers: tuple[Paper, ...]
    remaining: int
    first: dt.date | None = None  # the digest that a new subscription is owed however old it is


async def owed(
    store: Store, subscription: Subscription, now: dt.datetime, aliases: Aliases, *, zone: str
) -> tuple[Paper, ...]:
    """The papers that a post at `now` would carry. `zone` is the service's: a digest is not owed before its date."""
    return (await next_post(store, subscription, now, aliases, zone=zone)).papers


async def next_post(store: Store, subscription: Subscription, now: dt.datetime, aliases: Aliases, *, zone: str) -> Owed:
    raise NotImplementedError


async def plan_due(
    store: Store, platforms: Mapping[str, Platform], aliases: Aliases, now: dt.datetime, *, zone: str
) -> int:
    """Plans every subscription that is due on a running platform. How many deliveries were made."""
    raise NotImplementedError


async def plan_by_hand(
    store: Store,
    platforms: Mapping[str, Platform],
    aliases: Aliases,
    subscription: Subscription,
    now: dt.datetime,
    *,
    zone: str,
) -> Delivery | None:
    """Plans a post at once, guarded by the ledger alone. None if nothing is owed."""
    raise NotImplementedError
