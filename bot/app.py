"""The composition root: settings in, a running service out. The one file that names the adapters."""

import asyncio
import datetime as dt
import os
import socket
import sys
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

import structlog

from adapters.console.platform import Console, Screen, Talk
from bot import commands, language
from bot.commands import COMMANDS, Core
from bot.deliver import Posted, Worker, handle
from bot.intake import Intake
from bot.keeping import back_up
from bot.memory import StoredMemory
from bot.model import Language
from bot.plan import plan_due
from bot.platform import Call, Command, Event, Platform, Reply
from bot.settings import Settings, colour_wanted
from bot.store import Store
from bot.store.backups import before_upgrade
from bot.tags import Aliases, TagIndex
from bot.view import Choice

__all__ = ["App", "Console", "Talk", "now", "opened", "terminal"]

HISTORY = "history"  # in the data folder: what was typed at the prompt
_PLAIN_WIDTH = 100  # of output that goes into a file or a pipe

if TYPE_CHECKING:
    from aiohttp.web import RouteDef

    from adapters.discord.platform import DiscordPlatform
    from adapters.slack.connection import Connection as SlackConnection
    from adapters.slack.platform import SlackPlatform

Now = Callable[[], dt.datetime]
log = structlog.get_logger()


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class App:
    """The parts, put together; to an adapter it is the Host."""

    commands: Sequence[Command] = COMMANDS

    def __init__(
        self, settings: Settings, store: Store, aliases: Aliases, console: Console | None, now_of: Now, *, posts: bool
    ) -> None:
        self.settings, self.store, self.aliases, self.now_of = settings, store, aliases, now_of
        self.platforms: dict[str, Platform] = {console.name: console} if console else {}
        self.due, self.look, self.keep = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.tags = TagIndex((), aliases)
        self._archive: str | None = ""
        name = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"  # containers share host names and pids
        self.memory = StoredMemory(store, now_of, settings.secret_key.get_secret_value())
        self.invite: Callable[[], Awaitable[str]] | None = None  # the link that invites the bot to a Discord server
        self.routes: list[RouteDef] = []  # what the platforms bring to the service's web server
        if posts and (discord := _discord(settings, self.memory)):
            self.platforms[discord.name], self.invite = discord, discord.invite
        if posts and (slack := _slack(settings, self.memory)):
            self.platforms[slack.name] = slack
            self.routes += slack.routes()
        # One for each platform, each with a bell, so that none waits for another one's bad day.
        self.workers = {
            Worker(store, {each: platform}, aliases, f"{name}:{each}", language=settings.language): asyncio.Event()
            for each, platform in self.platforms.items()
        }
        tell = console.screen.say if console and console.prompts else None
        self.intake = Intake(settings, store, aliases, tell)
        self.core = Core(
            store=store,
            tags=lambda: self.tags,
            aliases=aliases,
            language=settings.language,
            zone=settings.zone,
            platforms=self.platforms,
            wake=self.due.set,
        )

    async def dispatch(self, call: Call) -> Reply:
        return await commands.dispatch(self.core, call, self.now_of())

    async def complete(self, call: Call, option: str, typed: str, limit: int) -> Sequence[Choice]:
        return await commands.complete(self.core, call, option, typed, limit)

    async def report(self, event: Event) -> None:
        await handle(self.store, event, self.now_of())
        self.due.set()

    async def refresh(self) -> None:
        """Takes up tags that this or another process has imported."""
        archive = await self.store.recall("archive")
        if archive != self._archive:
            self.tags = TagIndex(await self.store.tags.counts(), self.aliases)
            self._archive = archive

    async def begin(self) -> None:
        """An archive without anything gets the seeds, so that the first question has an answer."""
        if await self.store.digests.latest() is None:
            await self.intake.read(self.now_of(), only_seeds=True)
            await self.refresh()

    async def read_sources(self) -> None:
        await self.intake.read(self.now_of())
        await self.refresh()
        self.due.set()

    async def back_up(self) -> None:
        if self.settings.backups:
            await back_up(self.store, self.settings.backups, self.now_of(), self.settings.zone)

    async def plan(self) -> None:
        await self.refresh()
        await plan_due(self.store, self.platforms, self.aliases, self.now_of(), zone=self.settings.zone)
        for owed in self.workers.values():
            owed.set()

    async def tick(self) -> list[Posted]:
        """Plans what is due and pays what is owed, once."""
        await self.plan()
        return [posted for worker in self.workers for posted in await worker.pay(self.now_of)]

    async def drain(self) -> None:
        await asyncio.gather(*(worker.drain() for worker in self.workers))


