"""Time zones as people call them: IANA names in any case, cities and countries in both languages, abbreviations."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

from babel import Locale
from babel.core import get_global

from bot.likeness import Likeness
from bot.model import LANGUAGES
from bot.words.cities import CALLED, HINTED, SEVERAL

LONGEST = 60  # letters; America/Argentina/ComodRivadavia has 32
LIKE = 0.7  # there are so many names that a looser likeness finds one for any word
_NO_PLACES = frozenset({"Factory", "localtime", "posixrules"})
_OFFSET = re.compile(r"(?:utc|gmt)?\s*(?P<sign>[+\-−])\s*(?P<h>[0-9]{1,2})(?::?(?P<m>[0-9]{2}))?")
_IGNORED = re.compile(r"[\s_]+|-(?![0-9])")  # Etc/GMT-9 is not Etc/GMT+9


@cache
def all_zones() -> frozenset[str]:
    """From the list of the tzdata package: zoneinfo.available_timezones() opens every one of 600 files."""
    return frozenset((files("tzdata") / "zones").read_text("utf-8").split()) - _NO_PLACES


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text[: LONGEST + 1]).casefold().strip(" .,")
    return _IGNORED.sub("", text)


def _cities() -> Iterator[tuple[str, str]]:
    """(name, zone): the last part of every IANA name, and CLDR's name of the city in our languages."""
    current = get_global("zone_aliases")
    for zone in sorted(all_zones(), key=lambda zone: (zone in current, zone)):
        if "/" in zone and not zone.startswith("Etc/"):
            yield zone.rpartition("/")[2], current.get(zone, zone)
    for language in LANGUAGES:
        for zone, names in Locale(language).time_zones.items():
            if zone in all_zones() and "city" in names:
                yield names["city"], current.get(zone, zone)


@cache
def _countries() -> Mapping[str, tuple[str, ...]]:
    """Plain name of every country to its zones."""
    zones: dict[str, list[str]] = {}
    for zone, territory in get_global("zone_territories").items():
        if zone in all_zones():
            zones.setdefault(territory, []).append(zone)
    named: dict[str, tuple[str, ...]] = {
        _plain(name): have for names, have in SEVERAL.items() for name in names.split(",")
    }
    for language in LANGUAGES:
        names = Locale(language).territories
        for territory, have in zones.items():
            named.setdefault(_plain(names[territory]), tuple(have))
    return named


@cache
def _names() -> Mapping[str, str]:
    """Plain name to zone; where two claim a name the former holds it."""
    names = {_plain(name): zone for zone, called in CALLED.items() for name in called.split(",")}
    for zone in sorted(all_zones()):
        names.setdefault(_plain(zone), zone)
    for name, zone in _cities():
        names.setdefault(_plain(name), zone)
    for country, zones in _countries().items():
        if len(zones) == 1:
            names.setdefault(country, zones[0])
    return names


@cache
def _likeness() -> Likeness:
    return Likeness(_names().items())


@lru_cache(maxsize=256)
def read_zone(text: str) -> str | None:
    """The IANA name of what `text` calls a zone: `asia/seoul`, `KST`, `서울`, `New York`; an offset is none."""
    if len(text) > LONGEST:
        return None
    name = _plain(text)
    return _names().get(name) or _names().get(name.removesuffix("시간").removesuffix("time"))


@cache
def _sorted() -> list[str]:
    return sorted(_names())


@cache
def _orders() -> Mapping[str, int]:
    return {name: order for order, name in enumerate(_names())}


def begins(text: str) -> bool:
    """Whether any zone has a name that begins so."""
    plain, names = _plain(text), _sorted()
    at = bisect_left(names, plain)
    return bool(plain) and at < len(names) and names[at].startswith(plain)


def nearest_zones(text: str) -> tuple[str, ...]:
    """Up to three that may have been meant."""
    if offset := _OFFSET.fullmatch(unicodedata.normalize("NFKC", text[:LONGEST]).casefold().strip()):
        minutes = int(offset["h"]) * 60 + int(offset["m"] or 0)
        return HINTED.get(minutes if offset["sign"] == "+" else -minutes, ())
    if known := read_zone(text):
        return (known,)
    return _countries().get(_plain(text), ())[:3] or _likeness().nearest(text, 3, like=LIKE)


def completing(typed: str, limit: int) -> tuple[str, ...]:
    """Zones one of whose names begins with what was typed; those that people call by other names first."""
    plain = _plain(typed)
    if not plain:
        return tuple(islice(CALLED, limit))
    names = _sorted()
    begun = names[bisect_left(names, plain) : bisect_left(names, plain + "\U0010ffff")]
    order = _orders()
    return tuple(islice(dict.fromkeys(_names()[name] for name in sorted(begun, key=order.__getitem__)), limit))
