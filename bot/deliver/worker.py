"""One worker of perhaps many on one database: claims deliveries by a lease and pays them."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.model import Channel, Language, PaperId
from bot.platform import Platform
from bot.store import Store
from bot.tags import Aliases


@dataclass(frozen=True, slots=True)
class Posted:
    """One message that was posted (or edited, `corrected`)."""

    channel: Channel
    papers: tuple[PaperId, ...]
    message: str  # the MessageId, as JSON
    corrected: bool = False


class Worker:
    def __init__(
        self,
        store: Store,
        platforms: Mapping[str, Platform],
        aliases: Aliases,
        name: str,
        *,
        language: Language = "en",
        at_once: int = 16,
    ) -> None:
        """`name` must differ from that of every other worker on the database; `at_once` channels are paid together;
        `language` is the instance's, for telling who subscribed."""
        self._store, self._platforms, self._aliases, self.name = store, platforms, aliases, name
        self._language, self._at_once = language, at_once

    async def pay(self, now_of: Callable[[], dt.datetime]) -> list[Posted]:
        """Sends all that can be sent now, settles what is uncertain, corrects, and tells who subscribed. While it
        runs, another call returns at once and the running one takes up what is new."""
        raise NotImplementedError

    async def drain(self, seconds: float = 8.0) -> None:
        """Claims nothing more and waits for what is being sent."""
        raise NotImplementedError
