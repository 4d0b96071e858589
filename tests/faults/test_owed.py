"""What a channel is owed: news since it subscribed, its first post, at most twenty papers, never archive."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import plan, schedule
from bot.model import Filter, Terms
from bot.tags import Aliases
from tests.house import DAY, START, House, opened
from tests.stock import NO_ALIASES, publish, publish_again, rows, subscribe


def terms(time: str = "09:00", zone: str = "UTC", **more: object) -> Terms:
    return Terms(time=dt.time.fromisoformat(time), zone=zone, **more)  # type: ignore[arg-type]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path, per_message=20) as house:
        yield house


# --- what is owed (5.1) -------------------------------------------------------------------------------------------


async def test_a_slot_posts_what_was_published_since_and_nothing_else(house: House) -> None:
    old = await publish(house.store, START.date() - DAY, 2, START - DAY)
    await subscribe(house.store, "c", terms(), START)
    new = await publish(house.store, START.date(), 3, START + dt.timedelta(hours=1))
    await house.until(START + dt.timedelta(hours=10))
    assert house.platform.papers() == new
    assert not set(old).intersection(house.platform.papers())


async def test_nothing_owed_nothing_posted(house: House) -> None:
    await subscribe(house.store, "c", terms(), START)
    await house.until(START + 3 * DAY)
    assert house.platform.arrivals() == []
    assert await rows(house.store, "SELECT * FROM deliveries") == []


async def test_more_than_twenty_follow_at_the_next_slots_oldest_digest_first(house: House) -> None:
    subscription = await subscribe(house.store, "c", terms(), START)
    monday = await publish(house.store, START.date(), 15, START + dt.timedelta(hours=1))
    sunday = await publish(house.store, START.date() - DAY, 15, START + dt.timedelta(hours=2))
    house.clock.forward(hours=9)
    assert (await plan.next_post(house.store, subscription, house.clock(), NO_ALIASES, zone="UTC")).remaining == 10
    await house.tick()
    assert house.platform.papers() == sunday + monday[:5]
    assert "10" in house.platform.posts()[0].body["footer"]
    house.clock.forward(days=1)
    await house.tick()
    assert house.platform.papers() == sunday + monday
    assert house.platform.posts()[1].body["footer"] == ""


async def test_each_paper_stands_under_the_date_of_its_digest(house: House) -> None:
    await subscribe(house.store, "c", terms(), START)
    await publish(house.store, START.date() - DAY, 1, START + dt.timedelta(hours=1))
    await publish(house.store, START.date(), 1, START + dt.timedelta(hours=1))
    await house.until(START + dt.timedelta(hours=9))
    headings = [line[0] for line in house.platform.posts()[0].body["lines"]]
    assert "June 1" in headings[0]
    assert "June 2" in headings[1]


async def test_filters_fold_aliases_and_exclude(house: House) -> None:
    house.aliases = Aliases({"rl": ["강화학습"], "llm": []})
    wants = Filter(wanted=("강화학습",), excluded=("llm",))
    await subscribe(house.store, "c", terms(filter=wants), START)
    taken = await publish(house.store, START.date(), 1, START + dt.timedelta(hours=1), tags=["rl"])
    await publish(house.store, START.date() - DAY, 1, START + dt.timedelta(hours=1), tags=["rl", "llm"])
    await publish(house.store, START.date() - 2 * DAY, 1, START + dt.timedelta(hours=1), tags=["moe"])
    await house.until(START + dt.timedelta(hours=9))
    assert house.platform.papers() == taken


async def test_what_is_older_than_two_weeks_is_not_owed_any_more(house: House) -> None:
    subscription = await subscribe(house.store, "c", terms(), START)
    paper = await publish(house.store, START.date(), 1, START + dt.timedelta(hours=1))
    house.clock.forward(days=14)
    assert await house.owed(subscription) == paper
    house.clock.forward(hours=2)
    assert await house.owed(subscription) == []


async def test_a_digest_is_not_owed_before_its_date_begins_in_the_zone_of_the_service(house: House) -> None:
    seoul = ZoneInfo("Asia/Seoul")
    tomorrow = START.date() + DAY
    papers = await publish(house.store, tomorrow, 2, START)
    subscription = await subscribe(house.store, "c", terms(), START + dt.timedelta(hours=2))  # after it was imported
    midnight = dt.datetime.combine(tomorrow, dt.time(), seoul)
    for moment, there in ((midnight - dt.timedelta(seconds=1), []), (midnight, papers)):
        owed = await plan.owed(house.store, subscription, moment.astimezone(dt.UTC), NO_ALIASES, zone="Asia/Seoul")
        assert [paper.id for paper in owed] == there


async def test_archive_is_never_owed_by_a_schedule(house: House) -> None:
    await subscribe(house.store, "c", terms(), START)
    await publish(house.store, START.date(), 3, START + dt.timedelta(hours=1), news="archive")
    await house.until(START + 2 * DAY)
    assert house.platform.arrivals() == []


async def test_papers_of_thirteen_months_ago_imported_again_post_nothing(house: House) -> None:
    await subscribe(house.store, "c", terms(), START)
    papers = await publish(house.store, START.date(), 3, START + dt.timedelta(hours=1))
    await house.until(START + DAY)
    later = START + dt.timedelta(days=395)
    house.clock.now = later
    await publish_again(house.store, papers, later)
    await house.until(later + 2 * DAY)
    assert house.platform.papers() == papers
    assert [one.did for one in house.platform.arrivals() if one.did != "finish"] == ["post"]


# --- since (5.2) --------------------------------------------------------------------------------------------------


async def test_a_widened_filter_does_not_flood(house: House) -> None:
    narrow = terms(filter=Filter(wanted=("moe",)))
    subscription = await subscribe(house.store, "c", narrow, START)
    await publish(house.store, START.date(), 9, START + dt.timedelta(hours=1))
    await publish(house.store, START.date(), 1, START + dt.timedelta(hours=1), tags=["moe"])
    await house.until(START + dt.timedelta(hours=12))
    standing = await house.store.subscriptions.by_id(subscription.id)
    assert standing is not None
    await house.change(standing, terms(), schedule.since_after_change(standing))
    fresh = await publish(house.store, START.date() + DAY, 1, START + dt.timedelta(hours=13))
    await house.until(START + 3 * DAY)
    assert house.platform.papers()[1:] == fresh


async def test_a_resume_after_half_a_year_does_not_flood(house: House) -> None:
    subscription = await subscribe(house.store, "c", terms(), START)
    async with house.store.write() as tx:
        await house.store.subscriptions.set_state(tx, subscription.id, "paused", now=START)
    for day in range(0, 180, 3):
        await publish(house.store, START.date() + day * DAY, 2, START + day * DAY)
    house.clock.now = START + 180 * DAY
    await house.tick()
    paused = await house.store.subscriptions.by_id(subscription.id)
    assert paused is not None
    for catch_up, papers in ((False, 0), (True, 2 * 2)):
        since = schedule.since_after_resume(paused, house.clock(), catch_up=catch_up)
        async with house.store.write() as tx:
            await house.store.subscriptions.set_state(
                tx,
                subscription.id,
                "active",
                now=house.clock(),
                since=since,
                next_slot=schedule.next_slot(paused.terms, house.clock()),
            )
        assert len(await house.owed(subscription)) == papers


# --- the first post (5.3) -----------------------------------------------------------------------------------------


async def test_a_new_subscription_gets_the_newest_digest_however_old(house: House) -> None:
    await publish(house.store, dt.date(2024, 1, 1), 2, START - 300 * DAY, news="archive")
    newest = await publish(house.store, dt.date(2024, 5, 1), 3, START - 300 * DAY, news="archive")
    await subscribe(house.store, "c", terms(), START, first=True)
    await house.until(START + 3 * DAY)
    assert house.platform.papers() == newest


async def test_the_first_post_takes_the_newest_digest_that_has_a_paper_for_the_filter(house: House) -> None:
    moe = await publish(house.store, dt.date(2024, 1, 1), 1, START - 300 * DAY, news="archive", tags=["moe"])
    await publish(house.store, dt.date(2024, 5, 1), 3, START - 300 * DAY, news="archive")
    await subscribe(house.store, "c", terms(filter=Filter(wanted=("moe",))), START, first=True)
    await house.until(START + 2 * DAY)
    assert house.platform.papers() == moe


async def test_a_first_digest_of_more_than_twenty_goes_on_at_the_next_slot(house: House) -> None:
    papers = await publish(house.store, dt.date(2024, 5, 1), 25, START - 300 * DAY, news="archive")
    await subscribe(house.store, "c", terms(), START, first=True)
    await house.until(START + dt.timedelta(hours=10))
    news = await publish(house.store, START.date(), 2, house.clock())  # now another digest is the newest
    await house.until(START + 2 * DAY)
    assert house.platform.papers() == papers + news


async def test_a_first_post_that_did_not_go_out_is_owed_again(house: House) -> None:
    papers = await publish(house.store, dt.date(2024, 5, 1), 3, START - 300 * DAY, news="archive")
    subscription = await subscribe(house.store, "c", terms(), START, first=True)
    house.clock.forward(hours=9)
    assert await house.plan() == 1
    async with house.store.write() as tx:
        await house.store.subscriptions.set_state(tx, subscription.id, "paused", now=house.clock())
    assert await house.owed(subscription) == papers


async def test_post_now_carries_the_first_post_and_the_slot_does_not_repeat_it(house: House) -> None:
    papers = await publish(house.store, dt.date(2024, 5, 1), 3, START - 300 * DAY, news="archive")
    subscription = await subscribe(house.store, "c", terms(), START, first=True)
    by_hand = [
        await plan.plan_by_hand(house.store, house.platforms, NO_ALIASES, subscription, START, zone="UTC")
        for _ in range(2)
    ]
    assert by_hand[0] is not None
    assert by_hand[0].local_date is None
    assert by_hand[1] is None
    await house.until(START + 2 * DAY)
    assert house.platform.papers() == papers
