"""Backups: put back whole or not at all, made before the schema changes, thinned as they grow older."""

import asyncio
import datetime as dt
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bench import archive
from bot.app import opened
from bot.importer import import_source, run
from bot.keeping import back_up, backups, kept
from bot.settings import Settings
from bot.store import Store, StoreError, queries
from bot.store.backups import before_upgrade, restore
from bot.tags import Aliases

NOW = dt.datetime(2025, 6, 2, 3, tzinfo=dt.UTC)
TODAY = dt.date(2025, 6, 2)


async def made(path: Path, said: str = "first") -> Path:
    """A database that remembers one word."""
    store = await Store.open(path)
    async with store.write() as tx:
        await store.remember(tx, "word", said)
    await store.close()
    return path


async def copied(path: Path, copy: Path) -> Path:
    store = await Store.open(path)
    await store.database.copy_to(copy)
    await store.close()
    return copy


async def word(path: Path) -> str | None:
    store = await Store.open(path)
    try:
        return await store.recall("word")
    finally:
        await store.close()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def break_in_the_middle(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))


_HOLDER = """
import asyncio, sys
from pathlib import Path
from bot.store import Store

async def main():
    store = await Store.open(Path(sys.argv[1]))
    print("open", flush=True)
    sys.stdin.read()
    await store.close()

asyncio.run(main())
"""


@contextmanager
def in_use(database: Path) -> Iterator[None]:
    """Another process has it open, and does nothing with it."""
    command = [sys.executable, "-c", _HOLDER, str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield
        other.communicate()


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    return await made(tmp_path / "db.sqlite3")


@pytest.fixture
async def copy(database: Path, tmp_path: Path) -> Path:
    """Of when the word was first; since then it is second."""
    copy = await copied(database, tmp_path / "copy.sqlite3")
    await made(database, "second")
    return copy


async def test_a_copy_is_put_in_an_empty_place(copy: Path, tmp_path: Path):
    target = tmp_path / "new" / "db.sqlite3"
    assert await restore(copy, target, force=False) == queries.migrations("sqlite")[-1][0]
    assert await word(target) == "first"


async def test_a_database_is_replaced_only_by_force(copy: Path, database: Path):
    with pytest.raises(StoreError, match="restore-exists"):
        await restore(copy, database, force=False)
    assert await word(database) == "second"
    await restore(copy, database, force=True)
    assert await word(database) == "first"


async def test_nothing_is_left_beside_a_restored_database(copy: Path, database: Path, tmp_path: Path):
    await restore(copy, database, force=True)
    assert names(tmp_path) == {"db.sqlite3", "copy.sqlite3"}


async def test_a_database_in_use_by_another_process_is_not_replaced(copy: Path, database: Path):
    with in_use(database), pytest.raises(StoreError, match="restore-running"):
        await restore(copy, database, force=True)
    assert await word(database) == "second"


@pytest.mark.parametrize("damage", [b"", b"this is no database at all, however long it may be" * 100])
async def test_what_is_no_copy_of_ours_changes_nothing(database: Path, tmp_path: Path, damage: bytes):
    (tmp_path / "bad.sqlite3").write_bytes(damage)
    with pytest.raises(StoreError, match=r"restore-not-ours|store-not-a-database"):
        await restore(tmp_path / "bad.sqlite3", database, force=True)
    assert await word(database) == "first"


async def test_a_damaged_copy_changes_nothing(copy: Path, database: Path):
    break_in_the_middle(copy)
    with pytest.raises(StoreError, match=r"restore-damaged|store-damaged"):
        await restore(copy, database, force=True)
    assert await word(database) == "second"


async def test_a_copy_of_a_newer_paperboy_is_refused(copy: Path, database: Path):
    with closing(sqlite3.connect(copy)) as file:
        file.execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="store-newer"):
        await restore(copy, database, force=True)


async def test_a_damaged_database_makes_way_and_is_kept_aside(copy: Path, database: Path):
    await asyncio.to_thread(database.write_bytes, b"what a broken disk left of it" * 300)
    await restore(copy, database, force=True)
    assert await word(database) == "first"
    assert "db.sqlite3.damaged" in names(database.parent)


async def test_a_backup_that_is_made_during_an_import_is_of_one_instant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(run, "BATCH_FILES", 60)  # as many transactions as a large archive has
    await asyncio.to_thread(archive.write, tmp_path / "vault", 1000)
    store = await Store.open(tmp_path / "db.sqlite3")
    zone, aliases = ZoneInfo("UTC"), Aliases.load(None)
    importing = asyncio.create_task(
        import_source(store, tmp_path / "vault", name="vault", aliases=aliases, now=NOW, zone=zone)
    )
    sizes = []
    while not importing.done():
        copy = tmp_path / f"copy-{len(sizes)}.sqlite3"
        await store.database.copy_to(copy)
        await restore(copy, tmp_path / "restored.sqlite3", force=True)
        sizes.append(whole(tmp_path / "restored.sqlite3"))
    await importing
    await store.close()
    assert sizes == sorted(sizes)
    assert [size for size in sizes if 0 < size < 1000]  # some were made in the midst of it


