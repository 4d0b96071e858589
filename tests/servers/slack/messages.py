"""Messages as they are kept: composing, threads, ephemeral ones, changing and removing."""

from tests.servers.slack.refused import Json, Refused
from tests.servers.slack.state import Channel, Installation, User, World


def compose(world: World, channel: Channel, installation: Installation, content: Json) -> Json:
    """A message of the app."""
    made: Json = {
        "type": "message",
        "user": installation.bot.id,
        "ts": world.new_ts(),
        "bot_id": installation.bot_id,
        "app_id": world.app.id,
        "team": installation.team_id or channel.team_id,
        "bot_profile": {"id": installation.bot_id, "app_id": world.app.id, "name": installation.bot.name},
    }
    return made | {key: value for key, value in content.items() if value not in ([], {})}


def said(world: World, user: User, text: str) -> Json:
    """A message of a person."""
    return {"type": "message", "user": user.id, "text": text, "ts": world.new_ts(), "team": user.team_id}


def parent_of(channel: Channel, thread: str) -> Json:
    """The message to which a thread belongs; replies have no threads of their own."""
    parent = channel.messages.get(thread)
    if parent is None:
        raise Refused("thread_not_found")
    if parent.get("thread_ts", thread) != thread:
        raise Refused("cannot_reply_to_message")
    return parent


def keep(world: World, channel: Channel, message: Json, *, thread: str = "", broadcast: bool = False) -> Json:
    if thread:
        parent = parent_of(channel, thread)
        message |= {"thread_ts": thread, "parent_user_id": parent["user"]}
        if broadcast:
            message |= {"subtype": "thread_broadcast"}
        parent |= {
            "thread_ts": thread,
            "reply_count": parent.get("reply_count", 0) + 1,
            "reply_users": sorted({*parent.get("reply_users", []), message["user"]}),
            "latest_reply": message["ts"],
        }
    channel.messages[message["ts"]] = message
    world.moved.set()
    return message


def keep_private(world: World, channel: Channel, message: Json, user: User, *, thread: str = "") -> Json:
    """An ephemeral message: no history has it, only one person sees it."""
    if thread:
        message["thread_ts"] = thread
    message["is_ephemeral"] = True
    channel.private[message["ts"]] = (user.id, message)
    world.moved.set()
    return message


def change(world: World, message: Json, content: Json) -> Json:
    """Text without blocks takes the blocks away; what else is left out stays (chat.update)."""
    if "blocks" not in content and content.get("text"):
        message.pop("blocks", None)
    if "blocks" not in content:
        # Only a change of text is shown as one.
        message["edited"] = {"user": message["user"], "ts": world.new_ts()}
    message |= content
    for name in ("blocks", "metadata", "attachments"):
        if name in message and not message[name]:
            del message[name]
    world.moved.set()
    return message


def remove(world: World, channel: Channel, ts: str) -> None:
    """A parent whose thread goes on leaves a tombstone."""
    message = channel.messages.pop(ts, None)
    if message is None:
        if channel.private.pop(ts, None) is None:
            raise Refused("message_not_found")
        return
    if message.get("reply_count"):
        kept = ("ts", "thread_ts", "reply_count", "reply_users", "latest_reply", "user", "type")
        tombstone = {key: message[key] for key in kept} | {"subtype": "tombstone", "text": "This message was deleted."}
        channel.messages[ts] = tombstone | {"hidden": True}
    elif message.get("thread_ts", ts) != ts:
        _one_reply_less(channel, message)
    world.moved.set()


def _one_reply_less(channel: Channel, reply: Json) -> None:
    parent = channel.messages.get(reply["thread_ts"])
    if parent is None:
        return
    left = [one for one in channel.messages.values() if one.get("thread_ts") == parent["ts"] and one is not parent]
    parent["reply_count"] = len(left)
    if left:
        parent["latest_reply"] = max(one["ts"] for one in left)
    else:
        for name in ("reply_count", "reply_users", "latest_reply", "thread_ts"):
            parent.pop(name, None)


def in_history(message: Json) -> bool:
    """Replies stand in their thread only, unless they were broadcast."""
    return message.get("thread_ts", message["ts"]) == message["ts"] or message.get("subtype") == "thread_broadcast"


def in_thread(channel: Channel, thread: str) -> list[Json]:
    """The parent and its replies, oldest first."""
    parent = channel.messages.get(thread)
    if parent is None:
        raise Refused("thread_not_found")
    root = parent.get("thread_ts", thread)
    found = [one for one in channel.messages.values() if one.get("thread_ts", one["ts"]) == root]
    return sorted(found, key=lambda one: one["ts"])
