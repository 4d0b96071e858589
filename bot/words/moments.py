"""Days, times and weekdays as people write them."""

import datetime as dt


def read_days(text: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """The first and last day that the text names: a day, a month or a year."""
    return None


def read_time(text: str) -> dt.time | None:
    return None


def read_weekdays(text: str) -> frozenset[int] | None:
    """0 is Monday."""
    return None
