"""What tests of the Discord adapter share: a local Discord, the adapter beside it, and a core that says little."""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from adapters.discord import gateway
from adapters.discord.connection import Connection
from adapters.discord.platform import DiscordPlatform
from bot import language
from bot.commands import COMMANDS
from bot.model import Channel, Layout, Paper
from bot.platform import Call, Command, Event, Payload, Reply
from bot.present.notices import notice
from bot.present.posts import digest_post
from bot.view import Choice
from tests.papers import paper, same
from tests.servers.discord import state
from tests.servers.discord.server import LocalDiscord

KINDS = {
    state.TEXT: "text",
    state.DIRECT: "dm",
    state.VOICE: "text",
    state.ANNOUNCEMENT: "announcement",
    state.ANNOUNCEMENT_THREAD: "thread",
    state.PUBLIC_THREAD: "thread",
    state.PRIVATE_THREAD: "thread",
    state.STAGE: "text",
    state.FORUM: "forum",
    state.MEDIA: "forum",
}
gateway.READY_AFTER = 0.1  # the local Discord tells of all servers at once
NOW = dt.datetime(2025, 6, 2, tzinfo=dt.UTC)


class Memory:
    """What an adapter keeps, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.turns: dict[str, float] = {}

    async def get(self, name: str) -> str | None:
        return self.kept.get(name)

    async def put(self, name: str, value: str, *, secret: bool = False) -> None:
        self.kept[name] = value

    async def names(self, prefix: str) -> list[str]:
        return sorted(name for name in self.kept if name.startswith(prefix))

    async def once(self, name: str, lease: dt.timedelta) -> bool:
        now = time.monotonic()
        free = self.turns.get(name, now) <= now
        if free:
            self.turns[name] = now + lease.total_seconds()
        return free


class Host:
    """A core that remembers what it was asked and answers with whatever a test wants."""

    commands: Sequence[Command] = COMMANDS

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.events: list[Event] = []
        self.answer: Callable[[Call], Any] = lambda call: Reply(notice("en", f"called {call.verb}"))
        self.choices: Callable[[str, str], Sequence[Choice]] = lambda _option, _typed: ()

    async def dispatch(self, call: Call) -> Reply:
        self.calls.append(call)
        found = self.answer(call)
        reply: Reply = await found if asyncio.iscoroutine(found) else found
        return reply

    async def complete(self, call: Call, option: str, typed: str, limit: int) -> Sequence[Choice]:
        self.calls.append(call)
        return self.choices(option, typed)[:limit]

    async def report(self, event: Event) -> None:
        self.events.append(event)


def connection(discord: LocalDiscord, **changed: Any) -> Connection:
    made = Connection(token=discord.token, api_url=discord.api_url, gateway_url=discord.gateway_url, language="en")
    return replace(made, **changed)


def adapter(discord: LocalDiscord, *, memory: Memory | None = None, **changed: Any) -> DiscordPlatform:
    return DiscordPlatform(
        connection(discord, **changed), commands=COMMANDS, phrase=language.say, memory=memory or Memory()
    )


@asynccontextmanager
async def workplace(**local: Any) -> AsyncIterator[SimpleNamespace]:
    """A server with people and channels, and the adapter that listens there."""
    async with LocalDiscord(**local) as discord:
        kim = discord.add_user("Kim", locale="ko")
        sam = discord.add_user("Sam", locale="en-GB")
        guild = discord.add_guild("ML", owner=kim, channels=["papers", "other"])
        discord.join(guild, sam)
        host, memory = Host(), Memory()
        platform = adapter(discord, memory=memory)
        await platform.start(host)
        await eventually(lambda: platform.connected)
        try:
            yield SimpleNamespace(
                discord=discord,
                guild=guild,
                kim=kim,
                sam=sam,
                host=host,
                memory=memory,
                platform=platform,
                papers=discord.channel(guild, "papers"),
                other=discord.channel(guild, "other"),
            )
        finally:
            await platform.stop()


@asynccontextmanager
async def connected_to_one_channel(channel: str, reader: str) -> AsyncIterator[DiscordPlatform]:
    """The adapter, with a channel and a person of these ids."""
    async with LocalDiscord() as discord:
        kim = discord.add_user("Kim")
        guild = discord.add_guild("ML", owner=kim, channels=["papers"])
        made = discord.channel(guild, "papers")
        del discord.world.channels[made.id], discord.world.users[kim.id]
        guild.channels[:] = [int(channel)]
        made.id, kim.id = int(channel), int(reader)
        discord.world.channels[made.id], discord.world.users[kim.id] = made, kim
        platform = adapter(discord)
        yield platform
        await platform.stop()


def channel_of(channel: state.Channel) -> Channel:
    kind: Any = KINDS[channel.kind]
    return Channel("discord", str(channel.guild_id or ""), str(channel.id), kind, channel.name)


def post(
    platform: DiscordPlatform, channel: Channel, *papers: Paper, layout: Layout = "list", **more: Any
) -> tuple[Payload, ...]:
    shown = papers or (paper(1), paper(2))
    return platform.render(digest_post(shown, languages=("ko",), layout=layout, fold=same, **more), channel)


async def eventually(holds: Callable[[], object], *, within: float = 15) -> None:
    """For what happens on our side, of which the local Discord knows nothing."""
    async with asyncio.timeout(within):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@asynccontextmanager
async def desk(**local: Any) -> AsyncIterator[SimpleNamespace]:
    """A server with one channel, and an adapter that posts and does not listen."""
    async with LocalDiscord(**local) as discord:
        guild = discord.add_guild("ML", channels=["papers"])
        platform = adapter(discord)
        yield SimpleNamespace(discord=discord, guild=guild, platform=platform, channel=discord.channel(guild, "papers"))
        await platform.stop()


def before(seconds: float = 60) -> dt.datetime:
    return dt.datetime.now(dt.UTC) - dt.timedelta(seconds=seconds)
