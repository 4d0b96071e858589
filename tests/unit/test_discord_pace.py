"""Discord's limits are kept, whatever the way to Discord adds."""

import asyncio
import random
import time

import pytest

from adapters.discord.pace import Buckets, Pace
from bot.platform import Unavailable

AT_ONCE = 10


async def test_never_more_arrive_in_a_second_than_may() -> None:
    """Each request arrives at some moment between leaving and its answer; the worst moment for us is any of them."""
    pace, dice = Pace(AT_ONCE), random.Random(1)
    arrived: list[float] = []

    async def request() -> None:
        async with pace.turn():
            way = dice.uniform(0, 0.2)
            await asyncio.sleep(dice.uniform(0, way))
            arrived.append(time.monotonic())
            await asyncio.sleep(way)

    began = time.monotonic()
    await asyncio.gather(*(request() for _ in range(3 * AT_ONCE)))
    arrived.sort()
    assert all(later - earlier >= 1 for earlier, later in zip(arrived, arrived[AT_ONCE:], strict=False))
    assert time.monotonic() - began < 4


async def test_a_turn_that_fails_is_given_back() -> None:
    pace = Pace(1)
    for _ in range(2):
        with pytest.raises(ValueError, match="lost"):
            async with pace.turn():
                raise ValueError("lost")


async def test_when_all_is_closed_for_long_nobody_waits() -> None:
    pace = Pace(AT_ONCE)
    pace.close(60)
    with pytest.raises(Unavailable) as raised:
        async with pace.turn():
            pass
    assert 59 < (raised.value.retry_after or 0) <= 60


async def test_a_route_that_has_nothing_left_is_waited_for_and_others_are_not() -> None:
    buckets = Buckets()
    buckets.learn("POST", "/channels/1/messages", {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "0.2"})
    began = time.monotonic()
    await buckets.turn("POST", "/channels/2/messages")
    await buckets.turn("GET", "/channels/1/messages")
    assert time.monotonic() - began < 0.1
    await buckets.turn("POST", "/channels/1/messages")
    assert time.monotonic() - began >= 0.2


async def test_a_route_that_is_closed_for_long_is_left_for_later() -> None:
    """Ten publications an hour: a worker has better things to do than to wait for the eleventh."""
    buckets = Buckets()
    path = "/channels/1/messages/{}/crosspost"
    buckets.close("POST", path.format(10**17), 3000)
    with pytest.raises(Unavailable):
        await buckets.turn("POST", path.format(10**17 + 1))
