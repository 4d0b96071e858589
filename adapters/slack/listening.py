"""Bolt's app: each use of the app to its handler, acknowledged at once; and Socket Mode.

`process_before_response`: Bolt otherwise looks for the acknowledgement every 10 ms, which every use would wait for.
"""

import asyncio
import datetime as dt
import logging
import re
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError

from adapters.slack.connection import Connection
from adapters.slack.interactions import Interactions
from adapters.slack.manifest import EVENTS, HOME
from adapters.slack.reports import Reports
from adapters.slack.tokens import Tokens
from adapters.slack.web import Web
from bot.platform import Memory

CONNECTIONS = 2  # each payload comes over one of them; one stays while Slack renews the other
FIRST_WAIT, LONGEST_WAIT = 2.0, 120.0  # seconds between two attempts to connect
PING = 5.0  # seconds; a connection that broke is noticed within as many
_ONCE = dt.timedelta(minutes=15)  # for so long Slack delivers an event again
_FATAL = frozenset({"invalid_auth", "not_authed", "account_inactive", "not_allowed_token_type", "no_permission"})
_ANY = re.compile("")

log = logging.getLogger(__name__)


def app(
    connection: Connection, web: Web, tokens: Tokens, memory: Memory, interactions: Interactions, reports: Reports
) -> AsyncApp:
    async def authorize(enterprise_id: str | None, team_id: str | None) -> Any:
        found = await tokens.of(team_id or "", enterprise_id or "")
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=found.bot_user,
            bot_id=found.bot_id,
            bot_token=found.token,
        )

    made = AsyncApp(
        name="paperboy",
        client=web.client(),
        signing_secret=connection.signing_secret or None,
        authorize=authorize,
        process_before_response=True,
        # Only what is needed: each use of the app passes through all of them.
        request_verification_enabled=bool(connection.signing_secret),
        url_verification_enabled=bool(connection.signing_secret),
        ssl_check_enabled=bool(connection.signing_secret),
        ignoring_self_assistant_message_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    _uses(made, interactions)
    _events(made, memory, interactions, reports)
    return made


def _uses(made: AsyncApp, interactions: Interactions) -> None:
    async def on_command(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        interactions.command(body)

    async def on_action(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        interactions.action(body)

    async def on_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        interactions.shortcut(body)

    async def on_options(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(options=await interactions.suggest(body))

    async def on_submission(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(**await interactions.submit(body))

    made.command(_ANY)(on_command)
    made.action(_ANY)(on_action)
    made.options(_ANY)(on_options)
    made.view(_ANY)(on_submission)
    made.shortcut(_ANY)(on_shortcut)


def _events(made: AsyncApp, memory: Memory, interactions: Interactions, reports: Reports) -> None:
    async def on_event(body: dict[str, Any]) -> None:
        """Slack delivers an event again where it missed our acknowledgement, perhaps to another process."""
        name = str(body.get("event_id") or "")
        if name and not await memory.once(f"slack-event-{name}", _ONCE):
            return
        if body["event"].get("type") == HOME:
            interactions.home(body)
        else:
            await reports.take(body)

    for event in EVENTS:
        made.event(event)(on_event)


class SocketMode:
    """Two connections, each tried again until there is one; slack_sdk renews them when Slack asks."""

    def __init__(self, connection: Connection, made: AsyncApp) -> None:
        self._connection, self._app = connection, made
        self._handlers: list[AsyncSocketModeHandler] = []
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._connect(), name=f"slack socket {n}") for n in range(CONNECTIONS)]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for handler in self._handlers:
            await handler.client.close()  # type: ignore[no-untyped-call]
        self._tasks, self._handlers = [], []

    @property
    def connected(self) -> int:
        """How many connections there are."""
        sessions = [handler.client.current_session for handler in self._handlers]
        return sum(session is not None and not session.closed for session in sessions)

    async def _connect(self) -> None:
        handler = AsyncSocketModeHandler(self._app, self._connection.app_token, ping_interval=PING)
        handler.client.proxy = self._connection.proxy  # without this it reads the environment by itself
        self._handlers.append(handler)
        wait = FIRST_WAIT
        while True:
            try:
                handler.client.wss_uri = await handler.client.issue_new_wss_url()
                await handler.client.connect()  # type: ignore[no-untyped-call]
                return
            except SlackApiError as error:
                name = str(error.response.get("error", ""))
                if name in _FATAL:
                    log.critical("Slack does not take PAPERBOY_SLACK_APP_TOKEN", extra={"error": name})
                    return
                log.warning("Slack cannot be reached", extra={"error": name, "seconds": wait})
            except (aiohttp.ClientError, OSError, TimeoutError) as error:
                log.warning("Slack cannot be reached", extra={"error": repr(error), "seconds": wait})
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
