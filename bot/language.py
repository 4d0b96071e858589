"""Which language for whom, and everything said in it. The wording stands in locale/*.ftl (projectfluent.org)."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale
from babel.dates import format_date, format_skeleton
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentInt

from bot.model import EVERY_DAY, LANGUAGES, WEEKDAYS, Language, Languages

Value = str | int | dt.date

_DATES = 8192  # kept as they are written: eleven years of daily digests, in two languages

LONGEST_VALUE = 600  # letters of a value; a pasted essay is cut, for Fluent refuses to print one above 2,500

_ENTRY = re.compile(r"^(?=-?[a-zA-Z])", re.MULTILINE)
_KEY = re.compile(r"[a-zA-Z][\w-]*(?=\s*=)")


class _Catalogue:
    """Messages are parsed when they are first said: parsing all of them would be a tenth of a second of the start."""

    def __init__(self, language: Language, source: str) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        self._unread: dict[str, str] = {}
        for entry in _ENTRY.split(source)[1:]:
            if key := _KEY.match(entry):
                self._unread[key[0]] = entry
            else:
                self._bundle.add_resource(FluentResource(entry))
        self.keys = frozenset(self._unread)

    def say(self, key: str, values: dict[str, Value]) -> str:
        if entry := self._unread.pop(key, None):
            self._bundle.add_resource(FluentResource(entry))
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise LookupError(key)
        said, errors = self._bundle.format_pattern(pattern, {name: self._shown(v) for name, v in values.items()})
        if errors:
            raise LookupError(f"{key}: {errors[0]}")
        return str(said)

    def _shown(self, value: Value) -> str | FluentInt:
        if isinstance(value, str):
            return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"
        return _Count(value) if isinstance(value, int) else day(self.language, value)


class _Count(FluentInt):
    """Both languages group digits by commas; Babel's own formatting costs ten times the rest of the message."""

    def format(self, _locale: Locale) -> str:
        return f"{int(self):,}"


@cache
def _catalogue(language: Language) -> _Catalogue:
    return _Catalogue(language, (files("bot") / "locale" / f"{language}.ftl").read_text("utf-8"))


@lru_cache(maxsize=4096)
def _said(language: Language, key: str, values: tuple[tuple[str, Value], ...]) -> str:
    return _catalogue(language).say(key, dict(values))


def say(language: Language, key: str, **values: Value) -> str:
    """The message, with its values: texts as they are, counts as 1,234, dates as `day` writes them.

    Raises LookupError when there is no such message or one of its values is missing: a fault of ours."""
    return _said(language, key, tuple(values.items()))


def keys(language: Language) -> frozenset[str]:
    return _catalogue(language).keys


# --- dates and times ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=_DATES)
def day(language: Language, date: dt.date, *, weekday: bool = False) -> str:
    """`2025년 6월 2일`, `June 2, 2025`; with the weekday `2025년 6월 2일 (월)`, `Monday, June 2, 2025`."""
    if not weekday:
        return _days_of(language, date.year, date.month).format(date.day)
    return format_date(date, "y년 M월 d일 (EEE)" if language == "ko" else "full", language)


@lru_cache(maxsize=1024)
def _days_of(language: Language, year: int, month: int) -> str:
    """`June {}, 2025`: Babel takes as long to write one date as everything else on a card does together."""
    pattern = Locale(language).date_formats["long"].pattern
    return format_date(dt.date(year, month, 1), pattern.replace("d", "'{}'"), language)


@lru_cache(maxsize=_DATES)
def short_day(language: Language, date: dt.date) -> str:
    """`2025. 6. 2.`, `Jun 2, 2025`."""
    return format_date(date, "medium", language)


@lru_cache(maxsize=1024)
def month(language: Language, date: dt.date) -> str:
    """`2025년 6월`, `June 2025`."""
    return str(format_skeleton("yMMMM", date, locale=language))


def clock(time: dt.time, zone: str) -> str:
    """`09:00 Asia/Seoul`, in every language: `AM 9:00`, as Babel has it, is no Korean."""
    return f"{time:%H:%M} {zone}"


_DAYS = {EVERY_DAY: "days-every", WEEKDAYS: "days-weekdays", EVERY_DAY - WEEKDAYS: "days-weekend"}


def weekdays(language: Language, days: Iterable[int]) -> str:
    """`평일`, `월·수·금요일`; `weekdays`, `Mon, Wed, Fri`."""
    chosen = frozenset(days)
    if chosen in _DAYS:
        return say(language, _DAYS[chosen])
    names = Locale(language).days["format"]
    if len(chosen) == 1:
        return str(names["wide"][min(chosen)])
    separator, end = ("·", "요일") if language == "ko" and chosen else (", ", "")
    return separator.join(names["abbreviated"][weekday] for weekday in sorted(chosen)) + end


# --- which language -----------------------------------------------------------------------------------------------

_NAMES: dict[str, Language] = {
    **dict.fromkeys(("ko", "kr", "kor", "korean", "한국어", "한글", "한국말", "국문", "한국어로", "한글로"), "ko"),
    **dict.fromkeys(("en", "eng", "english", "영어", "영문", "영어로"), "en"),
}
_BOTH = frozenset(["both", "bilingual", "둘다", "둘", "양쪽", "양쪽다", "두언어"])
_PAIRS: dict[str, Languages] = {"한영": ("ko", "en"), "영한": ("en", "ko")}
_AND = re.compile(r"\s*(?:[+,/&·]|\band\b|\s그리고\s|(?<=어)[와과랑]|\s)\s*")


@lru_cache(maxsize=64)
def of_locale(locale: str) -> Language | None:
    """The language of a platform's locale (`ko`, `en-GB`, `ko_KR.UTF-8`), None if nobody here speaks it."""
    spoken = re.split(r"[-_.@]", locale.strip().lower(), maxsplit=1)[0]
    return next((language for language in LANGUAGES if language == spoken), None)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:100]).strip().casefold()


def read(text: str) -> Language | None:
    """The one language that somebody names, in either language."""
    name = _plain(text)
    return _NAMES.get(name) or (of_locale(name) if re.fullmatch(r"[a-z]{2}[-_][a-z]{2}", name) else None)


def read_channel(text: str, instance: Language) -> Languages | None:
    """What a channel shall read: one language, or both in the order named; `both` puts the instance's first."""
    name = _plain(text)
    if name.replace(" ", "") in _BOTH:
        return (instance, *(language for language in LANGUAGES if language != instance))
    if one := read(name):
        return (one,)
    if name in _PAIRS:
        return _PAIRS[name]
    named = [read(part) for part in _AND.split(name) if part]
    known = tuple(dict.fromkeys(language for language in named if language))
    return known if known and None not in named else None


def private(
    *, option: Language | None, stored: Language | None, locale: str, channel: Languages | None, instance: Language
) -> Language:
    """The language of an answer to one person: the first of these that is known."""
    return option or stored or of_locale(locale) or public(channel, instance)[0]


def public(channel: Languages | None, instance: Language) -> Languages:
    """The languages of what everybody sees: never one person's own."""
    return channel or (instance,)
