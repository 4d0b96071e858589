"""What was sent where: deliveries with their parts, and the ledger."""

import datetime as dt
import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.model import Channel, Delivery, Languages, Layout, PaperId, Part
from bot.store import queries
from bot.store.database import Database, Row, Transaction, from_micros, maybe_instant, to_micros
from bot.store.subscriptions import to_languages
from bot.store.uniting import unite

_CLOSE = 20  # ids
CORRECTED_FOR = dt.timedelta(days=30)  # messages older than this are not edited any more


@dataclass(frozen=True, slots=True)
class Post:
    """A delivery with its parts in order."""

    delivery: Delivery
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One message as it was rendered. `owns`: the papers that the ledger notes for it; a thread's card owns none."""

    papers: tuple[PaperId, ...]
    owns: tuple[PaperId, ...]
    first_number: int
    reply: bool
    body: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    subscription: int
    slot: dt.datetime
    local_date: dt.date | None
    languages: Languages
    layout: Layout
    role: str
    remaining: int
    first: dt.date | None
    deadline: dt.datetime
    drafts: tuple[Draft, ...]


class Deliveries:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = {**queries.load("deliveries"), **queries.load("deliveries", "sqlite")}

    # --- for those who ask ---

    async def recent(self, subscription: int, n: int = 5) -> tuple[Post, ...]:
        """The last deliveries of a subscription, newest first."""
        rows = await self._database.fetch(self._sql["recent"], {"subscription": subscription, "n": n})
        return tuple([await self._post(row) for row in rows])

    async def by_id(self, delivery: int) -> Post | None:
        row = await self._database.fetch_one(self._sql["by_id"], {"delivery": delivery})
        return None if row is None else await self._post(row)

    async def part(self, part: int) -> Part | None:
        row = await self._database.fetch_one(self._sql["part"], {"part": part})
        return None if row is None else to_part(row)

    async def uncertain(self, channel: Channel) -> tuple[Part, ...]:
        """Parts of which nobody can say whether they arrived; for `It arrived` and `Send again`."""
        return tuple(map(to_part, await self._database.fetch(self._sql["uncertain"], _key(channel))))

    async def counts(self) -> Mapping[str, int]:
        """How many deliveries there are by state (`open done closed`), and `uncertain` and `dead` parts."""
        rows = await self._database.fetch(self._sql["counts"])
        return {"open": 0, "done": 0, "closed": 0} | {row["state"]: row["n"] for row in rows}

    async def oldest_unpaid(self) -> dt.datetime | None:
        row = await self._database.fetch_one(self._sql["oldest_unpaid"])
        return maybe_instant(row["slot"]) if row else None

    async def had(self, channel: Channel, papers: Collection[PaperId]) -> frozenset[PaperId]:
        """Which of these papers the ledger has for the channel."""
        params = {**_key(channel), "papers": json.dumps(list(papers))}
        return frozenset(row["paper"] for row in await self._database.fetch(self._sql["had_in_channel"], params))

    async def _post(self, row: Row) -> Post:
        parts = await self._database.fetch(self._sql["parts"], {"delivery": row["id"]})
        return Post(to_delivery(row), tuple(map(to_part, parts)))

    # --- planning ---

    async def had_by(
        self, subscriptions: Collection[int], papers: Collection[PaperId], *, tx: Transaction | None = None
    ) -> dict[int, frozenset[PaperId]]:
        """The ledger of many subscriptions at once, as far as these papers go."""
        had: dict[int, frozenset[PaperId]] = {}
        for run in _runs(papers):
            params = {"papers": json.dumps(run), "low": run[0], "high": run[-1]}
            params["subscriptions"] = json.dumps(list(subscriptions))
            for row in await (tx or self._database).fetch(self._sql["had"], params):
                had[row["subscription"]] = had.get(row["subscription"], frozenset()) | _ids(row["papers"])
        return had

    async def dated(
        self, tx: Transaction, subscriptions: Collection[int], dates: Iterable[dt.date]
    ) -> frozenset[tuple[int, dt.date]]:
        """Which scheduled deliveries there are already."""
        days = json.dumps([date.isoformat() for date in dates])
        rows = await tx.fetch(self._sql["dated"], {"subscriptions": json.dumps(list(subscriptions)), "dates": days})
        return frozenset((row["subscription"], dt.date.fromisoformat(row["local_date"])) for row in rows)

    async def add(self, tx: Transaction, planned: Sequence[NewDelivery]) -> list[int]:
        """Deliveries, parts and ledger rows; the ids of the deliveries. The ledger's key refuses what was sent."""
        last_delivery = (await tx.fetch(self._sql["last_delivery"]))[0]["id"]
        last_part = (await tx.fetch(self._sql["last_part"]))[0]["id"]
        ids = list(range(last_delivery + 1, last_delivery + 1 + len(planned)))
        numbered_deliveries = list(zip(ids, planned, strict=True))
        await tx.run_many(self._sql["add_delivery"], [_to_row(one, number) for number, one in numbered_deliveries])
        drafts = [(number, n, draft) for number, one in numbered_deliveries for n, draft in enumerate(one.drafts, 1)]
        await self.add_payloads(tx, (draft for *_, draft in drafts))
        numbered = [(last_part + n, *entry) for n, entry in enumerate(drafts, 1)]
        await tx.run_many(self._sql["add_part"], [part_row(*entry) for entry in numbered])
        new = await tx.fetch(self._sql["channels_after"], {"delivery": last_delivery})
        channels = {row["id"]: row["channel"] for row in new}
        owned = [
            {"channel": channels[delivery], "paper": paper, "part": part}
            for part, delivery, _, draft in numbered
            for paper in draft.owns
        ]
        await tx.run_many(self._sql["add_to_ledger"], owned)
        return ids

    async def add_payloads(self, tx: Transaction, drafts: Iterable[Draft]) -> None:
        bodies = {draft.hash: draft.body for draft in drafts}
        await tx.run_many(self._sql["add_payload"], [{"hash": hash_, "body": body} for hash_, body in bodies.items()])

    # --- papers that changed ---

    async def mark_stale(self, tx: Transaction, papers: Collection[PaperId], now: dt.datetime) -> None:
        """The text of these papers changed: every message that shows one may have to be edited."""
        params = {"papers": json.dumps(list(papers)), "since": to_micros(now - CORRECTED_FOR)}
        await tx.run(self._sql["mark_stale"], params)

    async def unite(self, tx: Transaction, kept: PaperId, lost: PaperId) -> None:
        """Two papers turned out to be one: what was sent as `lost` counts as `kept`. Before `lost` is deleted."""
        await unite(tx, kept, lost)


