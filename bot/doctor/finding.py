"""What a check says: a sentence of the catalogue, and how bad it is."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.model import Language
from bot.settings import Settings
from bot.store import StoreError

if TYPE_CHECKING:
    from bot.app import App
    from bot.doctor.doors import Answer

Level = Literal["fine", "warning", "bad"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`rights`: by language, where a platform names what is missing."""

    level: Level
    key: str
    values: dict[str, str | int] = field(default_factory=dict)
    rights: tuple[dict[Language, str], ...] = ()


def fine(key: str, **values: str | int) -> Finding:
    return Finding(level="fine", key=key, values=values)


def warning(key: str, **values: str | int) -> Finding:
    return Finding(level="warning", key=key, values=values)


def bad(key: str, **values: str | int) -> Finding:
    return Finding(level="bad", key=key, values=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """`app`: None where the database cannot be used (`trouble`), is not there yet, or is older than this Paperboy."""

    settings: Settings
    now: dt.datetime
    app: "App | None"
    trouble: StoreError | None
    answers: "tuple[Answer, ...]"


Check = Callable[[Patient], AsyncIterator[Finding]]
