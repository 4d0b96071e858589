"""The chart of a tag: months, their counts, and how high they stand."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from adapters.web.archive.chart import FEWEST, MOST, chart
from bot.model import DayCount


def day(text: str, count: int) -> DayCount:
    return DayCount(dt.date.fromisoformat(text), count)


def test_days_are_summed_by_month_without_a_gap() -> None:
    drawn = chart([day("2025-03-31", 2), day("2025-04-01", 1), day("2025-06-30", 4)], dt.date(2025, 6, 30))
    assert [(f"{bar.month:%Y-%m}", bar.count) for bar in drawn.bars][-4:] == [
        ("2025-03", 2), ("2025-04", 1), ("2025-05", 0), ("2025-06", 4)
    ]  # fmt: skip
    assert [(bar.height, bar.y) for bar in drawn.bars][-4:] == [(50, 50), (25, 75), (0, 100), (100, 0)]
    assert (len(drawn.bars), drawn.total, drawn.most.count) == (FEWEST, 7, 4)


def test_of_a_long_time_the_last_two_years_are_shown() -> None:
    drawn = chart([day("2010-01-01", 9), day("2025-06-01", 1)], dt.date(2025, 6, 30))
    assert (len(drawn.bars), drawn.bars[0].month, drawn.bars[-1].month) == (
        MOST,
        dt.date(2023, 7, 1),
        dt.date(2025, 6, 1),
    )
    assert drawn.total == 1


def test_one_paper_is_seen_beside_a_thousand() -> None:
    assert chart([day("2025-05-01", 1), day("2025-06-01", 1000)], dt.date(2025, 6, 1)).bars[-2].height > 0


def test_the_newest_of_equal_months_is_the_one_that_is_named() -> None:
    assert chart([day("2025-05-01", 3), day("2025-06-01", 3)], dt.date(2025, 6, 1)).most.month == dt.date(2025, 6, 1)


@given(st.lists(st.builds(DayCount, st.dates(), st.integers(1, 10_000)), max_size=30), st.dates())
def test_it_can_be_drawn_whatever_the_dates(days: list[DayCount], until: dt.date) -> None:
    drawn = chart(days, until)
    assert 1 <= len(drawn.bars) <= MOST
    assert drawn.bars[-1].month == until.replace(day=1)
    assert all(0 <= bar.height <= 100 and bar.y + bar.height == 100 for bar in drawn.bars)
    assert all(bar.x >= 0 and bar.x + drawn.bar_width <= drawn.width for bar in drawn.bars)
