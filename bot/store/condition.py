"""Whether the database can be used, looked at from outside and without changing it."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store import connections, queries
from bot.store.connections import APPLICATION_ID, StoreError

PATIENCE_S = 3.0  # somebody who writes is done sooner


async def condition(path: Path) -> StoreError | None:
    """What keeps the service from using it; None if nothing does."""
    try:
        with connections.explaining(path):
            await asyncio.to_thread(_look, path)
    except StoreError as error:
        return error
    return None


def _look(path: Path) -> None:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=PATIENCE_S)) as file:
        found, known = _pragma(file, "user_version"), queries.migrations("sqlite")[-1][0]
        if _pragma(file, "application_id") != APPLICATION_ID:
            raise StoreError("store-not-ours", path=str(path))
        if found > known:
            raise StoreError("store-newer", path=str(path), found=found, known=known)
        if file.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StoreError("store-damaged", path=str(path), reason="")
        file.execute("BEGIN IMMEDIATE")
        file.execute(f"PRAGMA user_version = {found}")  # a file that can only be read is not noticed before
        file.rollback()


def _pragma(file: sqlite3.Connection, name: str) -> int:
    return int(file.execute(f"PRAGMA {name}").fetchone()[0])
