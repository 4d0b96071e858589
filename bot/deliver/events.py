"""What a platform reports of its channels."""

import datetime as dt

from bot.platform import Event
from bot.store import Store


async def handle(store: Store, event: Event, now: dt.datetime) -> None:
    """Gone ends a subscription, forbidden pauses it, restored resumes it; nothing is ever deleted."""
    raise NotImplementedError
