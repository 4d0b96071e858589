"""Who gets what and when: subscriptions and the channels they stand in."""

import datetime as dt
import json
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from bot.model import Channel, Filter, Languages, Reader, Subscription, SubscriptionState, Terms
from bot.store import queries, removals
from bot.store.closing import close_subscription
from bot.store.database import (
    Database,
    Row,
    Transaction,
    from_micros,
    lines,
    maybe_instant,
    maybe_micros,
    to_micros,
    unlines,
)

_STOPPED = {"paused": "failed-paused", "ended": "failed-ended"}
_TERMS = ("time", "zone", "days", "languages", "wanted", "excluded", "layout", "role")
NEWEST = "newest"  # in the column `first`: the newest digest is owed, whichever it will be at the first slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance:
    """A slot that has been seen to. `first` as the column holds it."""

    subscription: int
    next_slot: dt.datetime
    last_slot: dt.datetime | None
    first: str


class Subscriptions:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = {**queries.load("subscriptions"), **queries.load("subscriptions", "sqlite")}

    async def get(self, channel: Channel) -> Subscription | None:
        row = await self._database.fetch_one(self._sql["by_channel"], _key(channel))
        return None if row is None else to_subscription(row)

    async def by_id(self, subscription: int) -> Subscription | None:
        row = await self._database.fetch_one(self._sql["by_id"], {"id": subscription})
        return None if row is None else to_subscription(row)

    async def all(self) -> tuple[Subscription, ...]:
        return tuple(map(to_subscription, await self._database.fetch(self._sql["all"])))

    async def by_maker(self, reader: Reader) -> tuple[Subscription, ...]:
        params = {"platform": reader.platform, "workspace": reader.workspace, "reader": reader.id}
        return tuple(map(to_subscription, await self._database.fetch(self._sql["by_maker"], params)))

    async def of_workspace(self, platform: str, workspace: str) -> tuple[Subscription, ...]:
        """Those that are not ended."""
        params = {"platform": platform, "workspace": workspace}
        return tuple(map(to_subscription, await self._database.fetch(self._sql["of_workspace"], params)))

    async def ended_for(self, tx: Transaction, platform: str, workspace: str, reason: str) -> tuple[Subscription, ...]:
        params = {"platform": platform, "workspace": workspace, "reason": reason}
        return tuple(map(to_subscription, await tx.fetch(self._sql["ended_for"], params)))

    async def due(
        self, now: dt.datetime, platforms: Collection[str], limit: int, *, after: Subscription | None = None
    ) -> tuple[Subscription, ...]:
        """`after`: the last one of the batch before."""
        slot = after.next_slot if after else None
        params = {
            "now": to_micros(now),
            "platforms": json.dumps(sorted(platforms)),
            "limit": limit,
            "after_slot": to_micros(slot) if slot else -(2**63),
            "after_id": after.id if after else 0,
        }
        return tuple(map(to_subscription, await self._database.fetch(self._sql["due"], params)))

    async def active(self, limit: int, *, after: int = 0) -> tuple[Subscription, ...]:
        """By id; `after`: the last one of the batch before."""
        rows = await self._database.fetch(self._sql["active"], {"limit": limit, "after": after})
        return tuple(map(to_subscription, rows))

    async def again(self, tx: Transaction, ids: Collection[int]) -> dict[int, Subscription]:
        """The same subscriptions as this transaction sees them."""
        rows = await tx.fetch(self._sql["unchanged"], {"ids": json.dumps(list(ids))})
        return {row["id"]: to_subscription(row) for row in rows}

    async def advance(self, tx: Transaction, advances: Sequence[Advance]) -> None:
        await tx.run_many(
            self._sql["advance"],
            [
                {
                    "id": one.subscription,
                    "next_slot": to_micros(one.next_slot),
                    "last_slot": maybe_micros(one.last_slot),
                    "first": one.first,
                }
                for one in advances
            ],
        )

    async def set_first(self, tx: Transaction, subscription: int, first: str) -> None:
        await tx.run(self._sql["set_first"], {"id": subscription, "first": first})

    async def remember_channel(self, tx: Transaction, channel: Channel) -> int:
        await removals.recognise(tx, channel)
        params = {**_key(channel), "kind": channel.kind, "name": channel.name}
        rows = await tx.fetch(self._sql["remember_channel"], params)
        return int(rows[0]["id"])

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
        params = {
            **_from_terms(terms),
            "channel": await self.remember_channel(tx, channel),
            "made_by": made_by.id,
            "made_in": made_by.workspace,
            "since": to_micros(since),
            "next_slot": to_micros(next_slot),
            "first": NEWEST if first else "",
            "now": to_micros(now),
        }
        rows = await tx.fetch(self._sql["put"], params)
        await tx.run(self._sql["unsaid"], {"id": rows[0]["id"]})
        (row,) = await tx.fetch(self._sql["by_id"], {"id": rows[0]["id"]})
        return to_subscription(row)

    async def set_state(
        self,
        tx: Transaction,
        subscription: int,
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
        params = {"id": subscription, "state": state, "reason": reason}
        instants = {"next_slot": maybe_micros(next_slot), "since": maybe_micros(since)}
        await tx.run(self._sql["set_state"], {**params, **instants})
        await tx.run(self._sql["unsaid"], {"id": subscription})
        if state != "active":
            await close_subscription(tx, subscription, reason or _STOPPED[state], now)
        if not told:
            key = secrets.token_hex(8)
            await tx.run(self._sql["notify"], {"id": subscription, "reason": reason, "key": key, "now": to_micros(now)})

    async def end_own(self, reader: Reader, now: dt.datetime) -> None:
        """What comes to the reader alone, in direct messages; of the place where it came only a hash stays."""
        own = [each for each in await self.by_maker(reader) if each.channel.kind == "dm"]
        async with self._database.write() as tx:
            for each in own:
                await self.set_state(tx, each.id, "ended", now=now)
                await removals.forget_direct(tx, each.channel)

    async def move(self, tx: Transaction, channel: Channel, to: Channel) -> None:
        """The platform gave the channel another id; what either place had is had."""
        old = await tx.fetch_one(self._sql["find_channel"], _key(channel))
        new = await tx.fetch_one(self._sql["find_channel"], _key(to))
        if old is None:
            return
        if new is None:
            await tx.run(self._sql["move_channel"], {**_key(to), "id": old["id"]})
            return
        for name in ("move_ledger", "move_deliveries", "move_subscription"):
            await tx.run(self._sql[name], {"id": old["id"], "into": new["id"]})


@lru_cache(maxsize=1024)
def to_subscription(row: Row) -> Subscription:
    """From a row of the subscription joined with its channel. Planning reads each twice, some batches apart."""
    first = row["first"]
    return Subscription(
        id=row["id"],
        channel=Channel(row["platform"], row["workspace"], row["place"], row["kind"], row["name"]),
        terms=_to_terms(row),
        made_by=Reader(row["platform"], row["made_in"], row["made_by"]),
        state=row["state"],
        reason=row["reason"],
        since=from_micros(row["since"]),
        next_slot=maybe_instant(row["next_slot"]),
        last_slot=maybe_instant(row["last_slot"]),
        first=bool(first),
        first_digest=dt.date.fromisoformat(first) if first not in ("", NEWEST) else None,
    )


def _to_terms(row: Row) -> Terms:
    return _terms(*(row[name] for name in _TERMS))


@lru_cache(maxsize=1024)
def _terms(*columns: Any) -> Terms:
    """Most channels have one of a few."""
    row = dict(zip(_TERMS, columns, strict=True))
    return Terms(
        time=dt.time.fromisoformat(row["time"]),
        zone=row["zone"],
        days=frozenset(day for day in range(7) if row["days"] >> day & 1),
        languages=to_languages(row["languages"]),
        filter=Filter(wanted=unlines(row["wanted"]), excluded=unlines(row["excluded"])),
        layout=row["layout"],
        role=row["role"],
    )


def _from_terms(terms: Terms) -> dict[str, Any]:
    return {
        "time": terms.time.isoformat("minutes"),
        "zone": terms.zone,
        "days": sum(1 << day for day in terms.days),
        "languages": "+".join(terms.languages),
        "wanted": lines(terms.filter.wanted),
        "excluded": lines(terms.filter.excluded),
        "layout": terms.layout,
        "role": terms.role,
    }


def to_languages(text: str) -> Languages:
    return cast("Languages", tuple(text.split("+")))


def _key(channel: Channel) -> dict[str, str]:
    return {"platform": channel.platform, "workspace": channel.workspace, "place": channel.id}
