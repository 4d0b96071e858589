"""Daily backups while the service runs: which day has one, and which are kept."""

import asyncio
import datetime as dt
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from bot.store import Store, StoreError

DAYS = 7
WEEKS = 4
TRY_AGAIN = dt.timedelta(minutes=5)
_NAME = re.compile(r"paperboy-(\d{4}-\d{2}-\d{2})\.sqlite3")

log = structlog.get_logger()


def kept(days: Iterable[dt.date]) -> frozenset[dt.date]:
    """The last seven, and of each of the last four weeks that have one the first. Counted in backups, not from today: a
    service that was off for a month loses none."""
    newest = sorted(set(days), reverse=True)
    first_of_week: dict[tuple[int, int], dt.date] = {}
    for day in newest:
        first_of_week[day.isocalendar()[:2]] = day
    return frozenset(newest[:DAYS]) | frozenset(list(first_of_week.values())[:WEEKS])


def backups(folder: Path) -> dict[dt.date, Path]:
    """By their day. What only looks like one of them, by a day that no month has, is somebody else's."""
    found: dict[dt.date, Path] = {}
    for path in folder.glob("paperboy-*.sqlite3"):
        if name := _NAME.fullmatch(path.name):
            with suppress(ValueError):
                found[dt.date.fromisoformat(name[1])] = path
    return found


async def back_up(store: Store, folder: Path, now: dt.datetime, zone: str) -> Path | None:
    """Today's backup, if there is none yet and nobody else is about to make it. Raises StoreError."""
    today = now.astimezone(ZoneInfo(zone)).date()
    copy = folder / f"paperboy-{today}.sqlite3"
    if await asyncio.to_thread(copy.exists) or not await store.take_turn("backup", now, now + TRY_AGAIN):
        return None
    try:
        await asyncio.to_thread(folder.mkdir, exist_ok=True)
    except OSError as error:
        raise StoreError("store-cannot-open", path=str(folder), reason=error.strerror or str(error)) from error
    await store.database.copy_to(copy)
    await asyncio.to_thread(_thin, folder)
    log.info("backed up", file=str(copy))
    return copy


def _thin(folder: Path) -> None:
    """Only files that are named as ours are touched."""
    found = backups(folder)
    for day in found.keys() - kept(found):
        found[day].unlink(missing_ok=True)
