"""What goes wrong in practice, really made to happen, and what `paperboy doctor` says of it."""

import asyncio
import datetime as dt
import socket
import sqlite3
import subprocess
import sys
import zoneinfo
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr

pytest.importorskip("discord")
pytest.importorskip("slack_bolt")

from adapters.slack.manifest import manifest
from bot.commands import COMMANDS
from bot.doctor import Finding, examine
from bot.language import say
from bot.model import Terms
from bot.server import Server
from bot.settings import Settings
from bot.store import Store
from tests import house, slack_service, stock
from tests.discord_parts import channel_of as discord_channel
from tests.processes import Place
from tests.servers.discord.permissions import Permission
from tests.servers.discord.server import LocalDiscord
from tests.servers.slack.server import LocalSlack
from tests.slack_parts import channel_of as slack_channel

TERMS = Terms(languages=("ko",))


def settings(folder: Path, **chosen: Any) -> Settings:
    defaults: dict[str, Any] = {"data_dir": folder, "timezone": "Asia/Seoul", "web_port": _free_port()}
    return Settings(**defaults | chosen, _env_file=None)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def findings(chosen: Settings, at: dt.datetime | None = None) -> dict[str, Finding]:
    return {each.key: each for each in await examine(chosen, at or now())}


async def bad(chosen: Settings, at: dt.datetime | None = None) -> set[str]:
    return {key for key, each in (await findings(chosen, at)).items() if each.level == "bad"}


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


async def test_a_disk_that_is_nearly_full_is_said_with_what_is_left(tmp_path: Path):
    with small_disk(tmp_path / "disk"):
        found = (await findings(settings(tmp_path / "disk")))["doctor-disk"]
    assert found.level == "bad"
    assert found.values["free"] in range(5)


async def test_time_zones_that_are_missing_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    chosen = settings(tmp_path)
    monkeypatch.setitem(sys.modules, "tzdata", None)
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(())
    zoneinfo.ZoneInfo.clear_cache()
    try:
        assert "doctor-zones" in await bad(chosen)
    finally:
        zoneinfo.reset_tzpath(before)
        zoneinfo.ZoneInfo.clear_cache()


async def test_a_port_that_another_program_has_is_said(tmp_path: Path):
    chosen = settings(tmp_path)
    with socket.create_server(("127.0.0.1", chosen.web_port)):
        assert await bad(chosen) == {"doctor-port"}


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


async def test_deliveries_that_are_late_are_said(tmp_path: Path):
    async with house.opened(tmp_path) as service:
        await service.ready(2)
        chosen = settings(tmp_path, database_url=SecretStr(f"sqlite:///{tmp_path}/db.sqlite3"))
        assert await bad(chosen, service.clock()) == set()
        found = (await findings(chosen, service.clock() + dt.timedelta(hours=3)))["doctor-unpaid"]
    assert found.values == {"number": 1, "hours": 3}


# --- outside ----------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def a_discord(folder: Path, **chosen: Any) -> AsyncIterator[SimpleNamespace]:
    """With a subscribed channel."""
    async with LocalDiscord() as discord:
        guild = discord.add_guild("ML", owner=discord.add_user("Kim"), channels=["papers"])
        channel = discord.channel(guild, "papers")
        with_token = settings(
            folder,
            discord_token=SecretStr(discord.token),
            discord_api_url=discord.api_url,
            discord_gateway_url=discord.gateway_url,
            **chosen,
        )
        yield SimpleNamespace(discord=discord, guild=guild, channel=channel, settings=with_token)


@asynccontextmanager
async def a_slack(folder: Path, **chosen: Any) -> AsyncIterator[SimpleNamespace]:
    async with LocalSlack() as slack:
        team = slack.add_workspace("ML")
        with_tokens = settings(
            folder,
            slack_bot_token=SecretStr(slack.token(team)),
            slack_app_token=SecretStr(slack.app_token),
            slack_api_url=slack.api_url,
            **chosen,
        )
        yield SimpleNamespace(slack=slack, team=team, settings=with_tokens)