def to_delivery(row: Row) -> Delivery:
    """From a row of the delivery joined with its channel."""
    return Delivery(
        id=row["id"],
        subscription=row["subscription"],
        channel=Channel(row["platform"], row["workspace"], row["place"], row["kind"], row["name"]),
        slot=from_micros(row["slot"]),
        local_date=dt.date.fromisoformat(row["local_date"]) if row["local_date"] else None,
        languages=to_languages(row["languages"]),
        layout=row["layout"],
        role=row["role"],
        remaining=row["remaining"],
        state=row["state"],
        deadline=from_micros(row["deadline"]),
        attempts=row["attempts"],
        error=row["error"],
    )


def to_part(row: Row) -> Part:
    return Part(
        id=row["id"],
        delivery=row["delivery"],
        ordinal=row["ordinal"],
        papers=tuple(json.loads(row["papers"])),
        first_number=row["first_number"],
        reply=bool(row["reply"]),
        state=row["state"],
        key=row["key"],
        payload=row["payload"],
        plain=bool(row["plain"]),
        message=row["message"],
        attempt=row["attempt"],
        first_attempt=maybe_instant(row["first_attempt_at"]),
        last_attempt=maybe_instant(row["last_attempt_at"]),
        sent_at=maybe_instant(row["sent_at"]),
        finished=bool(row["finished"]),
        stuck=bool(row["stuck"]),
        stale=row["stale"],
        error=row["error"],
    )


def part_row(part: int, delivery: int, ordinal: int, draft: Draft) -> dict[str, str | int]:
    """Under a new key, by which the platform, or a person who looks, recognises the message as ours."""
    return {
        "id": part,
        "delivery": delivery,
        "ordinal": ordinal,
        "papers": json.dumps(draft.papers),
        "first_number": draft.first_number,
        "reply": int(draft.reply),
        "key": secrets.token_hex(8),
        "payload": draft.hash,
    }


def _to_row(one: NewDelivery, delivery: int) -> dict[str, str | int | None]:
    return {
        "id": delivery,
        "subscription": one.subscription,
        "slot": to_micros(one.slot),
        "local_date": one.local_date.isoformat() if one.local_date else None,
        "languages": "+".join(one.languages),
        "layout": one.layout,
        "role": one.role,
        "remaining": one.remaining,
        "first": one.first.isoformat() if one.first else "",
        "deadline": to_micros(one.deadline),
    }


def _runs(papers: Collection[PaperId]) -> list[list[PaperId]]:
    """Papers that stand close together, so that a range of the ledger holds little else."""
    runs: list[list[PaperId]] = []
    for paper in sorted(papers):
        if runs and paper - runs[-1][-1] <= _CLOSE:
            runs[-1].append(paper)
        else:
            runs.append([paper])
    return runs


def _ids(joined: str) -> frozenset[PaperId]:
    return frozenset(PaperId(int(paper)) for paper in joined.split(","))


def _key(channel: Channel) -> dict[str, str]:
    return {"platform": channel.platform, "workspace": channel.workspace, "place": channel.id}
