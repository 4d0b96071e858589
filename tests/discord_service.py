"""The whole service with Discord as its platform: within a test, or as a process that can be killed."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from pydantic import SecretStr

import bot.app
from adapters.discord import gateway
from adapters.discord.connection import Connection
from bot.service import serve
from bot.settings import Settings
from tests.forked import forked

gateway.READY_AFTER = 0.1  # the local Discord tells of all servers at once


@asynccontextmanager
async def service(
    folder: Path, connection: Connection, *, ahead: float = 0, public_url: str = ""
) -> AsyncIterator[bot.app.App]:
    """Runs while its context is open; its clock is so many seconds ahead of ours."""
    settings = Settings(
        data_dir=folder,
        timezone="Asia/Seoul",
        language="en",
        web_port=0,
        public_url=public_url,
        discord_token=SecretStr(connection.token),
        discord_api_url=connection.api_url,
        discord_gateway_url=connection.gateway_url,
        discord_guilds=tuple(connection.guilds),
        _env_file=None,  # type: ignore[call-arg]
    )
    await asyncio.to_thread(folder.mkdir, exist_ok=True)

    def now() -> dt.datetime:
        return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=ahead)

    async with bot.app.opened(settings, posts=True, now_of=now) as app:
        stop = asyncio.Event()
        serving = asyncio.create_task(serve(app, stop))
        try:
            yield app
        finally:
            stop.set()
            await serving


@asynccontextmanager
async def process(folder: Path, connection: Connection, *, ahead: float) -> AsyncIterator[None]:
    """At work, perhaps not yet connected; killed at the end, without a chance to tidy up."""
    async with forked(_work, folder, connection, ahead):
        yield


def _work(folder: Path, connection: Connection, ahead: float, tell: Pipe) -> None:
    async def work() -> None:
        async with service(folder, connection, ahead=ahead):
            tell.send("at work")
            await asyncio.Event().wait()

    asyncio.run(work())
