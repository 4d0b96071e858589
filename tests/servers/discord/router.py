"""Which endpoint answers which path, and which rate limit it has."""

import re
from dataclasses import dataclass

from tests.servers.discord import accounts, callbacks, channels, commands, messages
from tests.servers.discord import limits as rule
from tests.servers.discord.limits import Rule
from tests.servers.discord.request import Handler

CHANNEL = "/channels/{channel_id}"
MESSAGES = CHANNEL + "/messages"
MESSAGE = MESSAGES + "/{message_id}"
COMMANDS = "/applications/{application_id}/commands"
GUILD_COMMANDS = "/applications/{application_id}/guilds/{guild_id}/commands"
WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
REPLY = WEBHOOK + "/messages/{message_id}"


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    template: str
    handler: Handler
    rule: Rule | None = None
    for_interactions: bool = False  # carries its own token, and is outside the global limit


def _for_commands(base: str) -> list[Route]:
    one = base + "/{command_id}"
    return [
        Route("PUT", base, commands.overwrite),
        Route("GET", base, commands.listed),
        Route("POST", base, commands.create),
        Route("GET", one, commands.get),
        Route("PATCH", one, commands.edit),
        Route("DELETE", one, commands.delete),
    ]


ROUTES = [
    Route("POST", MESSAGES, messages.create, rule.CREATE_MESSAGE),
    Route("GET", MESSAGES, messages.history),
    Route("GET", MESSAGE, messages.get),
    Route("PATCH", MESSAGE, messages.edit, rule.EDIT_MESSAGE),
    Route("DELETE", MESSAGE, messages.delete),
    Route("POST", MESSAGE + "/crosspost", messages.crosspost, rule.PUBLISH),
    Route("POST", MESSAGE + "/threads", channels.thread_of_message),
    Route("POST", CHANNEL + "/threads", channels.start_thread),
    Route("GET", CHANNEL + "/threads/archived/public", channels.archived_threads),
    Route("PUT", CHANNEL + "/thread-members/@me", channels.join_thread),
    Route("POST", CHANNEL + "/typing", channels.typing),
    Route("GET", CHANNEL, channels.get),
    Route("PATCH", CHANNEL, channels.change),
    Route("GET", "/guilds/{guild_id}/threads/active", channels.active_threads),
    Route("GET", "/guilds/{guild_id}/channels", accounts.guild_channels),
    Route("GET", "/guilds/{guild_id}/roles", accounts.guild_roles),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", accounts.guild_member),
    Route("GET", "/guilds/{guild_id}", accounts.guild),
    Route("GET", "/users/@me/guilds", accounts.my_guilds),
    Route("DELETE", "/users/@me/guilds/{guild_id}", accounts.leave_guild),
    Route("POST", "/users/@me/channels", accounts.open_direct),
    Route("GET", "/users/@me", accounts.me),
    Route("GET", "/users/{user_id}", accounts.user),
    Route("GET", "/gateway", accounts.gateway),
    Route("GET", "/gateway/bot", accounts.gateway_bot),
    Route("GET", "/oauth2/applications/@me", accounts.application),
    Route("GET", "/applications/@me", accounts.application),
    *_for_commands(COMMANDS),
    *_for_commands(GUILD_COMMANDS),
    Route(
        "POST", "/interactions/{interaction_id}/{interaction_token}/callback", callbacks.callback, for_interactions=True
    ),
    Route("POST", WEBHOOK, callbacks.follow_up, rule.REPLY_AGAIN, for_interactions=True),
    Route("GET", REPLY, callbacks.get_reply, for_interactions=True),
    Route("PATCH", REPLY, callbacks.edit_reply, rule.REPLY_AGAIN, for_interactions=True),
    Route("DELETE", REPLY, callbacks.delete_reply, rule.REPLY_AGAIN, for_interactions=True),
]


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template))


_PATTERNS = [(_pattern(route.template), route) for route in ROUTES]


def match(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    for pattern, route in _PATTERNS:
        if route.method == method and (found := pattern.fullmatch(path)):
            return route, found.groupdict()
    return None


def resource(params: dict[str, str]) -> str:
    """The top-level resource by which a bucket is told apart."""
    if "webhook_id" in params:
        return f"{params['webhook_id']}/{params['webhook_token']}"
    return params.get("channel_id") or params.get("guild_id") or ""
