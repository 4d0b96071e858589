"""The two buttons of an uncertain part: those who manage the channel can see what we cannot."""

import datetime as dt

from bot.store import Store
from bot.store.outbox import judge_arrived, judge_missing

PATIENCE = dt.timedelta(hours=24)


async def arrived(store: Store, part: int, now: dt.datetime) -> bool:
    """`It arrived`. False if the part is not uncertain any more."""
    async with store.write() as tx:
        return await judge_arrived(tx, part, now)


async def send_again(store: Store, part: int, now: dt.datetime) -> bool:
    """`Send again`, under the same key. False if the part is not uncertain any more."""
    async with store.write() as tx:
        return await judge_missing(tx, part, now, now + PATIENCE)
