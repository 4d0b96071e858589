"""A request that may have arrived: found, sent again, or left to a person. Never twice by guess."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import deliver
from bot.model import Channel
from bot.platform import Unavailable
from tests.house import House, opened


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path) as house:
        yield house


# --- Uncertain (5.6) ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["break", "lose"])
async def test_where_we_can_look_an_uncertain_part_is_found_or_sent_once(house: House, step: str) -> None:
    papers = await house.ready(10)
    house.platform.will(step)
    await house.pay()
    assert await house.states() == ["uncertain", "pending"]
    await house.pay(seconds=29)
    assert len(house.platform.requests) == 1  # the request could still be accepted
    await house.pay(seconds=31)
    assert house.platform.papers() == papers
    assert await house.states() == ["sent", "sent"]
    assert (await house.parts())[0].message != ""


async def test_a_request_that_nobody_answers_is_uncertain(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    await house.ready(1)
    monkeypatch.setattr("bot.deliver.pace.REQUEST", dt.timedelta(milliseconds=20))
    house.platform.will(asyncio.Event().wait)  # type: ignore[arg-type]
    await house.pay()
    assert await house.states() == ["uncertain"]


async def test_an_error_that_is_no_send_error_is_uncertain_too(house: House) -> None:
    await house.ready(1)
    house.platform.will(KeyError("a bug in the adapter"))
    await house.pay()
    assert await house.states() == ["uncertain"]
    await house.pay(minutes=1)
    assert len(house.platform.posts()) == 1


@pytest.mark.parametrize("step", ["break", "lose"])
async def test_while_the_platform_remembers_the_key_it_is_sent_again_at_once(house: House, step: str) -> None:
    house.platform.remembers, house.platform.looks = dt.timedelta(minutes=2), False
    papers = await house.ready(2)
    house.platform.will(step)
    await house.pay()
    await house.pay(seconds=10)
    assert len(house.platform.requests) == 2
    assert len(set(house.platform.requests)) == 1
    assert house.platform.papers() == papers
    assert await house.deliveries() == ["done"]


async def test_what_somebody_deleted_before_its_key_was_sent_again_has_been_there(house: House) -> None:
    house.platform.remembers = dt.timedelta(minutes=2)
    await house.ready(3, layout="thread")
    house.platform.will("break", "deleted")
    await house.pay()
    await house.pay(seconds=10)
    assert len(house.platform.requests) == 2
    assert await house.states() == ["sent", "closed", "closed", "closed"]  # its cards have no thread
    assert await house.deliveries() == ["closed"]
    await house.until(house.clock.now + dt.timedelta(days=3))
    assert len(house.platform.requests) == 2


@pytest.mark.parametrize("step", ["break", "lose"])
async def test_where_nobody_can_look_it_stays_uncertain_and_is_not_sent_again(house: House, step: str) -> None:
    house.platform.looks = False
    await house.ready(10)
    house.platform.will(step)
    await house.pay()
    await house.pay(minutes=1)
    for _ in range(30):
        house.clock.forward(days=1)
        await house.tick()
    assert await house.states() == ["uncertain", "sent"]  # the other papers need not wait
    assert house.platform.requests.count(house.platform.requests[0]) == 1
    assert await house.deliveries() == ["done"]
    assert len(await house.ledger()) == 10


@pytest.mark.parametrize(("step", "looks", "copies"), [("break", True, 1), ("lose", True, 1), ("break", False, 1)])
async def test_where_the_platform_forgets_the_key_nothing_is_sent_again_by_guess(
    house: House, step: str, looks: bool, copies: int
) -> None:
    """A forum's post: elsewhere the same platform remembers."""
    house.platform.remembers, house.platform.looks = dt.timedelta(minutes=2), looks
    house.platform.forgets = frozenset({"forum"})
    papers = await house.ready(2, Channel("scripted", "", "c", "forum"))
    house.platform.will(step)
    await house.pay()
    await house.pay(seconds=10)
    assert len(house.platform.requests) == 1  # it could still be accepted
    await house.pay(seconds=50)
    assert house.platform.papers() == papers * copies


