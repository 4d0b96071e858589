"""What nobody needs any more goes, once a day; the ledger stays for ever."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from bot.store import queries
from bot.store.closing import settle
from bot.store.database import Database, to_micros

ASKED = dt.timedelta(days=30)  # so long people may say whether a message arrived
DRAWS = dt.timedelta(days=400)  # a year, and some weeks for who comes once a year
NOTICES = dt.timedelta(days=365)
BEATS = dt.timedelta(days=30)
_AT_ONCE = {"many": 20_000}  # draws: some tens of milliseconds in which nobody else can write
_NOBODY_SAID = "failed-nobody-said"

_SQL = {
    **queries.load("housekeeping", "sqlite"),
    **{name: sql for name, sql in queries.load("outbox").items() if name == "drop_payloads"},
    **{name: sql for name, sql in queries.load("state").items() if name == "drop_turns"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """How many rows went, or were closed."""

    uncertain: int = 0
    payloads: int = 0
    draws: int = 0
    readers: int = 0
    notices: int = 0
    remembered: int = 0

    def __bool__(self) -> bool:
        return self != Tidied()


async def keep_house(database: Database, now: dt.datetime) -> Tidied:
    """May be called again at any time, and by several processes."""
    uncertain = await _nobody_said(database, now)
    draws, readers = await _old_draws(database, now)
    async with database.write() as tx:
        payloads = await tx.run(_SQL["drop_payloads"])
        notices = await tx.run(_SQL["forget_notices"], {"before": to_micros(now - NOTICES)})
        remembered = await tx.run(_SQL["forget_beats"], {"before": (now - BEATS).isoformat()})
        remembered += await tx.run(_SQL["forget_emptied"])
        remembered += await tx.run(_SQL["drop_turns"], {"now": to_micros(now)})
    return Tidied(
        uncertain=uncertain, payloads=payloads, draws=draws, readers=readers, notices=notices, remembered=remembered
    )


async def _nobody_said(database: Database, now: dt.datetime) -> int:
    async with database.write() as tx:
        rows = await tx.fetch(_SQL["nobody_said"], {"before": to_micros(now - ASKED), "error": _NOBODY_SAID})
        for delivery in {row["delivery"] for row in rows}:
            await settle(tx, delivery)
    return len(rows)


async def _date_draws(database: Database, now: dt.datetime) -> None:
    """What is not dated when somebody stops it is dated the next time."""
    reach: dict[str, Any] = {"reader": 0, "filter": "", "paper": 0}
    while found := [row async for some in database.stream(_SQL["undated"], reach | _AT_ONCE) for row in some]:
        reach = dict(found[0])
        async with database.write() as tx:
            await tx.run(_SQL["date_draws"], reach | {"now": to_micros(now)})


async def _old_draws(database: Database, now: dt.datetime) -> tuple[int, int]:
    """Some at a time, read on a connection of their own: there may be many, and neither posts nor answers must wait."""
    await _date_draws(database, now)
    draws = readers = 0
    async for rows in database.stream(_SQL["old_draws"], {"before": to_micros(now - DRAWS)}):
        async with database.write() as tx:
            for row in map(dict, rows):
                draws += await tx.run(_SQL["forget_draws"], row)
                readers += await tx.run(_SQL["forget_reader"], row)
    return draws, readers
