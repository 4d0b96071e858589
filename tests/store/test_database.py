"""One file, one writer: what holds when tasks are cancelled, disks are full, files are foreign."""

import asyncio
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.store import Store, StoreError
from bot.store.database import Database

PUT = "INSERT INTO state (name, value) VALUES (:name, 'x')"


@pytest.fixture
async def database(tmp_path):
    database = await Database.open(tmp_path / "paperboy.db")
    yield database
    await database.close()


async def names(database: Database) -> list[str]:
    return [row["name"] for row in await database.fetch("SELECT name FROM state ORDER BY name")]


async def put(database: Database, name: str) -> None:
    async with database.write() as tx:
        await tx.run(PUT, {"name": name})


async def test_what_failed_is_rolled_back_and_the_next_write_succeeds(database):
    with pytest.raises(sqlite3.IntegrityError):
        async with database.write() as tx:
            await tx.run_many(PUT, [{"name": "a"}, {"name": "a"}])
    await put(database, "b")
    assert await names(database) == ["b"]


async def test_one_tasks_rollback_takes_nothing_of_anothers(database):
    inside = asyncio.Event()

    async def failing() -> None:
        async with database.write() as tx:
            await tx.run(PUT, {"name": "a"})
            inside.set()
            await asyncio.sleep(0)
            raise ZeroDivisionError

    task = asyncio.create_task(failing())
    await inside.wait()
    await put(database, "b")
    with pytest.raises(ZeroDivisionError):
        await task
    assert await names(database) == ["b"]


async def test_a_write_that_is_cancelled_in_the_middle_leaves_nothing(database):
    inside = asyncio.Event()

    async def hanging() -> None:
        async with database.write() as tx:
            await tx.run(PUT, {"name": "a"})
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hanging())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await put(database, "b")
    assert await names(database) == ["b"]


@pytest.mark.parametrize("steps", range(12))
async def test_a_write_cancelled_at_any_step_is_whole_or_not_there(database, steps):
    """Even during BEGIN and COMMIT, which go on in their thread."""
    task = asyncio.create_task(put(database, "a"))
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await put(database, "b")
    assert await names(database) in (["b"], ["a", "b"])


async def test_a_begin_that_is_cancelled_while_another_process_writes_keeps_no_lock(database):
    """The BEGIN succeeds in its thread after its task is gone."""
    rival = sqlite3.connect(database.path, isolation_level=None)
    rival.execute("BEGIN IMMEDIATE")
    task = asyncio.create_task(put(database, "a"))
    for _ in range(5):
        await asyncio.sleep(0)
    task.cancel()
    rival.execute("COMMIT")
    await asyncio.gather(task, return_exceptions=True)
    rival.execute("BEGIN IMMEDIATE")
    rival.execute("COMMIT")
    rival.close()
    await put(database, "b")
    assert await names(database) == ["b"]


async def test_readers_are_not_kept_waiting_by_a_write(database):
    async with database.write() as tx:
        await tx.run(PUT, {"name": "a"})
        assert await names(database) == []
    assert await names(database) == ["a"]


async def test_nothing_is_written_through_the_reader(database):
    with pytest.raises(StoreError) as refused:
        await database.fetch("INSERT INTO state (name, value) VALUES ('a', 'x')")
    assert refused.value.key == "store-read-only"


async def test_a_full_disk_is_said_and_nothing_half_written_stays(database):
    await put(database, "a")
    async with database.write() as tx:
        [(pages,)] = await tx.fetch("PRAGMA page_count")
        await tx.fetch(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as refused:
        async with database.write() as tx:
            await tx.run_many(PUT, [{"name": "b" * 1000 + str(number)} for number in range(100)])
    assert refused.value.key == "store-full"
    assert await names(database) == ["a"]
    async with database.write() as tx:
        await tx.fetch("PRAGMA max_page_count = 100000")
    await put(database, "b")
    assert await names(database) == ["a", "b"]


async def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("these are my notes\n" * 100)
    with pytest.raises(StoreError) as refused:
        await Store.open(path)
    assert refused.value.key == "store-not-a-database"
    assert path.read_text() == "these are my notes\n" * 100


async def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError) as refused:
        await Store.open(path)
    assert refused.value.key == "store-not-ours"
    assert path.read_bytes() == before


