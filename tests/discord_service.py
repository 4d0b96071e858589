"""The whole service with Discord as its platform: within a test, or as a process that can be killed.

python -m tests.discord_service FOLDER API_URL GATEWAY_URL TOKEN SECONDS_AHEAD
"""

import asyncio
import datetime as dt
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import bot.app
from adapters.discord.connection import Connection
from adapters.discord.platform import DiscordPlatform
from bot import language
from bot.commands import COMMANDS
from bot.settings import Settings
from bot.store import Store


class Kept:
    """What the adapter keeps, in the service's own database."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def get(self, name: str) -> str | None:
        return await self._store.recall(name)

    async def put(self, name: str, value: str, *, secret: bool = False) -> None:
        async with self._store.write() as tx:
            await self._store.remember(tx, name, value)

    async def once(self, name: str, lease: dt.timedelta) -> bool:
        return True


@asynccontextmanager
async def service(folder: Path, connection: Connection, *, ahead: float = 0) -> AsyncIterator[bot.app.App]:
    """Runs while its context is open; its clock is so many seconds ahead of ours."""
    settings = Settings(data_dir=folder, timezone="Asia/Seoul", language="en", _env_file=None)  # type: ignore[call-arg]
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    async with bot.app.opened(settings) as app:
        app.tick = partial(app.tick, lambda: dt.datetime.now(dt.UTC) + dt.timedelta(seconds=ahead))  # type: ignore[method-assign]
        platform = DiscordPlatform(connection, commands=COMMANDS, phrase=language.say, memory=Kept(app.store))
        app.platforms["discord"] = platform
        stop = asyncio.Event()
        serving = asyncio.create_task(bot.app.serve(app, stop))
        try:
            yield app
        finally:
            stop.set()
            await serving


async def _main(folder: str, api: str, gateway: str, token: str, ahead: str) -> None:
    done = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, done.set)
    async with service(Path(folder), Connection(token=token, api_url=api, gateway_url=gateway), ahead=float(ahead)):
        await done.wait()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
