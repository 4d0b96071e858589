"""Paperboy and the floor as processes of their own."""

import asyncio
import json
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE_S = 120


@dataclass(frozen=True)
class Server:
    port: int
    pid: int


@asynccontextmanager
async def ours(database: Path) -> AsyncIterator[Server]:
    """As an operator runs it, with a copy of this database."""
    with tempfile.TemporaryDirectory() as folder:
        await asyncio.to_thread(shutil.copy, database, Path(folder, "paperboy.sqlite3"))
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PAPERBOY_")}
        settings = {"PAPERBOY_DATA_DIR": folder, "PAPERBOY_TIMEZONE": "Asia/Seoul", "PAPERBOY_WEB_PORT": "0"}
        async with _process(("bot", "run"), kept | settings) as process:
            assert process.stderr is not None
            port = 0
            async with asyncio.timeout(PATIENCE_S):
                while (said := json.loads(await process.stderr.readline()))["event"] != "ready":
                    port = said.get("port", port)
            rest = asyncio.create_task(process.stderr.read())  # a full pipe would stop it
            yield Server(port, process.pid)
            rest.cancel()


@asynccontextmanager
async def bare(folder: Path) -> AsyncIterator[Server]:
    async with _process(("bench.web.bare", str(folder)), os.environ) as process:
        assert process.stdout is not None
        yield Server(int(await process.stdout.readline()), process.pid)


@asynccontextmanager
async def _process(arguments: tuple[str, ...], environ: Mapping[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *arguments, env=environ,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
