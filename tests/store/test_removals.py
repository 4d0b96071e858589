"""Workspaces that removed the bot: everything stays for thirty days, then only what keeps a post from coming twice."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.deliver import handle
from bot.memory import StoredMemory
from bot.model import Channel, Filter, PaperId, Reader, Terms
from bot.platform import Installed, Restored, Revoked
from bot.store import workspaces
from bot.store.removals import GRACE, erase_removed
from tests.house import START, House, opened
from tests.stock import publish, rows, subscribe

HERE, THERE = Channel("scripted", "w1", "c", name="papers"), Channel("scripted", "w2", "c", name="papers")
NO_FILTER = Filter()
KEPT = ("readers", "saved", "channels", "subscriptions", "ledger", "state", "removals")
ADA, BOB = Reader("scripted", "w1", "ada"), Reader("scripted", "w2", "bob")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path) as house:
        yield house


async def used(house: House, chosen: Filter = NO_FILTER, *, removes: bool = True) -> list[PaperId]:
    """Two workspaces where somebody reads and a channel had a post; the first one removes the bot."""
    for channel, reader in ((HERE, ADA), (THERE, BOB)):
        terms = Terms(languages=("en",), role="readers", filter=chosen)
        await subscribe(house.store, channel, terms, START, maker=reader)
        await house.store.readers.set_language(reader, "ko")
    papers = await publish(house.store, START.date(), 2, START + dt.timedelta(hours=1))
    for reader in (ADA, BOB):
        await house.store.readers.save(reader, papers, START)
    house.clock.now = START + dt.timedelta(hours=9)
    await house.tick()
    if removes:
        await handle(house.store, Revoked("scripted", "w1"), house.clock())
    return papers


async def erase(house: House, now: dt.datetime) -> int:
    return await erase_removed(house.store.database, now)


async def test_for_thirty_days_everything_stays(house: House) -> None:
    papers = await used(house)
    assert await erase(house, START + GRACE) == 0
    assert (await house.store.readers.saved(ADA)).papers == tuple(reversed(papers))


async def test_then_readers_names_and_places_are_gone_and_other_workspaces_untouched(house: House) -> None:
    await used(house)
    assert await erase(house, house.clock() + GRACE) == 1
    assert await erase(house, house.clock() + GRACE) == 0
    assert await house.store.readers.known(ADA) is None
    assert (await house.store.readers.preference(BOB)).language == "ko"
    here, there = await rows(house.store, "SELECT channel, name FROM channels ORDER BY workspace")
    assert (here["channel"][:5], here["name"]) == ("hash:", "")
    assert (there["channel"], there["name"]) == ("c", "papers")
    first, second = await rows(house.store, "SELECT made_by, role FROM subscriptions ORDER BY id")
    assert (first, second) == ({"made_by": "", "role": ""}, {"made_by": "bob", "role": "readers"})
    kept = await rows(house.store, "SELECT message FROM parts ORDER BY id")
    assert [bool(row["message"]) for row in kept] == [False, True]
    assert len(await house.ledger()) == 4


async def test_then_what_the_adapter_remembered_of_it_is_gone_too(house: House) -> None:
    memory = StoredMemory(house.store, house.clock)
    for name in ("scripted-organisation-w1", "scripted-organisation-w2", "other-organisation-w1"):
        await memory.put(name, "o1")
    await used(house)
    await erase(house, house.clock() + GRACE)
    assert await memory.names("") == ["other-organisation-w1", "scripted-organisation-w2"]


async def test_what_is_left_then_is_what_erasing_it_at_once_leaves(tmp_path: Path) -> None:
    left = []
    for way in ("removed", "erased"):
        async with opened(tmp_path / way) as house:
            await used(house, Filter(wanted=("rl",), excluded=("vision",)), removes=way == "removed")
            house.clock.now += GRACE
            if way == "removed":
                await erase(house, house.clock())
            else:
                await workspaces.erase(house.store.database, "scripted", "w1", house.clock())
            left.append({table: await rows(house.store, f"SELECT * FROM {table}") for table in KEPT})  # noqa: S608
    assert left[0] == left[1]
    first = left[0]["subscriptions"][0]
    assert (first["state"], first["reason"], first["wanted"], first["excluded"]) == ("ended", "", "", "")


async def test_a_channel_that_comes_back_after_that_gets_nothing_twice(house: House) -> None:
    papers = await used(house)
    await erase(house, house.clock() + GRACE)
    house.clock.now += GRACE
    await subscribe(house.store, HERE, Terms(languages=("en",)), house.clock(), since=START)
    assert [row["channel"] for row in await rows(house.store, "SELECT channel FROM channels")] == ["c", "c"]
    await house.until(house.clock() + dt.timedelta(days=2))
    assert house.platform.papers("c") == papers * 2  # once in each of the two workspaces


@pytest.mark.parametrize("returns", ["subscribes", "saves", "invites", "installs"])
async def test_a_workspace_that_uses_the_bot_again_keeps_everything(house: House, returns: str) -> None:
    papers = await used(house)
    house.clock.now += dt.timedelta(days=3)
    if returns == "subscribes":
        await subscribe(house.store, HERE, Terms(), house.clock(), maker=ADA)
    elif returns == "installs":
        await handle(house.store, Installed("scripted", "w1"), house.clock())
    elif returns == "invites":
        await handle(house.store, Restored(HERE), house.clock())
    else:
        await house.store.readers.unsave(ADA, papers[0])
        await house.store.readers.save(ADA, papers[:1], house.clock())
    assert await erase(house, house.clock() + GRACE) == 0
    assert (await house.store.readers.preference(ADA)).language == "ko"
