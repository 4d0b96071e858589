"""How a SQLite file is opened, brought up to date and copied, and what its errors mean to an operator."""

import asyncio
import os
import sqlite3
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import aiosqlite

from bot.store import queries

BUSY_TIMEOUT_S = 10
# "Pboy": marks the file as ours (https://sqlite.org/pragma.html#pragma_application_id); set by the first migration.
APPLICATION_ID = 0x50626F79

T = TypeVar("T")


class StoreError(Exception):
    """The database cannot be used. `key` names the reason in the catalogue (`store-…`)."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(f"{key} {values}")
        self.key, self.values = key, values


async def to_the_end(work: Awaitable[T]) -> T:
    """Waits until the work is done even when cancelled, so that what follows finds the connection at rest."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is None:
        return task.result()
    task.exception()  # marks it as seen
    raise cancelled


async def connect(path: Path) -> aiosqlite.Connection:
    """When opening fails or is cancelled, aiosqlite's thread answers to a loop that may be closed by then: so what
    fails fails before, and what is cancelled is opened and closed."""
    await asyncio.to_thread(_open_and_close, path)
    connection = aiosqlite.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    try:
        await to_the_end(connection)
    except asyncio.CancelledError:
        await to_the_end(connection.close())
        raise
    connection.row_factory = sqlite3.Row
    return connection


def _open_and_close(path: Path) -> None:
    sqlite3.connect(path).close()


async def prepare(connection: aiosqlite.Connection, path: Path) -> None:
    """Refuses what is not ours before anything is written into it, then sets the connection up as the writer."""
    found, known = await number(connection, "user_version"), queries.migrations("sqlite")[-1][0]
    # In this order: another process may be making the file, and its first transaction brings both.
    if await number(connection, "schema_version") and await number(connection, "application_id") != APPLICATION_ID:
        raise StoreError("store-not-ours", path=str(path))
    if found > known:
        raise StoreError("store-newer", path=str(path), found=found, known=known)
    await _use_wal(connection)
    # FULL: a ledger row that was committed must survive a power cut (https://sqlite.org/pragma.html#pragma_synchronous)
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
        await connection.execute_fetchall(f"PRAGMA {pragma}")
    # A file that can only be read is refused now, not at the first write. A BEGIN alone does not notice.
    await connection.execute_fetchall("BEGIN IMMEDIATE")
    try:
        await connection.execute_fetchall(f"PRAGMA user_version = {found}")
    finally:
        await connection.rollback()


async def prepare_reader(connection: aiosqlite.Connection) -> None:
    # What words the search index holds (https://sqlite.org/fts5.html#the_fts5vocab_virtual_table_module).
    await connection.execute_fetchall("CREATE VIRTUAL TABLE temp.search_words USING fts5vocab (main, search, row)")
    for pragma in ("query_only = ON", "cache_size = -8000"):  # KiB: searches and random papers touch many pages
        await connection.execute_fetchall(f"PRAGMA {pragma}")


async def _use_wal(connection: aiosqlite.Connection) -> None:
    """Two processes that create the file at once: the change of mode fails at once, whatever the busy timeout."""
    for pause in (0.05, 0.2, 1.0, 0):
        try:
            await connection.execute_fetchall("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not pause or _code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            await asyncio.sleep(pause)


async def number(connection: aiosqlite.Connection, pragma: str) -> int:
    row = next(iter(await connection.execute_fetchall(f"PRAGMA {pragma}")))
    return int(row[0])


async def migrate(connection: aiosqlite.Connection) -> None:
    """Each migration in one transaction with the record of it (user_version is part of the transaction)."""
    for version, script in queries.migrations("sqlite"):
        await connection.execute_fetchall("BEGIN IMMEDIATE")
        try:
            # Asked again under the lock: another process may have been faster.
            if version > await number(connection, "user_version"):
                for statement in _statements(script):
                    await connection.execute_fetchall(statement)
                await connection.execute_fetchall(f"PRAGMA user_version = {version}")
            await to_the_end(connection.commit())
        except BaseException:
            await to_the_end(connection.rollback())
            raise


def _statements(script: str) -> Iterator[str]:
    """One by one, since sqlite3's own executescript commits first and so cannot be part of a transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


async def copy(source: Path, target: Path) -> None:
    """A consistent, checked copy; nothing stands at `target` before it is whole. Raises StoreError."""
    if await asyncio.to_thread(target.exists):
        raise StoreError("store-copy-exists", path=str(target))
    unfinished = target.with_name(f"{target.name}.part")
    with explaining(target):
        await asyncio.to_thread(unfinished.unlink, missing_ok=True)
        try:
            await _vacuum_into(source, unfinished)
            await _check_copy(unfinished)
            await asyncio.to_thread(unfinished.rename, target)
        finally:
            unfinished.unlink(missing_ok=True)


async def _vacuum_into(source: Path, target: Path) -> None:
    connection = await connect(source)
    try:
        await connection.execute_fetchall("VACUUM INTO ?", (str(target),))
    except BaseException:
        await connection.interrupt()
        raise
    finally:
        await to_the_end(connection.close())


async def _check_copy(copy: Path) -> None:
    connection = await connect(copy)
    try:
        row = next(iter(await connection.execute_fetchall("PRAGMA integrity_check")))
    finally:
        await to_the_end(connection.close())
    if row[0] != "ok":
        raise StoreError("store-copy-damaged", path=str(copy))
    await asyncio.to_thread(_sync, copy)


def _sync(path: Path) -> None:
    """VACUUM INTO leaves that to the operating system."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


# https://sqlite.org/rescode.html
_REASONS = {
    sqlite3.SQLITE_NOTADB: "store-not-a-database",
    sqlite3.SQLITE_CORRUPT: "store-damaged",
    sqlite3.SQLITE_READONLY: "store-read-only",
    sqlite3.SQLITE_CANTOPEN: "store-cannot-open",
    sqlite3.SQLITE_FULL: "store-full",
    sqlite3.SQLITE_BUSY: "store-locked",
    sqlite3.SQLITE_LOCKED: "store-locked",
    sqlite3.SQLITE_IOERR: "store-disk",
    sqlite3.SQLITE_PERM: "store-cannot-open",
}


def _code(error: sqlite3.Error) -> int:
    """The primary code of an extended one."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def explained(error: sqlite3.Error, path: Path) -> Exception:
    """What the operator can do something about; anything else is our own mistake and stays as it is."""
    key = _REASONS.get(_code(error))
    return error if key is None else StoreError(key, path=str(path), reason=str(error))


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise explained(error, path) from error
    except OSError as error:
        raise StoreError("store-cannot-open", path=str(path), reason=error.strerror or str(error)) from error
