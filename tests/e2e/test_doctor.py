"""What goes wrong on the machine and with the database, really made to happen, and what `paperboy doctor` says."""

import asyncio
import datetime as dt
import re
import socket
import sqlite3
import subprocess
import sys
import zoneinfo
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot import language
from bot.heartbeat import Heartbeat
from bot.model import LANGUAGES, Channel, Language
from bot.server import Server
from bot.store import Store
from tests import house, stock
from tests.doctor_parts import bad, findings, free_port, now, settings
from tests.processes import ROOT, Place
from tests.store.test_upgrade import OLDER, made, version_of


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "paperboy.sqlite3")
    yield store
    await store.close()


# --- the machine ------------------------------------------------------------------------------------------------------


async def test_where_all_is_well_nothing_is_bad(tmp_path: Path, store: Store):
    assert await bad(settings(tmp_path)) == set()


async def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path):
    found = (await findings(settings(Path("/proc/paperboy"))))[
        "doctor-folder"
    ]  # nobody, not even root, may write there
    assert (found.level, found.values["folder"]) == ("bad", "/proc/paperboy")


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True)
    if made.returncode:
        pytest.skip("only root may mount a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def fill(folder: Path) -> None:
    subprocess.run(["dd", "if=/dev/zero", f"of={folder}/rest", "bs=64k"], capture_output=True)


async def test_a_disk_that_is_nearly_full_is_said_with_what_is_left(tmp_path: Path):
    with small_disk(tmp_path / "disk"):
        found = (await findings(settings(tmp_path / "disk")))["doctor-disk"]
    assert found.level == "bad"
    assert found.values["free"] in range(5)


async def test_a_disk_that_is_full_to_the_last_byte_is_said_and_all_else_is_looked_at(tmp_path: Path):
    folder = tmp_path / "disk"
    with small_disk(folder):
        await (await Store.open(folder / "paperboy.sqlite3")).close()
        await asyncio.to_thread(fill, folder)
        found = await findings(settings(folder))
    assert found["doctor-disk"].values["free"] == 0
    assert {key for key, each in found.items() if each.level == "bad"} >= {"doctor-disk", "doctor-folder"}
    assert {"doctor-zones-fine", "doctor-port-free"} <= found.keys()


async def test_time_zones_that_are_missing_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    chosen = settings(tmp_path)
    for name in {"tzdata", *(name for name in sys.modules if name.startswith("tzdata."))}:  # also what was read before
        monkeypatch.setitem(sys.modules, name, None)
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(())
    zoneinfo.ZoneInfo.clear_cache()
    try:
        assert "doctor-zones" in await bad(chosen)
    finally:
        zoneinfo.reset_tzpath(before)
        zoneinfo.ZoneInfo.clear_cache()


@pytest.mark.parametrize("said", ['{"service": "another"}', "<p>Hello</p>"])
async def test_a_port_that_another_program_has_is_said(tmp_path: Path, said: str):
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=said)

    other = Server("127.0.0.1", 0, [web.get("/healthz", answer)])
    await other.start()
    assert await bad(settings(tmp_path, web_port=other.port)) == {"doctor-port"}
    await other.stop()


async def test_who_has_the_port_and_does_not_answer_in_time_may_be_the_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.pulse.PATIENCE_S", 0.1)
    chosen = settings(tmp_path)
    with socket.create_server(("127.0.0.1", chosen.web_port)):
        assert await bad(chosen) == {"doctor-port-silent"}


async def test_an_address_that_is_not_of_this_machine_is_said(tmp_path: Path):
    assert await bad(settings(tmp_path, web_host="192.0.2.1")) == {"doctor-address"}  # RFC 5737: nobody's


async def test_backups_that_stopped_are_said(tmp_path: Path):
    folder = tmp_path / "backups"
    await asyncio.to_thread(folder.mkdir)
    await asyncio.to_thread((folder / "paperboy-2025-06-02.sqlite3").touch)
    day = dt.datetime(2025, 6, 3, tzinfo=dt.UTC)
    assert "doctor-backup-fine" in await findings(settings(tmp_path, backups=folder), day)
    assert "doctor-backup-old" in await findings(settings(tmp_path, backups=folder), day + dt.timedelta(days=3))


# --- the database -----------------------------------------------------------------------------------------------------

