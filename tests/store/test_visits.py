"""Readers who are known only for a while: some days after nobody can come back as one, what was his or hers is gone."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.deliver import handle
from bot.memory import StoredMemory
from bot.model import Channel, PaperId, Reader, Terms
from bot.platform import Visited
from bot.store.visits import GRACE, end_over
from tests.house import DAY, START, House, opened
from tests.stock import publish, rows, subscribe

ADA, BOB = Reader("scripted", "", "ada"), Reader("scripted", "", "bob")
HERS, HIS = (Channel("scripted", "", each, "dm") for each in ("dm-ada", "dm-bob"))
ALL = Channel("scripted", "", "papers")
ELSEWHERE = Reader("other", "", "ada")
MONTH = 30 * DAY


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path) as house:
        yield house


async def used(house: House) -> list[PaperId]:
    """Two readers with direct messages, one of whom is known for a month; a channel of all that she subscribed; and a
    reader of the same name on another platform."""
    for reader, channel in ((ADA, HERS), (BOB, HIS), (ADA, ALL)):
        await subscribe(house.store, channel, Terms(languages=("en",)), START, maker=reader)
    papers = await publish(house.store, START.date(), 2, START + dt.timedelta(hours=1))
    memory = StoredMemory(house.store, house.clock)
    for reader in (ADA, BOB, ELSEWHERE):
        await house.store.readers.save(reader, papers, START)
        await memory.put(f"scripted:room:dm-{reader.id}:1", "a message")
    await visit(house)
    house.clock.now = START + dt.timedelta(hours=9)
    await house.tick()
    return papers


async def visit(house: House, until: dt.datetime = START + MONTH) -> None:
    await handle(house.store, Visited(ADA, HERS, until), house.clock())


async def ended(house: House, now: dt.datetime) -> int:
    return await end_over(house.store, now)


async def subscriptions(house: House) -> list[tuple[str, str, str]]:
    found = await house.store.subscriptions.all()
    return [(each.channel.id[:5], each.state, each.made_by.id) for each in found]


async def test_for_some_days_after_the_end_everything_stays(house: House) -> None:
    papers = await used(house)
    assert await ended(house, START + MONTH + GRACE - dt.timedelta(seconds=1)) == 0
    assert (await house.store.readers.saved(ADA)).papers == tuple(reversed(papers))
    assert ("dm-ad", "active", "ada") in await subscriptions(house)


async def test_then_reader_and_place_are_gone_and_all_others_untouched(house: House) -> None:
    await used(house)
    assert await ended(house, START + MONTH + GRACE) == 1
    assert await ended(house, START + MONTH + GRACE) == 0
    assert await subscriptions(house) == [("hash:", "ended", ""), ("dm-bo", "active", "bob"), ("paper", "active", "")]
    assert await house.store.readers.known(ADA) is None
    for reader in (BOB, ELSEWHERE):
        assert len((await house.store.readers.saved(reader)).papers) == 2
    assert await StoredMemory(house.store, house.clock).names("") == ["scripted:room:dm-bob:1"]
    assert len(await house.ledger()) == 6


async def test_nothing_is_posted_there_any_more(house: House) -> None:
    await used(house)
    house.clock.now = START + MONTH + GRACE
    await publish(house.store, house.clock().date(), 2, house.clock())
    await house.plan()
    await ended(house, house.clock())
    before = len(house.platform.papers("dm-ada"))
    await house.until(house.clock() + 2 * DAY)
    assert len(house.platform.papers("dm-ada")) == before
    assert len(house.platform.papers("papers")) > before


async def test_who_comes_back_has_as_long_again(house: House) -> None:
    await used(house)
    await visit(house, START + 2 * MONTH)
    assert await ended(house, START + MONTH + GRACE) == 0
    assert await ended(house, START + 2 * MONTH + GRACE) == 1


async def test_who_comes_often_is_noted_once_a_day(house: House) -> None:
    commits = await house.store.database.changes()
    for hours in (0, 1, 23, 25):
        await visit(house, START + MONTH + dt.timedelta(hours=hours))
    (row,) = await rows(house.store, "SELECT until_at FROM visits")
    assert await house.store.database.changes() == commits + 2
    assert row["until_at"] == (START + MONTH + dt.timedelta(hours=25)).timestamp() * 1_000_000


async def test_what_somebody_leaves_after_an_erasure_goes_at_the_same_time(house: House) -> None:
    await used(house)
    await house.store.subscriptions.end_own(ADA, house.clock())
    await house.store.readers.erase(ADA)
    await subscribe(house.store, HERS, Terms(languages=("en",)), house.clock(), maker=ADA)
    assert await ended(house, START + MONTH + GRACE) == 1
    assert ("hash:", "ended", "") in await subscriptions(house)