async def test_a_newer_schema_is_refused(tmp_path):
    await (await Store.open(tmp_path / "paperboy.db")).close()
    with sqlite3.connect(tmp_path / "paperboy.db") as newer:
        newer.execute("PRAGMA user_version = 9999")
    newer.close()
    with pytest.raises(StoreError) as refused:
        await Store.open(tmp_path / "paperboy.db")
    assert (refused.value.key, refused.value.values["found"]) == ("store-newer", 9999)


async def test_a_folder_or_a_path_below_a_file_cannot_be_opened(tmp_path):
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "paperboy.db"):
        with pytest.raises(StoreError) as refused:
            await Store.open(path)
        assert refused.value.key == "store-cannot-open"


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write everything, whatever its mode says."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("folder_mode", [0o777, 0o555])
async def test_a_read_only_file_is_refused_at_once(folder_mode):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paperboy.db"
        await (await Store.open(path)).close()
        os.chmod(path, 0o444)  # noqa: PTH101
        os.chmod(folder, folder_mode)  # noqa: PTH101
        with as_nobody(), pytest.raises(StoreError) as refused:
            await (await Store.open(path)).close()
        os.chmod(folder, 0o700)  # noqa: PTH101
    assert refused.value.key in ("store-read-only", "store-cannot-open")


async def test_a_migration_that_fails_leaves_the_schema_as_it_was(tmp_path, monkeypatch):
    from bot.store import queries

    await (await Store.open(tmp_path / "paperboy.db")).close()
    known = queries.migrations("sqlite")
    broken = (known[-1][0] + 1, "CREATE TABLE fresh (x);\nINSERT INTO nowhere VALUES (1);\n")
    monkeypatch.setattr(queries, "migrations", lambda _: [*known, broken])
    with pytest.raises(sqlite3.OperationalError):
        await Store.open(tmp_path / "paperboy.db")
    monkeypatch.undo()
    store = await Store.open(tmp_path / "paperboy.db")
    assert await store.database.fetch("SELECT name FROM sqlite_master WHERE name = 'fresh'") == []
    assert await store.database.version() == known[-1][0]
    await store.close()


async def test_many_may_open_a_fresh_file_at_once(tmp_path):
    stores = await asyncio.gather(*(Store.open(tmp_path / "paperboy.db") for _ in range(6)))
    for number, store in enumerate(stores):
        await put(store.database, str(number))
    assert len(await names(stores[0].database)) == 6
    await asyncio.gather(*(store.close() for store in stores))


async def test_a_copy_of_a_database_that_is_being_written_is_whole(database, tmp_path):
    writing = True

    async def write_on() -> int:
        number = 0
        while writing:
            number += 1
            await put(database, f"{number:06}")
        return number

    task = asyncio.create_task(write_on())
    while len(await names(database)) < 5:
        pass
    await database.copy_to(tmp_path / "copy.db")
    writing = False
    await task
    copy = await Database.open(tmp_path / "copy.db")
    copied = await names(copy)
    assert copied == (await names(database))[: len(copied)]
    assert len(copied) >= 5
    await copy.close()


async def test_a_copy_never_replaces_a_file_and_leaves_none_that_is_not_whole(database, tmp_path):
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(StoreError) as refused:
        await database.copy_to(tmp_path / "copy.db")
    assert refused.value.key == "store-copy-exists"
    task = asyncio.create_task(database.copy_to(tmp_path / "other.db"))
    for _ in range(3):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    with pytest.raises(StoreError):
        await database.copy_to(tmp_path / "nowhere" / "copy.db")
    left = {path.name for path in tmp_path.iterdir()} - {
        "paperboy.db",
        "paperboy.db-wal",
        "paperboy.db-shm",
        "other.db",
    }
    assert left == {"copy.db"}


async def test_changes_of_another_process_are_noticed(database, tmp_path):
    before = await database.changes()
    other = await Database.open(tmp_path / "paperboy.db")
    await put(other, "a")
    await other.close()
    assert await database.changes() != before
