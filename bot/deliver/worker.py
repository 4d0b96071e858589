"""One worker of perhaps many on one database: claims deliveries by a lease and pays them."""

import asyncio
import datetime as dt
import logging
import random
from collections.abc import Callable, Mapping

from bot.deliver import pace
from bot.deliver.corrections import Corrections
from bot.deliver.errand import Errand, Posted
from bot.deliver.forms import Forms
from bot.deliver.notices import Messenger
from bot.model import Language
from bot.platform import Platform
from bot.store import Store
from bot.store.closing import tidy
from bot.store.outbox import Claimed, Outbox
from bot.tags import Aliases
from bot.tally import Tally

log = logging.getLogger(__name__)


class Worker:
    def __init__(
        self,
        store: Store,
        platforms: Mapping[str, Platform],
        aliases: Aliases,
        name: str,
        *,
        language: Language = "en",
        web: str = "",
        at_once: int = 16,
        rng: random.Random | None = None,
        tally: Tally | None = None,
    ) -> None:
        """`name` must differ from that of every other worker on the database; `at_once` channels are paid together;
        `language` is the instance's, for telling who subscribed; `web` is the address of the pages, if any."""
        self.name = name
        self._store, self._platforms, self._at_once = store, platforms, at_once
        self._fold, self._web, self._rng, self._tally = aliases.fold, web, rng or random.Random(), tally or Tally()
        self._outbox = Outbox(store.database, name)
        self._corrections = Corrections(store, self._outbox, platforms, aliases.fold, web, self._rng)
        self._messenger = Messenger(store, platforms, name, language, self._rng)
        self._running: set[asyncio.Task[list[Posted]]] = set()
        self._paying, self._draining, self._woken = False, False, asyncio.Event()

    async def pay(self, now_of: Callable[[], dt.datetime]) -> list[Posted]:
        """Sends all that can be sent now, settles what is uncertain, corrects, and tells who subscribed. While it
        runs, another call returns at once and the running one takes up what is new."""
        self._woken.set()
        if self._paying:
            return []
        self._paying = True
        try:
            posted: list[Posted] = []
            while self._woken.is_set() and not self._draining:
                self._woken.clear()
                posted += await self._pay_all(now_of)
            return posted
        finally:
            self._paying = False

    async def drain(self, seconds: float = 8.0) -> None:
        """Claims nothing more and waits for what is being sent; what takes longer is found out about later."""
        self._draining = True
        self._woken.set()
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            for task in late:
                task.cancel()

    async def _pay_all(self, now_of: Callable[[], dt.datetime]) -> list[Posted]:
        await tidy(self._store.database, now_of())
        posted = await self._send_all(now_of)
        posted += await self._corrections.edit_all(now_of, lambda: self._draining)
        await self._messenger.tell_all(now_of, lambda: self._draining)
        return posted

    async def _send_all(self, now_of: Callable[[], dt.datetime]) -> list[Posted]:
        posted: list[Posted] = []
        worked = False
        while True:
            for claimed in await self._claim(now_of()):
                worked = True
                self._running.add(asyncio.create_task(self._run(claimed, now_of)))
            if not self._running:
                break
            done, self._running = await self._wait()
            posted += [message for task in done if not task.cancelled() for message in task.result()]
        if worked:
            await self._outbox.drop_payloads()
        return posted

    async def _claim(self, now: dt.datetime) -> tuple[Claimed, ...]:
        free = self._at_once - len(self._running)
        if self._draining or free < self._at_once // 2:
            return ()
        return await self._outbox.claim(now, now + pace.LEASE, self._platforms, free)

    async def _wait(self) -> tuple[set[asyncio.Task[list[Posted]]], set[asyncio.Task[list[Posted]]]]:
        """Until enough has been sent to claim more, or somebody says that there is more."""
        woken = asyncio.create_task(asyncio.Event().wait() if self._draining else self._woken.wait())
        try:
            await asyncio.wait({*self._running, woken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            woken.cancel()
        self._woken.clear()
        finished = {task for task in self._running if task.done()}
        return finished, self._running - finished

    async def _run(self, claimed: Claimed, now_of: Callable[[], dt.datetime]) -> list[Posted]:
        """A delivery that fails in a way nobody foresaw keeps its lease until it runs out, and is tried again."""
        posted: list[Posted] = []
        try:
            platform = self._platforms[claimed.delivery.channel.platform]
            forms = Forms(self._store, platform, self._fold, self._web)
            errand = Errand(self._store, self._outbox, platform, forms, claimed, now_of, self._rng, self._tally)
            posted = errand.posted
            await errand.run()
        except Exception:
            log.exception("a delivery failed", extra={"delivery": claimed.delivery.id})
        return posted
