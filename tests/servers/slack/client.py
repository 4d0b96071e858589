"""slack-bolt, unpatched, with the local Slack's address."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack.server import LocalSlack
from tests.servers.slack.state import Org, Workspace


def web_client(slack: LocalSlack, where: Workspace | Org | None = None, **more: Any) -> AsyncWebClient:
    """Without the retries of the library, which can post twice."""
    token = slack.token(where) if where is not None else None
    return AsyncWebClient(token=token, base_url=slack.api_url, retry_handlers=[], **more)


def bolt_app(slack: LocalSlack, where: Workspace | Org, **more: Any) -> AsyncApp:
    """For one workspace; `process_before_response`, because the default waits 10 ms for nothing."""
    client = web_client(slack, where)
    secret = slack.app.signing_secret
    return AsyncApp(client=client, signing_secret=secret, process_before_response=True, **more)


@asynccontextmanager
async def connected(slack: LocalSlack, app: AsyncApp, *, connections: int = 1) -> AsyncIterator[None]:
    """The app listens over Socket Mode."""
    handlers = [AsyncSocketModeHandler(app, slack.app_token, ping_interval=0.2) for _ in range(connections)]
    before = slack.sockets.connections
    try:
        await asyncio.gather(*(handler.connect_async() for handler in handlers))
        await slack.sockets.connected(before + connections)
        yield
    finally:
        await asyncio.gather(*(handler.close_async() for handler in handlers))


@asynccontextmanager
async def served(app: AsyncApp) -> AsyncIterator[str]:
    """The app listens over HTTP; yields its address."""
    runner = web.AppRunner(app.server(path="/slack/events").web_app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


def answering(app: AsyncApp, text: str = "Here it is.") -> list[Any]:
    """`/paper` answers with a text; the commands that came are returned."""
    seen: list[Any] = []

    @app.command("/paper")
    async def paper(ack: Any, command: Any) -> None:
        seen.append(command)
        await ack(text)

    return seen


def counting(app: AsyncApp, event: str) -> list[tuple[str, str]]:
    """The ids of the events that came, with the number of the retry."""
    seen: list[tuple[str, str]] = []

    @app.event(event)
    async def listener(body: Any, request: Any) -> None:
        seen.append((body["event_id"], request.headers.get("x-slack-retry-num", ["0"])[0]))

    return seen
