"""Every connection that goes out goes by the company's proxy, and trusts the company's certificate: over real TLS, to
the real names of the hosts, which lead nowhere but there."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import SecretStr

pytest.importorskip("discord")
pytest.importorskip("slack_bolt")

import bot.app
from adapters.discord import gateway
from adapters.slack.manifest import manifest
from bot.commands import COMMANDS
from bot.doctor import examine
from bot.language import say
from bot.service import serve
from bot.settings import Settings
from tests.corporate_proxy import proxying
from tests.discord_parts import eventually
from tests.processes import PATIENCE_S, Place
from tests.servers.discord.component_form import pressable
from tests.servers.discord.server import LocalDiscord
from tests.servers.discord.uses import Press, Slash
from tests.servers.slack.server import LocalSlack

gateway.READY_AFTER = 0.1  # the local Discord tells of all servers at once
DISCORD = {"discord.com", "gateway.discord.gg"}
SLACK = {"slack.com"}  # the local one also serves there what Slack has elsewhere


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[SimpleNamespace]:
    """A machine in a company: Discord and Slack at their own addresses, behind the proxy."""
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(LocalDiscord())
        slack = await stack.enter_async_context(LocalSlack(manifest=manifest(COMMANDS, say, mode="socket")))
        ports = dict.fromkeys(DISCORD, discord.port) | dict.fromkeys(SLACK, slack.port)
        proxy = await stack.enter_async_context(proxying(tmp_path, ports))
        discord.world.gateway_url, slack.world.web_url = "wss://gateway.discord.gg/", "https://slack.com"
        chosen: dict[str, Any] = {"data_dir": tmp_path / "data", "timezone": "Asia/Seoul", "web_port": 0}
        by = {"proxy": SecretStr(proxy.address), "ca_file": proxy.authority, "_env_file": None}
        yield SimpleNamespace(discord=discord, slack=slack, proxy=proxy, settings=chosen, by=by, folder=tmp_path)


def with_discord(office: SimpleNamespace, **chosen: Any) -> Settings:
    return Settings(**office.settings, **{**office.by, **chosen}, discord_token=SecretStr(office.discord.token))


def with_slack(office: SimpleNamespace, token: str, **chosen: Any) -> Settings:
    tokens = {"slack_bot_token": SecretStr(token), "slack_app_token": SecretStr(office.slack.app_token)}
    return Settings(**office.settings, **{**office.by, **chosen}, **tokens)


async def used(settings: Settings, platform: str, use: Any) -> None:
    """By the whole service."""
    async with bot.app.opened(settings, posts=True) as app:
        stop = asyncio.Event()
        serving = asyncio.create_task(serve(app, stop))
        try:
            await eventually(lambda: app.platforms[platform].connected, within=30)
            await use()
        finally:
            stop.set()
            await serving


async def test_discord_posts_and_answers_by_the_proxy(office: SimpleNamespace) -> None:
    discord = office.discord
    kim = discord.add_user("Kim")
    papers = discord.channel(discord.add_guild("ML", owner=kim, channels=["papers"]), "papers")

    async def use() -> None:
        done = await discord.interact(Slash("subscribe"), user=kim, channel=papers)
        shown = await done.message()
        button = next(one for one in pressable(shown) if one.split(":")[1] == "postnow")
        await discord.interact(Press(shown, button), user=kim, channel=papers)
        assert "7 papers" in str(await discord.posts(papers, 1))

    await used(with_discord(office), "discord", use)
    assert office.proxy.seen == DISCORD


async def test_slack_connects_and_answers_by_the_proxy(office: SimpleNamespace) -> None:
    slack = office.slack
    team = slack.add_workspace("ML")
    kim = slack.add_user(team, "Kim")
    papers = slack.add_channel(team, "papers", members=[kim])

    async def use() -> None:
        asked = await slack.command("/paper", "tag:optimizer", user=kim, channel=papers)
        assert "GradPower" in str(await asked.message())

    await used(with_slack(office, slack.token(team)), "slack", use)
    assert office.proxy.seen == SLACK
    assert slack.sockets.opened >= 2
    assert slack.requests("response_url")


async def test_doctor_reaches_every_host_by_the_proxy(office: SimpleNamespace) -> None:
    token = office.slack.token(office.slack.add_workspace("ML"))
    for settings, hosts in ((with_discord(office), DISCORD), (with_slack(office, token), SLACK)):
        found = await examine(settings, bot.app.now())
        assert [each.key for each in found if each.level == "bad"] == []
        assert {each.values["host"] for each in found if each.key == "doctor-host-fine"} == hosts


async def test_doctor_names_the_hosts_whose_certificate_is_the_companys_where_nobody_said_to_trust_it(
    office: SimpleNamespace,
) -> None:
    found = await examine(with_discord(office, ca_file=None), bot.app.now())
    assert {each.values["host"] for each in found if each.key == "doctor-certificate"} == DISCORD


async def test_doctor_names_the_hosts_that_a_proxy_with_another_password_does_not_reach(
    office: SimpleNamespace,
) -> None:
    wrong = SecretStr(office.proxy.address.replace("s3cret", "another"))
    found = await examine(with_discord(office, proxy=wrong), bot.app.now())
    refused = [each for each in found if each.key == "doctor-proxy"]
    assert {each.values["host"] for each in refused} == DISCORD
    assert "407" in str(refused[0].values["reason"])
    assert "another" not in str(found)


@pytest.mark.parametrize("variable", ["PAPERBOY_PROXY", "HTTPS_PROXY"])
async def test_init_tries_tokens_and_asks_for_the_invitation_by_the_proxy(
    office: SimpleNamespace, variable: str
) -> None:
    place = Place(office.folder, ca_file=str(office.proxy.authority))
    place.environ |= {variable: office.proxy.address, "PYTHONWARNINGS": "ignore", "NO_PROXY": ""}
    token = office.slack.token(office.slack.add_workspace("ML"))
    tokens = ("wrong.dis.cord", office.discord.token, "socket", office.slack.app_token, token)
    typed = "\n".join(("en", "UTC", *tokens, ""))
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-m", "bot", "init"], cwd=place.folder, env=place.environ, text=True,
        input=typed, capture_output=True, timeout=PATIENCE_S,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("is not taken") == 1
    assert "https://discord.com/oauth2/authorize?client_id=" in done.stdout
    assert "cannot be reached" not in done.stdout
    assert {"discord.com", "slack.com"} <= office.proxy.seen
