import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words import read_days, read_time, read_weekdays

TODAY = dt.date(2025, 6, 3)  # a Tuesday

ONE_DAY = {
    "today": "2025-06-03",
    "오늘": "2025-06-03",
    "어제": "2025-06-02",
    "그저께": "2025-06-01",
    "3 days ago": "2025-05-31",
    "3일 전": "2025-05-31",
    "Monday": "2025-06-02",
    "화요일": "2025-06-03",
    "2025-06-02": "2025-06-02",
    "2025. 6. 2.": "2025-06-02",
    "2025/6/2": "2025-06-02",
    "２０２５-０６-０２": "2025-06-02",
    "20250602": "2025-06-02",
    "250602": "2025-06-02",
    "2025년 6월 2일": "2025-06-02",
    "2025년 6월 2일 (월)": "2025-06-02",
    "25년 6월 2일": "2025-06-02",
    "June 2, 2025": "2025-06-02",
    "2 June 2025": "2025-06-02",
    "Jun 2nd, 2025": "2025-06-02",
    "6월 2일": "2025-06-02",
    "6/2": "2025-06-02",
    "12월 25일": "2024-12-25",
    "dec 25": "2024-12-25",
    "2월 29일": "2024-02-29",
}
SEVERAL_DAYS = {
    "2025": ("2025-01-01", "2025-12-31"),
    "2025년": ("2025-01-01", "2025-12-31"),
    "작년": ("2024-01-01", "2024-12-31"),
    "2025-06": ("2025-06-01", "2025-06-30"),
    "2024년 2월": ("2024-02-01", "2024-02-29"),
    "June 2025": ("2025-06-01", "2025-06-30"),
    "7월": ("2024-07-01", "2024-07-31"),
    "this month": ("2025-06-01", "2025-06-30"),
    "지난달": ("2025-05-01", "2025-05-31"),
    "지난주": ("2025-05-26", "2025-06-01"),
    "2025-06-01..2025-06-03": ("2025-06-01", "2025-06-03"),
    "5월 30일부터 6월 2일까지": ("2025-05-30", "2025-06-02"),
}
NO_DAY = [
    "",
    "forest",
    "2025-02-30",
    "13월",
    "0",
    "2505.24275",
    "1706.03762",
    "2025-06-02..2025-06-01",
    "99999 days ago",
    "9" * 99,
]


@pytest.mark.parametrize(("text", "day"), ONE_DAY.items())
def test_a_day_is_understood(text: str, day: str) -> None:
    assert read_days(text, TODAY) == (dt.date.fromisoformat(day), dt.date.fromisoformat(day))


@pytest.mark.parametrize(("text", "days"), SEVERAL_DAYS.items())
def test_a_month_a_year_and_a_range_are_their_first_and_last_day(text: str, days: tuple[str, str]) -> None:
    assert read_days(text, TODAY) == tuple(map(dt.date.fromisoformat, days))


@pytest.mark.parametrize("text", NO_DAY)
def test_what_names_no_day_is_none(text: str) -> None:
    assert read_days(text, TODAY) is None


TIMES = {
    "09:00": (9, 0),
    "9": (9, 0),
    "9am": (9, 0),
    "9 a.m.": (9, 0),
    "9:30pm": (21, 30),
    "12am": (0, 0),
    "12pm": (12, 0),
    "21:30": (21, 30),
    "0930": (9, 30),
    "noon": (12, 0),
    "자정": (0, 0),
    "9시": (9, 0),
    "9시에": (9, 0),
    "21시 5분": (21, 5),
    "오전 9시": (9, 0),
    "오전 9시 30분": (9, 30),
    "오후 3:05": (15, 5),
    "오후 12시": (12, 0),
    "오전 12시": (0, 0),
    "저녁 7시 반": (19, 30),
    "밤 11시": (23, 0),
    "밤 1시": (1, 0),
    "밤 12시": (0, 0),
    "낮 2시": (14, 0),
    "새벽 5시": (5, 0),
}


@pytest.mark.parametrize(("text", "time"), TIMES.items())
def test_a_time_is_understood(text: str, time: tuple[int, int]) -> None:
    assert read_time(text) == dt.time(*time)


@pytest.mark.parametrize("text", ["25:00", "24:00", "9:60", "13pm", "0am", "오전 15시", "", "nine", "9" * 10_000])
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *(
            (text, {0, 1, 2, 3, 4})
            for text in ("weekdays", "평일", "주중", "mon-fri", "Mon–Fri", "월-금", "월~금", "monday to friday")
        ),
        *((text, {0, 1, 2, 3, 4, 5, 6}) for text in ("daily", "every day", "매일")),
        *((text, {5, 6}) for text in ("weekend", "주말", "토일", "sat, sun")),
        *(
            (text, {0, 2, 4})
            for text in ("월수금", "mon,wed,fri", "월, 수, 금", "mon wed and fri", "월요일 수요일 금요일")
        ),
        *((text, {0}) for text in ("Mondays", "every monday", "매주 월요일", "월")),
        *((text, {4, 5, 6, 0}) for text in ("fri-mon", "금-월")),
        ("일요일", {6}),
    ],
)
def test_weekdays_are_understood(text: str, days: set[int]) -> None:
    assert read_weekdays(text) == days


@pytest.mark.parametrize("text", ["", "-", "sometimes", "mon,foo", "mon-foo", "월급", "mon" * 5000])
def test_what_names_no_weekday_is_none(text: str) -> None:
    assert read_weekdays(text) is None


@given(st.text() | st.from_regex(r"[0-9. /:~년월일시분ap-]{1,20}"), st.dates())
def test_no_text_makes_a_reader_of_moments_raise(text: str, today: dt.date) -> None:
    days = read_days(text, today)
    assert days is None or days[0] <= days[1]
    assert read_weekdays(text) != frozenset()
    read_time(text)
