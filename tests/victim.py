"""A process that plans and delivers, and is killed at a step: before or after a commit, before or after a request.

`python -m tests.victim FOLDER LOOKS REMEMBERS` takes the database in FOLDER/start, and for each step makes a copy of it
in FOLDER/1, FOLDER/2, … in which a child process dies at that step with SIGKILL. It ends when a child came to its end.
"""

import asyncio
import datetime as dt
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot import plan
from bot.deliver import Worker
from bot.model import Channel
from bot.platform import MessageId, Payload
from bot.store import Store
from bot.store.database import Transaction
from tests.house import HOUR, START
from tests.platforms import Clock, Scripted
from tests.stock import NO_ALIASES

NOON = START + 9 * HOUR
MOST_STEPS = 100


class Steps:
    def __init__(self, last: int) -> None:
        self.left = last

    def take(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class Stepping(Scripted):
    steps: Steps

    async def send(self, channel: Channel, payload: Payload, key: str, parent: MessageId | None) -> MessageId:
        self.steps.take()
        message = await super().send(channel, payload, key, parent)
        self.steps.take()
        return message

    async def finish(self, message: MessageId, payload: Payload) -> None:
        self.steps.take()
        await super().finish(message, payload)
        self.steps.take()


async def deliver(folder: Path, steps: Steps, *, looks: bool, remembers: dt.timedelta) -> None:
    store, clock = await Store.open(folder / "db.sqlite3"), Clock(NOON)
    original = store.database.write

    @asynccontextmanager
    async def write() -> AsyncIterator[Transaction]:
        async with original() as tx:
            yield tx
            steps.take()
        steps.take()

    store.database.write = write  # type: ignore[method-assign]
    platform = Stepping(folder / "log", clock, looks=looks, remembers=remembers)
    platform.steps = steps
    await plan.plan_due(store, {platform.name: platform}, NO_ALIASES, clock(), zone="UTC")
    await Worker(store, {platform.name: platform}, NO_ALIASES, "victim").pay(clock)
    await store.close()


def main(folder: Path, *, looks: bool, remembers: dt.timedelta) -> None:
    for step in range(1, MOST_STEPS):
        place = folder / str(step)
        shutil.copytree(folder / "start", place)
        child = os.fork()
        if child == 0:
            asyncio.run(deliver(place, Steps(step), looks=looks, remembers=remembers))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) == 0:
            shutil.rmtree(place)
            return
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, f"step {step} ended by itself: {status}"
    raise AssertionError("it never came to its end")


if __name__ == "__main__":
    main(Path(sys.argv[1]), looks=sys.argv[2] == "looks", remembers=dt.timedelta(seconds=float(sys.argv[3])))
