"""discord.py, unpatched, with the local Discord's addresses."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import discord
import yarl

from tests.servers.discord.server import LocalDiscord

GUILDS_ONLY = discord.Intents(guilds=True)


@contextmanager
def pointed_at(local: LocalDiscord) -> Iterator[None]:
    """The two addresses are all that is set, and they are set back."""
    gateway = discord.gateway.DiscordWebSocket
    before = discord.http.Route.BASE, gateway.DEFAULT_GATEWAY
    discord.http.Route.BASE, gateway.DEFAULT_GATEWAY = local.api_url, yarl.URL(local.gateway_url)
    try:
        yield
    finally:
        discord.http.Route.BASE, gateway.DEFAULT_GATEWAY = before


@asynccontextmanager
async def running(local: LocalDiscord, client: discord.Client) -> AsyncIterator[discord.Client]:
    """The client is logged in, connected and ready."""
    with pointed_at(local):
        await client.login(local.token)
        connected = asyncio.create_task(client.connect())
        ready = asyncio.create_task(client.wait_until_ready())
        try:
            await asyncio.wait((connected, ready), return_when=asyncio.FIRST_COMPLETED, timeout=20)
            if connected.done():
                connected.result()
            yield client
        finally:
            ready.cancel()
            await client.close()
            await asyncio.gather(connected, ready, return_exceptions=True)


@asynccontextmanager
async def logged_in(local: LocalDiscord) -> AsyncIterator[discord.Client]:
    """The client has only HTTP, no gateway: as a sender works."""
    client = discord.Client(intents=GUILDS_ONLY)
    with pointed_at(local):
        await client.login(local.token)
        try:
            yield client
        finally:
            await client.close()


async def request(client: discord.Client, method: str, path: str, body: Any = None, **query: Any) -> Any:
    """Any request through discord.py's own HTTP client, also one that the library itself would never send."""
    extra = {"json": body} if body is not None else {}
    return await client.http.request(discord.http.Route(method, path), params=query, **extra)
