"""The endpoints of the bot's own account, of users and of servers."""

from tests.servers.discord import payloads
from tests.servers.discord.refused import Refused
from tests.servers.discord.request import NOTHING, Answer, Request
from tests.servers.discord.state import A_DAY, DIRECT, SESSIONS_A_DAY, Channel, Guild, User, World, snowflake


def me(world: World, _request: Request) -> Answer:
    return Answer(body=payloads.me(world.bot))


def application(world: World, _request: Request) -> Answer:
    return Answer(body=payloads.application(world))


def user(world: World, request: Request) -> Answer:
    found = world.users.get(request.id("user_id"))
    if found is None:
        raise Refused(10013)
    return Answer(body=payloads.user(found))


def my_guilds(world: World, request: Request) -> Answer:
    after, limit = snowflake(request.query.get("after", "0")), snowflake(request.query.get("limit", "200"))
    found = sorted((guild for guild in world.guilds_here() if guild.id > after), key=lambda guild: guild.id)
    return Answer(body=[payloads.my_guild(world, guild) for guild in found[:limit]])


def leave_guild(world: World, request: Request) -> Answer:
    leave(world, world.find_guild(request.id("guild_id")))
    return NOTHING


def leave(world: World, guild: Guild) -> None:
    """However the bot left a server, the gateway says the same of it."""
    guild.here = False
    world.emit("GUILD_DELETE", {"id": str(guild.id)}, guild.id)


def open_direct(world: World, request: Request) -> Answer:
    """Opening a direct message always works; only sending into it tells that it is closed."""
    recipient = world.users.get(snowflake(request.fields.get("recipient_id")))
    if recipient is None or recipient.bot:
        raise Refused(50033)
    return Answer(body=payloads.channel(direct_with(world, recipient)))


def direct_with(world: World, recipient: User) -> Channel:
    for channel in world.channels.values():
        if channel.kind == DIRECT and channel.recipient is recipient and not channel.between_users:
            return channel
    made = Channel(id=world.new_id(), kind=DIRECT, recipient=recipient)
    world.channels[made.id] = made
    return made


def guild(world: World, request: Request) -> Answer:
    return Answer(body=payloads.guild(world, world.find_guild(request.id("guild_id"))))


def guild_channels(world: World, request: Request) -> Answer:
    found = world.find_guild(request.id("guild_id"))
    channels = [world.channels[key] for key in found.channels]
    return Answer(body=[payloads.channel(one) for one in channels if one.thread is None])


def guild_roles(world: World, request: Request) -> Answer:
    found = world.find_guild(request.id("guild_id"))
    return Answer(body=[payloads.role(one, world.bot.id) for one in found.roles.values()])


def guild_member(world: World, request: Request) -> Answer:
    member = world.find_guild(request.id("guild_id")).members.get(request.id("user_id"))
    if member is None:
        raise Refused(10013)
    return Answer(body=payloads.member(member))


def gateway(world: World, _request: Request) -> Answer:
    return Answer(body={"url": world.gateway_url})


def gateway_bot(world: World, _request: Request) -> Answer:
    """One shard for every thousand servers is what Discord advises."""
    limit = {
        "total": SESSIONS_A_DAY,
        "remaining": max(SESSIONS_A_DAY - world.starts_today(), 0),
        "reset_after": int(A_DAY * 1000),
        "max_concurrency": world.concurrency,
    }
    shards = len(world.guilds_here()) // 1000 + 1
    return Answer(body={"url": world.gateway_url, "shards": shards, "session_start_limit": limit})
