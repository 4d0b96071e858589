"""A worker in a process of its own: `python -m tests.rival FOLDER NAME [stall]`. It says `ready`, and begins when it is
told to; with `stall` it says `accepted` after its first request was accepted, and gets the answer when it is told to.

The time stands in FOLDER/clock, so that it can go on while the process is stopped.
"""

import asyncio
import datetime as dt
import sys
from pathlib import Path

from bot import plan
from bot.deliver import Worker
from bot.store import Store
from tests.platforms import Late, Scripted
from tests.stock import NO_ALIASES


def say_and_wait(word: str) -> None:
    print(word, flush=True)
    sys.stdin.readline()


async def main(folder: Path, name: str, *, stall: bool) -> None:
    def now() -> dt.datetime:
        return dt.datetime.fromisoformat((folder / "clock").read_text("utf-8"))

    store = await Store.open(folder / "db.sqlite3")
    platform = Scripted(folder / "log", now)
    if stall:
        platform.will(Late(lambda: asyncio.to_thread(say_and_wait, "accepted")))
    await asyncio.to_thread(say_and_wait, "ready")
    await plan.plan_due(store, {platform.name: platform}, NO_ALIASES, now(), zone="UTC")
    await Worker(store, {platform.name: platform}, NO_ALIASES, name).pay(now)
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], stall="stall" in sys.argv))
