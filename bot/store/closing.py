"""What will not be sent any more: parts close and release their papers in the same transaction."""

import datetime as dt

from bot.store import queries
from bot.store.database import Database, Transaction, to_micros

LONGEST_LEASE = dt.timedelta(minutes=5)  # a lease that reaches further was written by a clock that ran ahead
LONGEST_WAIT = dt.timedelta(days=8)  # no back-off reaches further: a week to the next slot, and a clock change
SKEW = dt.timedelta(seconds=5)  # by so much the clocks of two machines may differ
_BATCH = 200  # deliveries a transaction

_SQL = {**queries.load("closing"), **queries.load("closing", "sqlite")}


async def close_delivery(
    tx: Transaction, delivery: int, error: str, now: dt.datetime, *, keep_error: bool = False
) -> None:
    """Parts that were begun stay: what became of them has to be found out, but nothing more is sent.

    `error` is a key of the catalogue; `keep_error`: only if there is none yet."""
    params = {"delivery": delivery, "error": error, "now": to_micros(now), "keep": int(keep_error)}
    for name in ("close_parts", "release", "give_first_back", "shorten", "settle"):
        await tx.run(_SQL[name], params)


async def close_subscription(tx: Transaction, subscription: int, error: str, now: dt.datetime) -> None:
    for row in await tx.fetch(_SQL["open_of_subscription"], {"subscription": subscription}):
        await close_delivery(tx, row["id"], error, now)


async def settle(tx: Transaction, delivery: int) -> None:
    await tx.run(_SQL["settle"], {"delivery": delivery})


async def tidy(database: Database, now: dt.datetime) -> None:
    """Closes what is overdue, so that its papers are owed again, and mends what a clock that was put back has left."""
    limit = {"limit": _BATCH}
    while rows := await database.fetch(_SQL["overdue"], {"now": to_micros(now), **limit}):
        async with database.write() as tx:
            for row in rows:
                await close_delivery(tx, row["id"], "failed-expired", now, keep_error=True)
    ahead = {"wait": to_micros(now + LONGEST_WAIT), "lease": to_micros(now + LONGEST_LEASE), **limit}
    while rows := await database.fetch(_SQL["ahead"], ahead):
        async with database.write() as tx:
            await tx.run_many(_SQL["retry"], [{"delivery": row["id"], "now": to_micros(now)} for row in rows])
    while rows := await database.fetch(_SQL["from_the_future"], {"skew": to_micros(now + SKEW), **limit}):
        async with database.write() as tx:
            parts = [{"part": row["id"], "delivery": row["delivery"], "now": to_micros(now)} for row in rows]
            await tx.run_many(_SQL["restamp"], parts)
            await tx.run_many(_SQL["retry_unleased"], parts)
