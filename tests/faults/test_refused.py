"""What the platform refuses: a form, one paper in the middle of a post, a whole channel."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import deliver
from bot.platform import Rejected
from tests.house import HOUR, START, House, opened
from tests.stock import publish, rows


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path) as house:
        yield house


# --- Rejected payload (5.6) ---------------------------------------------------------------------------------------


async def test_a_payload_refused_for_its_form_is_sent_plainly(house: House) -> None:
    papers = await house.ready(3)
    house.platform.refused_rich = {papers[1]}
    await house.pay()
    assert house.platform.papers() == papers
    assert house.platform.posts()[0].body["plain"]
    assert len(house.platform.requests) == 2


@pytest.mark.parametrize("faulty", [1, 7, 20])
async def test_paper_of_twenty_that_is_refused_stands_alone_and_the_others_are_posted(
    house: House, faulty: int
) -> None:
    house.platform.per_message = 20
    papers = await house.ready(20)
    house.platform.refused = {papers[faulty - 1]}
    await house.pay()
    assert house.platform.papers() == [paper for paper in papers if paper != papers[faulty - 1]]
    numbers = [line[1] for post in house.platform.posts() for line in post.body["lines"]]
    assert numbers == [n for n in range(1, 21) if n != faulty]
    (dead,) = [part for part in await house.parts() if part.state == "dead"]
    assert dead.papers == (papers[faulty - 1],)
    assert "50035" in dead.error
    assert await house.ledger() == papers  # never tried again by a schedule
    assert await house.deliveries() == ["done"]
    assert len(house.platform.requests) < 20
    assert len({part.key for part in await house.parts()}) == len(await house.parts())


async def test_a_card_that_is_refused_leaves_the_others_in_the_thread(house: House) -> None:
    papers = await house.ready(3, layout="thread")

    async def refuse_from_now_on() -> None:
        house.platform.refused = {papers[1]}

    house.platform.will("", refuse_from_now_on)
    await house.pay()
    assert [post.papers for post in house.platform.posts()] == [tuple(papers), (papers[0],), (papers[2],)]
    assert await house.states() == ["sent", "sent", "dead", "sent"]


# --- Rejected channel (5.6, 5.7) ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("why", "state"), [("gone", "ended"), ("forbidden", "paused")])
async def test_a_lost_channel_stops_the_subscription_and_releases_what_is_unsent(
    house: House, why: str, state: str
) -> None:
    papers = await house.ready(20)
    house.platform.will("", Rejected(why, "50013"))  # type: ignore[arg-type]
    await house.pay()
    (subscription,) = await house.store.subscriptions.all()
    assert (subscription.state, subscription.reason) == (state, f"reason-{why}")
    assert await house.states() == ["sent", "closed", "closed"]
    assert await house.ledger() == papers[:7]
    assert await house.deliveries() == ["closed"]


async def test_pausing_in_the_midst_of_a_post_stops_it_after_the_part_that_is_under_way(house: House) -> None:
    papers = await house.ready(20)

    async def pause() -> None:
        async with house.store.write() as tx:
            await house.store.subscriptions.set_state(tx, 1, "paused", now=house.clock())

    house.platform.will(pause)
    await house.pay()
    assert house.platform.papers() == papers[:7]
    assert await house.states() == ["sent", "closed", "closed"]
    assert await house.ledger() == papers[:7]


async def test_a_payload_is_kept_while_a_part_needs_it(house: House) -> None:
    house.platform.looks = False
    await house.ready(10)
    house.platform.will("break")
    await house.pay()
    assert len(await rows(house.store, "SELECT * FROM payloads")) == 2
    await house.pay(minutes=1)
    assert len(await rows(house.store, "SELECT * FROM payloads")) == 1  # Send again would need it
    (part, _) = await house.parts()
    await deliver.arrived(house.store, part.id, house.clock())
    await publish(house.store, START.date(), 1, house.clock())
    house.clock.now = START + 33 * HOUR
    await house.tick()
    assert await rows(house.store, "SELECT * FROM payloads") == []
