"""The message endpoints: create, list, get, edit, delete, publish."""

from itertools import islice

from tests.servers.discord import compose
from tests.servers.discord.message_rules import CROSSPOSTED, IS_CROSSPOST, ON_CREATE, ON_EDIT, check_message
from tests.servers.discord.permissions import Permission, in_channel
from tests.servers.discord.refused import Json, Refused
from tests.servers.discord.request import NOTHING, Answer, Request
from tests.servers.discord.state import ANNOUNCEMENT, DIRECT, FORUMS, VOICES, Channel, World, snowflake

NONCE_SECONDS = 300.0


def channel_to(world: World, request: Request, *needed: Permission) -> Channel:
    """The channel of a request, where the bot may see it and has every permission needed."""
    channel = world.find_channel(request.id("channel_id"))
    granted = in_channel(world, channel, world.bot.id)
    if not granted & Permission.VIEW_CHANNEL:
        raise Refused(50001)
    if any(not granted & permission for permission in needed):
        raise Refused(50013)
    return channel


def _may_send(world: World, channel: Channel, body: Json) -> None:
    if channel.kind == DIRECT:
        _may_write_to(world, channel)
        return
    if channel.kind in FORUMS:
        raise Refused(50008)
    granted = in_channel(world, channel, world.bot.id)
    needed = Permission.SEND_MESSAGES if channel.thread is None else Permission.SEND_MESSAGES_IN_THREADS
    if not granted & needed or (body.get("embeds") and not granted & Permission.EMBED_LINKS):
        raise Refused(50013)
    if channel.thread is not None and channel.thread.locked and not granted & Permission.MANAGE_THREADS:
        raise Refused(160005)


def _may_write_to(world: World, channel: Channel) -> None:
    person = channel.recipient
    if person is None or not person.takes_messages:
        raise Refused(50007)
    shared = any(person.id in guild.members for guild in world.guilds_here())
    if not shared and not person.installed:
        raise Refused(50278)


def create(world: World, request: Request) -> Answer:
    channel, body = channel_to(world, request), request.fields
    _may_send(world, channel, body)
    check_message(body, settable=ON_CREATE)
    key = (world.bot.id, str(body.get("nonce")))
    if body.get("nonce") is not None and body.get("enforce_nonce"):
        first = _remembered(world, key)
        if first is not None:
            return Answer(body=_with_nonce(first, body))
    made = compose.message(world, channel, world.bot, body)
    if body.get("nonce") is not None:
        world.nonces[key] = (world.clock.now(), channel.id, int(made["id"]))
    if channel.thread is not None:
        channel.thread.archived = False
    compose.keep(world, channel, made)
    return Answer(body=_with_nonce(made, body))


def _with_nonce(made: Json, body: Json) -> Json:
    """Only the answer to its own request shows a nonce; a message read later has none to be found by."""
    return made if body.get("nonce") is None else made | {"nonce": body["nonce"]}


def _remembered(world: World, key: tuple[int, str]) -> Json | None:
    """The message that this author sent with this nonce in the past few minutes.

    Where that message was deleted since, Discord answers the retry with Unknown Message (its engineers: intended).
    """
    found = world.nonces.get(key)
    if found is None or world.clock.now() - found[0] > NONCE_SECONDS:
        return None
    channel = world.channels.get(found[1])
    if channel is None or found[2] not in channel.messages:
        raise Refused(10008)
    return channel.messages[found[2]]


def find(channel: Channel, request: Request) -> Json:
    made = channel.messages.get(request.id("message_id"))
    if made is None:
        raise Refused(10008)
    return made


def _channel_to_read(world: World, request: Request, *needed: Permission) -> Channel:
    """A voice channel's chat is read by who may connect."""
    channel = channel_to(world, request, *needed)
    return channel_to(world, request, Permission.CONNECT) if channel.kind in VOICES else channel


def get(world: World, request: Request) -> Answer:
    channel = _channel_to_read(world, request, Permission.READ_MESSAGE_HISTORY)
    return Answer(body=readable(world, channel, find(channel, request)))


def readable(world: World, channel: Channel, made: Json) -> Json:
    """Without the message content intent, others' words are hidden outside direct messages and mentions."""
    mine = int(made["author"]["id"]) == world.bot.id
    mentioned = any(int(one["id"]) == world.bot.id for one in made["mentions"])
    if mine or mentioned or channel.kind == DIRECT:
        return made
    return made | {"content": "", "embeds": [], "components": []}


def history(world: World, request: Request) -> Answer:
    """Newest first, as Discord lists them."""
    channel, query = _channel_to_read(world, request), request.query
    limit = snowflake(query.get("limit", "50"))
    if not 1 <= limit <= 100:
        fault = {"code": "NUMBER_TYPE_MAX", "message": "int value should be between 1 and 100."}
        raise Refused(50035, errors={"limit": {"_errors": [fault]}})
    if not in_channel(world, channel, world.bot.id) & Permission.READ_MESSAGE_HISTORY:
        return Answer(body=[])
    numbers = _listed(sorted(channel.messages), request, limit)
    return Answer(body=[readable(world, channel, channel.messages[number]) for number in sorted(numbers, reverse=True)])


def _listed(numbers: list[int], request: Request, limit: int) -> list[int]:
    query = request.query
    if "around" in query:
        middle = snowflake(query["around"])
        before = [number for number in numbers if number < middle][-(limit // 2) :]
        after = [number for number in numbers if number >= middle][: limit - limit // 2]
        return before + after
    if "after" in query:
        return list(islice((number for number in numbers if number > snowflake(query["after"])), limit))
    if "before" in query:
        numbers = [number for number in numbers if number < snowflake(query["before"])]
    return numbers[-limit:]


def edit(world: World, request: Request) -> Answer:
    channel = channel_to(world, request)
    made, body = find(channel, request), request.fields
    if int(made["author"]["id"]) != world.bot.id:
        raise Refused(50005)
    if channel.thread is not None and channel.thread.archived:
        raise Refused(50083)
    check_message(body, settable=ON_EDIT, before=made)
    compose.change(world, channel, made, body)
    return Answer(body=made)


def delete(world: World, request: Request) -> Answer:
    channel = channel_to(world, request)
    made = find(channel, request)
    mine = int(made["author"]["id"]) == world.bot.id
    if not mine and not in_channel(world, channel, world.bot.id) & Permission.MANAGE_MESSAGES:
        raise Refused(50003 if channel.kind == DIRECT else 50013)
    remove(world, channel, int(made["id"]))
    return NOTHING


def remove(world: World, channel: Channel, number: int) -> None:
    channel.messages.pop(number, None)
    world.private.pop(number, None)
    gone = {"id": str(number), "channel_id": str(channel.id)}
    world.emit("MESSAGE_DELETE", compose.in_event(channel, gone), channel.guild_id)


def crosspost(world: World, request: Request) -> Answer:
    channel = channel_to(world, request)
    if channel.kind != ANNOUNCEMENT:
        raise Refused(50024)
    made = find(channel, request)
    mine = int(made["author"]["id"]) == world.bot.id
    needed = Permission.SEND_MESSAGES if mine else Permission.MANAGE_MESSAGES
    if not in_channel(world, channel, world.bot.id) & needed:
        raise Refused(50013)
    if made["flags"] & CROSSPOSTED:
        raise Refused(40033)
    made["flags"] |= CROSSPOSTED
    channel.copies.append(made | {"components": [], "flags": (made["flags"] & ~CROSSPOSTED) | IS_CROSSPOST})
    world.emit("MESSAGE_UPDATE", compose.in_event(channel, made), channel.guild_id)
    return Answer(body=made)
