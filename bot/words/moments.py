"""Days, times and weekdays as people write them, in Korean and English."""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Callable

from bot.model import EVERY_DAY, WEEKDAYS

LONGEST = 60  # letters; no date, time or list of weekdays is longer

Days = tuple[dt.date, dt.date]
_Reader = Callable[[re.Match[str], dt.date], Days]


def _plain(text: str) -> str:
    """Full-width digits and compatibility forms as plain ones, lower case, single spaces; too long is nothing."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()) if len(text) <= LONGEST else ""


# --- days ---------------------------------------------------------------------------------------------------------

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if number}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_FULL_DAYS = {name.casefold(): number for number, name in enumerate(calendar.day_name)}
_FULL_DAYS |= {f"{name}요일": number for number, name in enumerate("월화수목금토일")}

_AGO = {
    "today": 0,
    "오늘": 0,
    "yesterday": 1,
    "어제": 1,
    "그제": 2,
    "그저께": 2,
    "엊그제": 2,
    "tomorrow": -1,
    "내일": -1,
}


def _one(date: dt.date) -> Days:
    return date, date


def _month(year: int, month: int) -> Days:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _year(year: int) -> Days:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _week(monday: dt.date) -> Days:
    return monday, monday + dt.timedelta(6)


def _full_year(digits: str) -> int:
    return int(digits) + 2000 if len(digits) == 2 else int(digits)


def _named_or_numbered(month: str) -> int:
    return _MONTHS[month.rstrip(".")] if month[0].isalpha() else int(month)


def _read_full(match: re.Match[str], _today: dt.date) -> Days:
    """A year, perhaps a month, perhaps a day."""
    year, month, day = _full_year(match["y"]), match["m"], match.groupdict().get("d")
    if not month:
        return _year(year)
    return _one(dt.date(year, _named_or_numbered(month), int(day))) if day else _month(year, _named_or_numbered(month))


def _read_without_year(match: re.Match[str], today: dt.date) -> Days:
    """The last one that has begun: what was published stands in the past."""
    month, day = _named_or_numbered(match["m"]), match.groupdict().get("d")
    for year in range(today.year, today.year - 8, -1):  # 29 February may be seven years and more ago
        try:
            days = _one(dt.date(year, month, int(day))) if day else _month(year, month)
        except ValueError:
            continue
        if days[0] <= today:
            return days
    raise ValueError(match[0])


def _read_ago(match: re.Match[str], today: dt.date) -> Days:
    return _one(today - dt.timedelta(int(match["n"])))


def _read_weekday(match: re.Match[str], today: dt.date) -> Days:
    return _one(today - dt.timedelta((today.weekday() - _FULL_DAYS[match[0]]) % 7))


def _read_relative(match: re.Match[str], today: dt.date) -> Days:
    """`this week`, `지난달`, `작년`."""
    last = match["which"] in ("last", "지난", "저번", "작")
    unit = match["unit"]
    if unit in ("week", "주"):
        return _week(today - dt.timedelta(today.weekday() + 7 * last))
    if unit in ("year", "해", "년"):
        return _year(today.year - last)
    first = today.replace(day=1)
    return _month(*((first - dt.timedelta(1)) if last else first).timetuple()[:2])


_Y4 = r"(?P<y>(?:19|20|21)[0-9]{2})"
_M, _D = r"(?P<m>[0-9]{1,2})", r"(?P<d>[0-9]{1,2})"
_NAME = rf"(?P<m>(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?)"
_NTH = rf"(?:the )?{_D}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?: ?\(?[월화수목금토일](?:요일)?\)?)?"

_DAY_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"{_Y4} ?[-./] ?{_M} ?[-./] ?{_D}\.?{_WEEKDAY}", _read_full),
        (rf"(?P<y>(?:19|20)?[0-9]{{2}})년(?: ?{_M}월(?: ?{_D}일{_WEEKDAY})?)?", _read_full),
        (rf"{_Y4} ?[-./] ?{_M}\.?", _read_full),
        (r"(?P<y>(?:20)?[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})", _read_full),  # the curator's YYMMDD too
        (rf"{_NAME} {_NTH},? {_Y4}", _read_full),
        (rf"{_NTH} (?:of )?{_NAME},? {_Y4}", _read_full),
        (rf"{_NAME},? {_Y4}", _read_full),
        (rf"{_Y4},? {_NAME}(?: {_NTH})?", _read_full),
        (rf"{_Y4}(?P<m>)", _read_full),
        (rf"{_M}월(?: ?{_D}일{_WEEKDAY})?", _read_without_year),
        (rf"{_M}/{_D}", _read_without_year),  # month first, in Korea and in the USA
        (rf"{_NAME} {_NTH}", _read_without_year),
        (rf"{_NTH} (?:of )?{_NAME}", _read_without_year),
        (_NAME, _read_without_year),
        (r"(?P<n>[0-9]{1,4})(?: days? ago| ?일 ?전)", _read_ago),
        ("|".join(_FULL_DAYS), _read_weekday),
        (r"(?P<which>this|last) (?P<unit>week|month|year)", _read_relative),
        (r"(?P<which>이번|지난|저번) ?(?P<unit>주|달|해)", _read_relative),
        (r"(?P<which>올|작)(?P<unit>해|년)", _read_relative),
    )
)
_RANGE = re.compile(r"\s*(?:~|\.\.\.?|–|—| - | to | until |부터)\s*")


def read_days(text: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """The first and last day that the text names: a day, a month, a year, or from one to another."""
    text = _plain(text)
    if days := _read_one(text, today):
        return days
    ends = [_read_one(end.removesuffix("까지"), today) for end in _RANGE.split(text)]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0][0] > ends[1][1]:
        return None
    return ends[0][0], ends[1][1]


def _read_one(text: str, today: dt.date) -> Days | None:
    try:
        if text in _AGO:
            return _one(today - dt.timedelta(_AGO[text]))
        for pattern, reader in _DAY_READERS:
            if match := pattern.fullmatch(text):
                return reader(match, today)
    except (ValueError, OverflowError):
        return None  # 31 February, 13월, the year 0
    return None


# --- times --------------------------------------------------------------------------------------------------------

_NOON = {"noon": dt.time(12), "midday": dt.time(12), "정오": dt.time(12), "midnight": dt.time(0), "자정": dt.time(0)}
_CLOCK = re.compile(r"(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::00)?(?: ?(?P<half>[ap])\.?m\.?)?")
_HALF = re.compile(r"(?P<h>[0-9]{1,2})(?:[:.](?P<m>[0-9]{2}))? ?(?P<half>[ap])\.?m\.?")
_BARE = re.compile(r"(?:at )?(?P<h>[0-9]{1,2})(?:h|시)?")
_HHMM = re.compile(r"(?P<h>[0-9]{2})(?P<m>[0-9]{2})")
_KOREAN = re.compile(
    r"(?P<part>오전|오후|아침|낮|점심|저녁|밤|새벽)? ?(?P<h>[0-9]{1,2})(?:시|:)"
    r" ?(?:(?P<m>[0-9]{1,2})분?|(?P<half>반)|정각)?(?: ?에)?"
)


def read_time(text: str) -> dt.time | None:
    """`9am`, `09:00`, `21:30`, `9시`, `오전 9시 30분`, `저녁 7시 반`, `noon`."""
    text = _plain(text)
    if text in _NOON:
        return _NOON[text]
    if match := _KOREAN.fullmatch(text):
        return _time(_hour_of(match["part"], int(match["h"])), 30 if match["half"] else int(match["m"] or 0))
    if match := _CLOCK.fullmatch(text) or _HALF.fullmatch(text):
        return _time(_half_of(match["half"], int(match["h"])), int(match["m"] or 0))
    if match := _HHMM.fullmatch(text):
        return _time(int(match["h"]), int(match["m"]))
    match = _BARE.fullmatch(text)
    return _time(int(match["h"]), 0) if match else None


def _time(hour: int, minute: int) -> dt.time | None:
    return dt.time(hour, minute) if 0 <= hour < 24 and minute < 60 else None


def _half_of(half: str | None, hour: int) -> int:
    """12am is midnight, 12pm noon; 13pm is nothing, and neither is 0am."""
    if not half:
        return hour
    return hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else -1


def _hour_of(part: str | None, hour: int) -> int:
    """낮 1시 is 13:00, 밤 1시 is 01:00, 밤 9시 is 21:00; 오후 15시 is said too."""
    if not part or hour > 12:
        return -1 if part in ("오전", "새벽", "아침") else hour
    afternoon = {
        "오후": True,
        "저녁": True,
        "밤": 5 <= hour < 12,
        "낮": hour < 8 or hour == 12,
        "점심": hour < 8 or hour == 12,
    }
    return hour % 12 + 12 * afternoon.get(part, False)


# --- weekdays -----------------------------------------------------------------------------------------------------

_SETS = {
    **dict.fromkeys(
        ("daily", "everyday", "every day", "all", "all days", "매일", "날마다", "전체", "모든 요일"), EVERY_DAY
    ),
    **dict.fromkeys(("weekdays", "weekday", "workdays", "business days", "평일", "주중", "평일만"), WEEKDAYS),
    **dict.fromkeys(("weekend", "weekends", "주말", "주말만"), EVERY_DAY - WEEKDAYS),
}
_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_WEEKDAYS = {
    **{name.casefold(): number for number, name in enumerate(calendar.day_abbr)},
    **{name.casefold(): number for number, name in enumerate(calendar.day_name)},
    **{f"{name.casefold()}s": number for number, name in enumerate(calendar.day_name)},
    **_SHORT,
}
_HANGUL_DAYS = re.compile(r"[월화수목금토일]+")
_BETWEEN = re.compile(r"[\s,/·+&]+")
_SPAN = re.compile(r"\s*[-~–—]\s*|\s+to\s+")


def read_weekdays(text: str) -> frozenset[int] | None:
    """`weekdays`, `평일`, `mon,wed`, `월수금`, `mon-fri`; 0 is Monday."""
    text = _plain(text).removeprefix("every ").removeprefix("매주 ").replace("요일", "")
    if text in _SETS or f"every {text}" in _SETS:
        return _SETS.get(text) or EVERY_DAY
    chosen: set[int] = set()
    for piece in _BETWEEN.split(_SPAN.sub("-", text).replace(" and ", " ")):
        days = _some_weekdays(piece)
        if not days:
            return None
        chosen |= days
    return frozenset(chosen)


def _some_weekdays(piece: str) -> set[int]:
    ends = [_weekday(end) for end in piece.split("-")]
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
        return {(ends[0] + step) % 7 for step in range((ends[1] - ends[0]) % 7 + 1)}
    if _HANGUL_DAYS.fullmatch(piece):
        return {"월화수목금토일".index(letter) for letter in piece}
    return {ends[0]} if len(ends) == 1 and ends[0] is not None else set()


def _weekday(name: str) -> int | None:
    return "월화수목금토일".index(name) if len(name) == 1 and name in "월화수목금토일" else _WEEKDAYS.get(name)