@asynccontextmanager
async def opened(
    settings: Settings,
    *,
    console: Console | None = None,
    migrate: bool = True,
    posts: bool = False,
    now_of: Now = now,
) -> AsyncIterator[App]:
    """The parts without anything running. `posts`: with the platforms that the settings have tokens for. Raises
    StoreError."""
    aliases = Aliases.load(settings.tags)
    if migrate and (copy := await before_upgrade(settings.database, now_of())):
        log.info("copied before the upgrade", file=str(copy))
    store = await Store.open(settings.database, migrate=migrate)
    try:
        await store.tags.reindex(aliases)
        app = App(settings, store, aliases, console, now_of, posts=posts)
        await app.refresh()
        yield app
    finally:
        await store.close()


def _discord(settings: Settings, memory: StoredMemory) -> "DiscordPlatform | None":
    if not settings.discord_token.get_secret_value():
        return None
    from adapters.discord.connection import Connection  # discord.py costs half a second
    from adapters.discord.platform import DiscordPlatform

    connection = Connection(
        token=settings.discord_token.get_secret_value(),
        api_url=settings.discord_api_url,
        gateway_url=settings.discord_gateway_url,
        guilds=settings.discord_guilds,
        proxy=settings.proxy_for(settings.discord_api_url),
        tls=settings.tls(),
        language=settings.language,
    )
    return DiscordPlatform(connection, commands=COMMANDS, phrase=language.say, memory=memory)


def _slack(settings: Settings, memory: StoredMemory) -> "SlackPlatform | None":
    if not (settings.slack_bot_token.get_secret_value() or settings.slack_client_id):
        return None
    from adapters.slack.platform import SlackPlatform  # so does slack-bolt

    return SlackPlatform(slack_connection(settings), commands=COMMANDS, phrase=language.say, memory=memory)


def slack_manifest(settings: Settings, mode: str) -> dict[str, Any]:
    from adapters.slack.manifest import manifest

    rotation = bool(settings.slack_client_id)
    return manifest(
        COMMANDS,
        language.say,
        mode="http" if mode == "http" else "socket",
        public_url=settings.public_url,
        rotation=rotation,
    )


def slack_scopes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which the app must have, and which it should."""
    from adapters.slack.manifest import OPTIONAL, REQUIRED

    return REQUIRED, OPTIONAL


def slack_connection(settings: Settings) -> "SlackConnection":
    from adapters.slack.connection import Connection

    return Connection(
        bot_token=settings.slack_bot_token.get_secret_value(),
        app_token=settings.slack_app_token.get_secret_value(),
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret.get_secret_value(),
        public_url=settings.public_url,
        api_url=settings.slack_api_url,
        managers=settings.slack_managers,
        proxy=settings.proxy_for(settings.slack_api_url),
        tls=settings.tls(),
        language=settings.language,
    )


def terminal(
    settings: Settings,
    *,
    prompt: bool = False,
    closed: Callable[[], None] = lambda: None,
    stream: Literal["stdout", "stderr"] = "stdout",
) -> Console:
    """This process's terminal as a platform. With `prompt` it talks; without, it only prints."""
    colour = getattr(sys, stream).isatty() and colour_wanted()
    screen = Screen(partial(_write, stream), width=_width, colour=colour)
    return Console(
        screen,
        phrase=language.say,
        moment=_moment_in(settings.zone),
        language=settings.language,
        history=settings.data_dir / HISTORY if prompt else None,
        welcome=_welcome(settings),
        closed=closed,
    )


def _welcome(settings: Settings) -> str:
    """What to type first; and whose clock counts, if nobody chose one."""
    said = language.say(settings.language, "console-welcome")
    if settings.timezone:
        return said
    return f"{said}\n\n{language.say(settings.language, 'console-zone', zone=settings.zone)}"


def _write(stream: str, text: str) -> None:
    """Looks the stream up each time: while the prompt is shown it is another one, which prints above it."""
    out = getattr(sys, stream)
    out.write(text)
    out.flush()


def _width() -> int:
    with suppress(OSError, ValueError):
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns or _PLAIN_WIDTH
    return _PLAIN_WIDTH


def _moment_in(zone: str) -> Callable[[Language, dt.datetime], str]:
    """A moment to come, on the clock of the zone that it came with, else of the service's."""

    def moment(spoken: Language, instant: dt.datetime) -> str:
        here = instant.tzinfo if isinstance(instant.tzinfo, ZoneInfo) else ZoneInfo(zone)
        local = instant.astimezone(here)
        day = language.day(spoken, local.date(), weekday=True)
        return f"{day} {language.clock(local.time(), str(here))}"

    return moment
