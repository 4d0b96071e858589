"""The slots of a subscription: when it posts. Pure; zone names, never offsets."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.model import Subscription, Terms

LATE = dt.timedelta(hours=12)  # a missed slot still fires while it is younger than this, or than half the way
CATCH_UP = dt.timedelta(days=7)  # as far back as a resumed subscription may ask for what it missed

_DAY = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)
_SEARCH_DAYS = 9  # a week, and a day on both sides for zones and gaps


def next_slot(terms: Terms, after: dt.datetime) -> dt.datetime:
    """The first slot later than `after`."""
    day = after.astimezone(_zone(terms.zone)).date() - _DAY
    for _ in range(_SEARCH_DAYS + 1):
        if day.weekday() in terms.days and (slot := _instant(day, terms.time, terms.zone)) > after:
            return slot
        day += _DAY
    raise ValueError("a subscription without a weekday has no slot")


def last_slot(terms: Terms, at: dt.datetime) -> dt.datetime:
    """The latest slot that is not later than `at`."""
    day = at.astimezone(_zone(terms.zone)).date()
    for _ in range(_SEARCH_DAYS + 1):
        if day.weekday() in terms.days and (slot := _instant(day, terms.time, terms.zone)) <= at:
            return slot
        day -= _DAY
    raise ValueError("a subscription without a weekday has no slot")


def slot_date(terms: Terms, slot: dt.datetime) -> dt.date:
    """The local date that a slot stands for: the day before, where the gap of a clock change spans midnight."""
    day = slot.astimezone(_zone(terms.zone)).date()
    if _instant(day, terms.time, terms.zone) != slot and _instant(day - _DAY, terms.time, terms.zone) == slot:
        return day - _DAY
    return day


def still_due(terms: Terms, slot: dt.datetime, now: dt.datetime) -> bool:
    """Whether a slot that was missed still fires now, or what is owed waits for the next one."""
    half_way = (next_slot(terms, slot) - slot) / 2
    return now - slot < max(LATE, half_way)


def since_after_change(subscription: Subscription) -> dt.datetime:
    """From when on papers are owed after the filter changed: a widened filter does not flood the channel."""
    return max(subscription.since, subscription.last_slot or subscription.since)


def since_after_resume(subscription: Subscription, now: dt.datetime, *, catch_up: bool) -> dt.datetime:
    """From when on papers are owed after a pause: from now, or at most a week back."""
    return max(subscription.since, now - CATCH_UP) if catch_up else now


_zone = lru_cache(maxsize=1024)(ZoneInfo)


@lru_cache(maxsize=4096)
def _instant(day: dt.date, time: dt.time, zone_name: str) -> dt.datetime:
    """A local time as an instant: in a gap the first instant after it, where it happens twice the first time."""
    zone = _zone(zone_name)
    local = dt.datetime.combine(day, time)
    instant = local.replace(tzinfo=zone).astimezone(dt.UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local:
        return instant
    # In a gap fold=0 counts with the offset before it and fold=1 with the one after, so the change lies between
    # (PEP 495, «Invalid time»).
    return _change(local.replace(tzinfo=zone, fold=1).astimezone(dt.UTC), instant, zone)


def _change(before: dt.datetime, after: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2 // _SECOND * _SECOND
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
