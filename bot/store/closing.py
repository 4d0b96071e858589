"""What will not be sent any more: parts close and release their papers in the same transaction."""

import datetime as dt

from bot.store import queries
from bot.store.database import Transaction, to_micros

_SQL = queries.load("closing")


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
