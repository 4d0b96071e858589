"""The date lines of a digest page: 2025년 6월 2일, 2025-06-02, 2025. 6. 2., June 2, 2025."""

import datetime as dt
import re

_WEEKDAY_KO = r"\s*(?:\(\s*[월화수목금토일](?:요일)?\s*\)|[월화수목금토일]요일)?"
_WEEKDAY_EN = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})\s*년\s*(?P<month>\d{{1,2}})\s*월\s*{_DAY}\s*일{_WEEKDAY_KO}",
        rf"(?P<year>\d{{4}})\s*[-./]\s*(?P<month>\d{{1,2}})\s*[-./]\s*{_DAY}\.?{_WEEKDAY_KO}",
        rf"{_WEEKDAY_EN}{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"{_WEEKDAY_EN}{_DAY}(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})",
    )
)
_AROUND = re.compile(r"^#{1,6}\s+|\s+#+$|^[*_]{1,3}|[*_]{1,3}$")


def parts(line: str) -> tuple[int, int, int] | None:
    """Year, month and day as a line that is nothing but a date says them; they may be impossible."""
    if len(line) > 60 or "://" in line or not any(map(str.isdigit, line)):
        return None
    text = _AROUND.sub("", _AROUND.sub("", line.strip())).strip()
    for form in _FORMS:
        if match := form.fullmatch(text):
            found = match.groupdict()
            month = _MONTHS.index(found["name"][:3].lower()) + 1 if "name" in found else int(found["month"])
            return int(found["year"]), month, int(found["day"])
    return None


def date(numbers: tuple[int, int, int]) -> dt.date | None:
    """None if there is no such day."""
    try:
        return dt.date(*numbers)
    except ValueError:
        return None
