"""The process is killed at every step from plan to the record of the last part, and started again."""

import asyncio
import datetime as dt
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from bot import plan
from bot.deliver import Worker
from bot.model import Layout, Part, Terms
from bot.store import Store
from tests.house import HOUR, START
from tests.platforms import Arrival, Clock, Scripted
from tests.processes import PATIENCE_S, ROOT, running
from tests.stock import NO_ALIASES, publish, subscribe


async def killed_everywhere(folder: Path, *, layout: Layout, papers: int, looks: bool, remembers: float) -> list[Path]:
    """A folder for each step at which a process that posts these papers was killed."""
    store = await Store.open(folder / "start" / "db.sqlite3")
    await subscribe(store, "c", Terms(layout=layout), START)
    await publish(store, START.date(), papers, START + HOUR)
    await store.close()
    command = ("tests.victim", str(folder), "looks" if looks else "blind", str(remembers))
    with running(*command, folder=ROOT, environ={**os.environ, "PYTHONWARNINGS": "error"}) as (process, errors):
        assert await asyncio.to_thread(process.wait, 2 * PATIENCE_S) == 0, os.read(errors, 65_536).decode()
    shutil.rmtree(folder / "start")
    return _by_step(folder)


def _by_step(folder: Path) -> list[Path]:
    steps = sorted(folder.iterdir(), key=lambda path: int(path.name))
    assert len(steps) > 15
    return steps


async def restarted(folder: Path, *, looks: bool, remembers: float) -> tuple[list[Part], list[Arrival]]:
    """What the file and the channel hold after the service ran again for a while."""
    store, clock = await Store.open(folder / "db.sqlite3"), Clock(START + 9 * HOUR + dt.timedelta(seconds=61))
    platform = Scripted(folder / "log", clock, looks=looks, remembers=dt.timedelta(seconds=remembers))
    worker = Worker(store, {platform.name: platform}, NO_ALIASES, "restarted")
    for _ in range(4):
        await plan.plan_due(store, {platform.name: platform}, NO_ALIASES, clock(), zone="UTC")
        await worker.pay(clock)
        clock.forward(seconds=45)
    await store.close()
    fresh = await Store.open(folder / "db.sqlite3")
    (row,) = await fresh.database.fetch("SELECT id, state FROM deliveries")
    post = await fresh.deliveries.by_id(row["id"])
    ledger = await fresh.database.fetch("SELECT paper FROM ledger")
    await fresh.close()
    assert post is not None
    assert len(ledger) == len({paper for part in post.parts for paper in part.papers})
    return list(post.parts), platform.posts()


@pytest.mark.parametrize(("layout", "papers"), [("list", 9), ("thread", 2)])
@pytest.mark.parametrize(("looks", "remembers"), [(True, 0), (False, 120)])
async def test_exactly_one_copy_of_each_part_where_the_platform_can_tell(
    tmp_path: Path, layout: Layout, papers: int, looks: bool, remembers: float
) -> None:
    for folder in await killed_everywhere(tmp_path, layout=layout, papers=papers, looks=looks, remembers=remembers):
        parts, posts = await restarted(folder, looks=looks, remembers=remembers)
        assert [post.key for post in posts] == [part.key for part in parts], f"step {folder.name}"
        assert [(part.state, part.finished) for part in parts] == [("sent", True)] * len(parts), f"step {folder.name}"
        assert [part.message for part in parts if posts[0].message in part.message] == [parts[0].message]


@pytest.mark.parametrize(("layout", "papers"), [("list", 9), ("thread", 2)])
async def test_an_uncertain_part_and_no_second_copy_where_it_cannot(
    tmp_path: Path, layout: Layout, papers: int
) -> None:
    doubts = 0
    for folder in await killed_everywhere(tmp_path, layout=layout, papers=papers, looks=False, remembers=0):
        parts, posts = await restarted(folder, looks=False, remembers=0)
        copies = Counter(post.key for post in posts)
        assert max(copies.values(), default=0) <= 1, f"step {folder.name}"
        doubtful = [part for part in parts if part.state == "uncertain"]
        doubts += len(doubtful)
        assert len(doubtful) <= 1, f"step {folder.name}"
        for part in parts:
            waits = part.reply and doubtful and doubtful[0].ordinal == 1
            assert part.state in ("sent", "uncertain") or waits, f"step {folder.name}"
            if part.state == "sent":
                assert copies[part.key] == 1, f"step {folder.name}"
    assert doubts >= 4  # after the commit that announces it, on both sides of the request, before its record
