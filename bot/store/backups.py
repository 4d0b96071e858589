"""Copies of the database: put back, and made before its schema changes."""

import asyncio
import datetime as dt
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from bot.store import connections, queries
from bot.store.connections import APPLICATION_ID, StoreError

KEPT_BEFORE_UPGRADES = 2
_SIDE_FILES = ("-wal", "-shm", "-journal")


async def restore(copy: Path, target: Path, *, force: bool) -> int:
    """Puts the copy in the place of the database, whole or not at all; its schema. Raises StoreError."""
    if not force and await asyncio.to_thread(target.exists):
        raise StoreError("restore-exists", path=str(target))
    schema = await asyncio.to_thread(_verified, copy)
    fresh = target.with_name(f"{target.name}.restoring")
    await asyncio.to_thread(fresh.unlink, missing_ok=True)
    with connections.explaining(target):
        await asyncio.to_thread(target.parent.mkdir, parents=True, exist_ok=True)
    try:
        await connections.copy(copy, fresh)
        with connections.explaining(target):
            await asyncio.to_thread(_put, fresh, target)
    finally:
        fresh.unlink(missing_ok=True)
    return schema


def _verified(copy: Path) -> int:
    with connections.explaining(copy), closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as file:
        found, known = _pragma(file, "user_version"), queries.migrations("sqlite")[-1][0]
        if _pragma(file, "application_id") != APPLICATION_ID:
            raise StoreError("restore-not-ours", path=str(copy))
        if found > known:
            raise StoreError("store-newer", path=str(copy), found=found, known=known)
        if file.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise StoreError("restore-damaged", path=str(copy))
        return found


def _put(fresh: Path, target: Path) -> None:
    """Into the old file, not over it: a process that opens it meanwhile would write into a file without a name."""
    if target.exists() and _usable(target):
        with closing(sqlite3.connect(fresh)) as new, closing(sqlite3.connect(target)) as old:
            new.backup(old)
        return
    if target.exists():
        target.replace(target.with_name(f"{target.name}.damaged"))
    for side in _SIDE_FILES:
        target.with_name(target.name + side).unlink(missing_ok=True)
    fresh.rename(target)


def _usable(target: Path) -> bool:
    """False for a file that is no whole database. Leaving WAL needs to be alone: every service keeps the file open, and
    so holds it (https://sqlite.org/wal.html, section 5). Raises StoreError."""
    try:
        with closing(sqlite3.connect(target, timeout=0.5)) as file:
            left = str(file.execute("PRAGMA journal_mode = DELETE").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if connections.explained(error, target) is error or _key(error, target) == "store-locked":
            raise StoreError("restore-running", path=str(target)) from error
        if _key(error, target) in {"store-not-a-database", "store-damaged"}:
            return False
        raise
    if left == "wal":
        raise StoreError("restore-running", path=str(target))
    return True


def _key(error: sqlite3.Error, path: Path) -> str:
    explained = connections.explained(error, path)
    return explained.key if isinstance(explained, StoreError) else ""


async def needs_upgrade(path: Path) -> bool:
    return 0 < await asyncio.to_thread(_schema, path) < queries.migrations("sqlite")[-1][0]


async def before_upgrade(path: Path, now: dt.datetime) -> Path | None:
    """A copy beside the database if opening it would change its schema; of such copies the last two are kept. Raises
    StoreError."""
    if not await needs_upgrade(path):
        return None
    found = await asyncio.to_thread(_schema, path)
    copy = path.with_name(f"{path.stem}.schema-{found}.{now:%Y%m%dT%H%M%S%f}{path.suffix}")
    await connections.copy(path, copy)
    for old in _before_upgrades(path)[:-KEPT_BEFORE_UPGRADES]:
        old.unlink(missing_ok=True)
    return copy


def _before_upgrades(path: Path) -> list[Path]:
    """The oldest first: the moment is the last part of the name but one."""
    return sorted(path.parent.glob(f"{path.stem}.schema-*{path.suffix}"), key=lambda each: each.name.split(".")[-2])


def _schema(path: Path) -> int:
    """0 for a file that is not there, or not ours: opening it tells why."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
        if _pragma(file, "application_id") == APPLICATION_ID:
            return _pragma(file, "user_version")
    return 0


def _pragma(file: sqlite3.Connection, name: str) -> int:
    return int(file.execute(f"PRAGMA {name}").fetchone()[0])
