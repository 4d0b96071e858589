"""When a subscription posts: zone names, clock changes, and what a missed slot does."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bot import schedule
from bot.model import EVERY_DAY, WEEKDAYS, Channel, Reader, Subscription, Terms

UTC = dt.UTC


def at(text: str, zone: str = "UTC") -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def terms(time: str = "09:00", zone: str = "UTC", days: frozenset[int] = EVERY_DAY) -> Terms:
    return Terms(time=dt.time.fromisoformat(time), zone=zone, days=days)


def slots(of: Terms, start: dt.datetime, end: dt.datetime) -> list[dt.datetime]:
    found, slot = [], schedule.next_slot(of, start)
    while slot < end:
        found.append(slot)
        slot = schedule.next_slot(of, slot)
    return found


def test_the_next_slot_is_today_if_the_hour_has_not_come() -> None:
    assert schedule.next_slot(terms(zone="Asia/Seoul"), at("2025-06-02T08:59", "Asia/Seoul")) == at("2025-06-02T00:00")


def test_the_next_slot_after_a_slot_is_never_the_same_one() -> None:
    slot = at("2025-06-02T09:00", "Asia/Seoul")
    assert schedule.next_slot(terms(zone="Asia/Seoul"), slot) == at("2025-06-03T09:00", "Asia/Seoul")


def test_weekdays_leave_out_the_weekend() -> None:
    assert schedule.next_slot(terms(days=WEEKDAYS), at("2025-06-06T09:00")) == at("2025-06-09T09:00")


def test_one_day_a_week_comes_a_week_later() -> None:
    monday = terms(days=frozenset({0}))
    assert schedule.next_slot(monday, at("2025-06-02T09:00")) == at("2025-06-09T09:00")


def test_a_subscription_without_a_weekday_is_refused() -> None:
    with pytest.raises(ValueError, match="weekday"):
        schedule.next_slot(terms(days=frozenset()), at("2025-06-02T09:00"))


@pytest.mark.parametrize(
    ("zone", "day", "time", "fires"),
    [
        ("Europe/Paris", "2025-03-30", "02:30", "2025-03-30T01:00"),  # does not exist: the first instant after the gap
        ("Europe/Paris", "2025-10-26", "02:30", "2025-10-26T00:30"),  # happens twice: the first time
        ("America/New_York", "2025-03-09", "02:30", "2025-03-09T07:00"),
        ("America/New_York", "2025-11-02", "01:30", "2025-11-02T05:30"),
        ("Europe/Berlin", "2025-03-30", "02:30", "2025-03-30T01:00"),
        ("Europe/Berlin", "2025-10-26", "02:30", "2025-10-26T00:30"),
        ("Asia/Seoul", "2025-03-30", "02:30", "2025-03-29T17:30"),
        ("America/Havana", "2025-03-09", "00:00", "2025-03-09T05:00"),  # the gap begins at midnight
    ],
)
def test_a_day_with_a_clock_change_has_one_slot(zone: str, day: str, time: str, fires: str) -> None:
    start = at(f"{day}T00:00", zone) - dt.timedelta(seconds=1)
    end = at((dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat() + "T00:00", zone)
    assert slots(terms(time, zone), start, end) == [at(fires)]


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York", "Europe/Berlin", "Asia/Seoul", "America/Nuuk"])
@pytest.mark.parametrize("time", ["00:00", "01:30", "02:30", "09:00", "23:30"])
def test_a_year_has_one_slot_for_each_date_and_each_is_its_own_last(zone: str, time: str) -> None:
    of = terms(time, zone)
    year = slots(of, at("2025-01-01T00:00", zone) - dt.timedelta(seconds=1), at("2026-01-01T00:00", zone))
    assert [schedule.slot_date(of, slot) for slot in year] == [
        dt.date(2025, 1, 1) + dt.timedelta(days=n) for n in range(365)
    ]
    for slot in year:
        assert schedule.last_slot(of, slot) == slot
        assert schedule.last_slot(of, slot + dt.timedelta(minutes=1)) == slot


def test_a_gap_over_midnight_still_belongs_to_the_day_before() -> None:
    of = terms("23:30", "America/Nuuk")  # 29 March 2025: 23:00 becomes midnight of the 30th
    slot = at("2025-03-30T01:00")
    assert schedule.last_slot(of, slot) == slot
    assert schedule.slot_date(of, slot) == dt.date(2025, 3, 29)


def test_a_missed_slot_fires_within_twelve_hours() -> None:
    slot = at("2025-06-02T09:00")
    assert schedule.still_due(terms(), slot, slot + dt.timedelta(hours=11, minutes=59))
    assert not schedule.still_due(terms(), slot, slot + dt.timedelta(hours=12))


def test_a_missed_weekly_slot_fires_within_half_a_week() -> None:
    slot, weekly = at("2025-06-02T09:00"), terms(days=frozenset({0}))
    assert schedule.still_due(weekly, slot, slot + dt.timedelta(days=3, hours=11))
    assert not schedule.still_due(weekly, slot, slot + dt.timedelta(days=3, hours=12))


def subscription(since: str, last: str | None) -> Subscription:
    return Subscription(
        id=1,
        channel=Channel("scripted", "", "c"),
        terms=terms(),
        made_by=Reader("scripted", "", "ada"),
        since=at(since),
        next_slot=at("2025-06-09T09:00"),
        last_slot=at(last) if last else None,
    )


def test_a_changed_filter_moves_the_start_to_the_last_slot() -> None:
    assert schedule.since_after_change(subscription("2025-01-01T00:00", "2025-06-02T09:00")) == at("2025-06-02T09:00")
    assert schedule.since_after_change(subscription("2025-06-03T00:00", "2025-06-02T09:00")) == at("2025-06-03T00:00")
    assert schedule.since_after_change(subscription("2025-06-03T00:00", None)) == at("2025-06-03T00:00")


def test_a_resume_starts_now_and_catches_up_at_most_a_week() -> None:
    now, old = at("2025-06-20T00:00"), subscription("2025-01-01T00:00", None)
    assert schedule.since_after_resume(old, now, catch_up=False) == now
    assert schedule.since_after_resume(old, now, catch_up=True) == now - dt.timedelta(days=7)
    late = subscription("2025-06-19T00:00", None)
    assert schedule.since_after_resume(late, now, catch_up=True) == late.since
