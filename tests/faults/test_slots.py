"""When it is posted: clock changes, downtime, a clock that jumps, restarts."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import plan
from bot.deliver import Worker
from bot.model import WEEKDAYS, Terms
from bot.store import Store
from tests.house import DAY, HOUR, START, House, opened
from tests.stock import NO_ALIASES, publish, publish_again, rows, subscribe


def terms(time: str = "09:00", zone: str = "UTC", **more: object) -> Terms:
    return Terms(time=dt.time.fromisoformat(time), zone=zone, **more)  # type: ignore[arg-type]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path, per_message=20) as house:
        yield house


# --- slots (5.8) --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "time", "first", "last"),
    [
        ("Europe/Paris", "02:30", "2025-03-28", "2025-04-01"),
        ("Europe/Paris", "02:30", "2025-10-24", "2025-10-28"),
        ("America/New_York", "02:30", "2025-03-07", "2025-03-11"),
        ("America/New_York", "01:30", "2025-10-31", "2025-11-04"),
        ("Europe/Berlin", "02:30", "2025-03-28", "2025-04-01"),
        ("Europe/Berlin", "02:30", "2025-10-24", "2025-10-28"),
    ],
)
async def test_days_with_a_clock_change_get_one_post_each(
    house: House, zone: str, time: str, first: str, last: str
) -> None:
    start, end = (dt.datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)) for day in (first, last))
    house.clock.now = start.astimezone(dt.UTC)
    await subscribe(house.store, "c", terms(time, zone), house.clock(), since=house.clock() - DAY)
    papers = []
    while house.clock() < end:
        papers += await publish(house.store, START.date() - 400 * DAY, 1, house.clock())
        await house.until(house.clock() + dt.timedelta(hours=2), dt.timedelta(minutes=30))
    await house.until(house.clock() + DAY, dt.timedelta(minutes=30))
    dates = [row["local_date"] for row in await rows(house.store, "SELECT local_date FROM deliveries ORDER BY slot")]
    assert dates == [(start.date() + n * DAY).isoformat() for n in range(len(dates))]
    assert len(dates) >= 4
    assert house.platform.papers() == papers


async def test_after_a_weekend_of_downtime_the_last_slot_fires_and_carries_everything(house: House) -> None:
    friday = START + 4 * DAY + dt.timedelta(hours=8)
    house.clock.now = friday
    await subscribe(house.store, "c", terms(), START + 3 * DAY)
    papers = await publish(house.store, friday.date(), 2, friday)
    house.clock.now = START + 7 * DAY + dt.timedelta(hours=12)  # Monday noon; the slot was at nine
    papers += await publish(house.store, house.clock().date(), 2, house.clock())
    await house.tick()
    assert house.platform.papers() == papers
    assert len(house.platform.posts()) == 1


async def test_a_slot_that_is_too_old_does_not_fire_and_what_is_owed_waits(house: House) -> None:
    await subscribe(house.store, "c", terms(days=WEEKDAYS), START + 3 * DAY)
    friday = START + 4 * DAY
    papers = await publish(house.store, friday.date(), 2, friday)
    house.clock.now = START + 6 * DAY + dt.timedelta(hours=12)  # Sunday: Friday's slot is more than half-way back
    await house.tick()
    assert house.platform.papers() == []
    await house.until(START + 7 * DAY + dt.timedelta(hours=9))
    assert house.platform.papers() == papers


@pytest.mark.parametrize("ahead", [3 * DAY, 3 * DAY + 10 * HOUR, 400 * DAY, 400 * DAY + 10 * HOUR])
async def test_a_clock_that_ran_ahead_and_was_put_right_posts_nothing_twice_and_goes_on(
    house: House, ahead: dt.timedelta
) -> None:
    await subscribe(house.store, "c", terms(), START)
    papers = await publish(house.store, START.date(), 2, START + dt.timedelta(hours=1))
    house.clock.now = START + ahead
    papers += await publish(house.store, START.date(), 1, house.clock())
    await house.tick()
    house.clock.now = START + dt.timedelta(hours=2)
    await publish_again(house.store, papers, house.clock())
    await house.until(START + 3 * DAY)
    assert sorted(house.platform.papers()) == papers
    (subscription,) = await house.store.subscriptions.all()
    assert subscription.next_slot == START + 3 * DAY + dt.timedelta(hours=9)


async def test_a_clock_that_goes_back_an_hour_does_not_fire_the_slot_again(house: House) -> None:
    await subscribe(house.store, "c", terms(), START)
    papers = await publish(house.store, START.date(), 2, START + dt.timedelta(hours=1))
    house.clock.forward(hours=9, minutes=5)
    await house.tick()
    house.clock.forward(hours=-1)
    late = await publish(house.store, START.date(), 1, house.clock())
    await house.until(START + dt.timedelta(hours=20))
    assert house.platform.papers() == papers
    await house.until(START + DAY + dt.timedelta(hours=9))
    assert house.platform.papers() == papers + late


async def test_five_restarts_within_the_posting_minute_make_one_post(house: House, tmp_path: Path) -> None:
    await subscribe(house.store, "c", terms(), START)
    papers = await publish(house.store, START.date(), 2, START + dt.timedelta(hours=1))
    house.clock.forward(hours=9)
    for n in range(5):
        store = await Store.open(tmp_path / "db.sqlite3")
        await plan.plan_due(store, house.platforms, NO_ALIASES, house.clock(), zone="UTC")
        await Worker(store, house.platforms, NO_ALIASES, f"start {n}").pay(house.clock)
        await store.close()
        house.clock.forward(seconds=10)
    assert house.platform.papers() == papers
    assert len(house.platform.posts()) == 1


async def test_two_planners_at_once_make_one_delivery(house: House, tmp_path: Path) -> None:
    for n in range(20):
        await subscribe(house.store, f"c{n}", terms(), START)
    await publish(house.store, START.date(), 2, START + dt.timedelta(hours=1))
    house.clock.forward(hours=9)
    stores = [await Store.open(tmp_path / "db.sqlite3") for _ in range(2)]
    made = await asyncio.gather(
        *(plan.plan_due(store, house.platforms, NO_ALIASES, house.clock(), zone="UTC") for store in stores)
    )
    for store in stores:
        await store.close()
    assert sum(made) == 20
    assert len(await rows(house.store, "SELECT * FROM deliveries")) == 20


async def test_channels_that_subscribe_at_different_times_get_each_paper_once(house: House) -> None:
    channels = {}
    for n in range(3):
        channels[f"c{n}"] = await subscribe(house.store, f"c{n}", terms(f"{9 + n:02}:00"), house.clock(), first=True)
        await publish(house.store, house.clock().date(), 2, house.clock() + dt.timedelta(hours=1))
        await house.until(house.clock() + DAY)
    await house.until(house.clock() + 2 * DAY)
    for name in channels:
        papers = house.platform.papers(name)
        assert len(papers) == len(set(papers))
    assert house.platform.papers("c0") == [1, 2, 3, 4, 5, 6]
    assert house.platform.papers("c2")[-2:] == [5, 6]