def whole(path: Path) -> int:
    """How many papers it has, each with its document and in the index."""
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        file.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")  # raises if it is not whole
        (papers,) = file.execute("SELECT count(*) FROM papers").fetchone()
        assert file.execute("SELECT count(*) FROM documents").fetchone() == (papers,)
        assert file.execute("SELECT count FROM tags WHERE slug = ''").fetchone() in ((papers,), None)
    return int(papers)


# --- before the schema changes ----------------------------------------------------------------------------------------


@pytest.fixture
def upgraded(monkeypatch: pytest.MonkeyPatch):
    """Paperboy gets one migration more, each time it is called."""
    migrations = queries.migrations("sqlite")

    def upgrade() -> None:
        number = migrations[-1][0] + 1
        migrations.append((number, f"CREATE TABLE made_by_{number} (id INTEGER);\n"))

    monkeypatch.setattr(queries, "migrations", lambda _: migrations)
    return upgrade


async def test_opening_an_older_database_copies_it_first(database: Path, upgraded):
    before = queries.migrations("sqlite")[-1][0]
    upgraded()
    async with opened(Settings(data_dir=database.parent, database_url=f"sqlite:///{database}")) as app:
        assert await app.store.database.version() == before + 1
    (copy,) = database.parent.glob("db.schema-*.sqlite3")
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (before,)


async def test_a_database_of_today_and_one_that_is_not_there_are_not_copied(database: Path, tmp_path: Path):
    assert await before_upgrade(database, NOW) is None
    assert await before_upgrade(tmp_path / "none.sqlite3", NOW) is None
    assert not (tmp_path / "none.sqlite3").exists()


async def test_of_the_copies_before_upgrades_the_last_two_are_kept(database: Path, upgraded):
    copies = []
    for day in range(3):
        upgraded()
        copies.append(await before_upgrade(database, NOW + dt.timedelta(days=day)))
        await (await Store.open(database)).close()
    assert sorted(database.parent.glob("db.schema-*")) == copies[1:]


# --- every day --------------------------------------------------------------------------------------------------------


async def test_a_day_has_one_backup(database: Path, tmp_path: Path):
    store = await Store.open(database)
    folder = tmp_path / "backups"
    assert await back_up(store, folder, NOW, "Asia/Seoul") == folder / "paperboy-2025-06-02.sqlite3"
    assert await back_up(store, folder, NOW + dt.timedelta(hours=1), "Asia/Seoul") is None
    assert await back_up(store, folder, NOW + dt.timedelta(hours=13), "Asia/Seoul") is not None  # it is June 3 there
    await store.close()
    assert await word(folder / "paperboy-2025-06-02.sqlite3") == "first"


async def test_a_folder_that_is_not_there_is_said_and_tried_again(database: Path, tmp_path: Path):
    store = await Store.open(database)
    folder = tmp_path / "disk" / "backups"
    with pytest.raises(StoreError, match="store-cannot-open"):
        await back_up(store, folder, NOW, "UTC")
    folder.parent.mkdir()
    assert await back_up(store, folder, NOW + dt.timedelta(minutes=10), "UTC")
    await store.close()


async def test_old_backups_go_and_other_files_stay(database: Path, tmp_path: Path):
    for back in range(1, 60):
        (tmp_path / f"paperboy-{TODAY - dt.timedelta(days=back)}.sqlite3").touch()
    (tmp_path / "paperboy-monday.sqlite3").touch()
    store = await Store.open(database)
    await back_up(store, tmp_path, NOW, "UTC")
    await store.close()
    assert len(backups(tmp_path)) == 10
    (tmp_path / "paperboy-2026-99-99.sqlite3").touch()  # somebody else's
    assert len(backups(tmp_path)) == 10
    assert names(tmp_path) > {"paperboy-monday.sqlite3", "db.sqlite3"}


def test_seven_days_and_four_weeks_are_kept():
    days = {TODAY - dt.timedelta(days=back) for back in range(60)}
    assert kept(days) >= {TODAY - dt.timedelta(days=back) for back in range(7)}
    mondays = {TODAY - dt.timedelta(weeks=back) for back in range(4)}
    assert kept(days) == {TODAY - dt.timedelta(days=back) for back in range(7)} | mondays


def test_thinned_day_by_day_the_same_are_kept_as_at_once():
    days: frozenset[dt.date] = frozenset()
    for number in range(60):
        days = kept(days | {TODAY + dt.timedelta(days=number)})
    assert days == kept(TODAY + dt.timedelta(days=number) for number in range(60))


def test_a_service_that_was_off_for_months_keeps_what_it_has():
    old = {dt.date(2025, 1, day) for day in range(1, 6)}
    assert kept(old | {TODAY}) == old | {TODAY}