async def test_tokens_that_are_taken_are_fine(tmp_path: Path):
    async with a_discord(tmp_path) as discord:
        assert await bad(discord.settings) == set()
    async with a_slack(tmp_path) as slack:
        assert await bad(slack.settings) == set()


async def test_a_token_that_discord_has_reset_is_named(tmp_path: Path):
    async with a_discord(tmp_path) as there:
        there.discord.reset_token("another")
        found = (await findings(there.settings))["doctor-token"]
    assert found.values["setting"] == "PAPERBOY_DISCORD_TOKEN"


async def test_a_token_that_slack_has_revoked_is_named(tmp_path: Path):
    async with a_slack(tmp_path) as there:
        there.slack.revoke(there.team)
        found = (await findings(there.settings))["doctor-token"]
    assert found.values["setting"] == "PAPERBOY_SLACK_BOT_TOKEN"


@asynccontextmanager
async def an_installed_slack(folder: Path, **chosen: Any) -> AsyncIterator[SimpleNamespace]:
    """Two workspaces have installed the app; then the service stopped."""
    asked = manifest(COMMANDS, say, mode="http", public_url=slack_service.ADDRESS, rotation=True)
    async with LocalSlack(manifest=asked) as slack:
        at = slack_service.place(slack, "http", None)
        teams = [slack.add_workspace(name, installed=False) for name in ("Seoul", "London")]
        async with slack_service.service(folder, at):
            for team in teams:
                await slack_service.install(slack, at, team, slack.add_user(team, "Kim", admin=True))
        yield SimpleNamespace(slack=slack, teams=teams, settings=at.settings(folder).model_copy(update=chosen))


async def test_every_workspace_that_installed_the_slack_app_is_asked(tmp_path: Path):
    async with an_installed_slack(tmp_path) as there:
        found = (await findings(there.settings))["doctor-workspaces-fine"]
        assert found.values["number"] == 2
        assert await bad(there.settings) == set()


async def test_a_workspace_that_has_revoked_its_token_is_named_and_how_to_mend_it(tmp_path: Path):
    async with an_installed_slack(tmp_path) as there:
        there.slack.revoke(there.teams[1])
        found = [each for each in await examine(there.settings, now()) if each.key == "doctor-workspace-token"]
    (named,) = found
    assert named.values["workspace"] == there.teams[1].id
    assert str(named.values["link"]).endswith("/slack/install")


async def test_another_key_than_the_one_that_tokens_were_stored_with_is_said(tmp_path: Path):
    async with an_installed_slack(tmp_path, secret_key=SecretStr("another")) as there:
        assert await bad(there.settings) == {"doctor-secret-key"}


async def test_a_client_that_slack_does_not_know_is_said(tmp_path: Path):
    async with an_installed_slack(tmp_path, slack_client_secret=SecretStr("another")) as there:
        found = (await findings(there.settings))["doctor-token"]
    assert found.values["setting"] == "PAPERBOY_SLACK_CLIENT_SECRET"
    assert found.values["reason"] == "bad_client_secret"


async def test_where_no_workspace_has_installed_the_app_that_is_said(tmp_path: Path, store: Store):
    async with LocalSlack() as slack:
        chosen = slack_service.place(slack, "http", None).settings(tmp_path)
        assert "doctor-no-workspace" in await findings(chosen)


@pytest.mark.parametrize(
    ("granted", "key"), [("commands,users:read", "doctor-scopes"), ("commands,chat:write", "doctor-scopes-optional")]
)
async def test_scopes_that_the_slack_app_lacks_are_named(tmp_path: Path, granted: str, key: str):
    """By the header that Slack adds to every answer, which the local Slack does not have."""

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"ok": True}, headers={"X-OAuth-Scopes": granted})

    server = Server("127.0.0.1", 0, [web.post("/api/auth.test", answer)])
    await server.start()
    chosen = settings(
        tmp_path,
        slack_bot_token=SecretStr("xoxb-1"),
        slack_signing_secret=SecretStr("x"),
        slack_app_token=SecretStr("xapp-1"),
        slack_api_url=f"http://127.0.0.1:{server.port}/api/",
    )
    found = (await findings(chosen))[key]
    await server.stop()
    assert ("chat:write" in str(found.values["scopes"]).split(", ")) is (key == "doctor-scopes")


