"""The whole service with Slack as its platform, over Socket Mode or over HTTP: within a test, or as a process that can
be killed."""

import asyncio
import datetime as dt
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

import aiohttp
from pydantic import SecretStr

import bot.app
from bot.service import serve
from bot.settings import Settings
from tests.forked import forked
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.state import User, Workspace

ADDRESS = "https://papers.example.org"  # as Slack's pages know the service
Mode = Literal["socket", "http"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """What the settings say of Slack. Without `bot_token` people install the app by themselves."""

    mode: Mode
    api_url: str
    port: int
    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    client_id: str = ""
    client_secret: str = ""

    @property
    def web(self) -> str:
        """The service's web server, as this machine reaches it."""
        return f"http://127.0.0.1:{self.port}"

    def settings(self, folder: Path) -> Settings:
        return Settings(
            data_dir=folder,
            timezone="Asia/Seoul",
            language="en",
            slack_api_url=self.api_url,
            slack_bot_token=SecretStr(self.bot_token),
            slack_app_token=SecretStr(self.app_token if self.mode == "socket" else ""),
            slack_signing_secret=SecretStr(self.signing_secret if self.mode == "http" else ""),
            slack_client_id=self.client_id,
            slack_client_secret=SecretStr(self.client_secret),
            secret_key=SecretStr("a long text that nobody knows"),
            public_url=ADDRESS,
            web_port=self.port,
            _env_file=None,  # type: ignore[call-arg]
        )


def place(slack: LocalSlack, mode: Mode, team: Workspace | None) -> Place:
    """Slack calls the service where it is in HTTP mode, also before it has started and after it was killed."""
    made = Place(
        mode=mode,
        api_url=slack.api_url,
        port=_free_port(),
        bot_token=slack.token(team) if team else "",
        app_token=slack.app_token,
        signing_secret=slack.app.signing_secret,
        client_id="" if team else slack.app.client_id,
        client_secret="" if team else slack.app.client_secret,
    )
    if mode == "http":
        slack.use_http(f"{made.web}/slack/events")
    return made


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


async def install(slack: LocalSlack, where: Place, team: Workspace, user: User) -> None:
    """Somebody opens the install link, allows the app, and comes back; the cookie by hand, as it is for https only."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
        async with browser.get(f"{where.web}/slack/install", allow_redirects=False) as answer:
            cookie = answer.cookies["paperboy-slack-state"].value
            back = slack.allow(str(answer.headers["Location"]), user, team).replace(ADDRESS, where.web)
        async with browser.get(back, headers={"Cookie": f"paperboy-slack-state={cookie}"}) as answer:
            assert answer.status == 200


@asynccontextmanager
async def service(folder: Path, where: Place, *, ahead: float = 0) -> AsyncIterator[bot.app.App]:
    """Runs, connected, while its context is open; its clock is so many seconds ahead of ours."""
    await asyncio.to_thread(folder.mkdir, exist_ok=True)

    def now() -> dt.datetime:
        return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=ahead)

    async with bot.app.opened(where.settings(folder), posts=True, now_of=now) as app:
        stop = asyncio.Event()
        serving = asyncio.create_task(serve(app, stop))
        try:
            async with asyncio.timeout(30):
                while not app.platforms["slack"].connected:  # type: ignore[attr-defined]  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            yield app
        finally:
            stop.set()
            await serving


@asynccontextmanager
async def process(folder: Path, where: Place, *, ahead: float) -> AsyncIterator[None]:
    """Connected; killed at the end, without a chance to tidy up."""
    async with forked(_work, folder, where, ahead):
        yield


def _work(folder: Path, where: Place, ahead: float, tell: Connection) -> None:
    async def work() -> None:
        async with service(folder, where, ahead=ahead):
            tell.send("connected")
            await asyncio.Event().wait()

    asyncio.run(work())
