"""`paperboy init`: a person answers, tokens are tried, settings are written down."""

import asyncio
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from dotenv import dotenv_values

from bot.settings.keeping import keep
from tests.processes import ROOT, Place, Terminal

pytest.importorskip("discord")
pytest.importorskip("slack_bolt")

from tests.servers.discord.server import LocalDiscord
from tests.servers.slack.server import LocalSlack


def answered(place: Place, *lines: str) -> subprocess.CompletedProcess[str]:
    place.environ["PYTHONWARNINGS"] = "ignore"  # discord.py imports what Python will drop
    return place.answered("\n".join(lines) + "\n", "init")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    del place.environ["PAPERBOY_TIMEZONE"]
    return place


def test_what_is_answered_is_in_force_afterwards_and_only_its_owner_may_read_it(place: Place):
    done = answered(place, "한국어", "서울", "", "")
    assert (done.returncode, done.stderr) == (0, "")
    assert (place.folder / ".env").stat().st_mode & 0o777 == 0o600
    shown = place.run("config").stdout
    assert "PAPERBOY_LANGUAGE=ko" in shown
    assert "PAPERBOY_TIMEZONE=Asia/Seoul" in shown


@pytest.mark.parametrize("before", ["", "# ours\n"])
def test_where_nothing_is_chosen_nothing_is_written_and_that_is_said(place: Place, before: str):
    path = place.folder / ".env"
    if before:
        path.write_text(before)
    done = answered(place, "", "", "", "")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].endswith(
        "Nothing was chosen, so nothing was written: everything stays as it is. "
        "Next: “paperboy run”; with a token, “paperboy init” again."
    )
    assert (path.read_text() if path.exists() else "") == before


def test_what_cannot_be_used_is_asked_again(place: Place):
    done = answered(place, "latin", "en", "Nowhere/Else", "Asia/Seoul", "", "telepathy", "")
    assert "Right would be: ko or en" in done.stdout
    assert "no time zone" in done.stdout
    assert "socket, http, workspaces" in done.stdout
    assert "PAPERBOY_TIMEZONE=Asia/Seoul" in (place.folder / ".env").read_text()


async def test_each_token_is_tried_and_a_refused_one_is_asked_again(place: Place):
    async with LocalDiscord() as discord, LocalSlack() as slack:
        team = slack.add_workspace("ML")
        place.environ |= {
            "PAPERBOY_DISCORD_API_URL": discord.api_url,
            "PAPERBOY_DISCORD_GATEWAY_URL": discord.gateway_url,
            "PAPERBOY_SLACK_API_URL": slack.api_url,
        }
        tokens = ("wrong.dis.cord", discord.token, slack.app_token, "xoxb-wrong", slack.token(team))
        lines = ("en", "UTC", *tokens[:2], "socket", *tokens[2:])
        done = await _answered(place, *lines)
    assert (done.returncode, done.stderr) == (0, "")
    assert "PAPERBOY_DISCORD_TOKEN is not taken" in done.stdout
    assert "PAPERBOY_SLACK_BOT_TOKEN is not taken" in done.stdout
    assert "https://discord.com/oauth2/authorize?client_id=" in done.stdout
    assert printed_manifest(done.stdout)["settings"]["socket_mode_enabled"] is True
    assert not any(token in done.stdout for token in tokens)
    written = (place.folder / ".env").read_text()
    assert f"PAPERBOY_DISCORD_TOKEN={discord.token}" in written
    assert "wrong" not in written


async def test_slack_over_http_is_set_up_with_the_manifest_that_has_its_address(place: Place):
    async with LocalSlack() as slack:
        place.environ["PAPERBOY_SLACK_API_URL"] = slack.api_url
        keep({"slack_app_token": slack.app_token, "slack_bot_token": "xoxb-old"}, place.folder / ".env")
        token = slack.token(slack.add_workspace("ML"))
        lines = ("", "UTC", "", "http", "https://papers.example.org", slack.app.signing_secret, token)
        done = await _answered(place, *lines)
    assert (done.returncode, done.stderr) == (0, "")
    asked = printed_manifest(done.stdout)["settings"]["event_subscriptions"]
    assert asked["request_url"] == "https://papers.example.org/slack/events"
    shown = place.run("config").stdout
    assert "PAPERBOY_SLACK_SIGNING_SECRET=***" in shown
    assert "PAPERBOY_SLACK_APP_TOKEN=\n" in shown  # with it the service would still connect out to Slack
    assert token in (place.folder / ".env").read_text()


async def test_for_many_workspaces_a_key_is_made_and_a_wrong_client_is_asked_for_again(place: Place):
    async with LocalSlack() as slack:
        place.environ["PAPERBOY_SLACK_API_URL"] = slack.api_url
        app = slack.app
        half, wrong, right = (app.client_id, ""), (app.client_id, "wrong"), (app.client_id, app.client_secret)
        address = ("workspaces", "https://papers.example.org/", app.signing_secret)
        done = await _answered(place, "", "UTC", "", *address, *half, *wrong, *right)
    assert (done.returncode, done.stderr) == (0, "")
    assert "the id and the secret of Slack's client together" in done.stdout
    assert "bad_client_secret" in done.stdout
    assert "https://papers.example.org/slack/install" in done.stdout
    assert printed_manifest(done.stdout)["settings"]["token_rotation_enabled"] is True
    written = dotenv_values(place.folder / ".env")
    assert written["PAPERBOY_SLACK_CLIENT_SECRET"] == app.client_secret
    key = written["PAPERBOY_SECRET_KEY"]
    assert key is not None
    assert len(key) > 40
    assert key not in done.stdout
    done = await _answered(place, "", "", "", "", "", "", "", "")
    assert dotenv_values(place.folder / ".env")["PAPERBOY_SECRET_KEY"] == key


