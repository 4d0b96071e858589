"""What adapters keep beyond their process."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.memory import NoKey, StoredMemory
from bot.store import Store

NOON = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


class Hand:
    """A clock that the test sets."""

    now = NOON


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path / "paperboy.sqlite3")
    yield opened
    await opened.close()


async def test_what_is_put_is_there_for_another_process(store: Store) -> None:
    await StoredMemory(store, lambda: NOON).put("hash", "abc")
    assert await StoredMemory(store, lambda: NOON).get("hash") == "abc"
    assert await StoredMemory(store, lambda: NOON).get("other") is None


async def test_a_secret_is_not_readable_in_the_file(store: Store) -> None:
    memory = StoredMemory(store, lambda: NOON, "a key")
    await memory.put("token", "xoxb-1-secret", secret=True)
    assert await memory.get("token") == "xoxb-1-secret"
    rows = await store.database.fetch("SELECT value FROM state")
    assert all("xoxb" not in row["value"] for row in rows)


async def test_a_secret_needs_its_key(store: Store) -> None:
    with pytest.raises(NoKey):
        await StoredMemory(store, lambda: NOON).put("token", "xoxb-1-secret", secret=True)
    await StoredMemory(store, lambda: NOON, "a key").put("token", "xoxb-1-secret", secret=True)
    with pytest.raises(NoKey):
        await StoredMemory(store, lambda: NOON, "another key").get("token")


async def test_one_process_among_many_takes_a_turn_and_nobody_else_until_it_is_over(store: Store) -> None:
    hand = Hand()
    one, two = (StoredMemory(store, lambda: hand.now) for _ in range(2))
    assert await one.once("sync", MINUTE)
    assert not await two.once("sync", MINUTE)
    assert not await one.once("sync", MINUTE)
    assert await two.once("something else", MINUTE)
    hand.now = NOON + MINUTE
    assert await two.once("sync", MINUTE)
