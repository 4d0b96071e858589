"""chat.*: posting, changing and deleting messages."""

from tests.servers.slack import conversations, messages
from tests.servers.slack.manifest import part
from tests.servers.slack.message_rules import MOST_UPDATED_TEXT, checked_metadata, content, warnings
from tests.servers.slack.refused import Json, Refused
from tests.servers.slack.request import Request
from tests.servers.slack.state import (
    DIRECT,
    EVERYONE,
    NON_THREADABLE,
    PUBLIC,
    READ_ONLY,
    THREAD_ONLY,
    Channel,
    Installation,
    World,
)


def _place(request: Request) -> Channel:
    """Where to post: an id, a channel's name, or a user's id for the direct messages with the app."""
    world, caller, name = request.world, request.installation, request.text("channel")
    if name in world.users and not world.users[name].bot:
        return conversations.direct_with(world, caller, world.find_user(caller, name))
    if name.startswith("#") or name not in world.channels:
        if caller.for_org:
            raise Refused("team_not_found")
        name = _id_of(world, caller, name.removeprefix("#"))
    return world.find_channel(caller, name)


def _id_of(world: World, caller: Installation, name: str) -> str:
    found = (one.id for one in world.channels.values() if one.name == name and caller.sees(one))
    return next(found, name)


def may_post(request: Request, channel: Channel) -> None:
    caller = request.installation
    if channel.archived or (channel.kind == DIRECT and _gone(request.world, channel)):
        raise Refused("is_archived")
    if channel.kind == DIRECT and not part(request.world.app.manifest, "features.app_home.messages_tab_enabled"):
        raise Refused("messages_tab_disabled")
    if caller.bot.id not in channel.members and not (channel.kind == PUBLIC and "chat:write.public" in caller.scopes):
        raise Refused("not_in_channel")


def _gone(world: World, channel: Channel) -> bool:
    """Direct messages with somebody whose account was deactivated are as archived."""
    return any(world.users[member].deleted for member in channel.members)


def _may_post_so(channel: Channel, thread: str) -> None:
    if channel.posting == READ_ONLY:
        raise Refused("restricted_action_read_only_channel")
    if channel.posting == THREAD_ONLY and not thread:
        raise Refused("restricted_action_thread_only_channel")
    if channel.posting == NON_THREADABLE and thread:
        raise Refused("restricted_action_non_threadable_channel")
    if thread in channel.locked_threads:
        raise Refused("restricted_action_thread_locked")
    if channel.posting not in (EVERYONE, READ_ONLY, THREAD_ONLY, NON_THREADABLE):
        raise Refused("restricted_action")


def _count(request: Request, channel: Channel) -> None:
    workspace = request.world.workspaces[request.installation.team_id or channel.team_id]
    if workspace.quota_used_up:
        raise Refused("message_limit_exceeded")
    request.limits.take_message(channel.id, workspace.id, workspace.a_second)


def post_message(request: Request) -> Json:
    world, channel = request.world, _place(request)
    may_post(request, channel)
    thread = request.optional("thread_ts")
    _may_post_so(channel, thread)
    _count(request, channel)
    made = content(request.args) | {"metadata": checked_metadata(request.args.get("metadata"))}
    if thread:
        messages.parent_of(channel, thread)
    message = messages.compose(world, channel, request.installation, made)
    messages.keep(world, channel, message, thread=thread, broadcast=request.flag("reply_broadcast"))
    return {"ok": True, "channel": channel.id, "ts": message["ts"], "message": message, **warnings(request.args)}


def post_ephemeral(request: Request) -> Json:
    world, channel = request.world, _place(request)
    may_post(request, channel)
    user = world.users.get(request.text("user"))
    if user is None or user.id not in channel.members:
        raise Refused("user_not_in_channel")
    made = content(request.args)
    message = messages.compose(world, channel, request.installation, made)
    messages.keep_private(world, channel, message, user, thread=request.optional("thread_ts"))
    return {"ok": True, "message_ts": message["ts"]}


def _own(request: Request, channel: Channel, error: str) -> Json:
    message = channel.messages.get(request.text("ts"))
    if message is None or message.get("hidden"):
        raise Refused("message_not_found")
    if message.get("bot_id") != request.installation.bot_id:
        raise Refused(error)
    return message


def update(request: Request) -> Json:
    world = request.world
    channel = world.find_channel(request.installation, request.text("channel"))
    message = _own(request, channel, "cant_update_message")
    if channel.archived:
        raise Refused("is_inactive")
    made = content(request.args, most_text=MOST_UPDATED_TEXT) if _has_content(request.args) else {}
    if not made and "metadata" not in request.args:
        raise Refused("no_text")
    if not request.args.get("text"):
        made.pop("text", None)
    if "metadata" in request.args:
        made["metadata"] = checked_metadata(request.args["metadata"])
    messages.change(world, message, made)
    return {"ok": True, "channel": channel.id, "ts": message["ts"], "text": message["text"], "message": message}


def _has_content(args: Json) -> bool:
    return any(args.get(name) for name in ("text", "blocks", "attachments", "markdown_text"))


def delete(request: Request) -> Json:
    channel = request.world.find_channel(request.installation, request.text("channel"))
    message = _own(request, channel, "cant_delete_message")
    messages.remove(request.world, channel, message["ts"])
    return {"ok": True, "channel": channel.id, "ts": message["ts"]}


def permalink(request: Request) -> Json:
    channel = request.world.find_channel(request.installation, request.text("channel"))
    ts = request.text("message_ts")
    if ts not in channel.messages:
        raise Refused("message_not_found")
    domain = request.world.workspaces[channel.team_id].domain
    link = f"https://{domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"ok": True, "channel": channel.id, "permalink": link}
