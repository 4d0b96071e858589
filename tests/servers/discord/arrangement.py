"""What a test sets up and changes while the app runs: people, servers, channels, permissions."""

from collections.abc import Callable, Mapping, Sequence

from tests.servers.discord import accounts, compose, messages, payloads
from tests.servers.discord.channels import add_thread
from tests.servers.discord.permissions import OF_A_MEMBER, OF_THE_BOT, Permission
from tests.servers.discord.refused import Json
from tests.servers.discord.state import (
    ANNOUNCEMENT,
    CATEGORY,
    DIRECT,
    FORUM,
    MEDIA,
    PRIVATE_THREAD,
    STAGE,
    TEXT,
    VOICE,
    Channel,
    Guild,
    Member,
    Overwrite,
    Role,
    User,
    World,
)

KINDS: Mapping[str, int] = {
    "text": TEXT,
    "announcement": ANNOUNCEMENT,
    "category": CATEGORY,
    "voice": VOICE,
    "stage": STAGE,
    "forum": FORUM,
    "media": MEDIA,
}


class Arrangement:
    """The part of the local Discord that stands for everybody else who uses Discord."""

    def __init__(self, world: World) -> None:
        self.world = world

    def add_user(self, name: str, *, locale: str = "en-US", installed: bool = False) -> User:
        """`installed`: the person has the app on the own account and may use it everywhere."""
        made = User(id=self.world.new_id(), name=name, locale=locale, installed=installed)
        self.world.users[made.id] = made
        return made

    def add_guild(
        self,
        name: str,
        *,
        owner: User | None = None,
        locale: str = "en-US",
        channels: Sequence[str] = (),
        here: bool = True,
    ) -> Guild:
        """`here`: the bot is a member, with the permissions that it asks for."""
        world = self.world
        owner = owner or world.owner
        now = world.clock.stamp()
        made = Guild(id=world.new_guild_id(), name=name, owner_id=owner.id, locale=locale, joined_at=now, here=here)
        made.roles[made.id] = Role(id=made.id, name="@everyone", permissions=int(OF_A_MEMBER))
        world.guilds[made.id] = made
        self.join(made, owner)
        if here:
            self._admit_bot(made)
        for channel in channels:
            self._add_channel(made, channel, TEXT)
        if here:
            world.emit("GUILD_CREATE", payloads.guild_create(world, made), made.id)
        return made

    def _admit_bot(self, guild: Guild) -> None:
        world = self.world
        role = Role(
            id=world.new_id(), name=world.bot.name, permissions=int(OF_THE_BOT), position=len(guild.roles), managed=True
        )
        guild.roles[role.id] = role
        guild.members[world.bot.id] = Member(user=world.bot, roles=[role.id], joined_at=world.clock.stamp())
        guild.here = True

    def join(self, guild: Guild, user: User, *roles: Role) -> Member:
        made = Member(user=user, roles=[role.id for role in roles], joined_at=self.world.clock.stamp())
        guild.members[user.id] = made
        return made

    def add_role(
        self, guild: Guild, name: str, *, permissions: int = 0, mentionable: bool = False, members: Sequence[User] = ()
    ) -> Role:
        role = Role(
            id=self.world.new_id(),
            name=name,
            permissions=int(permissions),
            position=len(guild.roles),
            mentionable=mentionable,
        )
        guild.roles[role.id] = role
        for user in members:
            guild.members[user.id].roles.append(role.id)
        self._tell_role(guild, role, "GUILD_ROLE_CREATE")
        return role

    def give_role(self, guild: Guild, role: Role) -> None:
        """To the bot."""
        member = guild.members[self.world.bot.id]
        member.roles.append(role.id)
        self.world.emit("GUILD_MEMBER_UPDATE", payloads.member(member) | {"guild_id": str(guild.id)}, guild.id)

    def _tell_role(self, guild: Guild, role: Role, event: str = "GUILD_ROLE_UPDATE") -> None:
        shown = payloads.role(role, self.world.bot.id)
        self.world.emit(event, {"guild_id": str(guild.id), "role": shown}, guild.id)

    def add_channel(
        self, guild: Guild, name: str, *, kind: str = "text", tags: Sequence[str] = (), requires_tag: bool = False
    ) -> Channel:
        made = self._add_channel(guild, name, KINDS[kind])
        made.tags = {self.world.new_id(): tag for tag in tags}
        made.requires_tag = requires_tag
        self.world.emit("CHANNEL_CREATE", payloads.channel(made), guild.id)
        return made

    def _add_channel(self, guild: Guild, name: str, kind: int) -> Channel:
        made = Channel(id=self.world.new_id(), kind=kind, name=name, guild_id=guild.id, position=len(guild.channels))
        self.world.channels[made.id] = made
        guild.channels.append(made.id)
        return made

    def add_thread(self, parent: Channel, name: str, *, private: bool = False) -> Channel:
        kind = PRIVATE_THREAD if private else None
        return add_thread(self.world, parent, self.world.new_id(), {"name": name}, [], kind=kind)

    def direct(self, user: User) -> Channel:
        """The direct messages between a person and the bot."""
        return accounts.direct_with(self.world, user)

    def between(self, user: User) -> Channel:
        """A direct message between two people; the bot is not in it, an installed app is."""
        made = Channel(id=self.world.new_id(), kind=DIRECT, recipient=user, between_users=True)
        self.world.channels[made.id] = made
        return made

    def close_messages(self, user: User) -> None:
        user.takes_messages = False

    def deny(self, place: Channel | Guild, *permissions: Permission) -> None:
        """Takes permissions from the bot: by an overwrite in a channel, or from every role in a server."""
        taken = _together(permissions)
        if isinstance(place, Guild):
            self._in_roles(place, lambda held: held & ~taken)
        else:
            overwrite = place.overwrites.setdefault(self.world.bot.id, Overwrite(kind=1))
            overwrite.deny, overwrite.allow = overwrite.deny | taken, overwrite.allow & ~taken
            self._tell_channel(place)

    def allow(self, place: Channel | Guild, *permissions: Permission) -> None:
        given = _together(permissions)
        if isinstance(place, Guild):
            self._in_roles(place, lambda held: held | given)
        else:
            overwrite = place.overwrites.setdefault(self.world.bot.id, Overwrite(kind=1))
            overwrite.deny, overwrite.allow = overwrite.deny & ~given, overwrite.allow | given
            self._tell_channel(place)

    def _in_roles(self, guild: Guild, change: Callable[[int], int]) -> None:
        for role_id in (guild.id, *guild.members[self.world.bot.id].roles):
            role = guild.roles[role_id]
            role.permissions = change(role.permissions)
            self._tell_role(guild, role)

    def _tell_channel(self, channel: Channel) -> None:
        event = "THREAD_UPDATE" if channel.thread is not None else "CHANNEL_UPDATE"
        self.world.emit(event, payloads.channel(channel), channel.guild_id)

    def rename(self, channel: Channel, name: str) -> None:
        channel.name = name
        self._tell_channel(channel)

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        if thread.thread is None:
            raise TypeError(f"{thread.name} is no thread")
        thread.thread.archived, thread.thread.locked = True, locked
        self._tell_channel(thread)

    def unarchive(self, thread: Channel) -> None:
        """And unlocks it."""
        if thread.thread is None:
            raise TypeError(f"{thread.name} is no thread")
        thread.thread.archived = thread.thread.locked = False
        self._tell_channel(thread)

    def remove_channel(self, channel: Channel) -> None:
        """The channel is gone, and with it its threads."""
        below = [one for one in self.world.channels.values() if one.parent_id == channel.id]
        for one in (*below, channel):
            guild = self.world.guild_of(one)
            if guild is not None:
                guild.channels.remove(one.id)
            shown = payloads.channel(self.world.channels.pop(one.id))
            self.world.emit("THREAD_DELETE" if one.thread is not None else "CHANNEL_DELETE", shown, one.guild_id)

    def kick(self, guild: Guild) -> None:
        """The bot is removed from a server, which goes on without it."""
        guild.members.pop(self.world.bot.id, None)
        accounts.leave(self.world, guild)

    def invite(self, guild: Guild) -> None:
        """The bot is invited, for the first time or again."""
        self._admit_bot(guild)
        self.world.emit("GUILD_CREATE", payloads.guild_create(self.world, guild), guild.id)

    def delete_guild(self, guild: Guild) -> None:
        accounts.leave(self.world, guild)
        for number in guild.channels:
            del self.world.channels[number]
        del self.world.guilds[guild.id]

    def outage(self, guild: Guild) -> None:
        """A server becomes unavailable: the same event as a removal, but for one field."""
        guild.unavailable = True
        self.world.emit("GUILD_DELETE", {"id": str(guild.id), "unavailable": True}, guild.id)

    def end_outage(self, guild: Guild) -> None:
        guild.unavailable = False
        shown = payloads.guild_create(self.world, guild) | {"unavailable": False}
        self.world.emit("GUILD_CREATE", shown, guild.id)

    def say(self, channel: Channel, user: User, content: str) -> Json:
        """A person writes."""
        made = compose.message(self.world, channel, user, {"content": content})
        compose.keep(self.world, channel, made)
        return made

    def delete_message(self, channel: Channel, message: Json) -> None:
        messages.remove(self.world, channel, int(message["id"]))

    def messages(self, channel: Channel) -> list[Json]:
        """What stands in a channel, oldest first."""
        return [channel.messages[number] for number in sorted(channel.messages)]

    def threads(self, parent: Channel) -> list[Channel]:
        return [one for one in self.world.channels.values() if one.parent_id == parent.id]


def _together(permissions: Sequence[Permission]) -> int:
    bits = 0
    for permission in permissions:
        bits |= permission
    return bits