async def test_past_the_window_of_the_key_it_is_looked_for_first(house: House) -> None:
    house.platform.remembers = dt.timedelta(minutes=2)
    papers = await house.ready(2)
    house.platform.will("break")
    await house.pay()
    await house.pay(minutes=3)
    assert len(house.platform.requests) == 1
    assert house.platform.papers() == papers
    assert await house.states() == ["sent"]


async def test_unavailable_after_uncertain_is_still_uncertain(house: House) -> None:
    house.platform.remembers = dt.timedelta(minutes=2)
    papers = await house.ready(2)
    house.platform.will("break", Unavailable("503"))
    await house.pay()
    await house.pay(seconds=10)
    assert await house.states() == ["uncertain"]
    await house.pay(minutes=5)
    assert house.platform.papers() == papers


async def test_a_clock_that_was_put_back_makes_no_window_longer(house: House) -> None:
    house.platform.remembers = dt.timedelta(minutes=2)
    papers = await house.ready(2)
    house.platform.will("break")
    await house.pay()
    house.clock.forward(hours=-1)
    for _ in range(10):
        await house.pay(minutes=1)
    assert house.platform.papers() == papers
    assert len(house.platform.requests) == 1
    assert await house.states() == ["sent"]


async def test_a_look_that_fails_is_repeated(house: House) -> None:
    papers = await house.ready(2)
    house.platform.will("break")
    house.platform.will(Unavailable("503"), Unavailable("503"), at="find")
    await house.pay()
    for _ in range(4):
        await house.pay(minutes=5)
    assert house.platform.papers() == papers
    assert await house.states() == ["sent"]


async def test_cards_wait_for_the_list_that_may_not_have_arrived(house: House) -> None:
    house.platform.looks = False
    await house.ready(2, layout="thread")
    house.platform.will("break")
    await house.pay()
    await house.pay(minutes=1)
    assert await house.states() == ["uncertain", "pending", "pending"]
    assert await house.deliveries() == ["open"]


# --- the buttons --------------------------------------------------------------------------------------------------


async def uncertain_part(house: House, **terms: object) -> int:
    house.platform.looks = False
    await house.ready(2, **terms)  # type: ignore[arg-type]
    house.platform.will("lose")
    await house.pay()
    await house.pay(minutes=1)
    (subscription,) = await house.store.subscriptions.all()
    (part,) = await house.store.deliveries.uncertain(subscription.channel)
    return part.id


async def test_it_arrived_ends_the_doubt(house: House) -> None:
    part = await uncertain_part(house)
    assert await deliver.arrived(house.store, part, house.clock())
    assert not await deliver.arrived(house.store, part, house.clock())
    assert await house.states() == ["sent"]
    await house.pay(days=1)
    assert house.platform.posts() == []


async def test_send_again_sends_it_under_the_same_key(house: House) -> None:
    part = await uncertain_part(house)
    assert await deliver.send_again(house.store, part, house.clock())
    assert not await deliver.send_again(house.store, part, house.clock())
    await house.pay()
    assert len(house.platform.posts()) == 1
    assert len(set(house.platform.requests)) == 1
    assert await house.deliveries() == ["done"]


async def test_send_again_brings_the_cards_too(house: House) -> None:
    part = await uncertain_part(house, layout="thread")
    await deliver.send_again(house.store, part, house.clock())
    await house.pay()
    assert [len(post.papers) for post in house.platform.posts()] == [2, 1, 1]


async def test_it_arrived_closes_cards_that_have_no_known_thread(house: House) -> None:
    part = await uncertain_part(house, layout="thread")
    await deliver.arrived(house.store, part, house.clock())
    assert await house.states() == ["sent", "closed", "closed"]
    assert await house.deliveries() == ["closed"]
    assert len(await house.ledger()) == 2
