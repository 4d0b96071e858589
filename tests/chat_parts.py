"""The page to try it over real HTTP: the whole service in this process with the time passed in, and readers' tabs."""

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

import bot.app
from bot.platforms import Console
from bot.service import serve
from bot.settings import Settings
from tests.platforms import Clock
from tests.web_pages import Element, Page, parsed

MORNING = dt.datetime(2025, 6, 2, 0, 0, tzinfo=dt.UTC)  # nine in Seoul, on the day of the seed's digest
PATIENCE_S = 10


@dataclass
class Service:
    app: bot.app.App
    clock: Clock
    address: str

    def forward(self, **much: float) -> None:
        self.clock.forward(**much)
        self.app.due.set()


@asynccontextmanager
async def service(
    folder: Path, now: dt.datetime = MORNING, *, console: Console | None = None, wait: bool = True, **chosen: Any
) -> AsyncIterator[Service]:
    """`wait`: until it listens."""
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    given = {"data_dir": folder, "timezone": "Asia/Seoul", "language": "en", "web_port": 0, "PAPERBOY_TRY": "on"}
    settings = Settings(**{**given, **chosen}, _env_file=None)
    clock, stop = Clock(now), asyncio.Event()
    async with bot.app.opened(settings, console=console, posts=True, chats=True, now_of=clock) as app:
        serving = asyncio.create_task(serve(app, stop))
        try:
            async with asyncio.timeout(PATIENCE_S):
                while wait and not (app.address() and (await _ready(app.address()))):  # noqa: ASYNC110  # another side's state
                    await asyncio.sleep(0.02)
            yield Service(app, clock, app.address())
        finally:
            stop.set()
            async with asyncio.timeout(PATIENCE_S):
                await serving


async def _ready(address: str) -> bool:
    async with aiohttp.request("GET", f"{address}/readyz") as answer:
        return answer.status == 200


class Place:
    """One answer or one post: what its fragment shows."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.page: Page = parsed(html)

    @property
    def sides(self) -> dict[str, Element]:
        return {each.attrs["data-dialect"]: each for each in self.page.all("section") if "data-dialect" in each.attrs}

    @property
    def text(self) -> str:
        return " ".join(self.page.texts("article") or self.page.texts("form") or self.page.texts("div"))

    def button(self, dialect: str, label: str) -> Element:
        style = {"discord": "dc-button", "slack": "sl-button"}[dialect]
        found = [
            each
            for each in self.page.all("button")
            if each.text == label and style in each.attrs["class"] and "data-press" in each.attrs
        ]
        assert found, f"no button {label!r} in {[each.text for each in self.page.all('button')]}"
        return found[0]


class Tab:
    """One browser that has the page open."""

    def __init__(self, session: aiohttp.ClientSession, address: str, language: str) -> None:
        self._session, self.address, self.language = session, address, language
        self.room, self.zone = "papers", "Asia/Seoul"
        self.headers = {"Origin": address}

    async def post(self, what: str, **said: Any) -> aiohttp.ClientResponse:
        address = f"{self.address}/try/{what}?lang={self.language}"
        body = {"room": self.room, "zone": self.zone, **said}
        answer = await self._session.post(address, json=body, headers=self.headers)
        await answer.read()
        return answer

    async def asked(self, what: str, **said: Any) -> Any:
        answer = await self.post(what, **said)
        assert answer.status == 200, await answer.text()
        return await answer.json()

    async def say(self, line: str) -> Place:
        done = await self.asked("say", line=line)
        assert done["do"] == "append", done
        return Place(done["html"])

    async def press(self, place: Place, dialect: str, label: str, *, surface: str = "", **said: Any) -> dict[str, Any]:
        button = place.button(dialect, label).attrs
        kinds = [each.attrs["data-kind"] for each in place.page.all("article")]
        papers = json.loads(place.sides[dialect].attrs["data-papers"]) if place.sides else []
        pressed = {"pressed": button["data-press"], "value": button.get("data-value", ""), "papers": papers, **said}
        done: dict[str, Any] = await self.asked(
            "press", dialect=dialect, surface=surface or (kinds or ["modal"])[0], **pressed
        )
        return done

    async def choices(self, typed: str) -> list[str]:
        return [each["value"] for each in await self.asked("complete", line=typed)]

    @asynccontextmanager
    async def listening(self, last: str = "") -> AsyncIterator["Stream"]:
        headers = {"Last-Event-ID": last} if last else {}
        address = f"{self.address}/try/events?lang={self.language}"
        async with self._session.get(address, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            assert answer.headers["Content-Type"].startswith("text/event-stream")
            yield Stream(answer)


class Stream:
    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self._answer, self.last = answer, ""

    async def event(self) -> tuple[str, dict[str, Any]]:
        fields: dict[str, str] = {}
        async with asyncio.timeout(PATIENCE_S):
            while line := await self._answer.content.readline():
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    fields[name] = value
                elif "data" in fields:
                    self.last = fields["id"]
                    return fields["event"], json.loads(fields["data"])
                else:
                    fields = {}
        raise EOFError

    async def caught_up(self) -> list[dict[str, Any]]:
        """What stood there already, in all three rooms."""
        told, rooms = [], 0
        while rooms < 3:
            kind, said = await self.event()
            rooms += kind == "caught-up"
            told += [said] if kind == "message" else []
        return told

    async def post(self) -> tuple[str, Place]:
        """The next message, and its room."""
        kind, said = await self.event()
        assert kind == "message", kind
        return said["room"], Place(said["html"])


@asynccontextmanager
async def tab(address: str, language: str = "en", *, hello: bool = True) -> AsyncIterator[Tab]:
    jar = aiohttp.CookieJar(unsafe=True)  # the address is a number
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        opened = Tab(session, address, language)
        if hello:
            await opened.asked("hello")
        yield opened
