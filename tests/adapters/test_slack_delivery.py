"""What the core owes arrives in Slack once, whatever happens on the way."""

import datetime as dt
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("slack_bolt")

from bot.deliver import Worker, handle
from bot.plan import plan_due
from tests.servers.slack import faults
from tests.servers.slack.shown import texts
from tests.slack_parts import workplace


@pytest.fixture
async def there(desk: Any) -> AsyncIterator[SimpleNamespace]:
    """A channel that is subscribed for 09:00 in Seoul, and a worker that pays."""
    async with workplace(desk.core) as opened:
        opened.store, opened.aliases = desk.core.store, desk.core.aliases
        opened.worker = Worker(opened.store, opened.host.core.platforms, opened.aliases, "w")
        use = await opened.slack.command("/paper", "구독 09:00 lang:ko", user=opened.kim, channel=opened.channel)
        opened.card = await use.message()
        yield opened


async def pay(there: SimpleNamespace, **later: float) -> None:
    there.now = there.host.now = there.host.now + dt.timedelta(**later)
    await plan_due(there.store, there.host.core.platforms, there.aliases, there.now, zone="UTC")
    await there.worker.pay(lambda: there.now)


def shown(there: SimpleNamespace) -> list[Any]:
    found: list[Any] = there.slack.messages(there.channel)
    return found


async def test_the_first_slot_brings_the_newest_digest_once(there: SimpleNamespace) -> None:
    await pay(there, hours=24)
    (posted,) = shown(there)
    assert "2025년 6월 5일 (목) · 논문 2편" in texts(posted)
    await pay(there, minutes=1)
    assert len(shown(there)) == 1


async def test_post_now_is_a_button(there: SimpleNamespace) -> None:
    await there.slack.press(there.card, "지금 올리기", user=there.kim)
    await there.slack.until(lambda: len(there.host.calls) == 2)
    await there.platform._interactions.stop()
    await pay(there)
    assert len(shown(there)) == 1


@pytest.mark.parametrize("fault", [faults.RESET_AFTER, faults.FATAL_AFTER])
async def test_a_post_whose_answer_is_lost_is_found_and_not_sent_again(
    there: SimpleNamespace, fault: faults.Fault
) -> None:
    there.slack.fail_next("chat.postMessage", fault)
    await pay(there, hours=24)
    await pay(there, minutes=3)
    assert len(shown(there)) == 1
    assert len(there.slack.requests("chat.postMessage")) == 1


async def test_a_post_that_was_lost_on_the_way_is_sent_again(there: SimpleNamespace) -> None:
    there.slack.fail_next("chat.postMessage", faults.RESET_BEFORE)
    await pay(there, hours=24)
    assert shown(there) == []
    await pay(there, minutes=3)
    assert len(shown(there)) == 1


async def test_where_nobody_can_look_people_are_asked_and_nothing_is_sent_by_guess(desk: Any) -> None:
    async with workplace(desk.core, without={"channels:history"}) as there:
        there.store, there.aliases = desk.core.store, desk.core.aliases
        there.worker = Worker(there.store, there.host.core.platforms, there.aliases, "w")
        await (await there.slack.command("/paper", "subscribe", user=there.kim, channel=there.channel)).message()
        there.slack.fail_next("chat.postMessage", faults.RESET_BEFORE)
        await pay(there, hours=24)
        await pay(there, minutes=3)
        assert shown(there) == []
        use = await there.slack.command("/paper", "subscription", user=there.kim, channel=there.channel)
        card = await use.message()
        pressed = await there.slack.press(card, "다시 보내기", user=there.kim)
        await pressed.message()
        await pay(there, minutes=5)
        assert len(shown(there)) == 1


async def test_an_archived_channel_pauses_and_tells_who_subscribed_once(there: SimpleNamespace) -> None:
    there.slack.archive(there.channel)
    await pay(there, hours=24)
    await pay(there, minutes=1)
    (told,) = there.slack.messages(there.slack.direct(there.kim))
    assert "papers" in told["text"]


async def test_a_channels_new_id_takes_the_subscription_along(there: SimpleNamespace) -> None:
    there.slack.change_id(there.channel)
    await there.slack.deliveries.settled()
    (event,) = there.host.events
    await handle(there.store, event, there.host.now)
    await pay(there, hours=24)
    assert len(shown(there)) == 1
