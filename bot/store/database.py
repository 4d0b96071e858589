"""One SQLite file: a writer connection behind one lock, and a reader that no import can keep waiting."""

import asyncio
import datetime as dt
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiosqlite

from bot.store import queries

BUSY_TIMEOUT_S = 10
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)

Row = sqlite3.Row
Params = Mapping[str, Any]


def to_micros(instant: dt.datetime) -> int:
    return (instant - EPOCH) // _MICROSECOND


def from_micros(micros: int) -> dt.datetime:
    return EPOCH + dt.timedelta(microseconds=micros)


def maybe_micros(instant: dt.datetime | None) -> int | None:
    return None if instant is None else to_micros(instant)


def maybe_instant(micros: int | None) -> dt.datetime | None:
    return None if micros is None else from_micros(micros)


def lines(items: Iterable[str]) -> str:
    """A list as the database holds it: one item a line."""
    return "\n".join(items)


def unlines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


class StoreError(Exception):
    """The database cannot be used. `key` names the reason in the catalogue (`store-…`)."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(f"{key} {values}")
        self.key, self.values = key, values


class Transaction:
    """Queries on the writer; made only by Database.write."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def fetch(self, sql: str, params: Params | None = None) -> Sequence[Row]:
        return list(await self._connection.execute_fetchall(sql, params or {}))

    async def fetch_one(self, sql: str, params: Params | None = None) -> Row | None:
        rows = await self.fetch(sql, params)
        return rows[0] if rows else None

    async def run(self, sql: str, params: Params | None = None) -> int:
        """How many rows changed."""
        async with self._connection.execute(sql, params or {}) as cursor:
            return cursor.rowcount

    async def run_many(self, sql: str, params: Iterable[Params]) -> None:
        await self._connection.executemany(sql, params)


class Database:
    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.path = path
        self._writer, self._reader = writer, reader
        self._lock = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path, *, migrate: bool = True) -> "Database":
        """Opens or creates the file and brings its schema up to date. Raises StoreError."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            writer = await _connect(path)
        except (OSError, sqlite3.Error) as error:
            raise _explained(error, path) from error
        try:
            await _prepare(writer)
            await _check_version(writer)
            if migrate:
                await _migrate(writer)
            reader = await _connect(path)
        except (OSError, sqlite3.Error) as error:
            await writer.close()
            raise _explained(error, path) from error
        except BaseException:
            await writer.close()
            raise
        await reader.execute("PRAGMA query_only = ON")
        return cls(path, writer, reader)

    async def close(self) -> None:
        async with self._lock:
            await self._reader.close()
            await self._writer.close()

    async def fetch(self, sql: str, params: Params | None = None) -> Sequence[Row]:
        return list(await self._reader.execute_fetchall(sql, params or {}))

    async def fetch_one(self, sql: str, params: Params | None = None) -> Row | None:
        rows = await self.fetch(sql, params)
        return rows[0] if rows else None

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Transaction]:
        """One transaction. Without the lock, one task's rollback would take another's insert along; a deferred BEGIN
        would fail at once in spite of the busy timeout. Any exception rolls back, cancellation included."""
        async with self._lock:
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
                yield Transaction(self._writer)
                await asyncio.shield(self._writer.commit())
            except BaseException as error:
                await asyncio.shield(self._rollback())
                if isinstance(error, sqlite3.OperationalError | sqlite3.DatabaseError) and _explains(error):
                    raise _explained(error, self.path) from error
                raise

    async def _rollback(self) -> None:
        if self._writer.in_transaction:
            await self._writer.rollback()

    async def version(self) -> int:
        return await _version(self._reader)

    async def changes(self) -> int:
        """A number that differs when another connection (also of another process) has committed."""
        row = await self.fetch_one("PRAGMA data_version")
        return int(row[0]) if row else 0

    async def copy_to(self, target: Path) -> None:
        """A consistent, checked copy while others read and write. Raises StoreError when it is not whole."""
        await self._reader.execute("VACUUM INTO ?", (str(target),))
        async with aiosqlite.connect(target) as copy:
            row = next(iter(await copy.execute_fetchall("PRAGMA integrity_check")))
        if row[0] != "ok":
            raise StoreError("store-copy-damaged", path=str(target))


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


async def _prepare(connection: aiosqlite.Connection) -> None:
    # FULL: a ledger row that was committed must survive a power cut (https://sqlite.org/pragma.html#pragma_synchronous)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        await connection.execute_fetchall(f"PRAGMA {pragma}")


async def _version(connection: aiosqlite.Connection) -> int:
    row = next(iter(await connection.execute_fetchall("PRAGMA user_version")))
    return int(row[0])


async def _check_version(connection: aiosqlite.Connection) -> None:
    known = queries.migrations("sqlite")[-1][0]
    found = await _version(connection)
    if found > known:
        raise StoreError("store-newer", found=found, known=known)


async def _migrate(connection: aiosqlite.Connection) -> None:
    """Each migration in one transaction with the record of it (user_version is part of the transaction)."""
    for number, script in queries.migrations("sqlite"):
        if number > await _version(connection):
            await connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")


_REASONS = (
    ("file is not a database", "store-not-a-database"),
    ("malformed", "store-damaged"),
    ("readonly", "store-read-only"),
    ("unable to open", "store-cannot-open"),
    ("full", "store-full"),
    ("locked", "store-locked"),
    ("disk I/O", "store-disk"),
)


def _explains(error: Exception) -> bool:
    return any(words in str(error) for words, _ in _REASONS)


def _explained(error: Exception, path: Path) -> StoreError:
    for words, key in _REASONS:
        if words in str(error):
            return StoreError(key, path=str(path))
    return StoreError("store-cannot-open", path=str(path))
