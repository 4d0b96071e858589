"""How many papers each month has, as bars."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.model import DayCount

MOST, FEWEST = 24, 12  # months that are shown
HEIGHT, STEP, GAP = 100, 10, 2  # in the drawing's own units
_VISIBLE = 2  # a month with one paper beside one with a thousand


@dataclass(frozen=True, slots=True)
class Bar:
    month: dt.date  # its first day
    count: int
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """`bars`: oldest first, without a gap."""

    bars: tuple[Bar, ...]
    total: int

    @property
    def width(self) -> int:
        return STEP * len(self.bars)

    @property
    def bar_width(self) -> int:
        return STEP - GAP

    @property
    def most(self) -> Bar:
        """The newest of those months that have most."""
        return max(reversed(self.bars), key=lambda bar: bar.count)


def chart(days: Iterable[DayCount], until: dt.date) -> Chart:
    """The months until that of `until`: all since the first paper, as far as they fit."""
    counts: Counter[int] = Counter()
    for day in days:
        counts[_number(day.date)] += day.count
    last = _number(until)
    first = min([number for number in counts if number <= last], default=last)
    first = max(min(first, last - FEWEST + 1), last - MOST + 1, _number(dt.date.min))
    highest = max([counts[number] for number in range(first, last + 1)], default=0) or 1
    bars = [_bar(place, number, counts[number], highest) for place, number in enumerate(range(first, last + 1))]
    return Chart(tuple(bars), sum(bar.count for bar in bars))


def _number(date: dt.date) -> int:
    """Of the month, counted from year 0."""
    return date.year * 12 + date.month - 1


def _bar(place: int, number: int, count: int, highest: int) -> Bar:
    height = max(round(count / highest * HEIGHT), _VISIBLE) if count else 0
    month = dt.date(number // 12, number % 12 + 1, 1)
    return Bar(month, count, place * STEP + GAP // 2, HEIGHT - height, height)
