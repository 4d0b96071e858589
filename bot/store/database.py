"""One SQLite file: a writer connection behind one lock, and a reader that no import can keep waiting."""

import asyncio
import datetime as dt
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import aiosqlite

from bot.store import connections
from bot.store.memo import Memo

STREAM_ROWS = 200
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


class Transaction:
    """Queries on the writer; made only by Database.write."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def fetch(self, sql: str, params: Params | None = None) -> Sequence[Row]:
        return cast("Sequence[Row]", await self._connection.execute_fetchall(sql, params or {}))

    async def fetch_one(self, sql: str, params: Params | None = None) -> Row | None:
        rows = await self.fetch(sql, params)
        return rows[0] if rows else None

    async def run(self, sql: str, params: Params | None = None) -> int:
        """How many rows changed."""
        async with self._connection.execute(sql, params or {}) as cursor:
            return cursor.rowcount

    async def run_many(self, sql: str, params: Iterable[Params]) -> None:
        rows = list(params)
        if not rows:
            return
        async with self._connection.executemany(sql, rows):
            pass


class Database:
    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.path = path
        self._writer, self._reader = writer, reader
        self._lock = asyncio.Lock()
        self.memo = Memo(path)

    @classmethod
    async def open(cls, path: Path, *, migrate: bool = True) -> "Database":
        """Opens or creates the file and brings its schema up to date. Raises StoreError."""
        opened: list[aiosqlite.Connection] = []
        try:
            with connections.explaining(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                opened.append(await connections.connect(path))
                await connections.prepare(opened[0], path)
                if migrate:
                    await connections.migrate(opened[0])
                opened.append(await connections.connect(path))
                await connections.prepare_reader(opened[1])
        except BaseException:
            for connection in opened:
                await connections.to_the_end(connection.close())
            raise
        return cls(path, *opened)

    async def close(self) -> None:
        async with self._lock:
            self.memo.close()
            await self._reader.close()
            await self._writer.close()

    async def fetch(self, sql: str, params: Params | None = None) -> Sequence[Row]:
        try:
            return cast("Sequence[Row]", await self._reader.execute_fetchall(sql, params or {}))
        except sqlite3.Error as error:
            raise connections.explained(error, self.path) from error

    async def fetch_one(self, sql: str, params: Params | None = None) -> Row | None:
        rows = await self.fetch(sql, params)
        return rows[0] if rows else None

    async def stream(self, sql: str, params: Params | None = None) -> AsyncIterator[Sequence[Row]]:
        """Many rows of one moment, some at a time, on a connection of their own."""
        with connections.explaining(self.path):
            connection = await connections.connect(self.path)
            try:
                async with connection.execute(sql, params or {}) as cursor:
                    while rows := await cursor.fetchmany(STREAM_ROWS):
                        yield cast("Sequence[Row]", rows)
            finally:
                await connections.to_the_end(connection.close())

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Transaction]:
        """One transaction. Without the lock, one task's rollback would take another's insert along; a deferred BEGIN
        would fail at once in spite of the busy timeout. Any exception rolls back, cancellation included; one that is
        cancelled during its commit is committed."""
        async with self._lock:
            try:
                await self._writer.execute_fetchall("BEGIN IMMEDIATE")
                yield Transaction(self._writer)
                await connections.to_the_end(self._writer.commit())
            except BaseException as error:
                # Not asked for in_transaction first: a BEGIN that was cancelled may still be under way in the thread.
                await connections.to_the_end(self._writer.rollback())
                if isinstance(error, sqlite3.Error):
                    raise connections.explained(error, self.path) from error
                raise

    async def version(self) -> int:
        return await connections.number(self._reader, "user_version")

    async def changes(self) -> int:
        """A number that differs when another connection (also of another process) has committed."""
        return await connections.number(self._reader, "data_version")

    async def copy_to(self, target: Path) -> None:
        """A consistent, checked copy while others read and write. Raises StoreError."""
        await connections.copy(self.path, target)
