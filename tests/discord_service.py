"""The whole service with Discord as its platform: within a test, or as a process that can be killed.

python -m tests.discord_service FOLDER API_URL GATEWAY_URL TOKEN SECONDS_AHEAD
"""

import asyncio
import datetime as dt
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

import bot.app
from adapters.discord import gateway
from adapters.discord.connection import Connection
from bot.service import serve
from bot.settings import Settings

gateway.READY_AFTER = 0.1  # the local Discord tells of all servers at once


@asynccontextmanager
async def service(folder: Path, connection: Connection, *, ahead: float = 0) -> AsyncIterator[bot.app.App]:
    """Runs while its context is open; its clock is so many seconds ahead of ours."""
    settings = Settings(
        data_dir=folder,
        timezone="Asia/Seoul",
        language="en",
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
async def process(folder: Path, connection: Connection, *, ahead: float) -> AsyncIterator[asyncio.subprocess.Process]:
    """Killed at the end, without a chance to tidy up."""
    where = (connection.api_url, connection.gateway_url, connection.token)
    arguments = ("-m", "tests.discord_service", str(folder), *where, str(ahead))
    made = await asyncio.create_subprocess_exec(sys.executable, *arguments)
    try:
        yield made
    finally:
        made.kill()
        await made.wait()


async def _main(folder: str, api: str, gateway: str, token: str, ahead: str) -> None:
    done = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, done.set)
    async with service(Path(folder), Connection(token=token, api_url=api, gateway_url=gateway), ahead=float(ahead)):
        await done.wait()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
