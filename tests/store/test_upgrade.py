"""A database of each older schema, with data in every table, becomes one of today and loses nothing."""

import asyncio
import datetime as dt
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.app import opened
from bot.settings import Settings
from bot.store import Store, StoreError, queries
from bot.store.backups import restore
from tests.processes import Place

MIGRATIONS = queries.migrations("sqlite")
OLDER = [version for version, _ in MIGRATIONS[:-1]]

Rows = list[dict[str, Any]]

_PAPER = {
    "title": "GradPower", "authors": "Mingze Wang\nJinbo Wang", "abstract": "An abstract.", "ko": "코멘트예요.",
    "en": "A comment.", "tags": "optimizer\nrl", "links": "https://arxiv.org/abs/2505.24275",
    "related": "", "named": 1, "digest": "2025-06-02", "news": "news", "published_at": 1_748_800_000_000_000,
}  # fmt: skip
_SUBSCRIPTION = {
    "time": "09:00", "zone": "Asia/Seoul", "days": 31, "languages": "ko+en", "wanted": "rl", "excluded": "nlp",
    "layout": "thread", "role": "@readers", "made_by": "ada", "made_in": "w1", "reason": "", "since": 3, "first": "",
    "made_at": 2,
}  # fmt: skip
_DELIVERY = {
    "subscription": 1, "channel": 1, "languages": "ko+en", "layout": "thread", "role": "@readers", "remaining": 0,
    "deadline": 2**62,
}  # fmt: skip
_PART = {"delivery": 1, "papers": "[1]", "first_number": 1, "reply": 0, "payload": "h1", "attempt": 1}

# What every table may hold, by the columns of the oldest schema that has it. A new table needs its rows here.
DATA: dict[str, Rows] = {
    "papers": [
        {"id": 1, "arxiv_id": "2505.24275", "position": 1, "rank": 20, **_PAPER},
        {"id": 2, "arxiv_id": None, "position": 2, "rank": 10, **_PAPER, "withdrawn": 1, "news": "archive"},
    ],
    "aliases": [{"alias": "arxiv:2505.24275", "paper": 1}, {"alias": "id:7", "paper": 2}],
    "sources": [{"id": 1, "name": "vault", "root": "/vault", "first_at": 1, "last_at": 2, "complete": 1}],
    "documents": [
        {"id": 1, "source": 1, "path": "250602.md", "name": "250602", "kind": "note", "hash": "x", "size": 3,
         "touched_ns": 4, "arrived_at": 5, "changed_at": 6, "first": 1, "says": 2, "state": "live"},
    ],
    "entries": [
        {"document": 1, "ordinal": 0, "paper": 1, "digest": "2025-06-02", "position": 1, "entry": "{}"},
        {"document": 1, "ordinal": 1, "paper": 2, "digest": None, "position": None, "entry": "{}"},
    ],
    "tags": [{"id": 1, "slug": "optimizer", "count": 2}, {"id": 2, "slug": "rl", "count": 2}],
    "paper_tags": [
        {"tag": tag, "rank": 30 - 10 * paper, "paper": paper, "number": paper} for tag in (0, 1, 2) for paper in (1, 2)
    ],
    "search_terms": [{"rank": 20, "terms": "gradpower 코멘 멘트"}, {"rank": 10, "terms": "gradpower"}],
    "readers": [
        {"id": 1, "platform": "slack", "workspace": "w1", "user": "ada", "language": "ko", "zone": "Asia/Seoul"},
        {"id": 2, "platform": "discord", "workspace": "", "user": "7", "language": None, "zone": None},
    ],
    "saved": [{"reader": 1, "paper": 1, "saved_at": 8}],
    "seen": [{"reader": 2, "filter": "", "paper": 1}, {"reader": 2, "filter": "rl", "paper": 2}],
    "channels": [
        {"id": 1, "platform": "slack", "workspace": "w1", "channel": "c", "kind": "text", "name": "papers"},
        {"id": 2, "platform": "slack", "workspace": "w2", "channel": "hash:1", "kind": "text", "name": ""},
    ],
    "subscriptions": [
        {"id": 1, "channel": 1, "state": "active", "next_slot": 11, "last_slot": 10, **_SUBSCRIPTION},
        {"id": 2, "channel": 2, "state": "ended", "next_slot": None, "last_slot": None, **_SUBSCRIPTION},
    ],
    "notices": [{"id": 1, "subscription": 2, "reason": "reason-gone", "key": "k", "made_at": 1, "try_at": 2}],
    "deliveries": [
        {"id": 1, "slot": 5, "local_date": "2025-06-02", "state": "open", "try_at": 6, **_DELIVERY},
        {"id": 2, "slot": 7, "local_date": None, "state": "closed", "try_at": 8, "error": "failed-paused", **_DELIVERY},
    ],
    "deliveries_over": [{"platform": "slack", "state": "done", "count": 3}],
    "payloads": [{"hash": "h1", "body": '{"text": "논문"}'}],
    "parts": [
        {"id": number, "ordinal": number, "state": state, "key": f"key-{number}", **_PART}
        for number, state in enumerate(("pending", "sending", "sent", "uncertain", "dead", "closed"), 1)
    ],
    "ledger": [{"channel": 1, "paper": 1, "part": 1}, {"channel": 2, "paper": 2, "part": 3}],
    "visits": [{"platform": "web", "workspace": "", "user": "0f", "channel": "dm-0f", "until_at": 2**62}],
    "removals": [{"platform": "slack", "workspace": "w2", "removed_at": 12}],
    "state": [{"name": "archive", "value": "7"}, {"name": "adapter:slack-token-w1", "value": "fernet:x"}],
    "turns": [{"name": "backup", "until_at": 2**62}],
}  # fmt: skip


