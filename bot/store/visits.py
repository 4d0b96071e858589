"""Readers whom a platform knows only for a while: some days after nobody can come back as one, what was his or hers is
erased, as when a reader asks for it. Who asks for it before may go on afterwards, with the same cookie: so a visit ends
by its time alone."""

import datetime as dt

from bot.model import Channel, Reader
from bot.store import Store, queries, removals
from bot.store.database import Database, to_micros
from bot.store.seen import key

GRACE = dt.timedelta(days=5)  # a browser's clock may be behind
_RARELY = dt.timedelta(days=1)  # that it is one day later is not worth a transaction
_AT_ONCE = 100

_SQL = queries.load("visits")


async def note(database: Database, reader: Reader, channel: Channel, until: dt.datetime) -> None:
    known = await database.fetch_one(_SQL["known_until"], key(reader))
    if known is None or known["until_at"] < to_micros(until - _RARELY):
        async with database.write() as tx:
            await tx.run(_SQL["note"], {**key(reader), "channel": channel.id, "until": to_micros(until)})


async def end_over(store: Store, now: dt.datetime) -> int:
    """How many readers were erased."""
    before, ended = {"before": to_micros(now - GRACE), "limit": _AT_ONCE}, 0
    while over := await store.database.fetch(_SQL["over"], before):
        for row in over:
            reader = Reader(row["platform"], row["workspace"], row["user"])
            await _end(store, reader, Channel(reader.platform, reader.workspace, row["channel"], "dm"), now)
        ended += len(over)
    return ended


async def _end(store: Store, reader: Reader, channel: Channel, now: dt.datetime) -> None:
    """Whatever interrupts it, the visit goes last."""
    await store.subscriptions.end_own(reader, now)
    async with store.write() as tx:
        await removals.forget_direct(tx, channel)
    await store.readers.erase(reader)
    async with store.write() as tx:
        await tx.run(_SQL["done"], key(reader))
