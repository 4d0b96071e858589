"""The manifest is what Slack takes, and asks for no more than it needs."""

import json
from pathlib import Path

import pytest

from adapters.slack.manifest import OPTIONAL, REQUIRED, Mode, manifest, text
from bot.commands import COMMANDS
from bot.language import say
from tests.servers.slack import manifest as rules


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_slack_takes_it(mode: Mode) -> None:
    made = manifest(COMMANDS, say, mode=mode, public_url="https://papers.example.org/")
    assert rules.faults(made) == []
    assert json.loads(text(made)) == made


def test_only_two_scopes_are_required() -> None:
    made = manifest(COMMANDS, say, mode="socket")
    assert made["oauth_config"]["scopes"]["bot"] == ["commands", "chat:write"]
    assert set(made["oauth_config"]["scopes"]["bot_optional"]) == set(OPTIONAL)
    assert not set(REQUIRED) & set(OPTIONAL)


def test_every_verb_is_named_in_the_hint_and_the_words_come_in_both_languages() -> None:
    features = manifest(COMMANDS, say, mode="socket")["features"]
    (command,) = features["slash_commands"]
    assert all(each.verb in command["usage_hint"] for each in COMMANDS if each.names and each.verb != "paper")
    assert command["should_escape"] is True
    assert [shortcut["name"] for shortcut in features["shortcuts"]] == [
        "논문 찾기 · Find papers",
        "논문 저장 · Save paper",
    ]


def test_socket_mode_names_no_address_and_http_mode_every_one() -> None:
    assert "request_url" not in text(manifest(COMMANDS, say, mode="socket"))
    made = manifest(COMMANDS, say, mode="http", public_url="https://papers.example.org")
    assert made["settings"]["interactivity"]["message_menu_options_url"] == "https://papers.example.org/slack/events"
    assert made["oauth_config"]["redirect_urls"] == ["https://papers.example.org/slack/oauth_redirect"]


def test_the_documents_say_what_is_lost_without_each_scope() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "slack.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in guide.splitlines() if line.startswith("| `")]
    assert all(any(f"`{scope}`" in row for row in rows) for scope in (*REQUIRED, *OPTIONAL))
