"""What tests of the Slack adapter share: a local Slack, the adapter beside it, and a core, real or small."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from aiohttp import web

from adapters.slack.connection import Connection
from adapters.slack.manifest import manifest
from adapters.slack.platform import SlackPlatform
from bot import commands, language
from bot.commands import COMMANDS
from bot.model import Channel, Layout, Paper
from bot.platform import Call, Command, Event, Installed, Payload, Reply
from bot.present.notices import notice
from bot.present.posts import digest_post
from bot.view import Choice
from tests.papers import paper, same
from tests.servers.slack import state
from tests.servers.slack.server import LocalSlack

NOW = dt.datetime(2025, 6, 6, 3, tzinfo=dt.UTC)


class Memory:
    """What an adapter keeps, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.secrets: set[str] = set()
        self.turns: set[str] = set()

    async def get(self, name: str) -> str | None:
        return self.kept.get(name)

    async def put(self, name: str, value: str, *, secret: bool = False) -> None:
        self.kept[name] = value
        self.secrets |= {name} if secret else set()

    async def names(self, prefix: str) -> list[str]:
        return sorted(name for name, value in self.kept.items() if name.startswith(prefix) and value)

    async def once(self, name: str, lease: dt.timedelta) -> bool:
        first = name not in self.turns
        self.turns.add(name)
        return first


class Host:
    """A core that remembers what it was asked and answers with whatever a test wants."""

    commands: Sequence[Command] = COMMANDS

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.events: list[Event] = []
        self.told = asyncio.Event()
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
        self.told.set()


class CoreHost(Host):
    """The real commands over a test's archive."""

    def __init__(self, core: commands.Core, platform: SlackPlatform) -> None:
        super().__init__()
        self.now = NOW
        self.core = replace(core, platforms={platform.name: platform})

    async def dispatch(self, call: Call) -> Reply:
        self.calls.append(call)
        return await commands.dispatch(self.core, call, self.now)

    async def complete(self, call: Call, option: str, typed: str, limit: int) -> Sequence[Choice]:
        return await commands.complete(self.core, call, option, typed, limit)


def connection(slack: LocalSlack, team: state.Workspace | None, **changed: Any) -> Connection:
    made = Connection(
        bot_token=slack.token(team) if team else "", app_token=slack.app_token, api_url=slack.api_url, language="en"
    )
    return replace(made, **changed)


def adapter(
    slack: LocalSlack, team: state.Workspace | None, *, memory: Memory | None = None, **changed: Any
) -> SlackPlatform:
    return SlackPlatform(
        connection(slack, team, **changed), commands=COMMANDS, phrase=language.say, memory=memory or Memory()
    )


def channel_of(channel: state.Channel, team: state.Workspace) -> Channel:
    return Channel("slack", team.id, channel.id, "dm" if channel.kind == state.DIRECT else "text", channel.name)


def post(
    platform: SlackPlatform, channel: Channel, *papers: Paper, layout: Layout = "list", **more: Any
) -> tuple[Payload, ...]:
    shown = papers or (paper(1), paper(2))
    return platform.render(digest_post(shown, languages=("ko",), layout=layout, fold=same, **more), channel)


@asynccontextmanager
async def served(platform: SlackPlatform) -> AsyncIterator[str]:
    """The platform's part of a web server, at a free port."""
    app = web.Application()
    app.add_routes(platform.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def told_installed(host: Host, team: state.Workspace) -> None:
    """A start tells that the app is there; what comes after that is left in `events`."""
    async with asyncio.timeout(10):
        await host.told.wait()
    assert host.events == [Installed("slack", team.id)]
    host.events.clear()


@asynccontextmanager
async def workplace(core: commands.Core | None = None, **changed: Any) -> AsyncIterator[SimpleNamespace]:
    """A workspace with people and a channel, and the adapter that listens there over Socket Mode."""
    async with LocalSlack(manifest=manifest(COMMANDS, language.say, mode="socket")) as slack:
        team = slack.add_workspace("ML", without=changed.pop("without", ()))
        kim = slack.add_user(team, "Kim", locale="ko-KR", tz="Asia/Seoul")
        ada = slack.add_user(team, "Ada", admin=True)
        channel = slack.add_channel(team, "papers", members=[kim, ada], creator=ada)
        memory = Memory()
        platform = adapter(slack, team, memory=memory, **changed)
        host = CoreHost(core, platform) if core is not None else Host()
        await platform.start(host)
        try:
            await slack.sockets.connected(2)
            await told_installed(host, team)
            yield SimpleNamespace(
                slack=slack,
                team=team,
                kim=kim,
                ada=ada,
                channel=channel,
                memory=memory,
                platform=platform,
                host=host,
                here=channel_of(channel, team),
            )
        finally:
            await platform.stop()


@asynccontextmanager
async def connected_to_one_channel() -> AsyncIterator[SlackPlatform]:
    """For tests that know no Slack: the ids of what is there are in the suite of all platforms."""
    async with LocalSlack(burst=1000) as slack:
        team = slack.add_workspace("ML")
        kim = slack.add_user(team, "Kim")
        channel = slack.add_channel(team, "papers", members=[kim])
        assert (team.id, kim.id, channel.id) == ("T0000001EEF", "U0000009AAB", "C000000B99A")
        platform = adapter(slack, team)
        try:
            yield platform
        finally:
            await platform.stop()
