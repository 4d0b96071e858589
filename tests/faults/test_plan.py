"""Planning: one transaction, one rendering, one delivery for a date, nobody held up by another."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import plan
from bot.model import Terms
from tests.house import DAY, START, House, opened
from tests.stock import NO_ALIASES, publish, rows, subscribe


def terms(time: str = "09:00", zone: str = "UTC", **more: object) -> Terms:
    return Terms(time=dt.time.fromisoformat(time), zone=zone, **more)  # type: ignore[arg-type]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path, per_message=20) as house:
        yield house


# --- planning (5.4) -----------------------------------------------------------------------------------------------


async def test_a_local_date_is_planned_once_even_if_the_hour_is_moved_to_later(house: House) -> None:
    subscription = await subscribe(house.store, "c", terms(), START)
    first = await publish(house.store, START.date(), 1, START + dt.timedelta(hours=1))
    await house.until(START + dt.timedelta(hours=10))
    await house.change(subscription, terms("15:00"), subscription.since)
    second = await publish(house.store, START.date(), 1, START + dt.timedelta(hours=10))
    await house.until(START + dt.timedelta(hours=20))
    assert house.platform.papers() == first
    await house.until(START + 2 * DAY)
    assert house.platform.papers() == first + second


async def test_delivery_parts_ledger_and_next_slot_are_one_transaction(house: House) -> None:
    await subscribe(house.store, "c", terms(), START)
    await publish(house.store, START.date(), 3, START)
    await publish(house.store, START.date(), 3, START + dt.timedelta(hours=1))
    house.clock.forward(hours=9)
    async with house.store.write() as tx:
        await tx.run("CREATE TRIGGER no_room BEFORE INSERT ON ledger BEGIN SELECT raise(ABORT, 'no room'); END")
    with pytest.raises(Exception, match="no room"):
        await house.plan()
    for sql in ("SELECT 1 FROM deliveries", "SELECT 1 FROM parts", "SELECT 1 FROM payloads", "SELECT 1 FROM ledger"):
        assert await rows(house.store, sql) == []
    (subscription,) = await house.store.subscriptions.all()
    assert subscription.next_slot == START + dt.timedelta(hours=9)
    async with house.store.write() as tx:
        await tx.run("DROP TRIGGER no_room")
    assert await house.plan() == 1


async def test_a_post_is_rendered_once_for_all_channels_that_get_the_same(house: House) -> None:
    for n in range(30):
        await subscribe(house.store, f"c{n}", terms(languages=("ko",) if n % 2 else ("en",)), START)
    await publish(house.store, START.date(), 3, START + dt.timedelta(hours=1))
    house.clock.forward(hours=9)
    assert await house.plan() == 30
    assert house.platform.renders == 2
    assert len(await rows(house.store, "SELECT * FROM payloads")) == 2
    await house.tick()
    assert len(house.platform.posts()) == 30
    assert await rows(house.store, "SELECT * FROM payloads") == []


async def test_keys_of_parts_differ_though_their_payload_is_the_same(house: House) -> None:
    for n in range(5):
        await subscribe(house.store, f"c{n}", terms(), START)
    await publish(house.store, START.date(), 3, START + dt.timedelta(hours=1))
    house.clock.forward(hours=9)
    await house.plan()
    keys = [row["key"] for row in await rows(house.store, "SELECT key FROM parts")]
    assert len(set(keys)) == 5


async def test_subscriptions_of_a_platform_that_does_not_run_are_left_alone(house: House) -> None:
    await subscribe(house.store, "c", terms(), START)
    await publish(house.store, START.date(), 1, START + dt.timedelta(hours=1))
    house.clock.forward(hours=9)
    assert await plan.plan_due(house.store, {}, NO_ALIASES, house.clock(), zone="UTC") == 0
    (subscription,) = await house.store.subscriptions.all()
    assert subscription.next_slot == START + dt.timedelta(hours=9)


async def test_a_subscription_that_cannot_be_planned_does_not_hold_up_the_others(house: House) -> None:
    await subscribe(house.store, "a", terms(zone="Europe/Paris"), START)
    await subscribe(house.store, "b", terms(), START)
    await publish(house.store, START.date(), 1, START + dt.timedelta(hours=1))
    async with house.store.write() as tx:
        await tx.run("UPDATE subscriptions SET zone = 'Mars/Olympus' WHERE id = 1")
    house.clock.forward(hours=9)
    await house.tick()
    assert [post.channel for post in house.platform.posts()] == ["b"]


async def test_what_changed_while_it_was_planned_is_left_for_the_next_tick(house: House) -> None:
    subscription = await subscribe(house.store, "c", terms(), START)
    await publish(house.store, START.date(), 1, START + dt.timedelta(hours=1))
    house.clock.forward(hours=9)
    original = house.store.deliveries.had_by

    async def paused_meanwhile(*args: object, **more: object) -> object:
        async with house.store.write() as tx:
            await house.store.subscriptions.set_state(tx, subscription.id, "paused", now=house.clock())
        house.store.deliveries.had_by = original  # type: ignore[method-assign]
        return await original(*args, **more)  # type: ignore[arg-type]

    house.store.deliveries.had_by = paused_meanwhile  # type: ignore[method-assign, assignment]
    assert await house.plan() == 0
