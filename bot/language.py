"""Which language for whom, and everything said in it."""

import datetime as dt
from collections.abc import Iterable

from bot.model import Language, Languages


def say(language: Language, key: str, **values: str | int | dt.date) -> str:
    return key


def keys(language: Language) -> frozenset[str]:
    return frozenset()


def day(language: Language, date: dt.date, *, weekday: bool = False) -> str:
    return date.isoformat()


def short_day(language: Language, date: dt.date) -> str:
    return date.isoformat()


def clock(time: dt.time, zone: str) -> str:
    return f"{time:%H:%M} {zone}"


def weekdays(language: Language, days: Iterable[int]) -> str:
    return ""


def of_locale(locale: str) -> Language | None:
    return None


def read(text: str) -> Language | None:
    return None


def read_channel(text: str, instance: Language) -> Languages | None:
    return None


def private(
    *, option: Language | None, stored: Language | None, locale: str, channel: Languages | None, instance: Language
) -> Language:
    """The language of an answer to one person."""
    return option or stored or of_locale(locale) or (channel or (instance,))[0]


def public(channel: Languages | None, instance: Language) -> Languages:
    """The languages of what everybody sees: never one person's own."""
    return channel or (instance,)
