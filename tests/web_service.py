"""The whole service with the web page alone, as a process of its own whose clock stands still until it is moved.

python -m tests.web_service FOLDER MOMENT
"""

import asyncio
import datetime as dt
import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import bot.app
from bot import logs
from bot.service import serve
from bot.settings import Settings
from tests.platforms import Clock
from tests.processes import ROOT, Place, Service, running
from tests.warm import Process

MORNING = dt.datetime(2025, 6, 2, 0, 0, tzinfo=dt.UTC)  # nine in Seoul, on the day of the seed's digest


class Web(Service):
    """The process, as a test sees it."""

    def __init__(self, process: Process, log: int, orders: int) -> None:
        super().__init__(process, log)
        self._orders = orders

    @property
    def address(self) -> str:
        if not hasattr(self, "_address"):
            self._address = f"http://127.0.0.1:{self.until('web server listens')['port']}"
            self.until("ready")
        return self._address

    def forward(self, **much: float) -> None:
        """Moves the service's clock, and has it look at once what is due."""
        os.write(self._orders, json.dumps(much).encode() + b"\n")


@contextmanager
def web(folder: Path, now: dt.datetime = MORNING, **settings: str) -> Iterator[Web]:
    place = Place(folder, data_dir=str(folder / "data"), **settings)
    theirs, ours = os.pipe()
    with running("tests.web_service", now.isoformat(), folder=ROOT, environ=place.environ, stdin=theirs) as process:
        os.close(theirs)
        yield Web(*process, ours)
    os.close(ours)


async def _main(moment: str) -> None:
    logs.start("info", terminal=False)
    clock, stop = Clock(dt.datetime.fromisoformat(moment)), asyncio.Event()
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    async with bot.app.opened(settings, posts=True, chats=True, now_of=clock) as app:
        orders = asyncio.StreamReader()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
        following = asyncio.create_task(_follow(orders, clock, app))
        await serve(app, stop)
        following.cancel()


async def _follow(orders: asyncio.StreamReader, clock: Clock, app: bot.app.App) -> None:
    async for line in orders:
        much: dict[str, Any] = json.loads(line)
        clock.forward(**much)
        app.due.set()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