async def test_a_permission_that_is_missing_in_a_subscribed_channel_is_named(tmp_path: Path, store: Store):
    async with a_discord(tmp_path) as there:
        await stock.subscribe(store, discord_channel(there.channel), TERMS, now())
        assert await bad(there.settings) == set()
        there.discord.deny(there.channel, Permission.SEND_MESSAGES)
        found = (await findings(there.settings))["doctor-rights"]
    assert found.values["channel"] == "discord #papers"
    assert [each["en"] for each in found.rights] == ["Send Messages"]


async def test_a_private_channel_that_the_slack_app_is_not_in_is_named(tmp_path: Path, store: Store):
    async with a_slack(tmp_path) as there:
        secret = there.slack.add_channel(there.team, "secret", private=True, with_app=False)
        await stock.subscribe(store, slack_channel(secret, there.team), TERMS, now())
        assert await bad(there.settings) == {"doctor-rights"}


async def test_a_clock_that_is_off_is_said_with_by_how_much(tmp_path: Path):
    async with a_discord(tmp_path) as there:
        assert "doctor-clock-fine" in await findings(there.settings)
        found = (await findings(there.settings, now() + dt.timedelta(minutes=10)))["doctor-clock"]
    assert int(found.values["seconds"]) in range(595, 606)


@asynccontextmanager
async def forbidding() -> AsyncIterator[str]:
    """A company's proxy that lets nothing through."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://somebody:secret@127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


async def test_a_host_that_the_proxy_does_not_reach_is_named_and_no_password_is(tmp_path: Path):
    async with forbidding() as proxy:
        chosen = settings(tmp_path, proxy=SecretStr(proxy), discord_token=SecretStr("a.b.c"))
        found = await examine(chosen, now())
    refused = {str(each.values["host"]) for each in found if each.key == "doctor-proxy"}
    assert refused == {"discord.com", "gateway.discord.gg"}
    assert "secret" not in str(found)


async def test_a_proxy_that_is_not_there_is_said(tmp_path: Path):
    chosen = settings(tmp_path, proxy=SecretStr(f"http://127.0.0.1:{_free_port()}"), discord_token=SecretStr("a.b.c"))
    assert await bad(chosen) == {"doctor-proxy"}


async def test_a_host_that_cannot_be_reached_is_named(tmp_path: Path):
    port = _free_port()
    chosen = settings(
        tmp_path,
        slack_bot_token=SecretStr("xoxb-1"),
        slack_signing_secret=SecretStr("x"),
        slack_app_token=SecretStr("xapp-1"),
        slack_api_url=f"http://127.0.0.1:{port}/api/",
    )
    found = (await findings(chosen))["doctor-unreachable"]
    assert found.values["host"] == f"127.0.0.1:{port}"


# --- as a command -----------------------------------------------------------------------------------------------------


def test_the_command_tells_it_in_the_instances_language_and_by_its_status(tmp_path: Path):
    place = Place(tmp_path, web_port=str(_free_port()))
    assert "✓ There is room on the disk" in place.run("doctor").stdout
    place.database.parent.mkdir(exist_ok=True)
    place.database.write_text("not a database " * 100)
    assert "✗" in place.run("doctor", language="ko", status=1).stdout
    assert {"level", "key", "said"} <= place.json("doctor", status=1)[0].keys()


def test_a_running_service_is_no_stranger_on_its_port(tmp_path: Path):
    place = Place(tmp_path, web_port=str(_free_port()))
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


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
