"""The local Slack, and Paperboy and the floor as its clients."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from bench import processes
from bench.processes import Client, World

READY = b'"ready"'


def slack() -> AbstractAsyncContextManager[World]:
    return processes.world("bench.slack.world")


@asynccontextmanager
async def ours(slack: World, database: Path) -> AsyncIterator[Client]:
    where = await slack.order("where", side="ours")
    settings = {
        "PAPERBOY_SLACK_BOT_TOKEN": where["bot"],
        "PAPERBOY_SLACK_APP_TOKEN": where["app"],
        "PAPERBOY_SLACK_API_URL": where["api"],
    }
    async with processes.ours(slack, database, settings, READY) as client:
        yield client


@asynccontextmanager
async def bare(slack: World) -> AsyncIterator[Client]:
    where = await slack.order("where", side="bare")
    arguments = ("bench.slack.bare", where["api"], where["bot"], where["app"])
    async with processes.bare(slack, arguments, READY) as client:
        yield client
