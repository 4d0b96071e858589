"""What goes wrong outside of the machine, really made to happen, and what `paperboy doctor` says of it."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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
from bot.doctor import examine
from bot.language import say
from bot.model import Terms
from bot.server import Server
from bot.store import Store
from tests import slack_service, stock
from tests.discord_parts import channel_of as discord_channel
from tests.doctor_parts import bad, findings, free_port, now, settings
from tests.servers.discord.permissions import Permission
from tests.servers.discord.server import LocalDiscord
from tests.servers.slack import faults as slack_faults
from tests.servers.slack.faults import Kind
from tests.servers.slack.server import LocalSlack
from tests.slack_parts import channel_of as slack_channel

TERMS = Terms(languages=("ko",))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "paperboy.sqlite3")
    yield store
    await store.close()


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


@pytest.mark.parametrize(
    "fault", [slack_faults.answering(503), slack_faults.rate_limited()], ids=["out of order", "too many requests"]
)
async def test_a_platform_that_does_not_look_at_the_token_says_nothing_of_it(tmp_path: Path, fault: slack_faults.Fault):
    async with a_slack(tmp_path) as there:
        there.slack.fail_next("auth.test", fault)
        found = await findings(there.settings)
    assert found["doctor-token-unknown"].level == "warning"
    assert found["doctor-token-unknown"].values["setting"] == "PAPERBOY_SLACK_BOT_TOKEN"
    assert "doctor-token" not in found


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


async def test_a_workspace_that_granted_less_than_the_app_needs_is_named(tmp_path: Path):
    async with an_installed_slack(tmp_path) as there:
        less = {"X-OAuth-Scopes": "commands,users:read", "Content-Type": "application/json"}
        body = b'{"ok": true, "team_id": "T1", "user_id": "U1"}'
        there.slack.fail_next("auth.test", slack_faults.Fault(kind=Kind.ANSWER, status=200, headers=less, body=body))
        found = (await findings(there.settings))["doctor-workspace-scopes"]
    assert found.values["scopes"] == "chat:write"


async def test_a_workspace_that_cannot_be_asked_is_named(tmp_path: Path):
    async with an_installed_slack(tmp_path) as there:
        there.slack.fail_next("auth.test", slack_faults.answering(503))
        found = (await findings(there.settings))["doctor-workspace-unknown"]
    assert (found.level, found.values["workspace"] in {team.id for team in there.teams}) == ("warning", True)


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


async def test_a_channel_that_cannot_be_looked_at_is_named(tmp_path: Path, store: Store):
    async with a_slack(tmp_path) as there:
        channel = there.slack.add_channel(there.team, "papers", with_app=True)
        await stock.subscribe(store, slack_channel(channel, there.team), TERMS, now())
        there.slack.fail_next("conversations.info", slack_faults.answering(503), 5)
        found = (await findings(there.settings))["doctor-channel-unknown"]
    assert (found.level, found.values["channel"]) == ("warning", "slack #papers")


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
    chosen = settings(tmp_path, proxy=SecretStr(f"http://127.0.0.1:{free_port()}"), discord_token=SecretStr("a.b.c"))
    assert await bad(chosen) == {"doctor-proxy"}


async def test_a_host_that_cannot_be_reached_is_named(tmp_path: Path):
    port = free_port()
    chosen = settings(
        tmp_path,
        slack_bot_token=SecretStr("xoxb-1"),
        slack_signing_secret=SecretStr("x"),
        slack_app_token=SecretStr("xapp-1"),
        slack_api_url=f"http://127.0.0.1:{port}/api/",
    )
    found = (await findings(chosen))["doctor-unreachable"]
    assert found.values["host"] == f"127.0.0.1:{port}"
