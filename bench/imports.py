"""Importing a vault of 4,000 notes: new, unchanged, one changed."""

import datetime as dt
import gc
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from bench import archive
from bench.measure import Figure, LongestPause
from bot.importer import import_source
from bot.store import Store, queries
from bot.tags import Aliases

NOTES = 4000
NOW = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)


async def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        vault, database = Path(folder, "vault"), Path(folder, "bench.db")
        archive.write(vault, NOTES)
        store = await Store.open(database)
        try:
            with _kept_for_good():
                new, pause = await _timed(store, vault)
                unchanged, _ = await _timed(store, vault)
                _correct_one(vault)
                one, _ = await _timed(store, vault)
        finally:
            await store.close()
        copy, walk = _rows_alone(database, Path(folder, "copy.db")), _walk_alone(vault)
    return [
        Figure("import of 4,000 notes: new", new, "s", copy, "the same rows by bare executemany", reach=4),
        Figure("longest pause of the loop meanwhile", pause, "ms", reach=50),
        Figure("import of 4,000 notes: unchanged", unchanged, "s", walk, "walking and stat alone", reach=0.3),
        Figure("import of 4,000 notes: one changed", one, "s", walk, "walking and stat alone"),
    ]


@contextmanager
def _kept_for_good() -> Iterator[None]:
    """What this process has loaded is not looked through for garbage meanwhile: the service and the command line see to
    that when they start."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _correct_one(vault: Path) -> None:
    note = next(vault.rglob("*.md"))
    note.write_text(note.read_text("utf-8") + "\nA correction.\n", "utf-8")


async def fill(store: Store, vault: Path) -> None:
    await import_source(store, vault, aliases=Aliases.load(None), now=NOW, zone=ZoneInfo("Asia/Seoul"))


async def _timed(store: Store, vault: Path) -> tuple[float, float]:
    start = time.perf_counter()
    async with LongestPause() as pause:
        await fill(store, vault)
    return time.perf_counter() - start, pause.longest


def _rows_alone(source: Path, target: Path) -> float:
    """Seconds to insert all rows of `source` into an empty database of the same schema, in one transaction."""
    new = sqlite3.connect(target)
    for _, script in queries.migrations("sqlite"):
        new.executescript(script)
    new.executescript(f"DELETE FROM tags; ATTACH '{source}' AS old;")
    tables = [name for (name,) in new.execute("SELECT name FROM old.sqlite_master WHERE type = 'table'")]
    plain = [name for name in tables if name == "search_terms" or not name.startswith(("search", "sqlite_"))]
    rows = {name: new.execute(f"SELECT * FROM old.{name}").fetchall() for name in plain}
    terms = new.execute("SELECT rank, terms FROM old.search_terms").fetchall()
    start = time.perf_counter()
    with new:
        for name, values in rows.items():
            if values:
                new.executemany(f"INSERT INTO main.{name} VALUES ({','.join('?' * len(values[0]))})", values)
        new.executemany("INSERT INTO search (rowid, terms) VALUES (?, ?)", terms)
    seconds = time.perf_counter() - start
    new.close()
    return seconds


def _walk_alone(vault: Path) -> float:
    start = time.perf_counter()
    for folder, _, names in os.walk(vault):
        for name in names:
            Path(folder, name).stat()
    return time.perf_counter() - start
