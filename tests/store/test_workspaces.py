"""All that is stored about a workspace, counted and erased at once; and nothing comes twice should it return."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.deliver import handle
from bot.memory import StoredMemory
from bot.model import Channel, PaperId, Reader, Terms
from bot.platform import Revoked
from bot.store import workspaces
from tests.house import DAY, START, House, opened
from tests.stock import publish, rows, subscribe

HERE, THERE = Channel("scripted", "w1", "c", name="papers"), Channel("scripted", "w2", "d", name="papers")
ADA, BOB = Reader("scripted", "w1", "ada"), Reader("scripted", "w2", "bob")
_EVERYTHING = ("SELECT * FROM readers", "SELECT * FROM channels", "SELECT * FROM subscriptions", "SELECT * FROM state")
TERMS = Terms(languages=("en",), role="readers")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path) as house:
        yield house


async def used(house: House) -> list[PaperId]:
    """Two workspaces, each with a reader, a token, and a channel that had a post."""
    memory = StoredMemory(house.store, house.clock, "a key")
    for channel, reader in ((HERE, ADA), (THERE, BOB)):
        await subscribe(house.store, channel, TERMS, START, maker=reader)
        await house.store.readers.set_language(reader, "ko")
        await memory.put(f"scripted-token-{reader.workspace}", "xoxb-1", secret=True)
    papers = await publish(house.store, START.date(), 2, START + dt.timedelta(hours=1))
    for reader in (ADA, BOB):
        await house.store.readers.save(reader, papers, START)
    house.clock.now = START + dt.timedelta(hours=9)
    await house.tick()
    return papers


async def about(house: House, workspace: str) -> workspaces.About:
    return await workspaces.about(house.store.database, "scripted", workspace)


async def erase(house: House) -> None:
    await workspaces.erase(house.store.database, "scripted", "w1", house.clock())


async def test_what_is_stored_is_counted_and_each_channel_named(house: House) -> None:
    await used(house)
    found = await about(house, "w1")
    assert (found.readers, found.saved, found.posts, found.kept, found.subscriptions) == (1, 2, 1, 1, 1)
    (place,) = found.places
    assert (place.channel, place.name, place.state, place.made_by) == ("c", "papers", "active", "ada")


async def test_what_was_erased_is_gone_and_other_workspaces_are_untouched(house: House) -> None:
    await used(house)
    before = await about(house, "w2")
    await erase(house)
    assert not await about(house, "w1")
    assert await about(house, "w2") == before
    left = [await rows(house.store, sql) for sql in _EVERYTHING]
    assert not [said for said in ("'ada'", "'channel': 'c'", "token-w1") if said in str(left)]
    assert len(await house.ledger()) == 4


async def test_nothing_more_is_sent_there(house: House) -> None:
    await used(house)
    await publish(house.store, START.date() + DAY, 2, house.clock())
    house.clock.now += DAY
    assert await house.plan() == 2
    await erase(house)
    await house.until(house.clock() + 3 * DAY)
    assert [len(house.platform.papers(place)) for place in ("c", "d")] == [2, 4]


async def test_nobody_is_told_of_it(house: House) -> None:
    await used(house)
    await handle(house.store, Revoked("scripted", "w1"), house.clock())
    await erase(house)
    await house.until(house.clock() + DAY)
    assert [row["state"] for row in await rows(house.store, "SELECT state FROM notices")] in ([], ["dead"])


async def test_a_channel_that_subscribes_again_gets_nothing_twice(house: House) -> None:
    papers = await used(house)
    await erase(house)
    await subscribe(house.store, HERE, TERMS, house.clock(), since=START, maker=ADA)
    await house.until(house.clock() + 2 * DAY)
    assert house.platform.papers("c") == papers


async def test_a_workspace_whose_id_ends_like_another_one_keeps_its_token(house: House) -> None:
    memory = StoredMemory(house.store, house.clock, "a key")
    await memory.put("scripted-token-other-w1x", "xoxb-1", secret=True)
    await memory.put("other-token-w1", "xoxb-2", secret=True)
    await erase(house)
    assert await memory.get("scripted-token-other-w1x") == "xoxb-1"
    assert await memory.get("other-token-w1") == "xoxb-2"
