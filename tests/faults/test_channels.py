"""Channels that go, close, open and move; who subscribed is told once."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.deliver import handle
from bot.model import Channel, Reader, Terms
from bot.platform import Forbidden, Gone, Installed, Moved, Rejected, Restored, Revoked, Unavailable
from tests.house import DAY, HOUR, START, House, opened
from tests.platforms import Arrival
from tests.stock import publish, rows, subscribe

HERE = Channel("scripted", "", "c", name="papers")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path) as house:
        yield house


def told(house: House) -> list[Arrival]:
    return house.platform.posts("dm-ada")


async def test_a_channel_forbidden_and_restored_gets_everything_once(house: House) -> None:
    papers = await house.ready(10)
    house.platform.will("", Rejected("forbidden", "50013"))
    await house.pay()
    assert house.platform.papers("c") == papers[:7]
    papers += await publish(house.store, START.date() + DAY, 2, house.clock() + HOUR)
    await house.until(START + 3 * DAY)
    assert house.platform.papers("c") == papers[:7]
    await handle(house.store, Restored(HERE), house.clock())
    await house.until(START + 5 * DAY)
    assert house.platform.papers("c") == papers
    assert len(told(house)) == 1


async def test_restored_after_a_month_brings_back_a_week(house: House) -> None:
    await house.ready(1)
    await handle(house.store, Forbidden(HERE, ("SEND_MESSAGES",)), house.clock())
    old = await publish(house.store, START.date(), 1, START + 22 * DAY)
    new = await publish(house.store, START.date(), 1, START + 25 * DAY)
    house.clock.now = START + 30 * DAY
    await handle(house.store, Restored(HERE), house.clock())
    await house.until(START + 32 * DAY)
    assert house.platform.papers("c") == new
    assert old != new


async def test_restored_resumes_only_what_was_forbidden(house: House) -> None:
    subscription = await subscribe(house.store, HERE, Terms(), START)
    async with house.store.write() as tx:
        await house.store.subscriptions.set_state(tx, subscription.id, "paused", now=START)
    await handle(house.store, Restored(HERE), START)
    (subscription,) = await house.store.subscriptions.all()
    assert subscription.state == "paused"


async def test_restored_resumes_only_a_layout_that_may_be_posted(house: House) -> None:
    await house.ready(1, layout="thread")
    await handle(house.store, Forbidden(HERE), house.clock())
    for but, state in ((frozenset({"thread"}), "paused"), (frozenset(), "active")):
        await handle(house.store, Restored(HERE, but), house.clock())  # type: ignore[arg-type]
        (subscription,) = await house.store.subscriptions.all()
        assert subscription.state == state


async def test_restored_resumes_what_pings_a_role_only_where_it_may(house: House) -> None:
    await house.ready(1, role="7")
    await handle(house.store, Forbidden(HERE), house.clock())
    for pings, state in ((False, "paused"), (True, "active")):
        await handle(house.store, Restored(HERE, pings=pings), house.clock())
        (subscription,) = await house.store.subscriptions.all()
        assert subscription.state == state


async def test_gone_ends_the_subscription_keeps_its_row_and_tells_once(house: House) -> None:
    await house.ready(1)
    for _ in range(3):
        await handle(house.store, Gone(HERE), house.clock())
    (subscription,) = await house.store.subscriptions.all()
    assert (subscription.state, subscription.reason, subscription.next_slot) == ("ended", "reason-gone", None)
    assert await house.states() == ["closed"]
    await house.until(START + 3 * DAY)
    (notice,) = told(house)
    assert "ended" in notice.body["text"]
    assert house.platform.posts("c") == []


async def test_who_subscribed_is_told_in_the_own_language(house: House) -> None:
    await house.ready(1)
    async with house.store.write() as tx:
        await tx.run("INSERT INTO readers (platform, workspace, user, language) VALUES ('scripted', '', 'ada', 'ko')")
    await handle(house.store, Forbidden(HERE), house.clock())
    await house.pay()
    assert "멈췄어요" in told(house)[0].body["text"]


async def test_who_takes_no_direct_messages_is_left_alone(house: House) -> None:
    await house.ready(1)
    house.platform.silent_readers = {"ada"}
    await handle(house.store, Gone(HERE), house.clock())
    await house.until(START + 3 * DAY)
    assert told(house) == []
    assert [row["state"] for row in await rows(house.store, "SELECT state FROM notices")] == ["dead"]


async def test_what_was_put_right_before_it_could_be_told_is_not_told(house: House) -> None:
    await house.ready(1)
    await handle(house.store, Forbidden(HERE), house.clock())
    await handle(house.store, Restored(HERE), house.clock())
    await house.pay()
    assert told(house) == []


async def test_a_notice_is_tried_again_while_the_platform_is_away(house: House) -> None:
    await house.ready(1)
    await handle(house.store, Gone(HERE), house.clock())
    house.platform.will(Unavailable("503"), Unavailable("503"))
    for _ in range(5):
        await house.pay(minutes=5)
    assert len(told(house)) == 1


@pytest.mark.parametrize("step", ["break", "lose"])
@pytest.mark.parametrize(
    ("looks", "remembers", "copies"),
    [(True, 0, {"break": 1, "lose": 1}), (False, 120, {"break": 1, "lose": 1}), (False, 0, {"break": 1, "lose": 0})],
)
async def test_a_notice_comes_once_as_far_as_anybody_can_tell(
    house: House, step: str, looks: bool, remembers: int, copies: dict[str, int]
) -> None:
    await house.ready(1)
    await handle(house.store, Gone(HERE), house.clock())
    house.platform.looks, house.platform.remembers = looks, dt.timedelta(seconds=remembers)
    house.platform.will(step)
    for _ in range(12):
        await house.pay(seconds=10)
    assert len(told(house)) == copies[step]


async def test_a_channel_that_moved_keeps_its_subscription_and_what_it_has_had(house: House) -> None:
    papers = await house.ready(2)
    await house.pay()
    await handle(house.store, Moved(HERE, Channel("scripted", "", "c2")), house.clock())
    await house.until(START + 2 * DAY)
    papers += await publish(house.store, START.date(), 1, house.clock())
    await house.until(START + 4 * DAY)
    assert house.platform.papers("c") + house.platform.papers("c2") == papers


async def test_a_channel_that_moved_onto_another_one_does_not_repeat_its_papers(house: House) -> None:
    papers = await house.ready(2)
    await house.pay()
    there = Channel("scripted", "", "c2")
    await subscribe(house.store, there, Terms(), house.clock(), since=START)
    await handle(house.store, Moved(HERE, there), house.clock())
    await house.until(START + 4 * DAY)
    assert house.platform.papers() == papers
    old, new = await house.store.subscriptions.all()
    assert (old.state, old.reason, new.state) == ("ended", "reason-moved", "active")


async def test_a_workspace_that_removes_the_bot_ends_all_of_its_subscriptions(house: House) -> None:
    for workspace in ("w1", "w2"):
        await subscribe(
            house.store, Channel("scripted", workspace, "c"), Terms(), START, maker=Reader("scripted", workspace, "ada")
        )
    await handle(house.store, Revoked("scripted", "w1"), START)
    assert [subscription.state for subscription in await house.store.subscriptions.all()] == ["ended", "active"]


async def test_a_workspace_where_the_bot_is_installed_again_goes_on_as_it_was(house: House) -> None:
    papers = await house.ready(2)
    await house.pay()
    resting = await subscribe(house.store, Channel("scripted", "", "quiet"), Terms(), START)
    left = await subscribe(house.store, Channel("scripted", "", "left"), Terms(), START)
    async with house.store.write() as tx:
        await house.store.subscriptions.set_state(tx, resting.id, "paused", now=START)
        await house.store.subscriptions.set_state(tx, left.id, "ended", now=START)
    await handle(house.store, Revoked("scripted", ""), house.clock())
    papers += await publish(house.store, START.date(), 1, house.clock() + HOUR)
    await house.until(START + 3 * DAY)
    assert house.platform.papers() == papers[:2]
    for _ in range(2):
        await handle(house.store, Installed("scripted", ""), house.clock())
    assert [one.state for one in await house.store.subscriptions.all()] == ["active", "paused", "ended"]
    await house.until(START + 5 * DAY)
    assert house.platform.papers() == papers


async def test_who_subscribed_is_told_that_the_bot_was_removed(house: House) -> None:
    await house.ready(1)
    for _ in range(2):
        await handle(house.store, Revoked("scripted", ""), house.clock())
    await house.until(START + 2 * DAY)
    (notice,) = told(house)
    assert "removed from the server or workspace" in notice.body["text"]


async def test_a_bot_that_never_left_changes_nothing(house: House) -> None:
    papers = await house.ready(1)
    await handle(house.store, Gone(HERE), house.clock())
    await handle(house.store, Installed("scripted", ""), house.clock())
    await house.until(START + 2 * DAY)
    assert [one.state for one in await house.store.subscriptions.all()] == ["ended"]
    assert house.platform.papers() == []
    assert papers


async def test_an_event_of_a_channel_without_subscription_is_nothing(house: House) -> None:
    for event in (Gone(HERE), Forbidden(HERE), Restored(HERE), Moved(HERE, Channel("scripted", "", "x"))):
        await handle(house.store, event, START)
    assert await house.store.subscriptions.all() == ()
