"""Processes: the local Discord, Paperboy and the floor as its clients, and what the kernel knows of each."""

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

READY = b"Discord is connected"
PATIENCE_S = 120
TICKS = os.sysconf("SC_CLK_TCK")


class Discord:
    """The process of bench.discord.world."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders, self._answers = process.stdin, process.stdout

    async def order(self, do: str, **values: Any) -> dict[str, Any]:
        self._orders.write(json.dumps({"do": do, **values}).encode() + b"\n")
        answer = await self._answers.readline()
        assert answer, "the local Discord has died"
        read: dict[str, Any] = json.loads(answer)
        return read


class Client:
    """A process that is connected to the local Discord."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process, self._proc = process, Path("/proc", str(process.pid))

    async def ready(self) -> None:
        assert self._process.stderr is not None
        async with asyncio.timeout(PATIENCE_S):
            said = b""
            while READY not in said:
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
async def discord(*, servers: int, channels: int) -> AsyncIterator[Discord]:
    arguments = ("-m", "bench.discord.world", str(servers), str(channels))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        yield Discord(process)
    finally:
        await _end(process)


@asynccontextmanager
async def ours(discord: Discord, database: Path) -> AsyncIterator[Client]:
    """Paperboy as an operator runs it, with a copy of this database: it remembers what it told which Discord."""
    where = await discord.order("where", side="ours")
    with tempfile.TemporaryDirectory() as folder:
        await asyncio.to_thread(shutil.copy, database, Path(folder, "paperboy.sqlite3"))
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PAPERBOY_")}
        settings = {
            "PAPERBOY_DATA_DIR": folder,
            "PAPERBOY_TIMEZONE": "Asia/Seoul",
            "PAPERBOY_WEB_PORT": "0",
            "PAPERBOY_DISCORD_TOKEN": where["token"],
            "PAPERBOY_DISCORD_API_URL": where["api"],
            "PAPERBOY_DISCORD_GATEWAY_URL": where["gateway"],
        }
        async with _connected("ours", discord, ("bot", "run"), kept | settings) as client:
            yield client


@asynccontextmanager
async def bare(discord: Discord) -> AsyncIterator[Client]:
    where = await discord.order("where", side="bare")
    arguments = ("bench.discord.bare", where["api"], where["gateway"], where["token"])
    async with _connected("bare", discord, arguments, dict(os.environ)) as client:
        yield client


@asynccontextmanager
async def _connected(
    side: str, discord: Discord, arguments: Sequence[str], environ: Mapping[str, str]
) -> AsyncIterator[Client]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *arguments, env=environ,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        client = Client(process)
        await client.ready()
        await discord.order("connected", side=side)
        await client.calm()
        yield client
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()
