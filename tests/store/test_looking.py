"""Commands that look at a database leave its schema to those that run the service."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.failure import Failure
from bot.cli.work import looking
from bot.settings import Settings
from bot.store import Store, queries


async def test_an_older_database_is_named_with_what_brings_it_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "db.sqlite3"
    store = await Store.open(path)
    version = await store.database.version()
    await store.close()
    migrations = [*queries.migrations("sqlite"), (version + 1, "CREATE TABLE later (id INTEGER);\n")]
    monkeypatch.setattr(queries, "migrations", lambda _: migrations)
    with pytest.raises(Failure, match="paperboy migrate"):
        async with looking(Settings(data_dir=tmp_path, database_url=SecretStr(f"sqlite:///{path}"))):
            pass
    store = await Store.open(path, migrate=False)
    assert await store.database.version() == version
    await store.close()
