"""Sending: parts in order, each recorded before and after its request; later when the platform is away."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.deliver import Worker
from bot.model import Terms
from bot.platform import Unavailable
from tests.house import HOUR, START, House, opened
from tests.stock import NO_ALIASES, rows, subscribe


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path) as house:
        yield house


# --- sending (5.5) ------------------------------------------------------------------------------------------------


async def test_parts_are_sent_in_order_and_recorded_with_their_message(house: House) -> None:
    papers = await house.ready(20)
    await house.pay()
    assert house.platform.papers() == papers
    parts = await house.parts()
    assert [part.message != "" and part.finished for part in parts] == [True] * 3
    assert [post.key for post in house.platform.posts()] == [part.key for part in parts]
    assert [part.first_number for part in parts] == [1, 8, 15]
    assert await house.deliveries() == ["done"]


async def test_a_part_is_committed_as_sending_before_its_request(house: House) -> None:
    await house.ready(1)
    seen = []

    async def look() -> None:
        seen.extend(await house.parts())

    house.platform.will(look)
    await house.pay()
    assert [(part.state, part.attempt, part.first_attempt) for part in seen] == [("sending", 1, house.clock())]


async def test_cards_go_into_the_thread_of_the_list(house: House) -> None:
    papers = await house.ready(3, layout="thread")
    await house.pay()
    head, *cards = house.platform.posts()
    assert [card.parent for card in cards] == [head.message] * 3
    assert [card.papers for card in cards] == [(paper,) for paper in papers]


async def test_the_second_step_is_repeated_until_it_is_recorded(house: House) -> None:
    await house.ready(1)
    house.platform.will(Unavailable("503"), at="finish")
    await house.pay()
    assert await house.deliveries() == ["open"]
    await house.pay(minutes=1)
    assert [one.did for one in house.platform.arrivals()] == ["post", "finish"]
    assert await house.deliveries() == ["done"]


async def test_a_failing_second_step_does_not_hold_up_the_other_parts(house: House) -> None:
    papers = await house.ready(10)
    house.platform.will(Unavailable("503"), Unavailable("503"), at="finish")
    await house.pay()
    assert house.platform.papers() == papers
    await house.pay(hours=25)
    assert await house.deliveries() == ["done"]


# --- Unavailable (5.6) --------------------------------------------------------------------------------------------


async def test_unavailable_is_tried_again_later_and_longer_each_time(house: House) -> None:
    papers = await house.ready(2)
    house.platform.will(*[Unavailable("503")] * 5)
    waits = []
    for _ in range(5):
        await house.pay()
        (row,) = await rows(house.store, "SELECT try_at FROM deliveries")
        waits.append(row["try_at"] / 1e6 - house.clock().timestamp())
        house.clock.forward(seconds=waits[-1])
    assert all(later > earlier for earlier, later in itertools.pairwise(waits))
    assert await house.states() == ["pending"]
    await house.pay()
    assert house.platform.papers() == papers


async def test_what_the_platform_says_of_when_is_honoured(house: House) -> None:
    await house.ready(1)
    house.platform.will(Unavailable("429", retry_after=900))
    await house.pay()
    await house.pay(seconds=899)
    assert len(house.platform.requests) == 1
    await house.pay(seconds=60)
    assert len(house.platform.posts()) == 1


async def test_after_a_failed_part_the_next_ones_wait(house: House) -> None:
    papers = await house.ready(20)
    house.platform.will("", Unavailable("503"))
    await house.pay()
    assert await house.states() == ["sent", "pending", "pending"]
    await house.pay(minutes=1)
    assert house.platform.papers() == papers


async def test_what_cannot_be_sent_for_a_day_closes_and_comes_with_the_next_slot(house: House) -> None:
    papers = await house.ready(2)
    house.platform.will(*[Unavailable("503")] * 1000)
    while house.clock() < START + 32 * HOUR:
        await house.pay(minutes=30)
    assert await house.states() == ["pending"]
    house.platform.script["send"].clear()
    house.clock.now = START + 33 * HOUR
    await house.tick()
    assert await house.states() == ["closed", "sent"]
    assert await house.deliveries() == ["closed", "done"]
    assert house.platform.papers() == papers
    assert await house.ledger() == papers


# --- several at once ----------------------------------------------------------------------------------------------


async def test_several_channels_are_paid_at_a_time_and_one_that_hangs_holds_up_none(house: House) -> None:
    slow_began, release, quick_ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        slow_began.set()
        await release.wait()

    async def quickly() -> None:
        quick_ended.set()

    await house.ready(1, channel="slow")
    house.platform.will(slowly)
    house.platform.will(quickly, at="finish")
    paying = asyncio.create_task(house.worker.pay(house.clock))
    await slow_began.wait()
    await subscribe(house.store, "quick", Terms(), START, since=START)
    await house.plan()
    assert await house.worker.pay(house.clock) == []  # another call only wakes the one that runs
    await quick_ended.wait()
    assert [post.channel for post in house.platform.posts()] == ["quick"]
    release.set()
    assert {posted.channel.id for posted in await paying} == {"slow", "quick"}


async def test_draining_lets_the_part_under_way_be_recorded_and_claims_nothing_more(house: House) -> None:
    await house.ready(20)
    worker = Worker(house.store, house.platforms, NO_ALIASES, "drained", at_once=1)
    begun, release = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        begun.set()
        await release.wait()

    house.platform.will(slowly)
    paying = asyncio.create_task(worker.pay(house.clock))
    await begun.wait()
    draining = asyncio.create_task(worker.drain())
    release.set()
    await draining
    await paying
    assert await house.states() == ["sent", "sent", "sent"]
    assert await worker.pay(house.clock) == []


async def test_what_does_not_end_in_time_is_found_out_about_after_the_restart(house: House) -> None:
    papers = await house.ready(2)
    begun = asyncio.Event()

    async def for_ever() -> None:
        begun.set()
        await asyncio.Event().wait()

    house.platform.will(for_ever)
    paying = asyncio.create_task(house.worker.pay(house.clock))
    await begun.wait()
    await house.worker.drain(0.01)
    await paying
    assert await house.states() == ["sending"]
    house.clock.forward(minutes=2)
    await Worker(house.store, house.platforms, NO_ALIASES, "after the restart").pay(house.clock)
    assert house.platform.papers() == papers
