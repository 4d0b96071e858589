"""The app's manifest: what it asks Slack for, made from the core's table, for Socket Mode or for HTTP.

Slack shows a manifest's words in no language but the one that they are written in: they say it in both.
https://docs.slack.dev/reference/app-manifest
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from adapters.slack.connection import Phrase
from bot.fitting import cut
from bot.platform import Command

Mode = Literal["socket", "http"]

COMMAND = "/paper"
FIND, SAVE = "find", "save"  # the shortcuts, and the verbs that they call
HOME = "app_home_opened"
REMOVED = ("app_uninstalled", "tokens_revoked")
# An organisation put the app into some of its workspaces, or took it out of them.
GRANTED, WITHDRAWN = "team_access_granted", "team_access_revoked"
ARRIVALS = ("member_joined_channel",)
CHANNELS = (
    "channel_archive",
    "channel_deleted",
    "channel_id_changed",
    "channel_left",
    "channel_unarchive",
    "group_archive",
    "group_deleted",
    "group_left",
    "group_unarchive",
)
EVENTS = (HOME, *REMOVED, GRANTED, WITHDRAWN, *ARRIVALS, *CHANNELS)
REQUIRED = ("commands", "chat:write")
# What is lost without each stands in docs/slack.md.
OPTIONAL = (
    "chat:write.public",
    "users:read",
    "channels:read",
    "groups:read",
    "im:write",
    "channels:join",
    "channels:history",
    "groups:history",
    "im:history",
)
MAX_DESCRIPTION, MAX_COMMAND, MAX_HINT, MAX_SHORTCUT, MAX_SHORTCUT_ABOUT = 140, 2000, 1000, 24, 150
_REQUESTS, _CALLBACK = "/slack/events", "/slack/oauth_redirect"


def manifest(
    commands: Sequence[Command], phrase: Phrase, *, mode: Mode, public_url: str = "", rotation: bool = False
) -> dict[str, Any]:
    """`public_url` is where Slack reaches the service in HTTP mode, and where people come back who install the app."""
    address = public_url.rstrip("/")
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {"name": "Paperboy", "description": _both(phrase, "slack-about", MAX_DESCRIPTION)},
        "features": _features(commands, phrase, address if mode == "http" else ""),
        "oauth_config": _oauth(address),
        "settings": _settings(mode, address, rotation=rotation),
    }


def text(made: Mapping[str, Any]) -> str:
    """As Slack's page for new apps takes it."""
    return json.dumps(made, ensure_ascii=False, indent=2)


def _features(commands: Sequence[Command], phrase: Phrase, address: str) -> dict[str, Any]:
    command = {
        "command": COMMAND,
        "description": _about(commands),
        "usage_hint": _hint(commands),
        "should_escape": True,  # a channel that is named comes with its id
    }
    return {
        # People type commands to the app in its Messages tab.
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "bot_user": {"display_name": "paperboy", "always_online": True},
        "shortcuts": [
            _shortcut(phrase, "global", FIND, "slack-find", "slack-find-about"),
            _shortcut(phrase, "message", SAVE, "slack-save", "slack-save-about"),
        ],
        "slash_commands": [command | ({"url": f"{address}{_REQUESTS}"} if address else {})],
    }


def _shortcut(phrase: Phrase, kind: str, callback: str, name: str, about: str) -> dict[str, str]:
    return {
        "name": _both(phrase, name, MAX_SHORTCUT),
        "type": kind,
        "callback_id": callback,
        "description": _both(phrase, about, MAX_SHORTCUT_ABOUT),
    }


def _about(commands: Sequence[Command]) -> str:
    found = next(command.about for command in commands if f"/{command.verb}" == COMMAND)
    return cut(f"{found['ko']} · {found['en']}", MAX_COMMAND)


def _hint(commands: Sequence[Command]) -> str:
    """The verbs that may follow, and what else may."""
    verbs = [command.verb for command in commands if command.names and f"/{command.verb}" != COMMAND]
    return cut(f"[tag:optimizer | muon 학습 | {' | '.join(verbs)}]", MAX_HINT)


def _oauth(address: str) -> dict[str, Any]:
    scopes = {"scopes": {"bot": list(REQUIRED), "bot_optional": list(OPTIONAL)}}
    return {"redirect_urls": [f"{address}{_CALLBACK}"], **scopes} if address else scopes


def _settings(mode: Mode, address: str, *, rotation: bool) -> dict[str, Any]:
    interactivity: dict[str, Any] = {"is_enabled": True}
    events: dict[str, Any] = {"bot_events": sorted(EVENTS)}
    if mode == "http":
        interactivity |= {"request_url": f"{address}{_REQUESTS}", "message_menu_options_url": f"{address}{_REQUESTS}"}
        events["request_url"] = f"{address}{_REQUESTS}"
    return {
        "interactivity": interactivity,
        "event_subscriptions": events,
        "org_deploy_enabled": True,
        "socket_mode_enabled": mode == "socket",
        "token_rotation_enabled": rotation,
    }


def _both(phrase: Phrase, key: str, limit: int) -> str:
    return cut(f"{phrase('ko', key)} · {phrase('en', key)}", limit)
