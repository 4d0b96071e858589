"""Whether the service lives, asked from outside: by `paperboy health` and by whoever watches its port."""

import asyncio
import gc
import json
import socket
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web

from bot.health import SILENT_S, Health
from bot.server import Server
from bot.store import Store
from tests.processes import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path, web_port=str(_free_port()))


@pytest.fixture
def taken(place: Place) -> Iterator[socket.socket]:
    """Another program on the service's port, which never answers."""
    with socket.create_server(("127.0.0.1", _port(place))) as other:
        yield other


def test_a_running_service_is_alive_and_ready(place: Place):
    with place.service() as service:
        service.until("ready")
        assert place.run("health").stdout.startswith("Paperboy lives")
        assert asked(place, "/healthz") == (
            200,
            {"service": "paperboy", "ok": True, "scheduler": "ok", "database": "ok"},
        )
        assert asked(place, "/readyz") == (200, {"service": "paperboy", "ok": True, "ready": "ok", "database": "ok"})
        service.stop()


def test_health_fails_in_one_line_where_nothing_runs(place: Place):
    assert f"Nobody answers at 127.0.0.1:{_port(place)}: Connection refused." in place.fails("health")
    assert "응답이 없어요" in place.fails("health", language="ko")


@pytest.mark.parametrize("said", ['{"ok": true}', "<p>Hello</p>"])
def test_health_takes_no_other_program_for_the_service(place: Place, said: str):
    async def other() -> None:
        async def fine(_: web.Request) -> web.Response:
            return web.Response(text=said)

        server = Server("127.0.0.1", _port(place), [web.get("/healthz", fine)])
        await server.start()
        try:
            assert "Another program" in await asyncio.to_thread(place.fails, "health")
        finally:
            await server.stop()

    asyncio.run(other())


def test_health_cannot_ask_at_a_port_that_nobody_knows(place: Place):
    assert "PAPERBOY_WEB_PORT=0" in place.fails("health", web_port="0")


async def test_a_port_that_stays_taken_leaves_nothing_behind_of_each_time_that_it_is_tried(
    place: Place, taken: socket.socket
):
    server = Server("127.0.0.1", _port(place), [])
    try:
        for _ in range(3):
            with pytest.raises(OSError, match="in use"):
                await server.start()
        gc.collect()
        assert not [each for each in gc.get_objects() if isinstance(each, web.TCPSite)]
    finally:
        await server.stop()


def test_a_taken_port_is_one_warning_and_the_service_goes_on(place: Place, taken: socket.socket):
    with place.service() as service:
        service.until("ready")
        service.stop()
    (warning,) = [line for line in service.said if line["level"] == "warning" and "web server" in line["event"]]
    assert warning["port"] == _port(place)
    assert "PAPERBOY_WEB_PORT" in warning["event"]


def test_a_port_is_taken_up_when_it_gets_free(place: Place, taken: socket.socket):
    with place.service() as service:
        service.until("ready")
        taken.close()
        service.until("web server listens", port=_port(place))
        assert place.run("health").stdout.startswith("Paperboy lives")
        service.stop()


def test_a_taken_port_does_not_keep_the_prompt_from_answering(place: Place, taken: socket.socket):
    with place.terminal() as screen:
        screen.until("paperboy>")
        screen.type("/paper tag:optimizer")
        screen.until("GradPower")
        screen.type("exit")
        assert screen.ends() == 0


@pytest.mark.parametrize("silent_s", [0.0, SILENT_S - 1])
async def test_a_clock_that_rang_a_moment_ago_is_alive(tmp_path: Path, silent_s: float):
    store = await Store.open(tmp_path / "db.sqlite3")
    assert (await answer(Health(store, lambda: silent_s), "/healthz"))[0] == 200
    await store.close()


async def test_a_silent_clock_is_no_life(tmp_path: Path):
    store = await Store.open(tmp_path / "db.sqlite3")
    status, told = await answer(Health(store, lambda: SILENT_S + 1), "/healthz")
    await store.close()
    assert (status, told["scheduler"], told["database"]) == (503, "failing", "ok")


async def test_a_database_that_cannot_be_read_is_no_life(tmp_path: Path):
    path = tmp_path / "db.sqlite3"
    store = await Store.open(path)
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE state")
    status, told = await answer(Health(store, lambda: 0), "/healthz")
    await store.close()
    assert (status, told["database"]) == (503, "failing")


async def test_it_is_not_ready_before_it_says_so(tmp_path: Path):
    store = await Store.open(tmp_path / "db.sqlite3")
    assert (await answer(Health(store, lambda: 0), "/readyz"))[0] == 503
    await store.close()


async def answer(health: Health, path: str) -> tuple[int, dict[str, Any]]:
    server = Server("127.0.0.1", 0, health.routes())
    await server.start()
    try:
        async with ClientSession() as client, client.get(f"http://127.0.0.1:{server.port}{path}") as told:
            return told.status, await told.json()
    finally:
        await server.stop()


def asked(place: Place, path: str) -> tuple[int, dict[str, Any]]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{_port(place)}{path}", timeout=10) as told:
            return told.status, json.load(told)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def _port(place: Place) -> int:
    return int(place.environ["PAPERBOY_WEB_PORT"])


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
