"""What the service writes down of its platforms, and what another process reads of it."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.heartbeat import Heartbeat, heartbeats
from bot.store import Store

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


class Wire:
    connected = True


def later(**much: float) -> dt.datetime:
    return NOON + dt.timedelta(**much)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path / "test.db")
    yield opened
    await opened.close()


async def test_it_beats_once_a_minute_and_since_when_stays(store: Store):
    heart = Heartbeat(store, {"discord": Wire()})
    for seconds in (0, 5, 55):
        await heart.beat(later(seconds=seconds))
    (beat,) = await heartbeats(store, later(seconds=55))
    assert (beat.platform, beat.connected, beat.since, beat.at) == ("discord", True, NOON, NOON)
    await heart.beat(later(seconds=60))
    (beat,) = await heartbeats(store, later(seconds=60))
    assert (beat.since, beat.at) == (NOON, later(seconds=60))


async def test_a_lost_connection_is_told_at_once_and_since_when(store: Store):
    wire = Wire()
    heart = Heartbeat(store, {"discord": wire})
    await heart.beat(NOON)
    wire.connected = False
    await heart.beat(later(seconds=5))
    await heart.beat(later(seconds=70))
    (beat,) = await heartbeats(store, later(seconds=71))
    assert (beat.connected, beat.since, beat.at) == (False, later(seconds=5), later(seconds=70))


async def test_a_service_that_ends_says_that_nothing_is_connected(store: Store):
    heart = Heartbeat(store, {"discord": Wire()})
    await heart.beat(NOON)
    await heart.stop(later(seconds=9))
    (beat,) = await heartbeats(store, later(seconds=10))
    assert not beat.connected
    assert beat.fresh(later(seconds=10))


async def test_a_beat_older_than_two_minutes_is_old(store: Store):
    await Heartbeat(store, {"discord": Wire()}).beat(NOON)
    (beat,) = await heartbeats(store, later(minutes=2, seconds=1))
    assert beat.fresh(later(minutes=2))
    assert not beat.fresh(later(minutes=2, seconds=1))


async def test_a_platform_that_the_service_does_without_now_is_not_told(store: Store):
    await Heartbeat(store, {"slack": Wire()}).beat(NOON)
    await Heartbeat(store, {"discord": Wire()}).beat(later(minutes=9))
    assert [beat.platform for beat in await heartbeats(store, later(minutes=9))] == ["discord"]
