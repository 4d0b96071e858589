"""The process is killed in the middle of an import: whole documents stay, and the next import goes on."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from tests.vault import note

ROOT = Path(__file__).parents[2]
VICTIM = """
import asyncio, pathlib, sys
sys.path.insert(0, sys.argv[2])
from bot.importer import run
from tests.vault import opened

run.BATCH_FILES = 7

async def read():
    async with opened(pathlib.Path(sys.argv[1])) as vault:
        await vault.read(on_progress=lambda done, total: print(done, flush=True))

asyncio.run(read())
"""


async def kill_after(folder: Path, done: int) -> None:
    victim = await asyncio.create_subprocess_exec(
        sys.executable, "-c", VICTIM, str(folder), str(ROOT), stdout=asyncio.subprocess.PIPE
    )
    assert victim.stdout is not None
    async for line in victim.stdout:
        if int(line) >= done:
            victim.send_signal(signal.SIGKILL)
            break
    assert await victim.wait() == -signal.SIGKILL


@pytest.mark.parametrize("done", [0, 14, 49])
async def test_a_killed_import_leaves_whole_documents_and_goes_on_as_the_first(vault, done):
    for number in range(200):
        vault.put(f"260103 {number}.md", note(f"Paper {number}", authors=f"A. {number}", tags="#rl", ko="학습."))
    await kill_after(vault.folder, done)
    [(stored,)] = await vault.rows("SELECT COUNT(*) FROM papers")
    assert done <= stored < 200
    for table in ("documents", "entries", "search_terms"):
        assert await vault.rows(f"SELECT COUNT(*) FROM {table}") == [(stored,)]  # noqa: S608
    assert await vault.rows("SELECT COALESCE(SUM(count), 0) FROM tags WHERE slug = 'rl'") == [(stored,)]
    assert await vault.rows("PRAGMA integrity_check") == [("ok",)]
    summary = await vault.read()
    assert (summary.added, summary.unchanged, summary.archived) == (200 - stored, stored, 200 - stored)
    assert await vault.owed() == []
