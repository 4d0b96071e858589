"""The composition root: settings in, a running service out."""

import asyncio
import datetime as dt
import os
import secrets
import socket
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import structlog

from bot import commands, platforms
from bot.commands import COMMANDS, Core
from bot.deliver import Posted, Worker, handle
from bot.discretion import discretion
from bot.intake import Intake
from bot.keeping import back_up
from bot.library import Library
from bot.memory import StoredMemory
from bot.plan import plan_due
from bot.platform import Call, Command, Event, Platform, Reply, Standing
from bot.platforms import Console
from bot.settings import Settings
from bot.store import Store
from bot.store.backups import before_upgrade
from bot.tags import Aliases, TagIndex
from bot.tally import Tally
from bot.view import Choice

if TYPE_CHECKING:
    from aiohttp.web import RouteDef

_LOG_KEY = "log-key"

_A_SECOND = dt.timedelta(seconds=1)

Now = Callable[[], dt.datetime]
log = structlog.get_logger()


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class App:
    """The parts, put together; to an adapter it is the Host."""

    commands: Sequence[Command] = COMMANDS

    def __init__(
        self, settings: Settings, store: Store, aliases: Aliases, console: Console | None, now_of: Now, *, posts: bool,
        chats: bool = False,
    ) -> None:  # fmt: skip
        self.settings, self.store, self.aliases, self.now_of = settings, store, aliases, now_of
        self.platforms: dict[str, Platform] = {console.name: console} if console else {}
        self.console, self.tally = console, Tally()
        self.due, self.look, self.keep = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.tags = TagIndex((), aliases)
        self._archive: str | None = ""
        self._changed = dt.datetime.min.replace(tzinfo=dt.UTC)  # until anything is taken up
        self._name = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"  # containers share hosts and pids
        self.memory = StoredMemory(store, now_of, settings.secret_key.get_secret_value())
        self.invite: Callable[[], Awaitable[str]] | None = None  # the link that invites the bot to a Discord server
        self.standings: Callable[[], Awaitable[Sequence[Standing]]] | None = None  # of Slack workspaces
        self.routes: list[RouteDef] = []  # what the platforms bring to the service's web server
        self.library = self._opened_library()
        self.address: Callable[[], str] = str  # of the service's web server, empty while it does not listen
        if posts:
            self._bring_platforms(chats=chats)
        self._web = settings.public_url.rstrip("/")  # where people read the pages, if the operator said so
        self.workers = {self._worker(each, platform): asyncio.Event() for each, platform in self.platforms.items()}
        tell = console.screen.say if console and console.prompts else None
        self.intake = Intake(settings, store, aliases, tell, self.tally)
        self.core = Core(
            store=store,
            tags=lambda: self.tags,
            aliases=aliases,
            language=settings.language,
            zone=settings.zone,
            platforms=self.platforms,
            wake=self.due.set,
            web=self._web,
            tally=self.tally,
        )

    def _opened_library(self) -> Library:
        return Library(
            self.store,
            tags=lambda: self.tags,
            version=lambda: self._archive or "",
            changed=lambda: self._changed,
            today=self.today,
            zone=ZoneInfo(self.settings.zone),
        )

    def _bring_platforms(self, *, chats: bool) -> None:
        """Those of the settings, and what each brings to the web server."""
        if discord := platforms.discord(self.settings, self.memory):
            self.platforms[discord.name], self.invite = discord, discord.invite
        if slack := platforms.slack(self.settings, self.memory):
            self.platforms[slack.name], self.standings = slack, slack.standings
            self.routes += slack.routes()
        framed = platforms.frame(self.settings, self.library)
        if chats and (
            chat := platforms.chat(self.settings, framed, self.memory, self.now_of, lambda: bool(self.address()))
        ):
            self.platforms[chat.name] = chat
            self.routes += chat.routes()
        self.routes += platforms.site(framed)  # last: it answers whatever nobody else does

    def _worker(self, name: str, platform: Platform) -> Worker:
        """One for each platform, so that none waits for another one's bad day."""
        return Worker(
            self.store,
            {name: platform},
            self.aliases,
            f"{self._name}:{name}",
            language=self.settings.language,
            web=self._web,
            tally=self.tally,
        )

    def page(self) -> str:
        """Where to begin in a browser; empty while nobody could."""
        address = self.address()
        return f"{address}/try" if address and platforms.CHAT in self.platforms else address

    def welcome(self) -> None:
        """The prompt begins with the page to try it, if there is one."""
        if self.console and self.address() and platforms.CHAT in self.platforms:
            self.console.welcome = platforms.welcome(self.settings, self.page())

    async def dispatch(self, call: Call) -> Reply:
        discretion.attend(call.reader.id, (call.line or "", *call.args.values(), *call.files))
        return await commands.dispatch(self.core, call, self.now_of())

    async def complete(self, call: Call, option: str, typed: str, limit: int) -> Sequence[Choice]:
        discretion.attend(call.reader.id, (typed, *call.args.values()))
        return await commands.complete(self.core, call, option, typed, limit)

    async def report(self, event: Event) -> None:
        await handle(self.store, event, self.now_of())
        self.due.set()

    def today(self) -> dt.date:
        return self.now_of().astimezone(ZoneInfo(self.settings.zone)).date()

    async def refresh(self) -> None:
        """Takes up tags that this or another process has imported."""
        archive = await self.store.recall("archive")
        if archive != self._archive:
            tags = self.store.tags
            self.tags = TagIndex(await tags.counts(), self.aliases, await tags.ahead(self.today()))
            self._archive = archive
            self._changed = max(self.now_of(), self._changed + _A_SECOND)  # HTTP tells no less apart

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
        zone, web = self.settings.zone, self._web
        await plan_due(self.store, self.platforms, self.aliases, self.now_of(), zone=zone, web=web)
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
    chats: bool = False,
    now_of: Now = now,
) -> AsyncIterator[App]:
    """The parts without anything running. `posts`: with the platforms that the settings have tokens for; `chats`: with
    the page to try it too, which only the process with the web server has. Raises StoreError."""
    aliases = Aliases.load(settings.tags)
    if migrate and (copy := await before_upgrade(settings.database, now_of())):
        log.info("copied before the upgrade", file=str(copy))
    store = await Store.open(settings.database, migrate=migrate)
    try:
        await store.tags.reindex(aliases)
        await _learn_key(store, make=migrate)
        app = App(settings, store, aliases, console, now_of, posts=posts, chats=chats)
        await app.refresh()
        yield app
    finally:
        await store.close()


async def _learn_key(store: Store, *, make: bool) -> None:
    """It is made once, so that a reader has the same pseudonym in all logs."""
    key = await store.made_once(_LOG_KEY, secrets.token_hex(32)) if make else await store.recall(_LOG_KEY)
    if key:
        discretion.learn(bytes.fromhex(key))
