"""The log of a service that is used, refused and broken: no token in it, nothing that people typed, and nobody's id."""

import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web

pytest.importorskip("discord")
pytest.importorskip("slack_bolt")

from bot import commands, logs
from bot.app import opened
from bot.commands.core import Use
from bot.discretion import discretion
from bot.platform import Reply
from bot.server import Server
from bot.settings import Settings
from tests import discord_service, slack_service
from tests.discord_parts import connection, eventually
from tests.servers.discord import faults as discord_faults
from tests.servers.discord.server import TOKEN, LocalDiscord
from tests.servers.discord.uses import Slash
from tests.servers.slack import faults as slack_faults
from tests.servers.slack.server import LocalSlack
from tests.unit.test_logs import restored  # noqa: F401  # a fixture: the log of the other tests stays as it is

TYPED = "비밀스러운검색어 unspeakable"


@pytest.fixture(autouse=True)
def a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    """One command fails, and tells all that it knows."""

    async def broken(use: Use) -> Reply:
        raise ValueError(f"{use.call.reader.id} typed {use.call.line} {dict(use.call.args)} in {use.call}")

    monkeypatch.setitem(commands.HANDLERS, "tags", broken)
    logs.start("debug", terminal=False)


def read(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def quiet(lines: list[dict[str, Any]], *secrets: str) -> None:
    """Looked for in what a reader of the log would see, not in its escapes."""
    said = json.dumps(lines, ensure_ascii=False)
    assert [secret for secret in (*secrets, *TYPED.split()) if secret in said] == []


async def test_on_discord(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with LocalDiscord() as discord:
        kim = discord.add_user("Kim", locale="ko")
        guild = discord.add_guild("ML", owner=kim, channels=["papers"])
        papers = discord.channel(guild, "papers")
        async with discord_service.service(tmp_path / "data", connection(discord)) as app:
            await eventually(lambda: app.platforms["discord"].connected, within=30)
            for command, typed in (("paper", {"query": TYPED}), ("tags", {"query": TYPED}), ("subscribe", {})):
                done = await discord.interact(Slash(command, typed), user=kim, channel=papers)
                await done.message()
            discord.fail_next("POST", "/interactions/*", discord_faults.RESET_AFTER)
            await discord.interact(Slash("paper", {"query": TYPED}), user=kim, channel=papers)
            discord.fail_next("POST", "/interactions/*", discord_faults.rate_limited(0.05))
            await discord.interact(Slash("paper", {"query": TYPED}), user=kim, channel=papers)
        callbacks = [
            one.path.partition("/interactions/")[2].split("/") for one in discord.requests("POST", "/callback")
        ]
        tokens = {parts[1] for parts in callbacks}
    lines = read(capsys)
    assert {"call failed", "rate limited"} <= {line["event"] for line in lines}
    assert tokens
    quiet(lines, TOKEN, str(kim.id), *tokens)
    (failed,) = [line for line in lines if line["event"] == "call failed"]
    assert failed["reader"] == discretion.pseudonym(str(kim.id))
    assert discretion.pseudonym(str(kim.id)) in failed["exception"][0]["exc_value"]


async def test_on_slack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with LocalSlack() as slack:
        team = slack.add_workspace("ML")
        kim = slack.add_user(team, "Kim", locale="ko-KR")
        papers = slack.add_channel(team, "papers", members=[kim])
        async with slack_service.service(tmp_path / "data", slack_service.place(slack, "socket", team)):
            for line in (TYPED, f"tags {TYPED.split()[1]}", "subscribe"):
                use = await slack.command("/paper", line, user=kim, channel=papers)
                await use.message()
            slack.fail_next("response_url", slack_faults.RESET_BEFORE)
            use = await slack.command("/paper", TYPED, user=kim, channel=papers)
            await use.message()
        secrets = [slack.token(team), slack.app_token, kim.id]
        secrets += [path.rsplit("/", 1)[1] for path in slack.world.response_urls]
    lines = read(capsys)
    assert {"call failed", "an answer is sent again"} <= {line["event"] for line in lines}
    assert len(secrets) > 4
    quiet(lines, *secrets)
    (failed,) = [line for line in lines if line["event"] == "call failed"]
    assert failed["reader"] == discretion.pseudonym(kim.id)


async def test_on_the_web(capsys: pytest.CaptureFixture[str]) -> None:
    async def broken(request: web.Request) -> web.Response:
        raise ValueError(f"nothing like {request.query['q']} was ever found")

    server = Server("127.0.0.1", 0, [web.get("/", broken)])
    await server.start()
    async with ClientSession() as client, client.get(f"http://127.0.0.1:{server.port}/", params={"q": TYPED}) as answer:
        assert answer.status == 500
    await server.stop()
    lines = read(capsys)
    assert "was ever found" in json.dumps(lines)
    quiet(lines)


async def test_a_reader_has_the_same_pseudonym_after_a_restart_and_another_one_elsewhere(tmp_path: Path) -> None:
    names = []
    for folder in ("one", "one", "two"):
        async with opened(Settings(data_dir=tmp_path / folder, _env_file=None)):  # type: ignore[call-arg]
            names.append(discretion.pseudonym("112233445566778899"))
    assert names[0] == names[1] != names[2]
