"""The two buttons of an uncertain part: those who manage the channel can see what we cannot."""

import datetime as dt

from bot.store import Store


async def arrived(store: Store, part: int, now: dt.datetime) -> bool:
    """`It arrived`. False if the part is not uncertain any more."""
    raise NotImplementedError


async def send_again(store: Store, part: int, now: dt.datetime) -> bool:
    """`Send again`, under the same key. False if the part is not uncertain any more."""
    raise NotImplementedError
