"""Processes: the local Slack, Paperboy and the floor as its clients."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bench.discord.clients import PATIENCE_S, Client
from bench.discord.clients import Discord as World  # whatever is ordered by lines of JSON

READY = b'"ready"'


class SlackClient(Client):
    async def ready(self) -> None:
        assert self._process.stderr is not None
        async with asyncio.timeout(PATIENCE_S):
            said = b""
            while READY not in said:
                line = await self._process.stderr.readline()
                said += line
                assert line, f"the client has died: {said.decode()}"
        self._rest = asyncio.create_task(self._process.stderr.read())  # a full pipe would stop it


@asynccontextmanager
async def slack() -> AsyncIterator[World]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.slack.world", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        yield World(process)
    finally:
        await _end(process)


@asynccontextmanager
async def ours(world: World, database: Path) -> AsyncIterator[Client]:
    """Paperboy as an operator runs it, with a copy of this database."""
    where = await world.order("where", side="ours")
    with tempfile.TemporaryDirectory() as folder:
        await asyncio.to_thread(shutil.copy, database, Path(folder, "paperboy.sqlite3"))
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PAPERBOY_")}
        settings = {
            "PAPERBOY_DATA_DIR": folder,
            "PAPERBOY_TIMEZONE": "Asia/Seoul",
            "PAPERBOY_WEB_PORT": "0",
            "PAPERBOY_SLACK_BOT_TOKEN": where["bot"],
            "PAPERBOY_SLACK_APP_TOKEN": where["app"],
            "PAPERBOY_SLACK_API_URL": where["api"],
        }
        async with _connected("ours", world, ("bot", "run"), kept | settings) as client:
            yield client


@asynccontextmanager
async def bare(world: World) -> AsyncIterator[Client]:
    where = await world.order("where", side="bare")
    arguments = ("bench.slack.bare", where["api"], where["bot"], where["app"])
    async with _connected("bare", world, arguments, dict(os.environ)) as client:
        yield client


@asynccontextmanager
async def _connected(
    side: str, world: World, arguments: Sequence[str], environ: Mapping[str, str]
) -> AsyncIterator[Client]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *arguments, env=environ,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        client = SlackClient(process)
        await client.ready()
        await world.order("connected", side=side)
        await client.calm()
        yield client
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()
