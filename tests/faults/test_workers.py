"""Several workers on one database: each part once, and who lost the lease changes nothing but the truth."""

import asyncio
import datetime as dt
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.deliver import Worker
from bot.model import Terms
from bot.platform import Unavailable
from bot.store import Store
from bot.store.database import Transaction
from tests.house import HOUR, START, House, opened
from tests.platforms import Clock, Late, Scripted
from tests.stock import NO_ALIASES, publish, rows, subscribe

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path) as house:
        yield house


@asynccontextmanager
async def another(house: House, name: str = "two") -> AsyncIterator[Worker]:
    """A worker with its own connections to the same file."""
    store = await Store.open(house.store.database.path)
    yield Worker(store, house.platforms, NO_ALIASES, name)
    await store.close()


@asynccontextmanager
async def process(folder: Path, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "tests.rival", str(folder), *arguments)
    rival = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
    try:
        yield rival
    finally:
        if rival.returncode is None:
            rival.kill()
        await rival.wait()


async def heard(rival: asyncio.subprocess.Process, word: str) -> None:
    assert rival.stdout is not None
    assert (await rival.stdout.readline()).decode().strip() == word


def go_on(rival: asyncio.subprocess.Process) -> None:
    assert rival.stdin is not None
    rival.stdin.write(b"\n")


async def test_two_processes_on_one_database_post_each_part_once(house: House, tmp_path: Path) -> None:
    for n in range(30):
        await subscribe(house.store, f"c{n}", Terms(), START)
    papers = await publish(house.store, START.date(), 9, START + HOUR)
    (tmp_path / "clock").write_text((START + 9 * HOUR).isoformat())
    async with process(tmp_path, "one") as one, process(tmp_path, "two") as two:
        for rival in (one, two):
            await heard(rival, "ready")
        for rival in (one, two):
            go_on(rival)
        assert [await rival.wait() for rival in (one, two)] == [0, 0]
    for n in range(30):
        assert house.platform.papers(f"c{n}") == papers
    assert set(await house.states()) == {"sent"}
    assert set(await house.deliveries()) == {"done"}


async def test_a_process_that_is_stopped_past_its_lease_tells_the_truth_late(house: House, tmp_path: Path) -> None:
    papers = await house.ready(9)
    (tmp_path / "clock").write_text(house.clock().isoformat())
    async with process(tmp_path, "frozen", "stall") as frozen:
        await heard(frozen, "ready")
        go_on(frozen)
        await heard(frozen, "accepted")
        os.kill(frozen.pid, signal.SIGSTOP)
        house.clock.forward(minutes=2)
        (tmp_path / "clock").write_text(house.clock().isoformat())
        async with another(house) as worker:
            await worker.pay(house.clock)
        os.kill(frozen.pid, signal.SIGCONT)
        go_on(frozen)
        assert await frozen.wait() == 0
    assert house.platform.papers() == papers
    assert await house.states() == ["sent", "sent"]


async def test_a_worker_that_stood_still_before_the_request_does_not_send(house: House) -> None:
    papers = await house.ready(2)
    original, commits = house.store.database.write, 0

    @asynccontextmanager
    async def write() -> AsyncIterator[Transaction]:
        nonlocal commits
        async with original() as tx:
            yield tx
        commits += 1
        if commits == 2:  # the claim, then the announcement of the request
            house.clock.forward(minutes=5)
            async with another(house) as worker:
                await worker.pay(house.clock)

    house.store.database.write = write  # type: ignore[method-assign]
    await house.worker.pay(house.clock)
    assert len(house.platform.requests) == 1
    assert house.platform.papers() == papers
    assert await house.states() == ["sent"]


async def test_a_late_answer_is_recorded_if_nobody_found_out_before(house: House) -> None:
    papers = await house.ready(2)
    house.platform.looks = False

    async def long_after() -> None:
        house.clock.forward(minutes=5)
        async with another(house) as worker:
            await worker.pay(house.clock)
        assert await house.states() == ["uncertain"]

    house.platform.will(Late(long_after))
    await house.worker.pay(house.clock)
    (part,) = await house.parts()
    assert (part.state, part.stuck) == ("sent", False)
    assert house.platform.posts()[0].message in part.message
    assert house.platform.papers() == papers


async def test_a_late_failure_changes_nothing_that_another_worker_recorded(house: House) -> None:
    papers = await house.ready(2)

    async def long_after() -> None:
        house.clock.forward(minutes=5)
        async with another(house) as worker:
            await worker.pay(house.clock)
        raise Unavailable("503")

    house.platform.will(long_after)
    await house.worker.pay(house.clock)
    await house.pay(minutes=5)
    assert house.platform.papers() == papers
    assert await house.states() == ["sent"]


async def test_what_a_dead_worker_leased_is_free_after_a_minute(house: House) -> None:
    papers = await house.ready(2)
    async with house.store.write() as tx:
        until = int((house.clock() + dt.timedelta(minutes=1)).timestamp() * 1_000_000)
        await tx.run("UPDATE deliveries SET worker = 'dead', lease_until = :until, try_at = :until", {"until": until})
    await house.pay(seconds=59)
    assert house.platform.posts() == []
    await house.pay(seconds=1)
    assert house.platform.papers() == papers


async def test_a_lease_from_the_future_does_not_lock_for_ever(house: House) -> None:
    papers = await house.ready(2)
    async with house.store.write() as tx:
        until = int((house.clock() + dt.timedelta(days=300)).timestamp() * 1_000_000)
        await tx.run("UPDATE deliveries SET worker = 'ahead', lease_until = :until, try_at = :until", {"until": until})
    await house.pay()
    assert house.platform.papers() == papers


async def test_one_sender_for_a_channel_at_a_time(house: House, tmp_path: Path) -> None:
    await house.ready(2)
    async with house.store.write() as tx:  # a second delivery of the same channel, as a button makes one
        await tx.run(
            "INSERT INTO deliveries (subscription, channel, slot, languages, layout, role, remaining, state, deadline,"
            " try_at) SELECT subscription, channel, slot, languages, layout, role, 0, 'open', deadline, try_at"
            " FROM deliveries"
        )
    under_way: list[int] = []

    async def look() -> None:
        leased = await rows(house.store, "SELECT count(*) AS n FROM deliveries WHERE lease_until > 0")
        under_way.append(leased[0]["n"])
        async with another(house) as worker:
            await worker.pay(house.clock)

    house.platform.will(look)
    await house.pay()
    assert under_way == [1]
    assert len(house.platform.requests) == 1
    assert await house.deliveries() == ["done", "done"]


async def test_many_channels_and_a_platform_that_says_later_to_every_third(tmp_path: Path) -> None:

    store, clock = await Store.open(tmp_path / "db.sqlite3"), Clock(START)
    platform = Scripted(tmp_path / "log", clock)
    for n in range(200):
        await subscribe(store, f"c{n}", Terms(), START)
    await publish(store, START.date(), 3, START + HOUR)
    clock.forward(hours=9)
    house = House(store, platform, clock, NO_ALIASES)
    for _ in range(70):
        platform.will("", "", Unavailable("429", retry_after=2))
    await house.tick()
    for _ in range(6):
        await house.pay(seconds=30)
    assert Counter(post.channel for post in platform.posts()) == Counter({f"c{n}": 1 for n in range(200)})
    assert len(platform.requests) <= 200 + 70
    await store.close()
