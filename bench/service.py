"""The service as a process of its own: from start to ready, and what it keeps in memory."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from bench.measure import Figure

RUNS = 5
LIBRARIES = (
    "asyncio", "aiosqlite", "pydantic_settings", "typer", "structlog", "apscheduler.schedulers.asyncio",
    "babel.dates", "fluent.runtime",
)  # fmt: skip


_NOWHERE = "http://127.0.0.1:9/"  # the libraries are loaded, and nobody answers
_DISCORD = {
    "PAPERBOY_DISCORD_TOKEN": "a.b.c",
    "PAPERBOY_DISCORD_API_URL": _NOWHERE,
    "PAPERBOY_DISCORD_GATEWAY_URL": "ws://127.0.0.1:9/",
}
_SLACK = {
    "PAPERBOY_SLACK_BOT_TOKEN": "xoxb-1",
    "PAPERBOY_SLACK_APP_TOKEN": "xapp-1",
    "PAPERBOY_SLACK_API_URL": _NOWHERE,
}
LOADED: dict[str, dict[str, str]] = {
    "without a platform": {},
    "with Discord": _DISCORD,
    "with Slack": _SLACK,
    "with both": _DISCORD | _SLACK,
}


def figures() -> list[Figure]:
    starts, memory = zip(*(started({}) for _ in range(RUNS)), strict=True)
    floors, bare = zip(*(_imports() for _ in range(RUNS)), strict=True)
    least = "importing the named libraries"
    return [
        Figure("start to ready", _median(starts), "s", _median(floors), least, reach=1.0),
        Figure("resident memory when ready", _median(memory), "MiB", _median(bare), least, reach=90),
    ]


def _median(values: tuple[float, ...]) -> float:
    return sorted(values)[len(values) // 2]


def started(settings: Mapping[str, str]) -> tuple[float, float]:
    """(seconds until the log says ready, MiB resident then), the seed already imported."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PAPERBOY_DATA_DIR": folder, "PAPERBOY_TIMEZONE": "Asia/Seoul", **settings}
        subprocess.run([sys.executable, "-m", "bot", "migrate"], env=environment, check=True, capture_output=True)
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stderr is not None
        for line in process.stderr:
            if '"ready"' in line:
                break
        seconds = time.perf_counter() - began
        resident = _resident(process.pid)
        process.terminate()
        process.stderr.close()
        process.wait()
        return seconds, resident


def _imports() -> tuple[float, float]:
    began = time.perf_counter()
    code = f"import {', '.join(LIBRARIES)}\nprint('ready', flush=True)\ninput()"
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    seconds = time.perf_counter() - began
    resident = _resident(process.pid)
    process.communicate("\n")
    return seconds, resident


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0
