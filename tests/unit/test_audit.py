"""The audit of the locked packages, against a database of advisories on this machine."""

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

pytest.importorskip("pip_audit")

from bot.server import Server
from tests.processes import ROOT

LOCK = """idna==3.7 --hash=sha256:82fee1fc78add43492d3a1898bfa6d8a904cc97d8427f683ed8e798d07761aa0
certifi==2024.7.4 ; sys_platform != "x" \\
    --hash=sha256:c198e21b1289c2ab85ee4e67bb4b4ef3ead0892059901a8d5b622f24a1101e90
"""
ADVISORY: dict[str, Any] = {
    "id": "GHSA-aaaa-bbbb-cccc",
    "modified": "2025-06-02T00:00:00Z",
    "summary": "It does what it should not.",
    "affected": [
        {
            "package": {"name": "idna", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.8"}]}],
        }
    ],
}


@asynccontextmanager
async def advisories(*known: dict[str, Any]) -> AsyncIterator[str]:
    async def answer(request: web.Request) -> web.Response:
        asked = await request.json()
        found = [each for each in known if each["affected"][0]["package"]["name"] == asked["package"]["name"]]
        return web.json_response({"vulns": found} if found else {})

    server = Server("127.0.0.1", 0, [web.post("/v1/query", answer)])
    await server.start()
    try:
        yield f"http://127.0.0.1:{server.port}/v1/query"
    finally:
        await server.stop()


async def audit(folder: Path, url: str) -> subprocess.CompletedProcess[str]:
    lock = folder / "lock.txt"
    lock.write_text(LOCK)
    command = [sys.executable, str(ROOT / "requirements" / "audit.py"), "--osv-url", url, str(lock)]
    return await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True)


async def test_where_no_advisory_is_known_all_is_well(tmp_path: Path):
    async with advisories() as url:
        done = await audit(tmp_path, url)
    assert (done.returncode, done.stderr) == (0, "")
    assert "audited 2 packages" in done.stdout


async def test_a_vulnerable_package_fails_and_is_named_with_what_to_do(tmp_path: Path):
    async with advisories(ADVISORY) as url:
        done = await audit(tmp_path, url)
    assert done.returncode == 1
    assert done.stderr == "idna 3.7: GHSA-aaaa-bbbb-cccc, fixed in 3.8\n"


@asynccontextmanager
async def something(answer: bytes) -> AsyncIterator[str]:
    """Whatever stands where the database should: a proxy's page, another program."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1/query"


@pytest.mark.parametrize("ci", ["", "true"])
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "it answers 403"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<p>Hi</p>", "another program answers there"),
        (b"220 mail\r\n", "another program answers there"),
    ],
)
async def test_a_database_that_does_not_answer_is_said_in_one_line_and_fails_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes, reason: str, ci: str
):
    monkeypatch.setenv("CI", ci)
    async with something(answer) as url:
        done = await audit(tmp_path, url)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"audit skipped: {url} cannot be reached ({reason})\n"


async def test_where_nobody_listens_that_is_the_reason(tmp_path: Path):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/v1/query"
        done = await audit(tmp_path, url)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"audit skipped: {url} cannot be reached (Connection refused)\n"


async def test_what_is_no_lock_file_fails(tmp_path: Path):
    async with advisories() as url:
        command = [sys.executable, str(ROOT / "requirements" / "audit.py"), "--osv-url", url, str(tmp_path / "none")]
        done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True)
    assert done.returncode == 1
    assert "pip-audit failed" in done.stderr


def test_no_registrys_address_gets_into_the_lock_files():
    locks = "".join(path.read_text() for path in (ROOT / "requirements").glob("*.txt"))
    assert "://" not in locks
    assert "--index-url" not in locks
    assert json.dumps(locks).count("--hash=sha256:") > 100
