"""The web page on a loopback port, over a vault that a test writes."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession

from adapters.web.frame import Frame, Wording
from adapters.web.site import Site
from bot import language
from bot.library import Library
from bot.server import Server
from bot.tags import TagIndex
from tests.vault import ALIASES, SEOUL, Vault


@dataclass
class Answer:
    status: int
    headers: Any
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Reading:
    """The archive's site, and who asks it. `today` is the day in Seoul; what was imported is taken up by `refresh`."""

    vault: Vault
    today: dt.date = dt.date(2026, 1, 3)
    tags: TagIndex = field(default_factory=lambda: TagIndex((), ALIASES))
    version: str = ""
    changed: dt.datetime = dt.datetime(2026, 1, 3, 3, tzinfo=dt.UTC)
    base: str = ""
    client: ClientSession = field(init=False)

    async def refresh(self) -> None:
        """As the service does after an import."""
        tags = self.vault.store.tags
        self.tags = TagIndex(await tags.counts(), ALIASES, await tags.ahead(self.today))
        version = await self.vault.store.recall("archive") or ""
        if version != self.version:
            self.version, self.changed = version, self.changed + dt.timedelta(minutes=1)

    async def read(self) -> None:
        await self.vault.read()
        await self.refresh()

    async def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        async with self.client.request(method, f"{self.base}{path}", headers=headers) as told:
            return Answer(told.status, told.headers, await told.read())


@asynccontextmanager
async def reading(vault: Vault, *, spoken: str = "en", public_url: str = "") -> AsyncIterator[Reading]:
    here = Reading(vault)
    library = Library(
        vault.store,
        tags=lambda: here.tags,
        version=lambda: here.version,
        changed=lambda: here.changed,
        today=lambda: here.today,
        zone=SEOUL,
    )
    wording = Wording(language.say, language.day, language.short_day, language.month)
    site = Site(Frame(library, wording, language=spoken, public_url=public_url))
    server = Server("127.0.0.1", 0, site.routes())
    await server.start()
    here.base = f"http://127.0.0.1:{server.port}"
    try:
        async with ClientSession() as here.client:
            await here.refresh()
            yield here
    finally:
        await server.stop()
