"""What stands in a channel of the page to try it, whatever happens to the processes that write there."""

import datetime as dt

import pytest

from adapters.web.chat import room
from adapters.web.chat.room import Room
from bot.memory import StoredMemory
from bot.model import PaperId
from bot.store import Store

AT = "2025-06-02T00:00:00+00:00"


@pytest.fixture
async def memory(tmp_path):
    store = await Store.open(tmp_path / "db.sqlite3")
    yield StoredMemory(store, lambda: dt.datetime(2025, 6, 2, tzinfo=dt.UTC))
    await store.close()


def opened(memory, told=None):
    return Room("papers", memory, (told if told is not None else []).append)


async def put(where, *keys):
    for key in keys:
        await where.put(key, AT, (PaperId(1),), {"said": key})


async def keys(where):
    return [each.key for each in await where.entries()]


async def test_the_last_messages_are_kept_and_older_ones_make_room(memory, monkeypatch):
    monkeypatch.setattr(room, "MOST", 3)
    where = opened(memory)
    await put(where, *"abcde")
    assert await keys(where) == list("cde")
    assert await keys(opened(memory)) == list("cde")


async def test_a_key_is_posted_once_and_told_once_also_after_a_restart(memory):
    told = []
    where = opened(memory, told)
    await put(where, "a", "b", "a")
    await put(opened(memory, told), "b")
    assert await keys(where) == ["a", "b"]
    assert [each.key for each in told] == ["a", "b"]


async def test_a_corrected_message_stays_in_its_place_and_is_told_to_who_has_seen_it(memory):
    told = []
    where = opened(memory, told)
    await put(where, "a", "b")
    await where.change(1, (PaperId(2),), {"said": "better"})
    await where.change(1, (PaperId(2),), {"said": "better"})
    await where.change(9, (), {})
    assert [each.key for each in told] == ["a", "b", "a"]
    [changed] = await opened(memory).entries(since=2)
    assert (changed.number, changed.key, changed.body) == (1, "a", {"said": "better"})


async def test_two_processes_that_overlap_write_over_nothing(memory):
    old, new = opened(memory), opened(memory)
    await put(old, "a")
    assert await keys(new) == ["a"]
    await put(old, "b")
    await put(new, "c")
    await put(old, "d")
    assert await keys(opened(memory)) == list("abcd")
    assert len({each.change for each in await opened(memory).entries()}) == 4