_LOCKER = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    command = [sys.executable, "-c", _LOCKER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield
        other.communicate()


async def test_a_database_that_another_process_has_locked_is_said(tmp_path: Path, store: Store):
    with locked(store.database.path):
        assert await bad(settings(tmp_path)) == {"store-locked"}


@pytest.mark.parametrize(
    ("pragma", "key"), [("user_version = 999", "store-newer"), ("application_id = 7", "store-not-ours")]
)
async def test_a_database_that_this_paperboy_cannot_use_is_said(tmp_path: Path, store: Store, pragma: str, key: str):
    with closing(sqlite3.connect(store.database.path)) as other:
        other.execute(f"PRAGMA {pragma}")
    assert await bad(settings(tmp_path)) == {key}


async def test_a_file_that_is_no_database_is_said(tmp_path: Path):
    await asyncio.to_thread((tmp_path / "paperboy.sqlite3").write_text, "not a database " * 100)
    assert await bad(settings(tmp_path)) == {"store-not-a-database"}


async def test_a_damaged_database_is_said(tmp_path: Path, store: Store):
    await stock.publish(store, dt.date(2025, 6, 2), 500, now())
    await store.close()
    path = tmp_path / "paperboy.sqlite3"
    whole = await asyncio.to_thread(path.read_bytes)
    middle = len(whole) // 2
    await asyncio.to_thread(path.write_bytes, whole[:middle] + b"\xff" * 8192 + whole[middle + 8192 :])
    assert await bad(settings(tmp_path)) == {"store-damaged"}


async def test_a_database_that_may_not_be_written_is_said(tmp_path: Path, store: Store):
    await store.close()
    path = tmp_path / "paperboy.sqlite3"
    with frozen(path):
        assert "store-read-only" in await bad(settings(tmp_path))


@contextmanager
def frozen(path: Path) -> Iterator[None]:
    """Not even root may write it."""
    if subprocess.run(["chattr", "+i", path], capture_output=True).returncode:
        pytest.skip("this file system cannot freeze a file")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", path], check=True)


async def test_a_database_of_an_older_paperboy_is_said_and_left_as_it_is(tmp_path: Path):
    path = made(tmp_path / "paperboy.sqlite3", OLDER[-1])
    found = (await findings(settings(tmp_path)))["doctor-database-older"]
    assert found.level == "warning"
    assert version_of(path) == OLDER[-1]


async def test_where_there_is_no_database_backup_nor_platform_that_is_said(tmp_path: Path):
    found = await findings(settings(tmp_path))
    warned = {key for key, each in found.items() if each.level == "warning"}
    assert warned == {"cli-no-database", "doctor-no-backups", "doctor-no-platform"}


async def test_messages_of_which_nobody_knows_whether_they_arrived_are_counted(tmp_path: Path):
    async with house.opened(tmp_path) as service:
        service.platform.looks = False
        await service.ready(2)
        service.platform.will("lose")
        await service.pay()
        await service.pay(minutes=1)
        chosen = settings(tmp_path, database_url=SecretStr(f"sqlite:///{tmp_path}/db.sqlite3"))
        found = (await findings(chosen, service.clock()))["doctor-uncertain"]
    assert found.values == {"number": 1}


async def test_deliveries_that_are_late_are_said(tmp_path: Path):
    async with house.opened(tmp_path, name="web") as service:
        await service.ready(2, Channel("web", "", "papers"))
        chosen = settings(tmp_path, database_url=SecretStr(f"sqlite:///{tmp_path}/db.sqlite3"))
        assert await bad(chosen, service.clock()) == set()
        found = (await findings(chosen, service.clock() + dt.timedelta(hours=3)))["doctor-unpaid"]
    assert found.values == {"number": 1, "hours": 3}


async def test_what_waits_for_a_platform_that_is_switched_off_is_no_fault(tmp_path: Path):
    async with house.opened(tmp_path, name="web") as service:
        await service.ready(2, Channel("web", "", "papers"))
        url = SecretStr(f"sqlite:///{tmp_path}/db.sqlite3")
        chosen, later = settings(tmp_path, database_url=url, PAPERBOY_TRY="off"), service.clock() + 3 * house.HOUR
        found = await findings(chosen, later)
        assert found["doctor-waiting"].values == {"waiting": "web 1"}
        assert found["doctor-waiting"].level == "warning"
        assert not {"doctor-unpaid"} & found.keys()
        await Heartbeat(service.store, {"web": service.platform}).beat(later)  # of a service that was started with it
        assert {"doctor-unpaid"} == await bad(chosen, later)


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_who_has_no_token_is_told_in_one_line_what_to_do(spoken: Language):
    said = language.say(spoken, "doctor-no-platform")
    guides = "docs/ko" if spoken == "ko" else "docs"
    named = ("Discord", "Slack", f"{guides}/discord.md", f"{guides}/slack.md", "“paperboy init”")
    assert all(each in said for each in named)
    assert "\n" not in said


# --- as a command -----------------------------------------------------------------------------------------------------


def test_the_command_tells_it_in_the_instances_language_and_by_its_status(tmp_path: Path):
    place = Place(tmp_path, web_port=str(free_port()))
    assert "✓ There is room on the disk" in place.run("doctor").stdout
    place.database.parent.mkdir(exist_ok=True)
    place.database.write_text("not a database " * 100)
    assert "✗" in place.run("doctor", language="ko", status=1).stdout
    assert {"level", "key", "said"} <= place.json("doctor", status=1)[0].keys()


def test_a_running_service_is_no_stranger_on_its_port(tmp_path: Path):
    place = Place(tmp_path, web_port=str(free_port()))
    with place.service() as service:
        service.until("ready")
        assert "The service is running" in place.run("doctor").stdout
        service.stop()


def test_no_token_is_told(tmp_path: Path):
    place = Place(tmp_path, web_port="0", discord_token="very.hidden.token", discord_api_url="http://127.0.0.1:9/api")
    place.environ["PAPERBOY_DISCORD_GATEWAY_URL"] = "ws://127.0.0.1:9/"
    place.environ["PYTHONWARNINGS"] = "ignore"  # discord.py imports what Python will drop
    done = place.run("doctor", status=1)
    assert "127.0.0.1:9" in done.stdout
    assert "hidden" not in done.stdout + done.stderr


# --- all of it --------------------------------------------------------------------------------------------------------


def test_each_thing_that_doctor_finds_wrong_is_made_to_happen_in_a_test():
    checks = "".join(path.read_text("utf-8") for path in (ROOT / "bot" / "doctor").glob("*.py"))
    named = set(re.findall(r'(?:bad|warning)\(\s*f?"([\w{}.-]+)"', checks)) | {"doctor-rights"}
    named |= {f"doctor-{each}" for each in ("unreachable", "proxy", "certificate")}
    named -= {"doctor-{each.failure}"}
    assert len(named) > 20
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests" / "e2e").glob("test_*.py"))
    assert sorted(key for key in named if f'"{key}"' not in tests) == []
