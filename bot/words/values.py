"""Which words can be the value of which option: the run of words that an option takes from a line."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot import language
from bot.tags import TagIndex
from bot.view import Option
from bot.words.moments import read_days, read_time, read_weekdays
from bot.words.tokens import Token, written
from bot.words.vocabulary import choice_called
from bot.words.zones import begins, read_zone

_LONGEST_RUN = {"tag": 4, "date": 5, "time": 3, "zone": 3, "language": 3, "days": 7, "choice": 1}

# How such a value begins: most words of a line begin none, and are not tried.
_BEGINS = {
    "time": re.compile(r"[0-9]|at$|noon|mid|[오아낮점저밤새정자]"),
    "days": re.compile(r"mon|tue|wed|thu|fri|sat|sun|every|daily|all|week|work|business|[월화수목금토일매날전모평주]"),
    "language": re.compile(r"k|e|both|bi|all|auto|[한국영둘두모양자]"),
}

# What is certainly meant as a time, a zone or a date, right or wrong: the answer can then say what would be right.
_LOOKS = {
    "time": re.compile(r"[0-9]{1,2}:[0-9]{2}\S*|[0-9]{1,2}(?:am|pm|시\S*)", re.IGNORECASE),
    "zone": re.compile(r"[a-z_]+/[a-z_/+-]+|(?:utc|gmt)?[+-][0-9]{1,2}(?::?[0-9]{2})?", re.IGNORECASE),
    "date": re.compile(r"[0-9]{2,4}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?\.?|[0-9]{1,4}[년월일]\S*"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reading of values needs to know."""

    tags: TagIndex
    today: dt.date


def accepted(text: str, option: Option, reading: Reading) -> str | None:
    """The value, if the option takes the text: the text itself, or the value of the choice that it names."""
    if option.choices and (chosen := choice_called(text, option)):
        return chosen
    return text if _is_value(option.kind, text, bool(option.choices), reading) else None


def _is_value(kind: str, text: str, closed: bool, reading: Reading) -> bool:
    match kind:
        case "tag":
            return all(reading.tags.known(tag) for tag in text.strip(",").split(","))
        case "time":
            return read_time(text) is not None
        case "zone":
            return read_zone(text) is not None
        case "days":
            return read_weekdays(text) is not None
        case "date":
            return read_days(text, reading.today) is not None
        case "language":
            return (language.read(text) if closed else language.read_channel(text, "en")) is not None
        case _:
            return False


def is_positional(option: Option) -> bool:
    """Whether its value is recognised without its key."""
    return option.kind in _LONGEST_RUN


def looks(token: Token, option: Option) -> bool:
    pattern = _LOOKS.get(option.kind)
    return pattern is not None and pattern.fullmatch(token.text) is not None


def runs(pieces: Sequence[Token], at: int) -> list[str]:
    """The words from `at` on, the first one, the first two, …; words in quotes stand alone."""
    found: list[str] = []
    text = ""
    for token in pieces[at : at + max(_LONGEST_RUN.values())]:
        if not token.plain or (found and token.kind == "quoted"):
            break
        text = token.raw if not found else text + token.raw if token.glued else f"{text} {token.raw}"
        found.append(text.rstrip(","))
        if token.kind == "quoted":
            break
    return found


def longest_run(texts: Sequence[str], option: Option, reading: Reading) -> tuple[str, int]:
    """The value that the option makes of the longest of the runs that it takes, and how many words these are."""
    kind = option.kind
    longest = _LONGEST_RUN.get(kind, 0)
    if longest and texts and _may_begin(kind, texts[0], option, reading):
        for length in range(min(longest, len(texts)), 0, -1):
            if value := accepted(texts[length - 1], option, reading):
                return value, length
    return "", 0


def _may_begin(kind: str, text: str, option: Option, reading: Reading) -> bool:
    match kind:
        case "tag":
            return reading.tags.begins(text.partition(",")[0])
        case "zone":
            return begins(text)
        case "time" | "days" | "language":
            return bool(option.choices) or _BEGINS[kind].match(text.casefold()) is not None
        case _:
            return True


def value_of_key(pieces: Sequence[Token], at: int, option: Option, reading: Reading) -> tuple[str, int]:
    """What stands after the key, as much of it as the option takes, else one word; and where it ends."""
    if at == len(pieces) or pieces[at].kind == "key":
        return "", at
    if option.kind == "tag":
        return _tags_of_key(pieces, at, option, reading)
    if not pieces[at].plain or pieces[at].kind == "quoted":
        return pieces[at].text, at + 1
    if option.kind in ("text", "long_text"):
        end = next((end for end in range(at, len(pieces)) if not pieces[end].plain), len(pieces))
        return written(pieces[at:end]), end
    value, length = longest_run(runs(pieces, at), option, reading)
    return (value, at + length) if length else (pieces[at].text, at + 1)


def _tags_of_key(pieces: Sequence[Token], at: int, option: Option, reading: Reading) -> tuple[str, int]:
    """`rl, state space model`: tags as long as a comma promises another one."""
    found: list[str] = []
    while at < len(pieces) and pieces[at].kind != "key":
        value, length = longest_run(runs(pieces, at), option, reading)
        found.append((value or pieces[at].text).strip(","))
        at += length or 1
        if not pieces[at - 1].ends_item and not (at < len(pieces) and pieces[at].text == ","):
            break
    return ", ".join(filter(None, found)), at
