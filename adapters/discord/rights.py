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
_IN_A_FORUM: Mapping[int, Mapping[Language, str]] = {
    SEND_MESSAGES: {"en": "Create Posts", "ko": "게시물 만들기"},
    SEND_MESSAGES_IN_THREADS: {"en": "Send Messages in Posts", "ko": "게시물에서 메시지 보내기"},
}
_POSTS = VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | READ_MESSAGE_HISTORY
NEEDED: Mapping[ChannelKind, int] = {
    "text": _POSTS,
    "announcement": _POSTS,
    "forum": _POSTS | SEND_MESSAGES_IN_THREADS,
    "thread": VIEW_CHANNEL | SEND_MESSAGES_IN_THREADS | EMBED_LINKS | READ_MESSAGE_HISTORY,
    "dm": 0,
}
_OPENS = ("text", "announcement")  # channels whose posts can have a thread
INVITED_WITH = _POSTS | CREATE_PUBLIC_THREADS | SEND_MESSAGES_IN_THREADS
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


def lacking(kind: ChannelKind, held: int, layout: Layout = "list") -> tuple[Problem, ...]:
    """What is missing for posting. Who may not see a channel may do nothing there: then only that is named."""
    opens = CREATE_PUBLIC_THREADS | SEND_MESSAGES_IN_THREADS if layout == "thread" and kind in _OPENS else 0
    missing = (NEEDED[kind] | opens) & ~held
    if missing & VIEW_CHANNEL:
        return (Problem(NAMES[VIEW_CHANNEL]),)
    names = {**NAMES, **_IN_A_FORUM} if kind == "forum" else NAMES
    return tuple(Problem(names[right]) for right in NAMES if missing & right)


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
