"""The permission bits that matter here, and who has them where (docs.discord.com, topics/permissions)."""

from enum import IntFlag

from tests.servers.discord.state import Channel, Guild, World


class Permission(IntFlag):
    """The part of Discord's permissions that a digest bot meets."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CONNECT = 1 << 20
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38
    PIN_MESSAGES = 1 << 51


EVERYTHING = (1 << 53) - 1
OF_A_MEMBER = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.CONNECT
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_MESSAGES_IN_THREADS
)
OF_THE_BOT = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.READ_MESSAGE_HISTORY
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
# In a direct message (receiving-and-responding, the note on `app_permissions`).
IN_A_DIRECT_MESSAGE = (
    OF_THE_BOT | Permission.ATTACH_FILES | Permission.MENTION_EVERYONE | Permission.USE_EXTERNAL_EMOJIS
)


def in_guild(guild: Guild, user_id: int) -> int:
    if user_id == guild.owner_id:
        return EVERYTHING
    member = guild.members.get(user_id)
    granted = guild.roles[guild.id].permissions
    for role_id in member.roles if member else ():
        granted |= guild.roles[role_id].permissions
    return EVERYTHING if granted & Permission.ADMINISTRATOR else granted


def in_channel(world: World, channel: Channel, user_id: int) -> int:
    """What a user may do in a channel, overwrites included; a thread has its parent's overwrites."""
    if channel.guild_id is None:
        return int(IN_A_DIRECT_MESSAGE)
    guild = world.guilds[channel.guild_id]
    granted = in_guild(guild, user_id)
    if granted == EVERYTHING:
        return granted
    overwrites = world.home_of(channel).overwrites
    member = guild.members.get(user_id)
    for group in ((guild.id,), tuple(member.roles) if member else (), (user_id,)):
        found = [overwrites[key] for key in group if key in overwrites]
        for overwrite in found:
            granted &= ~overwrite.deny
        for overwrite in found:
            granted |= overwrite.allow
    return granted if granted & Permission.VIEW_CHANNEL else 0