def made(path: Path, version: int) -> Path:
    """A database as the Paperboy of that schema left it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as file:
        for number, script in MIGRATIONS[:version]:
            file.executescript(script)
            file.execute(f"PRAGMA user_version = {number}")
        for table in tables(file):
            assert DATA.get(table), f"the table {table} needs rows in DATA"
            for row in DATA[table]:
                columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join(f":{name}" for name in row)
                file.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)  # noqa: S608  # our own tables
        file.execute("UPDATE tags SET count = 2 WHERE id = 0")  # which the schema itself brings
        file.execute("INSERT INTO search (search) VALUES ('rebuild')")
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        file.commit()
    return path


def tables(file: sqlite3.Connection) -> list[str]:
    """Without those that SQLite and its search index keep for themselves."""
    found = file.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    return [name for (name,) in found if name == "search_terms" or not name.startswith(("sqlite_", "search"))]


def content(path: Path) -> dict[str, Rows]:
    with closing(sqlite3.connect(path)) as file:
        file.row_factory = sqlite3.Row
        return {
            table: [dict(row) for row in file.execute(f"SELECT * FROM {table}")]  # noqa: S608  # our own tables
            for table in tables(file)
        }


def lost(before: dict[str, Rows], after: dict[str, Rows]) -> list[tuple[str, dict[str, Any]]]:
    """Rows that are not there any more with what they held; new columns and new rows are no loss."""
    return [
        (table, row)
        for table, rows in before.items()
        for row in rows
        if not any(row.items() <= other.items() for other in after.get(table, []))
    ]


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        return int(file.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture(params=OLDER)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return made(tmp_path / "data" / "paperboy.sqlite3", request.param)


@pytest.fixture
def older_paperboy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The one before this one: it knows one migration less."""
    with monkeypatch.context() as patch:
        patch.setattr(queries, "migrations", lambda _: MIGRATIONS[:-1])
        yield


async def test_every_row_of_every_table_is_there_after_the_upgrade(old: Path) -> None:
    before = content(old)
    store = await Store.open(old)
    assert await store.database.version() == MIGRATIONS[-1][0]
    found = await store.database.fetch("SELECT rowid FROM search WHERE search MATCH 'gradpower' ORDER BY rowid")
    assert [row["rowid"] for row in found] == [10, 20]
    await store.close()
    assert lost(before, content(old)) == []
    with closing(sqlite3.connect(old)) as file:
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_an_upgraded_schema_is_the_same_as_a_new_one(old: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.sqlite3"
    for path in (old, fresh):
        await (await Store.open(path)).close()
    assert shape(old) == shape(fresh)


async def test_who_used_the_page_to_try_it_before_is_known_for_a_month_more(tmp_path: Path) -> None:
    old = await asyncio.to_thread(made, tmp_path / "paperboy.sqlite3", 3)
    names = [letter * 16 for letter in "abc"]
    rooms = [f"dm-{name}" for name in names]
    with closing(sqlite3.connect(old)) as file:
        file.execute("INSERT INTO readers (platform, workspace, user) VALUES ('web', '', ?)", (names[0],))
        file.execute("UPDATE channels SET platform = 'web', workspace = '', channel = ? WHERE id = 1", (rooms[1],))
        file.execute("UPDATE subscriptions SET made_by = ?, made_in = '' WHERE id = 1", (names[1],))
        for room in (rooms[2], "papers"):
            file.execute("INSERT INTO state VALUES (?, '{}')", (f"adapter:web:room:{room}:1",))
        file.commit()
    await (await Store.open(old)).close()
    visits = content(old)["visits"]
    assert [(each["user"], each["channel"]) for each in visits] == list(zip(names, rooms, strict=True))
    left = dt.timedelta(microseconds=visits[0]["until_at"]) - dt.timedelta(seconds=time.time())
    assert dt.timedelta(days=29, hours=23) < left <= dt.timedelta(days=30)


def shape(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as file:
        names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'index')")]
        return {name: file.execute(f"PRAGMA table_xinfo('{name}')").fetchall() for name in sorted(names)}


def test_the_service_copies_the_old_database_before_it_changes_it(old: Path) -> None:
    before, version = content(old), version_of(old)
    place = Place(old.parent.parent)
    with place.service() as service:
        copy = Path(service.until("copied before the upgrade")["file"])
        service.until("ready")
        service.stop()
    copy = place.folder / copy
    assert copy.name.startswith(f"paperboy.schema-{version}.")
    assert (version_of(copy), content(copy)) == (version, before)
    assert version_of(old) == MIGRATIONS[-1][0]
    assert lost({table: before[table] for table in ("papers", "readers", "saved", "ledger")}, content(old)) == []


async def test_going_back_is_refused_clearly_and_possible_by_the_copy(
    tmp_path: Path, older_paperboy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    previous = OLDER[-1]
    old = await asyncio.to_thread(made, tmp_path / "data" / "paperboy.sqlite3", previous)
    before = content(old)
    with monkeypatch.context() as newer:
        newer.setattr(queries, "migrations", lambda _: MIGRATIONS)
        async with opened(Settings(data_dir=old.parent, _env_file=None)):  # type: ignore[call-arg]
            pass
    with pytest.raises(StoreError) as refused:
        await Store.open(old)
    assert (refused.value.key, refused.value.values["found"]) == ("store-newer", previous + 1)
    (copy,) = await asyncio.to_thread(lambda: list(old.parent.glob("paperboy.schema-*")))
    assert await restore(copy, old, force=True) == previous
    assert lost(before, content(old)) == []
    await (await Store.open(old)).close()
