"""A typed line to a verb and its arguments."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.platform import Command
from bot.tags import TagIndex
from bot.view import Choice


@dataclass(frozen=True, slots=True)
class Line:
    """`unfit`: a verb that began the line but whose rest did not fit, so that the answer can name the command."""

    verb: str
    args: Mapping[str, str]
    unfit: str = ""


def read_line(line: str, *, commands: Sequence[Command], tags: TagIndex, today: dt.date) -> Line:
    return Line("paper", {})


def complete_line(typed: str, *, commands: Sequence[Command], tags: TagIndex, limit: int) -> tuple[Choice, ...]:
    """Verbs, keys and tags that may come next; each value is the whole new line."""
    return ()


def read_tags(text: str, tags: TagIndex) -> tuple[str, ...]:
    """The tags of a list such as `rl, #moe`, folded, without repeats."""
    return ()
