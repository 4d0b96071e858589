"""Which method does what, which scopes it needs (one of them), and which rate limit it has."""

from dataclasses import dataclass

from tests.servers.slack import chat, conversations, oauth, people, views
from tests.servers.slack.limits import SPECIAL, TIER_2, TIER_3, TIER_4
from tests.servers.slack.request import Handler


@dataclass(frozen=True, slots=True)
class Method:
    handler: Handler
    a_minute: int
    scopes: tuple[str, ...] = ()
    needs_token: bool = True


WRITE = ("chat:write",)
# conversations.* look for the scope of the kind of conversation themselves.
METHODS: dict[str, Method] = {
    "auth.test": Method(people.auth_test, SPECIAL),
    "auth.revoke": Method(oauth.revoke, TIER_3),
    "auth.teams.list": Method(people.teams, TIER_2),
    "apps.uninstall": Method(oauth.uninstall, TIER_2),
    "chat.postMessage": Method(chat.post_message, SPECIAL, WRITE),
    "chat.postEphemeral": Method(chat.post_ephemeral, TIER_4, WRITE),
    "chat.update": Method(chat.update, TIER_3, WRITE),
    "chat.delete": Method(chat.delete, TIER_3, WRITE),
    "chat.getPermalink": Method(chat.permalink, SPECIAL),
    "conversations.info": Method(conversations.info, TIER_3),
    "conversations.members": Method(conversations.members, TIER_4),
    "conversations.history": Method(conversations.history, TIER_3),
    "conversations.replies": Method(conversations.replies, TIER_3),
    "conversations.open": Method(conversations.open_, TIER_3, ("im:write", "mpim:write")),
    "conversations.join": Method(conversations.join, TIER_3, ("channels:join",)),
    "conversations.leave": Method(conversations.leave, TIER_3, ("channels:manage", "groups:write")),
    "conversations.list": Method(conversations.list_, TIER_2),
    "users.conversations": Method(conversations.of_user, TIER_3),
    "users.info": Method(people.info, TIER_4, ("users:read",)),
    "users.list": Method(people.listed, TIER_2, ("users:read",)),
    "team.info": Method(people.team_info, TIER_3, ("team:read",)),
    "views.open": Method(views.open_, TIER_4),
    "views.push": Method(views.push, TIER_4),
    "views.update": Method(views.update, TIER_4),
    "views.publish": Method(views.publish, TIER_4),
    "oauth.v2.access": Method(oauth.access, TIER_4, needs_token=False),
    "oauth.v2.exchange": Method(oauth.exchange, TIER_4, needs_token=False),
}
