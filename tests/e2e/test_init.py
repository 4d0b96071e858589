"""`paperboy init`: a person answers, tokens are tried, settings are written down."""

import asyncio
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings.keeping import keep
from tests.processes import PATIENCE_S, Place, Terminal

pytest.importorskip("discord")
pytest.importorskip("slack_bolt")

from tests.servers.discord.server import LocalDiscord
from tests.servers.slack.server import LocalSlack


def answered(place: Place, *lines: str) -> subprocess.CompletedProcess[str]:
    place.environ["PYTHONWARNINGS"] = "ignore"  # discord.py imports what Python will drop
    return subprocess.run(
        [sys.executable, "-m", "bot", "init"], cwd=place.folder, env=place.environ, text=True,
        input="\n".join(lines) + "\n", capture_output=True, timeout=PATIENCE_S,
    )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    del place.environ["PAPERBOY_TIMEZONE"]
    return place


def test_what_is_answered_is_in_force_afterwards_and_only_its_owner_may_read_it(place: Place):
    done = answered(place, "한국어", "서울", "", "", "")
    assert (done.returncode, done.stderr) == (0, "")
    assert (place.folder / ".env").stat().st_mode & 0o777 == 0o600
    shown = place.run("config").stdout
    assert "PAPERBOY_LANGUAGE=ko" in shown
    assert "PAPERBOY_TIMEZONE=Asia/Seoul" in shown


def test_what_cannot_be_used_is_asked_again(place: Place):
    done = answered(place, "latin", "en", "Nowhere/Else", "Asia/Seoul", "", "", "")
    assert "Right would be: ko or en" in done.stdout
    assert "no time zone" in done.stdout
    assert "PAPERBOY_TIMEZONE=Asia/Seoul" in (place.folder / ".env").read_text()


async def test_each_token_is_tried_and_a_refused_one_is_asked_again(place: Place):
    async with LocalDiscord() as discord, LocalSlack() as slack:
        team = slack.add_workspace("ML")
        place.environ |= {
            "PAPERBOY_DISCORD_API_URL": discord.api_url,
            "PAPERBOY_DISCORD_GATEWAY_URL": discord.gateway_url,
            "PAPERBOY_SLACK_API_URL": slack.api_url,
        }
        lines = ("en", "UTC", "wrong.dis.cord", discord.token, slack.app_token, "xoxb-wrong", slack.token(team))
        done = await _answered(place, *lines)
    assert (done.returncode, done.stderr) == (0, "")
    assert "PAPERBOY_DISCORD_TOKEN is not taken" in done.stdout
    assert "PAPERBOY_SLACK_BOT_TOKEN is not taken" in done.stdout
    assert "https://discord.com/oauth2/authorize?client_id=" in done.stdout
    assert not any(token in done.stdout for token in lines[2:])
    written = (place.folder / ".env").read_text()
    assert f"PAPERBOY_DISCORD_TOKEN={discord.token}" in written
    assert "wrong" not in written


async def _answered(place: Place, *lines: str) -> subprocess.CompletedProcess[str]:
    return await asyncio.to_thread(answered, place, *lines)


def test_a_token_is_typed_unseen(place: Place):
    place.environ |= {
        "PYTHONWARNINGS": "ignore",
        "PAPERBOY_DISCORD_API_URL": "http://127.0.0.1:9/api",
        "PAPERBOY_DISCORD_GATEWAY_URL": "ws://127.0.0.1:9/",
    }
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "init"], cwd=place.folder, env=place.environ,
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    screen = Terminal(process, ours)  # which keeps what was shown
    for typed in ("", "", "hidden.to.ken", "", ""):
        screen.until("]: ")
        screen.type(typed)
    assert screen.ends() == 1 or process.returncode == 0
    os.close(ours)
    assert b"hidden.to.ken" not in screen.raw
    assert "hidden.to.ken" in (place.folder / ".env").read_text()


def test_other_lines_of_the_file_stay(tmp_path: Path):
    path = tmp_path / ".env"
    path.write_text("# ours\nPAPERBOY_LANGUAGE=en\nOTHER=1\n")
    keep({"language": "ko", "proxy": "http://a b'c"}, path)
    assert path.read_text() == "# ours\nOTHER=1\nPAPERBOY_LANGUAGE=ko\nPAPERBOY_PROXY='http://a b\\'c'\n"
