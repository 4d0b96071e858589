"""What is read while the service runs, and what is said of it."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import intake
from bot.intake import Intake
from bot.settings import Settings, Source
from bot.store import Store
from bot.tags import Aliases

NOW = dt.datetime(2025, 6, 3, tzinfo=dt.UTC)
NOTE = "https://arxiv.org/abs/{id}\n\n*{title}* (An Author)\n\nA commentary.\n\n#rl\n"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path / "paperboy.sqlite3")
    yield opened
    await opened.close()


def reading(store: Store, folder: Path, told: list[str]) -> Intake:
    settings = Settings(timezone="Asia/Seoul", sources=(Source("vault", folder),))
    return Intake(settings, store, Aliases.load(None), told.append)


async def test_seeds_and_folders_are_read_and_only_news_are_told(store: Store, tmp_path: Path):
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "250601 One.md").write_text(NOTE.format(id="2506.00001", title="One"))
    told: list[str] = []
    reader = reading(store, vault, told)
    await reader.read(NOW)
    assert any(line.startswith("vault: 1 added") for line in told)
    told.clear()
    await reader.read(NOW)
    assert told == []


async def test_whoever_keeps_tags_in_memory_is_told_that_the_archive_changed(store: Store, tmp_path: Path):
    vault = tmp_path / "vault"
    vault.mkdir()
    reader = reading(store, vault, [])
    await reader.read(NOW)
    before = await store.recall("archive")
    await reader.read(NOW)
    assert await store.recall("archive") == before
    (vault / "250601 One.md").write_text(NOTE.format(id="2506.00001", title="One"))
    await reader.read(NOW)
    assert await store.recall("archive") != before


async def test_a_folder_that_went_away_leaves_everything_as_it_was(store: Store, tmp_path: Path):
    vault = tmp_path / "vault"
    vault.mkdir()
    note = vault / "250601 One.md"
    note.write_text(NOTE.format(id="2506.00001", title="One"))
    reader = reading(store, vault, [])
    await reader.read(NOW)
    note.unlink()
    vault.rmdir()
    await reader.read(NOW + dt.timedelta(minutes=1))
    assert await store.papers.by_alias("arxiv:2506.00001") is not None


async def test_a_document_that_stays_refused_is_named_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    warned: list[str] = []
    monkeypatch.setattr(intake, "log", _Log(warned))
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "bad.md").write_bytes(b"\xff\xfe\xff")
    reader = reading(store, vault, [])
    await reader.read(NOW)
    await reader.read(NOW + dt.timedelta(minutes=1))
    assert warned == ["document refused"]


class _Log:
    """Keeps what is warned of."""

    def __init__(self, warned: list[str]) -> None:
        self._warned = warned

    def warning(self, event: str, **_fields: object) -> None:
        self._warned.append(event)

    def info(self, _event: str, **_fields: object) -> None:
        """Not looked at."""