def test_without_an_address_slack_over_http_is_not_set_up(place: Place):
    done = answered(place, "", "UTC", "", "http", "")
    assert done.returncode == 0
    assert "PAPERBOY_PUBLIC_URL" in done.stdout
    assert "SLACK" not in (place.folder / ".env").read_text()


def test_in_the_image_the_settings_are_kept_in_the_volume_and_read_at_every_start(place: Place):
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "PAPERBOY_SETTINGS=/data/paperboy.env" in dockerfile
    volume = place.folder / "volume"
    volume.mkdir()
    place.environ["PAPERBOY_SETTINGS"] = str(volume / "paperboy.env")
    done = answered(place, "ko", "Asia/Seoul", "", "")
    assert str(volume / "paperboy.env") in done.stdout
    assert (volume / "paperboy.env").stat().st_mode & 0o777 == 0o600
    assert not (place.folder / ".env").exists()
    assert "PAPERBOY_LANGUAGE=ko" in place.run("config").stdout
    assert "PAPERBOY_LANGUAGE=en" in place.run("config", language="en").stdout
    assert "PAPERBOY_SETTINGS" not in place.run("config").stdout  # nobody calls it a setting that nobody reads


def printed_manifest(stdout: str) -> Any:
    return json.JSONDecoder().raw_decode(stdout[stdout.index("{\n") :])[0]


async def _answered(place: Place, *lines: str) -> subprocess.CompletedProcess[str]:
    return await asyncio.to_thread(answered, place, *lines)


@contextmanager
def screen(place: Place, *args: str) -> Iterator[Terminal]:
    place.environ |= {
        "PYTHONWARNINGS": "ignore",
        "PAPERBOY_DISCORD_API_URL": "http://127.0.0.1:9/api",
        "PAPERBOY_DISCORD_GATEWAY_URL": "ws://127.0.0.1:9/",
    }
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *args], cwd=place.folder, env=place.environ,
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        yield Terminal(process, ours)  # which keeps what was shown
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_a_token_is_typed_unseen(place: Place):
    with screen(place, "init") as shown:
        for typed in ("", "", "hidden.to.ken", ""):
            shown.until("]: ")
            shown.type(typed)
        assert shown.ends() == 1 or shown.process.returncode == 0
        assert b"hidden.to.ken" not in shown.raw
    assert "hidden.to.ken" in (place.folder / ".env").read_text()


@pytest.mark.parametrize("answered", [1, 2])  # the next question is an open one, and one for a token
def test_who_interrupts_a_question_is_asked_no_more_and_nothing_is_kept(place: Place, answered: int):
    with screen(place, "init") as shown:
        for _ in range(answered):
            shown.until("]: ")
            shown.type("")
        shown.until("]: ")
        shown.process.send_signal(signal.SIGINT)
        assert shown.ends() == 130
    assert not (place.folder / ".env").exists()


def test_who_interrupts_the_question_whether_to_erase_erases_nothing(place: Place):
    place.ask("/language ko")
    with screen(place, "workspace", "erase", "console", "") as shown:
        shown.until("Type yes")
        shown.process.send_signal(signal.SIGINT)
        assert shown.ends() == 130
    assert json.loads(place.run("workspace", "show", "console", "").stdout)["readers"] == 1


def test_a_token_that_is_answered_with_the_end_of_input_stays_as_it_is(place: Place):
    with screen(place, "init") as shown:
        for typed in ("", ""):
            shown.until("]: ")
            shown.type(typed)
        shown.until("]: ")
        shown.type("\x04", enter=False)
        shown.until("]: ")
        shown.type("")
        assert shown.ends() == 0


def test_where_discord_cannot_be_reached_the_token_is_kept_and_the_next_step_named(place: Place):
    place.environ |= {
        "PAPERBOY_DISCORD_API_URL": "http://127.0.0.1:9/api",
        "PAPERBOY_DISCORD_GATEWAY_URL": "ws://127.0.0.1:9/",
    }
    done = answered(place, "", "UTC", "some.to.ken", "")
    assert done.returncode == 0
    assert "127.0.0.1:9 cannot be reached" in done.stdout
    assert "“paperboy discord invite”" in done.stderr
    assert "PAPERBOY_DISCORD_TOKEN=some.to.ken" in (place.folder / ".env").read_text()


def test_other_lines_of_the_file_stay(tmp_path: Path):
    path = tmp_path / ".env"
    path.write_text("# ours\nPAPERBOY_LANGUAGE=en\nOTHER=1\n")
    keep({"language": "ko", "proxy": "http://a b'c"}, path)
    assert path.read_text() == "# ours\nOTHER=1\nPAPERBOY_LANGUAGE=ko\nPAPERBOY_PROXY='http://a b\\'c'\n"
