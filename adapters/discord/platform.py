"""Discord, the Platform: renders, posts over HTTP, and listens on the gateway."""

import asyncio
import datetime as dt
import logging
from collections.abc import Sequence
from contextlib import suppress

import aiohttp
import discord
import yarl

from adapters.discord import render as rendering
from adapters.discord import rights
from adapters.discord.connection import Connection, Phrase
from adapters.discord.custom_id import CustomIds
from adapters.discord.gateway import Gateway
from adapters.discord.interactions import Interactions
from adapters.discord.reports import Reports
from adapters.discord.rest import Rest
from adapters.discord.sender import NAME, Sender
from bot.model import Channel, ChannelKind, Layout, Reader
from bot.platform import Ability, Command, Host, Memory, MessageId, Payload, Problem
from bot.view import View

FIRST_WAIT, LONGEST_WAIT = 2.0, 120.0  # seconds between two attempts to connect
# Closed for good: the token, the shards or the intents are wrong. https://docs.discord.com/developers/topics/opcodes-and-status-codes
_FATAL = (4004, 4010, 4011, 4012, 4013, 4014)

log = logging.getLogger(__name__)


class DiscordPlatform:
    name = NAME
    can: frozenset[Ability] = frozenset({"private", "edit", "threads", "files", "silent", "roles", "commands"})
    settles = dt.timedelta(seconds=60)
    # Discord says "a few minutes"; two of them are safe.
    remembers = dt.timedelta(minutes=2)
    forgets: frozenset[ChannelKind] = frozenset({"forum"})  # a forum's post takes no nonce

    def __init__(
        self,
        connection: Connection,
        *,
        commands: Sequence[Command],
        phrase: Phrase,
        memory: Memory,
        rest: Rest | None = None,
    ) -> None:
        self._connection, self._phrase, self._memory = connection, phrase, memory
        self._ids = CustomIds(commands)
        self.rest = rest or Rest(
            connection.token,
            api=connection.api_url,
            proxy=connection.proxy,
            tls=connection.tls,
            refused=self._stop_listening,
        )
        self._sender = Sender(self.rest)
        self._client: Gateway | None = None
        self._tasks: list[asyncio.Task[None]] = []

    # --- the connection ---

    async def start(self, host: Host) -> None:
        """Returns at once: Discord may be away when the service starts."""
        if not self._connection.listens or self._tasks:
            return
        discord.http.Route.BASE = self._connection.api_url.rstrip("/")
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self._connection.gateway_url)
        reports = Reports(host)
        interactions = Interactions(host, self.rest, self._ids, self._connection, self._phrase)
        self._tasks = [
            asyncio.create_task(reports.run(), name="discord reports"),
            asyncio.create_task(self._listen(host, interactions, reports), name="discord gateway"),
        ]

    async def stop(self) -> None:
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
        await self.rest.close()

    @property
    def connected(self) -> bool:
        """`is_ready` alone would still say so when a connection was lost."""
        client = self._client
        if client is None or not client.is_ready() or client.is_closed():
            return False
        return not any(shard.is_closed() for shard in client.shards.values())

    @property
    def limited(self) -> int:
        return self.rest.limited

    @property
    def latency(self) -> float:
        """Seconds of a heartbeat's way and back."""
        return self._client.latency if self._client is not None and self.connected else float("nan")

    async def _listen(self, host: Host, interactions: Interactions, reports: Reports) -> None:
        wait = FIRST_WAIT
        while not self.rest.unauthorized:
            client = self._client = Gateway(
                self._connection,
                host=host,
                interactions=interactions,
                reports=reports,
                memory=self._memory,
                phrase=self._phrase,
            )
            try:
                async with client:
                    await client.start(self._connection.token)
            except (discord.LoginFailure, discord.PrivilegedIntentsRequired) as error:
                return self._give_up(error)
            except discord.ConnectionClosed as error:
                if error.code in _FATAL:
                    return self._give_up(error)
                log.warning("Discord closed the connection", extra={"error": f"{type(error).__name__}: {error}"})
            except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
                log.warning(
                    "Discord cannot be reached", extra={"error": f"{type(error).__name__}: {error}", "seconds": wait}
                )
            wait = FIRST_WAIT if client.is_ready() else min(wait * 2, LONGEST_WAIT)
            await asyncio.sleep(wait)
        return None

    def _give_up(self, error: Exception) -> None:
        """Loudly; the rest of the service goes on."""
        log.critical(
            "Discord does not let us in: check PAPERBOY_DISCORD_TOKEN",
            extra={"error": f"{type(error).__name__}: {error}"},
        )
        self.rest.unauthorized = True

    def _stop_listening(self) -> None:
        for task in self._tasks:
            if task.get_name() == "discord gateway":
                task.cancel()

    # --- the Platform ---

    def render(self, view: View, channel: Channel, *, one: bool = False, plain: bool = False) -> tuple[Payload, ...]:
        return rendering.render(view, channel, self._ids, one=one, plain=plain)

    async def send(self, channel: Channel, payload: Payload, key: str, parent: MessageId | None) -> MessageId:
        return await self._sender.send(channel, payload, key, parent)

    async def finish(self, message: MessageId, payload: Payload) -> None:
        await self._sender.finish(message, payload)

    async def edit(self, message: MessageId, payload: Payload) -> None:
        await self._sender.edit(message, payload)

    async def find(self, channel: Channel, key: str, since: dt.datetime, parent: MessageId | None) -> MessageId | None:
        return await self._sender.find(channel, key, since, parent)

    async def check(self, channel: Channel, layout: Layout = "list") -> tuple[Problem, ...]:
        return await self._sender.check(channel, layout)

    async def direct(self, reader: Reader) -> Channel | None:
        return await self._sender.direct(reader)

    async def invite(self) -> str:
        """The link that invites the bot with just the permissions that it needs."""
        application = await self.rest.call("GET", "/applications/@me")
        return rights.invite_link(application["id"])
