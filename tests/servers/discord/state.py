"""What the local Discord knows: users, servers, channels, messages, commands and running interactions."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.servers.discord.clock import Clock
from tests.servers.discord.refused import Json, Refused

EPOCH = 1_420_070_400_000  # Discord's first second, in milliseconds
A_DAY = 24 * 3600.0
A_YEAR = 365 * 24 * 3600 * 1000  # in milliseconds, as ids count
SESSIONS_A_DAY = 1000

TEXT, DIRECT, VOICE, CATEGORY, ANNOUNCEMENT, STAGE, FORUM, MEDIA = 0, 1, 2, 4, 5, 13, 15, 16
ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD = 10, 11, 12
VOICES = (VOICE, STAGE)
FORUMS = (FORUM, MEDIA)


@dataclass(slots=True, kw_only=True)
class User:
    id: int
    name: str
    locale: str = "en-US"
    bot: bool = False
    installed: bool = False  # has the app installed to the account
    takes_messages: bool = True


@dataclass(slots=True, kw_only=True)
class Role:
    id: int
    name: str
    permissions: int
    position: int = 0
    mentionable: bool = False
    managed: bool = False


@dataclass(slots=True, kw_only=True)
class Member:
    user: User
    roles: list[int]
    joined_at: str


@dataclass(slots=True, kw_only=True)
class Overwrite:
    kind: int  # 0 role, 1 member
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, kw_only=True)
class Thread:
    """What a channel has besides when it is a thread."""

    owner_id: int
    created_at: str
    auto_archive: int = 4320
    archived: bool = False
    locked: bool = False
    applied_tags: list[int] = field(default_factory=list)
    sent: int = 0


@dataclass(slots=True, kw_only=True)
class Channel:
    id: int
    kind: int
    name: str = ""
    guild_id: int | None = None
    position: int = 0
    parent_id: int | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    tags: dict[int, str] = field(default_factory=dict)
    requires_tag: bool = False
    recipient: User | None = None
    between_users: bool = False  # a direct message between two people, which the bot never sees
    thread: Thread | None = None
    messages: dict[int, Json] = field(default_factory=dict)
    last_message_id: int | None = None
    copies: list[Json] = field(default_factory=list)  # what followers got: components do not travel


@dataclass(slots=True, kw_only=True)
class Guild:
    id: int
    name: str
    owner_id: int
    locale: str
    joined_at: str
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: list[int] = field(default_factory=list)
    here: bool = True  # the bot is a member
    unavailable: bool = False


@dataclass(slots=True, kw_only=True)
class Interaction:
    """One use of the app by a user, and everything that the app answered to it."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    data: Json
    born: float
    payload: Json = field(default_factory=dict)
    source: Json | None = None  # the message whose button was pressed
    user_install_only: bool = False
    answer_type: int | None = None
    loading: bool = False
    ephemeral: bool = False
    original: Json | None = None
    followups: list[Json] = field(default_factory=list)
    choices: list[Json] = field(default_factory=list)
    modal: Json | None = None
    deleted: bool = False
    refusals: list[Json] = field(default_factory=list)  # what the server refused of the app's answers
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    async def message(self, *, within: float = 10) -> Json:
        """The reply as the user sees it once nothing is loading any more."""
        await asyncio.wait_for(self.settled.wait(), within)
        if self.original is None:
            raise LookupError(f"no message: answered with type {self.answer_type}")
        return self.original


def _no_listener(_event: str, _data: Json, _guild_id: int | None) -> None:
    """Where no gateway runs, events go nowhere."""


@dataclass(slots=True, kw_only=True)
class World:
    clock: Clock
    token: str
    application_id: int
    bot: User
    owner: User
    users: dict[int, User] = field(default_factory=dict)
    guilds: dict[int, Guild] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    commands: dict[int | None, dict[int, Json]] = field(default_factory=dict)
    creates: dict[int | None, list[float]] = field(default_factory=dict)
    nonces: dict[tuple[int, str], tuple[float, int, int]] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    private: dict[int, Json] = field(default_factory=dict)  # ephemeral messages, which no channel lists
    moved: asyncio.Event = field(default_factory=asyncio.Event)  # set whenever the app did something
    emit: Callable[[str, Json, int | None], None] = _no_listener
    gateway_url: str = ""
    concurrency: int = 1  # sessions that may start in five seconds
    session_starts: list[float] = field(default_factory=list)
    last_id: int = 0
    guild_count: int = 0

    async def until(self, holds: Callable[[], object], *, within: float = 10) -> None:
        """Waits for something that the app does by itself, such as a post."""
        async with asyncio.timeout(within):
            while not holds():
                self.moved.clear()
                await self.moved.wait()

    def new_id(self) -> int:
        wanted = (int(self.clock.now() * 1000) - EPOCH) << 22
        self.last_id = max(wanted, self.last_id + 1)
        return self.last_id

    def new_guild_id(self) -> int:
        """Servers made in the same moment still differ in the bits that choose a shard."""
        self.guild_count += 1
        return (int(self.clock.now() * 1000) - EPOCH - A_YEAR + self.guild_count) << 22

    def home_of(self, channel: Channel) -> Channel:
        """The channel whose permissions count: a thread's parent, else itself."""
        if channel.parent_id is None:
            return channel
        return self.channels.get(channel.parent_id, channel)

    def guild_of(self, channel: Channel) -> Guild | None:
        return None if channel.guild_id is None else self.guilds[channel.guild_id]

    def starts_today(self) -> int:
        now = self.clock.now()
        self.session_starts = [at for at in self.session_starts if now - at < A_DAY]
        return len(self.session_starts)

    def find_guild(self, guild_id: int) -> Guild:
        guild = self.guilds.get(guild_id)
        if guild is None or not guild.here:
            raise Refused(10004)
        return guild

    def find_channel(self, channel_id: int) -> Channel:
        channel = self.channels.get(channel_id)
        if channel is None:
            raise Refused(10003)
        guild = self.guild_of(channel)
        if channel.between_users or (guild is not None and not guild.here):
            raise Refused(50001)
        return channel

    def guilds_here(self) -> list[Guild]:
        return [guild for guild in self.guilds.values() if guild.here]


def snowflake(value: Any) -> int:
    """An id out of a path or a body; a wrong one is refused as Discord refuses it."""
    if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).isdigit():
        return int(value)
    fault = {"_errors": [{"code": "NUMBER_TYPE_COERCE", "message": f'Value "{value}" is not snowflake.'}]}
    raise Refused(50035, errors={"id": fault})
