"""Reading back what stands in a channel, to find a message of ours."""

import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

from adapters.discord import errors
from adapters.discord.errors import Refusal, meaning
from adapters.discord.rest import Rest
from bot.platform import CannotLook, Unavailable

PAGE = 100
MOST_PAGES = 20
_EPOCH_MS = 1_420_070_400_000  # ids count from 2015
_CLOCKS = dt.timedelta(minutes=5)  # between our clock and Discord's


def snowflake(instant: dt.datetime) -> int:
    """The smallest id that something of this instant can have, our clock being off a little."""
    return max(int((instant - _CLOCKS).timestamp() * 1000) - _EPOCH_MS, 0) << 22


async def messages_since(rest: Rest, channel: str, since: dt.datetime) -> AsyncIterator[Any]:
    """Oldest first. CannotLook where so much was said since that we cannot read it all."""
    after = snowflake(since)
    for _ in range(MOST_PAGES):
        query = {"limit": str(PAGE), "after": str(after)}
        page = await rest.call("GET", f"/channels/{channel}/messages", query=query)
        for message in sorted(page, key=lambda message: int(message["id"])):
            after = max(after, int(message["id"]))
            yield message
        if len(page) < PAGE:
            return
    raise CannotLook("too much was said since")


def certain(refusal: Refusal) -> None:
    """Returns where a refusal says that the message is certainly not there; raises where it says no such thing."""
    if refusal.code in (errors.UNKNOWN_CHANNEL, errors.UNKNOWN_GUILD, errors.UNKNOWN_MESSAGE):
        return
    if refusal.status == 403 and refusal.code:
        raise CannotLook(str(refusal)) from refusal
    found = meaning(refusal)
    raise (found if isinstance(found, Unavailable) else Unavailable(str(refusal))) from refusal
