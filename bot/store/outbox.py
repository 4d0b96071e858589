"""What a worker does to deliveries: claims them by a lease, and records each step before and after a request."""

import datetime as dt
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.model import Delivery, Part
from bot.store import queries
from bot.store.closing import close_delivery, settle
from bot.store.database import Database, Transaction, to_micros
from bot.store.deliveries import Deliveries, Draft, part_row, to_delivery, to_part
from bot.store.together import Together

_BODIES = 64  # payloads kept in memory


@dataclass(frozen=True, slots=True)
class Claimed:
    delivery: Delivery
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A sent part whose papers changed, leased until `until`."""

    part: int
    delivery: int
    tries: int
    until: dt.datetime


class Outbox:
    """`worker` differs for every worker on the database; only the holder of a lease may begin a request."""

    def __init__(self, database: Database, worker: str) -> None:
        self._database, self._worker = database, worker
        self._together = Together(database)
        self._deliveries = Deliveries(database)
        self._bodies: dict[str, str] = {}
        self._sql = {**queries.load("outbox"), **queries.load("outbox", "sqlite")}
        self._parts = queries.load("deliveries")

    async def claim(
        self, now: dt.datetime, until: dt.datetime, platforms: Collection[str], limit: int
    ) -> tuple[Claimed, ...]:
        params = {
            "worker": self._worker,
            "now": to_micros(now),
            "until": to_micros(until),
            "platforms": json.dumps(sorted(platforms)),
            "limit": limit,
        }
        if not await self._database.fetch(self._sql["claimable"], params):
            return ()  # the tick finds nothing most of the time, and a transaction keeps others waiting
        async with self._database.write() as tx:
            ids = [row["id"] for row in await tx.fetch(self._sql["claim"], params)]
            if not ids:
                return ()
            await tx.run_many(self._sql["interrupted"], [{"delivery": one} for one in ids])
            deliveries = await tx.fetch(self._sql["claimed"], {"ids": json.dumps(ids)})
            parts = [to_part(row) for row in await tx.fetch(self._sql["claimed_parts"], {"ids": json.dumps(ids)})]
        return tuple(
            Claimed(to_delivery(row), tuple(part for part in parts if part.delivery == row["id"])) for row in deliveries
        )

    # --- around a request ---

    async def begin(self, part: Part, now: dt.datetime, until: dt.datetime, *, fresh: bool) -> int | None:
        """Commits that the request is about to leave; the number of the attempt, or None if it must not."""

        async def write(tx: Transaction) -> int | None:
            params = {"part": part.id, "worker": self._worker, "now": to_micros(now), "fresh": int(fresh)}
            row = await tx.fetch_one(self._sql["begin"], params)
            if row is None:
                return None
            lease = {"delivery": part.delivery, "worker": self._worker, "now": to_micros(now)}
            await tx.run(self._sql["extend"], {**lease, "until": to_micros(until)})
            return int(row["attempt"])

        return await self._together.run(write)

    async def sent(self, part: Part, message: str, now: dt.datetime) -> bool:
        """False if it had been recorded before."""

        async def write(tx: Transaction) -> bool:
            params = {"part": part.id, "message": message, "now": to_micros(now)}
            if await tx.run(self._sql["sent"], params):
                return True
            if not await tx.run(self._sql["sent_after_all"], params):
                return False
            rows = [{"paper": paper, "part": part.id, "delivery": part.delivery} for paper in part.papers]
            await tx.run_many(self._sql["back_in_ledger"], rows)
            return True

        return await self._together.run(write)

    async def not_sent(self, part: Part, error: str) -> bool:
        return await self._record("not_sent", part, error)

    async def uncertain(self, part: Part, error: str) -> bool:
        return await self._record("uncertain", part, error)

    async def dead(self, part: Part, error: str) -> bool:
        return await self._record("dead", part, error)

    async def _record(self, name: str, part: Part, error: str) -> bool:
        """By (part, worker, attempt): a worker that lost its lease meanwhile changes nothing."""
        params = {"part": part.id, "worker": self._worker, "attempt": part.attempt, "error": error}

        async def write(tx: Transaction) -> bool:
            return bool(await tx.run(self._sql[name], params))

        return await self._together.run(write)

    # --- what became of an uncertain part ---

    async def absent(self, part: Part) -> None:
        await self._run("absent", {"part": part.id})

    async def stuck(self, part: Part, error: str) -> None:
        await self._run("stuck", {"part": part.id, "error": error})

    # --- another form ---

    async def replace_payload(self, part: Part, draft: Draft) -> None:
        async def write(tx: Transaction) -> None:
            await self._deliveries.add_payloads(tx, [draft])
            await tx.run(self._sql["replace_payload"], {"part": part.id, "payload": draft.hash, "plain": 1})

        await self._together.run(write)

    async def refresh(self, part: Part, draft: Draft) -> None:
        async def write(tx: Transaction) -> None:
            await self._deliveries.add_payloads(tx, [draft])
            params = {"part": part.id, "payload": draft.hash, "stale": part.stale}
            await tx.run(self._sql["refresh"], params)

        await self._together.run(write)

    async def split(self, part: Part, first: Draft, second: Draft) -> None:
        """Two parts in the place of one, under new keys."""

        async def write(tx: Transaction) -> None:
            await self._deliveries.add_payloads(tx, [first, second])
            place = {"delivery": part.delivery, "ordinal": part.ordinal}
            await tx.run(self._sql["push_back"], place)
            await tx.run(self._sql["push_back_done"], place)
            await tx.run(self._sql["renumbered"], place)
            await tx.run(self._sql["halve"], part_row(part.id, part.delivery, part.ordinal, first))
            last = await tx.fetch(self._sql["last_part"])
            new = last[0]["id"] + 1
            await tx.run(self._parts["add_part"], part_row(new, part.delivery, part.ordinal + 1, second))
            moved = [{"paper": paper, "part": new, "was": part.id} for paper in second.papers]
            await tx.run_many(self._sql["repoint"], moved)

        await self._together.run(write)

    # --- the delivery as a whole ---

    async def expire(self, delivery: Delivery, now: dt.datetime) -> None:
        """Its time is over: what was not begun closes."""

        async def write(tx: Transaction) -> None:
            await close_delivery(tx, delivery.id, "failed-expired", now, keep_error=True)

        await self._together.run(write)

    async def close_replies(self, delivery: Delivery, error: str) -> None:
        await self._run("close_replies", {"delivery": delivery.id, "error": error})

    async def later(self, delivery: Delivery, try_at: dt.datetime, attempts: int, error: str, now: dt.datetime) -> None:
        """Gives the lease back."""
        instants = {"try_at": to_micros(try_at), "now": to_micros(now)}
        await self._run(
            "later",
            {"delivery": delivery.id, "worker": self._worker, "attempts": attempts, "error": error, **instants},
        )

    async def over(self, delivery: Delivery, finished: Sequence[tuple[Part, str]]) -> None:
        """Nothing is left to do; `finished`: parts whose second step is done, or was given up with an error."""

        async def write(tx: Transaction) -> None:
            rows = [{"part": part.id, "error": error} for part, error in finished]
            await tx.run_many(self._sql["finished"], rows)
            await settle(tx, delivery.id)
            await tx.run(self._sql["over"], {"delivery": delivery.id})

        await self._together.run(write)

    # --- corrections ---

    async def claim_corrections(
        self, now: dt.datetime, until: dt.datetime, since: dt.datetime, platforms: Collection[str], limit: int
    ) -> tuple[Correction, ...]:
        instants = {"now": to_micros(now), "until": to_micros(until), "since": to_micros(since)}
        params = {**instants, "platforms": json.dumps(sorted(platforms)), "limit": limit}
        if not await self._database.fetch(self._sql["corrections"], params):
            return ()
        async with self._database.write() as tx:
            rows = await tx.fetch(self._sql["claim_corrections"], params)
        return tuple(Correction(row["id"], row["delivery"], row["edits"], until) for row in rows)

    async def corrected(self, part: Part, payload: str) -> None:
        await self._run("corrected", {"part": part.id, "stale": part.stale, "payload": payload})

    async def given_up_correcting(self, part: Part, error: str) -> None:
        await self._run("given_up_correcting", {"part": part.id, "stale": part.stale, "error": error})

    async def correct_later(self, part: Part, edit_at: dt.datetime, error: str) -> None:
        await self._run("correct_later", {"part": part.id, "edit_at": to_micros(edit_at), "error": error})

    # --- reading ---

    async def parts(self, delivery: Delivery) -> tuple[Part, ...]:
        return tuple(map(to_part, await self._database.fetch(self._parts["parts"], {"delivery": delivery.id})))

    async def body(self, part: Part) -> str:
        """Many channels get the same, at about the same time."""
        if part.payload not in self._bodies:
            row = await self._database.fetch_one(self._sql["payload"], {"hash": part.payload})
            if row is None:
                raise LookupError(f"payload of part {part.id} was dropped")
            if len(self._bodies) >= _BODIES:
                self._bodies.clear()
            self._bodies[part.payload] = str(row["body"])
        return self._bodies[part.payload]

    async def drop_payloads(self) -> None:
        await self._run("drop_payloads", {})

    async def _run(self, name: str, params: dict[str, str | int]) -> int:
        async def write(tx: Transaction) -> int:
            return await tx.run(self._sql[name], params)

        return await self._together.run(write)


_JUDGED = queries.load("outbox")


async def judge_arrived(tx: Transaction, part: int, now: dt.datetime) -> bool:
    """A person saw the message. Where it stands we do not know, so replies to it have no place."""
    row = await tx.fetch_one(_JUDGED["said_arrived"], {"part": part, "now": to_micros(now)})
    if row is None:
        return False
    await tx.run(_JUDGED["close_orphans"], {"delivery": row["delivery"], "error": "failed-no-thread"})
    await settle(tx, row["delivery"])
    return True


async def judge_missing(tx: Transaction, part: int, now: dt.datetime, deadline: dt.datetime) -> bool:
    """A person saw that the message is not there, or wants it all the same."""
    row = await tx.fetch_one(_JUDGED["said_missing"], {"part": part})
    if row is None:
        return False
    instants = {"now": to_micros(now), "deadline": to_micros(deadline)}
    await tx.run(_JUDGED["reopen"], {"delivery": row["delivery"], **instants})
    return True
