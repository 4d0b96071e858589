"""Slack, the Platform: renders, posts over HTTP, and listens over Socket Mode or on the service's web server."""

import asyncio
import datetime as dt
import logging
from collections.abc import Sequence

from aiohttp import web as server
from slack_bolt.async_app import AsyncApp

from adapters.slack import http, listening
from adapters.slack import render as rendering
from adapters.slack.access import Access
from adapters.slack.calls import Reading
from adapters.slack.connection import Connection, Phrase
from adapters.slack.errors import TokenRefused
from adapters.slack.hometabs import HomeTabs
from adapters.slack.interactions import Interactions
from adapters.slack.oauth import OAuth
from adapters.slack.people import People
from adapters.slack.reports import Reports
from adapters.slack.sender import NAME, Sender
from adapters.slack.standing import standings
from adapters.slack.tokens import Tokens
from adapters.slack.values import Values
from adapters.slack.web import Web
from bot.model import Channel, ChannelKind, Layout, Reader
from bot.platform import Ability, Command, Host, Memory, MessageId, Payload, Problem, SendError, Standing
from bot.view import View

log = logging.getLogger(__name__)


class SlackPlatform:
    name = NAME
    can: frozenset[Ability] = frozenset({"private", "edit", "threads", "roles"})
    settles = dt.timedelta(seconds=60)
    remembers = dt.timedelta(0)  # Slack has no documented key: a post that is repeated arrives twice
    forgets: frozenset[ChannelKind] = frozenset()

    def __init__(
        self,
        connection: Connection,
        *,
        commands: Sequence[Command],
        phrase: Phrase,
        memory: Memory,
        web: Web | None = None,
    ) -> None:
        self._connection, self._phrase, self._memory = connection, phrase, memory
        self._values = Values(commands)
        self.web = web or Web(connection)
        self.tokens = Tokens(connection, memory, self.web)
        self._access = Access(self.web, self.tokens)
        self._people = People(self._access)
        self.sender = Sender(self._access, self._people)
        self._reports: Reports | None = None
        self._tabs: HomeTabs | None = None
        self._interactions: Interactions | None = None
        self._socket: listening.SocketMode | None = None
        self._app: AsyncApp | None = None
        self._errands: list[asyncio.Task[None]] = []

    # --- the connection ---

    async def start(self, host: Host) -> None:
        """Returns at once: Slack may be away when the service starts."""
        reports = self._reports = Reports(host, self.tokens, self._people)
        self._access.revoked = reports.revoked
        if not self._connection.listens or self._app is not None:
            return
        reading = Reading(self._people, self.sender, self._connection.managers)
        tabs = self._tabs = HomeTabs(host, self._access, self._values)
        self._interactions = Interactions(
            tabs, self._access, self._people, reading, self._values, self._connection, self._phrase
        )
        self._app = listening.app(
            self._connection, self.web, self.tokens, self._memory, self._interactions, reports
        )  # fmt: skip
        if self._connection.app_token:
            self._socket = listening.SocketMode(self._connection, self._app)
            self._socket.start()
        if self._connection.bot_token:
            self._errands = [asyncio.create_task(self._tell_own(reports), name="slack workspace")]

    async def _tell_own(self, reports: Reports) -> None:
        """The operator's own workspace may have removed the app, and got it back with a new token."""
        wait = listening.FIRST_WAIT
        while True:
            try:
                return await reports.installed((await self._access.own()).workspace)
            except TokenRefused:
                return None
            except SendError as error:
                log.warning("Slack cannot be reached", extra={"error": str(error), "seconds": wait})
            await asyncio.sleep(wait)
            wait = min(wait * 2, listening.LONGEST_WAIT)

    async def _tell_installed(self, workspace: str) -> None:
        if self._reports is not None:
            await self._reports.installed(workspace)

    async def stop(self) -> None:
        errands, self._errands = self._errands, []
        for errand in errands:
            errand.cancel()
        await asyncio.gather(*errands, return_exceptions=True)
        if self._socket is not None:
            await self._socket.stop()
        if self._interactions is not None:
            await self._interactions.stop()
        if self._tabs is not None:
            await self._tabs.stop()
        self._socket = self._interactions = self._tabs = self._app = None
        await self.web.close()
        await asyncio.sleep(0)

    def routes(self) -> list[server.RouteDef]:
        """What the service's web server serves for Slack: nothing where Slack is called by us (Socket Mode) and nobody
        installs the app by himself or herself."""
        connection, made = self._connection, list[server.RouteDef]()
        if connection.listens and connection.signing_secret:  # without it anybody could call us in Slack's name
            made += http.requests(lambda: self._app)
        if connection.installs and connection.public_url:
            oauth = OAuth(connection, self._memory, self.web, self.tokens, self._phrase, self._tell_installed)
            made += http.installing(oauth)
        return made

    @property
    def connected(self) -> bool:
        """Whether Slack can reach us; over HTTP that is known only to Slack."""
        return self._socket.connected > 0 if self._socket is not None else self._app is not None

    async def standings(self) -> tuple[Standing, ...]:
        return await standings(self._memory, self.tokens, self.web)

    @property
    def limited(self) -> int:
        return self.web.limited

    # --- the Platform ---

    def render(self, view: View, channel: Channel, *, one: bool = False, plain: bool = False) -> tuple[Payload, ...]:
        return rendering.render(view, channel, self._values, one=one, plain=plain)

    async def send(self, channel: Channel, payload: Payload, key: str, parent: MessageId | None) -> MessageId:
        return await self.sender.send(channel, payload, key, parent)

    async def finish(self, message: MessageId, payload: Payload) -> None:
        """A message on Slack is published when it is posted."""

    async def edit(self, message: MessageId, payload: Payload) -> None:
        await self.sender.edit(message, payload)

    async def find(self, channel: Channel, key: str, since: dt.datetime, parent: MessageId | None) -> MessageId | None:
        return await self.sender.find(channel, key, since, parent)

    async def check(self, channel: Channel, layout: Layout = "list") -> tuple[Problem, ...]:
        return await self.sender.check(channel)

    async def direct(self, reader: Reader) -> Channel | None:
        return await self.sender.direct(reader)
