"""The local Discord, and Paperboy and the floor as its clients."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from bench import processes
from bench.processes import Client, World

READY = b"Discord is connected"


def discord(*, servers: int, channels: int) -> AbstractAsyncContextManager[World]:
    return processes.world("bench.discord.world", str(servers), str(channels))


@asynccontextmanager
async def ours(discord: World, database: Path) -> AsyncIterator[Client]:
    where = await discord.order("where", side="ours")
    settings = {
        "PAPERBOY_DISCORD_TOKEN": where["token"],
        "PAPERBOY_DISCORD_API_URL": where["api"],
        "PAPERBOY_DISCORD_GATEWAY_URL": where["gateway"],
    }
    async with processes.ours(discord, database, settings, READY) as client:
        yield client


@asynccontextmanager
async def bare(discord: World) -> AsyncIterator[Client]:
    where = await discord.order("where", side="bare")
    arguments = ("bench.discord.bare", where["api"], where["gateway"], where["token"])
    async with processes.bare(discord, arguments, READY) as client:
        yield client
