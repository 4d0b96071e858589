"""Processes of a bench: a local platform, Paperboy and the floor as its clients, and what the kernel knows of each."""

import asyncio
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

PATIENCE_S = 120
TICKS = os.sysconf("SC_CLK_TCK")


class World:
    """A local platform, which does what a line of JSON orders."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders, self._answers = process.stdin, process.stdout

    async def order(self, do: str, **values: Any) -> dict[str, Any]:
        self._orders.write(json.dumps({"do": do, **values}).encode() + b"\n")
        answer = await self._answers.readline()
        assert answer, "the local platform has died"
        read: dict[str, Any] = json.loads(answer)
        return read


class Client:
    """A process that is connected to a world; `ready` is what it says then."""

    def __init__(self, process: asyncio.subprocess.Process, ready: bytes) -> None:
        self._process, self._proc, self._ready = process, Path("/proc", str(process.pid)), ready

    async def ready(self) -> None:
        assert self._process.stderr is not None
        async with asyncio.timeout(PATIENCE_S):
            said = b""
            while self._ready not in said:
                line = await self._process.stderr.readline()
                said += line
                assert line, f"the client has died: {said.decode()}"
        self._rest = asyncio.create_task(self._process.stderr.read())  # a full pipe would stop it

    @property
    def cpu(self) -> float:
        """Seconds of all its threads, in steps of ten milliseconds."""
        fields = self._proc.joinpath("stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def resident(self) -> float:
        found = re.search(r"VmRSS:\s+(\d+) kB", self._proc.joinpath("status").read_text())
        return int(found[1]) / 1024 if found else 0.0

    async def calm(self) -> None:
        """What a client does after it has connected is no interaction's cost."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                before = self.cpu
                await asyncio.sleep(0.5)
                if self.cpu - before < 0.03:
                    return


@asynccontextmanager
async def world(module: str, *arguments: str) -> AsyncIterator[World]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        yield World(process)
    finally:
        await _end(process)


@asynccontextmanager
async def ours(where: World, database: Path, settings: Mapping[str, str], ready: bytes) -> AsyncIterator[Client]:
    """Paperboy as an operator runs it, with a copy of this database: it remembers what it told which platform."""
    with tempfile.TemporaryDirectory() as folder:
        await asyncio.to_thread(shutil.copy, database, Path(folder, "paperboy.sqlite3"))
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PAPERBOY_")}
        own = {"PAPERBOY_DATA_DIR": folder, "PAPERBOY_TIMEZONE": "Asia/Seoul", "PAPERBOY_WEB_PORT": "0"}
        async with _connected("ours", where, ("bot", "run"), {**kept, **own, **settings}, ready) as client:
            yield client


@asynccontextmanager
async def bare(where: World, arguments: Sequence[str], ready: bytes) -> AsyncIterator[Client]:
    """The floor."""
    async with _connected("bare", where, arguments, dict(os.environ), ready) as client:
        yield client


@asynccontextmanager
async def _connected(
    side: str, where: World, arguments: Sequence[str], environ: Mapping[str, str], ready: bytes
) -> AsyncIterator[Client]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *arguments, env=environ,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        client = Client(process, ready)
        await client.ready()
        await where.order("connected", side=side)
        await client.calm()
        yield client
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()
