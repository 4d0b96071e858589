"""What the bot may do in a channel, and what each permission is called in Discord's own clients.
https://docs.discord.com/developers/topics/permissions
"""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.model import ChannelKind, Language, Layout
from bot.platform import Problem

ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
EMBED_LINKS = 1 << 14
READ_MESSAGE_HISTORY = 1 << 16
CONNECT = 1 << 20
CREATE_PUBLIC_THREADS = 1 << 35
SEND_MESSAGES_IN_THREADS = 1 << 38

NAMES: Mapping[int, Mapping[Language, str]] = {
    VIEW_CHANNEL: {"en": "View Channel", "ko": "채널 보기"},
    SEND_MESSAGES: {"en": "Send Messages", "ko": "메시지 보내기"},
    EMBED_LINKS: {"en": "Embed Links", "ko": "링크 첨부"},
    READ_MESSAGE_HISTORY: {"en": "Read Message History", "ko": "메시지 기록 보기"},
    CREATE_PUBLIC_THREADS: {"en": "Create Public Threads", "ko": "공개 스레드 만들기"},
    SEND_MESSAGES_IN_THREADS: {"en": "Send Messages in Threads", "ko": "스레드에서 메시지 보내기"},
}
UNSEEN = Problem(NAMES[VIEW_CHANNEL])  # who may not see a channel may do nothing there
# Names in Korean that we did not see in a client are followed by the English ones.
IN_A_FORUM: Mapping[int, Mapping[Language, str]] = {
    SEND_MESSAGES: {"en": "Create Posts", "ko": "게시물 만들기(Create Posts)"},
    SEND_MESSAGES_IN_THREADS: {
        "en": "Send Messages in Posts",
        "ko": "게시물에서 메시지 보내기(Send Messages in Posts)",
    },
}
IN_A_VOICE_CHANNEL: Mapping[int, Mapping[Language, str]] = {
    CONNECT: {"en": "Connect", "ko": "연결(Connect)"},
}
# Without these there are no posts: who loses one is paused.
_NEEDED: Mapping[ChannelKind, int] = {
    "text": VIEW_CHANNEL | SEND_MESSAGES,
    "announcement": VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS,  # those are embeds
    "forum": VIEW_CHANNEL | SEND_MESSAGES | SEND_MESSAGES_IN_THREADS,  # a post's second message is a reply
    "thread": VIEW_CHANNEL | SEND_MESSAGES_IN_THREADS,
    "dm": 0,
}
# Without these there are, but none that ping a role (embeds, too), and nobody can look whether one arrived.
_WISHED = EMBED_LINKS | READ_MESSAGE_HISTORY
_OPENS = ("text", "announcement")  # channels whose posts can have a thread
_OPENING = CREATE_PUBLIC_THREADS | SEND_MESSAGES_IN_THREADS | READ_MESSAGE_HISTORY
INVITED_WITH = VIEW_CHANNEL | SEND_MESSAGES | CREATE_PUBLIC_THREADS | SEND_MESSAGES_IN_THREADS | _WISHED
EVERYTHING = -1

VOICE, STAGE = 2, 13  # with a chat
# Every type of channel that can be subscribed, and what it is to the core.
# https://docs.discord.com/developers/resources/channel#channel-object-channel-types
KINDS: Mapping[int, ChannelKind] = {
    0: "text",
    1: "dm",
    VOICE: "text",
    3: "dm",
    5: "announcement",
    10: "thread",
    11: "thread",
    12: "thread",
    STAGE: "text",
    15: "forum",
    16: "forum",
}


def kind_of(channel_type: int) -> ChannelKind:
    return KINDS.get(channel_type, "text")


def needed(channel_type: int, layout: Layout = "list") -> int:
    """Without these no post in this layout goes out."""
    kind = kind_of(channel_type)
    return _NEEDED[kind] | (_OPENING if layout == "thread" and kind in _OPENS else 0)


def wished(channel_type: int, layout: Layout = "list") -> int:
    """All that posts are better for. A voice channel's chat is read only by who may connect.
    https://docs.discord.com/developers/resources/message#get-channel-messages"""
    kind = kind_of(channel_type)
    more = _WISHED if kind != "dm" else 0
    return needed(channel_type, layout) | more | (CONNECT if channel_type in (VOICE, STAGE) else 0)


def lacking(channel_type: int, held: int, asked: int) -> tuple[Problem, ...]:
    """Those that are asked for and not held."""
    missing = asked & ~_counting(channel_type, held)
    if missing & VIEW_CHANNEL:
        return (UNSEEN,)
    names = {**NAMES, **IN_A_VOICE_CHANNEL}
    if kind_of(channel_type) == "forum":
        names |= IN_A_FORUM
    return tuple(Problem(name) for right, name in names.items() if missing & right)


def _counting(channel_type: int, held: int) -> int:
    """Those that mean anything there: nobody can open a thread in a voice channel."""
    return held & ~(CREATE_PUBLIC_THREADS | SEND_MESSAGES_IN_THREADS) if channel_type in (VOICE, STAGE) else held


def held_in(guild: Mapping[str, Any], channel: Mapping[str, Any], member: Mapping[str, Any], user: str) -> int:
    """The permissions of a member in a channel, from the API's JSON. Of a thread: pass its parent."""
    if guild.get("owner_id") == user:
        return EVERYTHING
    roles = {guild["id"], *member.get("roles", ())}
    held = _together(int(role["permissions"]) for role in guild.get("roles", ()) if role["id"] in roles)
    if held & ADMINISTRATOR:
        return EVERYTHING
    changes = {change["id"]: change for change in channel.get("permission_overwrites") or ()}
    for group in ({guild["id"]}, roles - {guild["id"]}, {user}):
        found = [changes[name] for name in group if name in changes]
        held &= ~_together(int(change["deny"]) for change in found)
        held |= _together(int(change["allow"]) for change in found)
    return held if held & VIEW_CHANNEL else 0


def _together(rights: Iterable[int]) -> int:
    bits = 0
    for right in rights:
        bits |= right
    return bits


def invite_link(application: int | str) -> str:
    """The link that invites the bot with just the permissions that it needs."""
    scopes = "bot%20applications.commands"
    return f"https://discord.com/oauth2/authorize?client_id={application}&scope={scopes}&permissions={INVITED_WITH}"
