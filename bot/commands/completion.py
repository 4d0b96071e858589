"""Completion on every keystroke, from memory alone."""

from collections.abc import Callable, Mapping, Sequence

from bot import hangul, words
from bot import language as languages
from bot.commands.core import Core
from bot.commands.table import BY_VERB, COMMANDS
from bot.language import say, weekdays
from bot.model import EVERY_DAY, LANGUAGES, WEEKDAYS, Language
from bot.platform import Call
from bot.present import buttons
from bot.view import Choice, Option, OptionKind

LONGEST = 100  # a label or value of a choice on Discord (platforms.md section 2)
_TYPED = tuple(command for command in COMMANDS if command.names)
_HOURS = tuple(f"{hour:02}:00" for hour in (*range(7, 23), *range(7)))
_DAYS: tuple[tuple[frozenset[int], str], ...] = (
    (EVERY_DAY, "daily"),
    (WEEKDAYS, "weekdays"),
    (EVERY_DAY - WEEKDAYS, "weekend"),
    (frozenset({0, 2, 4}), "mon,wed,fri"),
    (frozenset({0}), "mon"),
    (frozenset({4}), "fri"),
)
_DATES = ("today", "yesterday", "this-week", "last-week", "this-month", "last-month")


async def complete(core: Core, call: Call, option: str, typed: str, limit: int) -> Sequence[Choice]:
    """`option` is a key of the verb's options; empty to complete the typed line as a whole."""
    if not option:
        return words.complete_line(typed, commands=_TYPED, tags=core.tags(), limit=limit)
    command = BY_VERB.get(call.verb)
    known = next((each for each in command.options if each.key == option), None) if command else None
    if known is None or len(typed) > LONGEST:
        return ()
    said_in = languages.of_locale(call.locale) or core.language
    offer = _OFFERS.get((call.verb, option)) or _BY_KIND.get(known.kind)
    choices = offer(core, known, said_in, typed, limit) if offer else ()
    return [choice for choice in choices if len(choice.value) <= LONGEST][:limit]


def _tags(core: Core, _option: Option, _said_in: Language, typed: str, limit: int) -> Sequence[Choice]:
    """The last one of a list: `rl, mo` offers `rl, moe`."""
    before, comma, last = typed.rpartition(",")
    kept = f"{before}{comma} " if comma else ""
    named = {tag.strip() for tag in before.split(",")}
    found = core.tags().complete(last.strip().lstrip("#"), limit + len(named))
    return [
        Choice(f"{kept}{tag.slug} · {tag.count}"[:LONGEST], f"{kept}{tag.slug}")
        for tag in found
        if tag.slug not in named
    ]


def _zones(core: Core, _option: Option, _said_in: Language, typed: str, _limit: int) -> Sequence[Choice]:
    if not typed.strip():
        zones = [core.zone, "Asia/Seoul", "UTC", "Europe/London", "America/New_York", "America/Los_Angeles"]
        return [Choice(zone, zone) for zone in dict.fromkeys(zones)]
    exact = words.read_zone(typed)
    return [Choice(zone, zone) for zone in dict.fromkeys(((exact,) if exact else ()) + words.nearest_zones(typed))]


def _times(_core: Core, _option: Option, _said_in: Language, typed: str, _limit: int) -> Sequence[Choice]:
    exact = words.read_time(typed)
    times = [f"{exact:%H:%M}"] if exact else []
    typed = typed.strip()
    return [Choice(time, time) for time in dict.fromkeys(times + [hour for hour in _HOURS if hour.startswith(typed)])]


def _weekdays(_core: Core, _option: Option, said_in: Language, typed: str, _limit: int) -> Sequence[Choice]:
    return _matching([Choice(weekdays(said_in, days), value) for days, value in _DAYS], typed)


def _dates(_core: Core, _option: Option, said_in: Language, typed: str, _limit: int) -> Sequence[Choice]:
    said = [say(said_in, f"date-{date}") for date in _DATES]
    return _matching([Choice(each, each) for each in said], typed)


def _one_language(_core: Core, _option: Option, _said_in: Language, typed: str, _limit: int) -> Sequence[Choice]:
    return _matching([Choice(buttons.named(each), each) for each in LANGUAGES], typed)


def _own_language(core: Core, option: Option, said_in: Language, typed: str, limit: int) -> Sequence[Choice]:
    auto = Choice(say(said_in, "language-auto"), "auto")
    return [*_one_language(core, option, said_in, typed, limit), *_matching([auto], typed)]


def _channel_languages(core: Core, option: Option, said_in: Language, typed: str, limit: int) -> Sequence[Choice]:
    ko, en = say(said_in, "language-ko"), say(said_in, "language-en")
    both = [Choice(f"{ko} + {en}", "ko+en"), Choice(f"{en} + {ko}", "en+ko")]
    return [*_one_language(core, option, said_in, typed, limit), *_matching(both, typed)]


def _layouts(_core: Core, option: Option, said_in: Language, typed: str, _limit: int) -> Sequence[Choice]:
    return _matching([Choice(say(said_in, f"layout-{each.value}"), each.value) for each in option.choices], typed)


def _matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    typed = typed.strip().casefold()
    return [
        choice
        for choice in choices
        if not typed or choice.value.startswith(typed) or hangul.matches(typed, choice.label.casefold())
    ]


_Offer = Callable[[Core, Option, Language, str, int], Sequence[Choice]]
_BY_KIND: Mapping[OptionKind, _Offer] = {
    "tag": _tags,
    "zone": _zones,
    "time": _times,
    "days": _weekdays,
    "date": _dates,
    "language": _one_language,
}
_OFFERS: Mapping[tuple[str, str], _Offer] = {
    ("subscribe", "language"): _channel_languages,
    ("subscribe", "layout"): _layouts,
    ("language", "choice"): _own_language,
    ("tags", "query"): _tags,
}
