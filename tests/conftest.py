"""What all tests share."""

import asyncio
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# Tests run in parallel on small machines, where a first call that loads a table may take long: time is no failure here.
settings.register_profile("paperboy", deadline=None)
settings.load_profile("paperboy")


# --- commands: a desk with an archive that is imported once and copied for each test; see tests/desk.py ---------------


@pytest.fixture(scope="session")
def furnished(tmp_path_factory):
    from tests.desk import furnish

    return asyncio.run(furnish(tmp_path_factory.mktemp("archive")))


@pytest.fixture
async def desk(furnished, tmp_path):
    from tests.desk import opened

    shutil.copy(furnished, tmp_path / "archive.sqlite3")
    async with opened(tmp_path / "archive.sqlite3") as desk:
        yield desk


@pytest.fixture
async def empty_desk(tmp_path):
    from tests.desk import opened

    async with opened(tmp_path / "empty.sqlite3") as desk:
        yield desk


# --- the archive: an empty one beside an empty vault; see tests/vault.py ----------------------------------------------


@pytest.fixture
async def vault(tmp_path):
    from tests.vault import opened

    async with opened(tmp_path) as vault:
        yield vault


@pytest.fixture
def seed_page():
    return Path(__file__).parents[1] / "seeds" / "2025-06-02.txt"
