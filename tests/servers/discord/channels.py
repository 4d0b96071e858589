"""The channel, thread and forum endpoints."""

from typing import Any

from tests.servers.discord import compose, payloads
from tests.servers.discord.message_rules import HAS_THREAD, ON_CREATE, check_message
from tests.servers.discord.messages import channel_to, find
from tests.servers.discord.permissions import Permission, in_channel
from tests.servers.discord.refused import Form, Json, Refused
from tests.servers.discord.request import NOTHING, Answer, Request
from tests.servers.discord.state import (
    ANNOUNCEMENT,
    ANNOUNCEMENT_THREAD,
    DIRECT,
    FORUMS,
    PUBLIC_THREAD,
    TEXT,
    Channel,
    Thread,
    World,
    snowflake,
)

ARCHIVE_AFTER = (60, 1440, 4320, 10080)


def get(world: World, request: Request) -> Answer:
    return Answer(body=payloads.channel(channel_to(world, request)))


def typing(world: World, request: Request) -> Answer:
    channel_to(world, request, Permission.SEND_MESSAGES)
    return NOTHING


def join_thread(world: World, request: Request) -> Answer:
    if channel_to(world, request).thread is None:
        raise Refused(50024)
    return NOTHING


def _check_name(body: Json, *, name: bool = True) -> Form:
    form = Form()
    if name:
        form.text(body.get("name"), ("name",), least=1, most=100)
    if body.get("auto_archive_duration") is not None:
        form.one_of(body["auto_archive_duration"], ("auto_archive_duration",), ARCHIVE_AFTER)
    return form


def add_thread(
    world: World, parent: Channel, number: int, body: Json, tags: list[int], *, kind: int | None = None
) -> Channel:
    """A thread begins to exist; the thread of a message has the message's id."""
    thread = Thread(
        owner_id=world.bot.id,
        created_at=world.clock.stamp(),
        auto_archive=body.get("auto_archive_duration") or 4320,
        applied_tags=tags,
    )
    if kind is None:
        kind = ANNOUNCEMENT_THREAD if parent.kind == ANNOUNCEMENT else PUBLIC_THREAD
    made = Channel(
        id=number, kind=kind, name=body["name"], guild_id=parent.guild_id, parent_id=parent.id, thread=thread
    )
    world.channels[number] = made
    guild = world.guild_of(parent)
    if guild is not None:
        guild.channels.append(number)
    world.emit("THREAD_CREATE", payloads.channel(made) | {"newly_created": True}, parent.guild_id)
    return made


def thread_of_message(world: World, request: Request) -> Answer:
    parent = channel_to(world, request, Permission.CREATE_PUBLIC_THREADS, Permission.READ_MESSAGE_HISTORY)
    if parent.kind not in (TEXT, ANNOUNCEMENT):
        raise Refused(50024)
    message, body = find(parent, request), request.fields
    _check_name(body).raise_if_faulty()
    if message["flags"] & HAS_THREAD:
        raise Refused(160004)
    made = add_thread(world, parent, int(message["id"]), body, [])
    message["flags"] |= HAS_THREAD
    message["thread"] = payloads.channel(made)
    world.emit("MESSAGE_UPDATE", compose.in_event(parent, message), parent.guild_id)
    return Answer(status=201, body=payloads.channel(made))


def start_thread(world: World, request: Request) -> Answer:
    """A forum's post, or a thread without a message."""
    parent = channel_to(world, request)
    if parent.kind in FORUMS:
        return _forum_post(world, request, parent)
    if parent.kind not in (TEXT, ANNOUNCEMENT):
        raise Refused(50024)
    channel_to(world, request, Permission.CREATE_PUBLIC_THREADS)
    _check_name(request.fields).raise_if_faulty()
    made = add_thread(world, parent, world.new_id(), request.fields, [])
    return Answer(status=201, body=payloads.channel(made))


def _forum_post(world: World, request: Request, parent: Channel) -> Answer:
    channel_to(world, request, Permission.SEND_MESSAGES)
    body = request.fields
    form = _check_name(body)
    if not isinstance(body.get("message"), dict):
        form.fault(("message",), "BASE_TYPE_REQUIRED", "This field is required")
    form.raise_if_faulty()
    message = body["message"]
    if message.get("embeds") and not in_channel(world, parent, world.bot.id) & Permission.EMBED_LINKS:
        raise Refused(50013)
    tags = _tags(parent, body.get("applied_tags"))
    check_message({key: value for key, value in message.items() if key != "nonce"}, settable=ON_CREATE)
    made = add_thread(world, parent, world.new_id(), body, tags)
    # The first message of a forum's post has the id of its thread. It takes no nonce: a retry makes a second post.
    first = compose.message(world, made, world.bot, message) | {"id": str(made.id)}
    compose.keep(world, made, first)
    return Answer(status=201, body=payloads.channel(made) | {"message": first})


def _tags(parent: Channel, given: Any) -> list[int]:
    form = Form()
    tags = [snowflake(tag) for tag in form.items(given, ("applied_tags",), most=5)]
    for index, tag in enumerate(tags):
        if tag not in parent.tags:
            form.fault(("applied_tags", index), "UNKNOWN_TAG", "Unknown Tag")
    form.raise_if_faulty()
    if parent.requires_tag and not tags:
        raise Refused(40067)
    return tags


def change(world: World, request: Request) -> Answer:
    """Of `PATCH /channels/{id}`, what a bot does to its threads."""
    channel, body = channel_to(world, request), request.fields
    thread = channel.thread
    if thread is None:
        raise Refused(50003 if channel.kind == DIRECT else 50013)
    granted = in_channel(world, channel, world.bot.id)
    manages = bool(granted & Permission.MANAGE_THREADS)
    if not manages and (thread.locked or "locked" in body or thread.owner_id != world.bot.id):
        only_unarchives = set(body) == {"archived"} and not body["archived"] and not thread.locked
        if not only_unarchives or not granted & Permission.SEND_MESSAGES_IN_THREADS:
            raise Refused(50013)
    if thread.archived and body.get("archived", True):
        raise Refused(50083)
    _check_name(body, name="name" in body).raise_if_faulty()
    parent = world.home_of(channel)
    if "applied_tags" in body:
        thread.applied_tags = _tags(parent, body["applied_tags"])
    channel.name = body.get("name") or channel.name
    thread.archived = bool(body.get("archived", thread.archived))
    thread.locked = bool(body.get("locked", thread.locked))
    world.emit("THREAD_UPDATE", payloads.channel(channel), channel.guild_id)
    return Answer(body=payloads.channel(channel))


def archived_threads(world: World, request: Request) -> Answer:
    parent = channel_to(world, request, Permission.READ_MESSAGE_HISTORY)
    return _threads(world, [one for one in world.channels.values() if one.parent_id == parent.id], archived=True)


def active_threads(world: World, request: Request) -> Answer:
    guild = world.find_guild(request.id("guild_id"))
    return _threads(world, [world.channels[key] for key in guild.channels], archived=False)


def _threads(world: World, channels: list[Channel], *, archived: bool) -> Answer:
    seen = [one for one in channels if in_channel(world, one, world.bot.id) & Permission.VIEW_CHANNEL]
    found = [one for one in seen if one.thread is not None and one.thread.archived == archived]
    members = [payloads.thread_member(world, one, one.thread.created_at) for one in found if one.thread is not None]
    listed = [payloads.channel(one) for one in sorted(found, key=lambda one: -one.id)]
    return Answer(body={"threads": listed, "members": members, "has_more": False})
