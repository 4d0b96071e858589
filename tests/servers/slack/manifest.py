"""The app's manifest: what the app has asked Slack for, the limits of it, and what follows from it."""

import re
from collections.abc import Iterator
from typing import Any

from tests.servers.slack.refused import Json

# Lengths and counts: the manifest types of Slack's own Node SDK (packages/web-api/src/types/request/manifest.ts).
LENGTHS = {
    "display_information.name": 35,
    "display_information.description": 140,
    "display_information.long_description": 4000,
    "features.bot_user.display_name": 80,
}
COMMAND_LENGTHS = {"command": 32, "description": 2000, "usage_hint": 1000}
SHORTCUT_LENGTHS = {"name": 24, "description": 150, "callback_id": 255}
MOST_COMMANDS, MOST_SHORTCUTS, MOST_SCOPES, MOST_EVENTS, MOST_REDIRECTS = 50, 10, 255, 100, 1000
DISPLAY_NAME = re.compile(r"[a-zA-Z0-9_.-]+")

# Events that need a scope, and which; the others come to every app that subscribed.
EVENT_SCOPES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("channel_archive", "channel_deleted", "channel_left", "channel_rename", "channel_unarchive"),
        ("channels:read",),
    ),
    **dict.fromkeys(
        ("group_archive", "group_deleted", "group_left", "group_rename", "group_unarchive"), ("groups:read",)
    ),
    "channel_id_changed": ("channels:read", "groups:read", "im:read", "mpim:read"),
    "channel_shared": ("channels:read", "groups:read"),
    "channel_unshared": ("channels:read", "groups:read"),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "user_change": ("users:read",),
    "team_join": ("users:read",),
    "message.im": ("im:history",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "app_mention": ("app_mentions:read",),
}

DEFAULT: Json = {
    "_metadata": {"major_version": 2, "minor_version": 1},
    "display_information": {"name": "Paperboy"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "bot_user": {"display_name": "paperboy", "always_online": True},
        "shortcuts": [
            {"name": "Find papers", "type": "global", "callback_id": "find", "description": "By tag or text"},
            {
                "name": "Save paper",
                "type": "message",
                "callback_id": "save",
                "description": "The paper in this message",
            },
        ],
        "slash_commands": [{"command": "/paper", "description": "Find a paper", "should_escape": True}],
    },
    "oauth_config": {
        "redirect_urls": ["https://paperboy.example.org/slack/oauth_redirect"],
        "scopes": {
            "bot": ["commands", "chat:write"],
            "bot_optional": [
                "chat:write.public",
                "users:read",
                "channels:read",
                "channels:join",
                "channels:history",
                "groups:read",
                "groups:history",
                "im:read",
                "im:write",
                "im:history",
            ],
        },
    },
    "settings": {
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_uninstalled",
                "tokens_revoked",
                "channel_archive",
                "channel_unarchive",
                "channel_deleted",
                "channel_id_changed",
                "channel_left",
                "channel_rename",
                "group_archive",
                "group_deleted",
                "group_left",
                "member_joined_channel",
                "message.im",
                "user_change",
            ]
        },
        "org_deploy_enabled": True,
        "socket_mode_enabled": True,
        "token_rotation_enabled": False,
    },
}


def part(manifest: Json, path: str, default: Any = None) -> Any:
    """What stands at a dotted path."""
    node: Any = manifest
    for name in path.split("."):
        if not isinstance(node, dict) or name not in node:
            return default
        node = node[name]
    return node


def commands(manifest: Json) -> dict[str, Json]:
    return {one["command"]: one for one in part(manifest, "features.slash_commands", [])}


def shortcuts(manifest: Json, kind: str) -> set[str]:
    return {one["callback_id"] for one in part(manifest, "features.shortcuts", []) if one["type"] == kind}


def scopes(manifest: Json) -> set[str]:
    """Every scope, the optional ones included: as if the person had ticked all of them."""
    found = part(manifest, "oauth_config.scopes", {})
    return {*found.get("bot", []), *found.get("bot_optional", [])}


def wants(manifest: Json, event: str, granted: set[str]) -> bool:
    """Whether an event reaches the app: it must have subscribed, and have a scope for it."""
    if event not in part(manifest, "settings.event_subscriptions.bot_events", []):
        return False
    needed = EVENT_SCOPES.get(event)
    return needed is None or bool(granted & set(needed))


def faults(manifest: Json) -> list[str]:
    """Everything for which Slack would not take the manifest."""
    return [*_lengths(manifest), *_commands(manifest), *_shortcuts(manifest), *_counts(manifest), *_addresses(manifest)]


def _lengths(manifest: Json) -> Iterator[str]:
    if not part(manifest, "display_information.name"):
        yield "display_information.name is missing"
    for path, most in LENGTHS.items():
        if len(part(manifest, path, "")) > most:
            yield f"{path} is over {most} characters"
    name = part(manifest, "features.bot_user.display_name")
    if name is not None and not DISPLAY_NAME.fullmatch(name):
        yield "features.bot_user.display_name: only letters, digits, - _ and ."


def _commands(manifest: Json) -> Iterator[str]:
    found = part(manifest, "features.slash_commands", [])
    if len(found) > MOST_COMMANDS:
        yield f"over {MOST_COMMANDS} slash commands"
    for one in found:
        if not re.fullmatch(r"/[^\s/A-Z]+", one.get("command", "")) or not one.get("description"):
            yield f"slash command {one.get('command')!r}"
        for name, most in COMMAND_LENGTHS.items():
            if len(one.get(name, "")) > most:
                yield f"{name} of {one['command']} is over {most} characters"
    if len({one.get("command") for one in found}) < len(found):
        yield "a slash command stands twice"


def _shortcuts(manifest: Json) -> Iterator[str]:
    found = part(manifest, "features.shortcuts", [])
    if len(found) > MOST_SHORTCUTS:
        yield f"over {MOST_SHORTCUTS} shortcuts"
    for one in found:
        if one.get("type") not in ("global", "message"):
            yield f"shortcut type {one.get('type')!r}"
        for name, most in SHORTCUT_LENGTHS.items():
            if not 0 < len(one.get(name, "")) <= most:
                yield f"{name} of shortcut {one.get('callback_id')!r} must have 1 to {most} characters"


def _counts(manifest: Json) -> Iterator[str]:
    for path, most in (
        ("oauth_config.scopes.bot", MOST_SCOPES),
        ("settings.event_subscriptions.bot_events", MOST_EVENTS),
        ("oauth_config.redirect_urls", MOST_REDIRECTS),
    ):
        if len(part(manifest, path, [])) > most:
            yield f"{path} has over {most} entries"
    if not part(manifest, "oauth_config.scopes.bot"):
        yield "oauth_config.scopes.bot is empty"
    if part(manifest, "features.slash_commands") and "commands" not in scopes(manifest):
        yield "slash commands without the scope commands"
    for event in part(manifest, "settings.event_subscriptions.bot_events", []):
        needed = EVENT_SCOPES.get(event)
        if needed is not None and not scopes(manifest) & set(needed):
            yield f"event {event} without a scope of {', '.join(needed)}"


def _addresses(manifest: Json) -> Iterator[str]:
    if part(manifest, "settings.socket_mode_enabled"):
        return
    for path in ("settings.interactivity.request_url", "settings.event_subscriptions.request_url"):
        if part(manifest, path.rpartition(".")[0]) and not part(manifest, path):
            yield f"{path} is missing, and Socket Mode is off"
    for one in part(manifest, "features.slash_commands", []):
        if not one.get("url"):
            yield f"{one.get('command')} has no url, and Socket Mode is off"
