"""Making and changing messages: whom they mention, what they look like, where they are kept."""

import re
from typing import Any

from tests.servers.discord import payloads
from tests.servers.discord.component_form import shown, walk
from tests.servers.discord.component_rules import TEXT_DISPLAY
from tests.servers.discord.message_rules import EPHEMERAL, ON_EDIT, ON_REPLY, flags_after
from tests.servers.discord.permissions import Permission, in_channel
from tests.servers.discord.refused import Json
from tests.servers.discord.state import Channel, Interaction, User, World

COMMAND_REPLY, CONTEXT_REPLY, REPLY = 20, 23, 19
_EVERYONE = re.compile(r"@(everyone|here)\b")
_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")


def message(world: World, channel: Channel, author: User, body: Json, *, settable: int = ON_REPLY) -> Json:
    """The message that an accepted body makes; kept nowhere yet."""
    made: Json = {
        "id": str(world.new_id()),
        "type": 0,
        "channel_id": str(channel.id),
        "author": payloads.user(author),
        "content": body.get("content") or "",
        "embeds": _embeds(body.get("embeds")),
        "components": shown(body.get("components") or []),
        "attachments": list(body.get("attachments") or []),
        "timestamp": world.clock.stamp(),
        "edited_timestamp": None,
        "flags": (body.get("flags") or 0) & settable,
        "pinned": False,
        "tts": bool(body.get("tts")),
    }
    made |= _mentions(world, channel, author, made, body.get("allowed_mentions"))
    return made


def keep(world: World, channel: Channel, made: Json) -> None:
    """Shows a message in its channel and tells the gateway."""
    number = int(made["id"])
    channel.messages[number] = made
    channel.last_message_id = number
    if channel.thread is not None:
        channel.thread.sent += 1
    world.emit("MESSAGE_CREATE", in_event(channel, made), channel.guild_id)


def in_event(channel: Channel, made: Json) -> Json:
    if channel.guild_id is None:
        return dict(made)
    return made | {"guild_id": str(channel.guild_id)}


def change(world: World, channel: Channel, old: Json, body: Json) -> None:
    """Edits a message in place, as an accepted body says."""
    old["flags"] = flags_after(body, before=old["flags"], settable=ON_EDIT)
    if "content" in body:
        old["content"] = body["content"] or ""
    if "embeds" in body:
        old["embeds"] = _embeds(body["embeds"])
    if "components" in body:
        old["components"] = shown(body["components"] or [])
    if "attachments" in body:
        old["attachments"] = list(body["attachments"] or [])
    old["edited_timestamp"] = world.clock.stamp()
    old |= _mentions(world, channel, world.bot, old, body.get("allowed_mentions"))
    if not old["flags"] & EPHEMERAL:
        world.emit("MESSAGE_UPDATE", in_event(channel, old), channel.guild_id)


def answer_to(world: World, interaction: Interaction, body: Json, *, ephemeral: bool) -> Json:
    """A message that answers an interaction; a private one is kept outside the channel."""
    made = message(world, interaction.channel, world.bot, body)
    made |= {"webhook_id": str(world.application_id), "application_id": str(world.application_id)}
    made["interaction_metadata"] = _metadata(interaction)
    if interaction.kind == 2:
        made["type"] = COMMAND_REPLY if interaction.data["type"] == 1 else CONTEXT_REPLY
    elif interaction.source is not None:
        made["type"] = REPLY
        made["message_reference"] = _reference(interaction.channel, interaction.source)
    if ephemeral:
        made["flags"] |= EPHEMERAL
        world.private[int(made["id"])] = made
    else:
        keep(world, interaction.channel, made)
    return made


def _reference(channel: Channel, source: Json) -> Json:
    reference: Json = {"type": 0, "channel_id": str(channel.id), "message_id": source["id"]}
    if channel.guild_id is not None:
        reference["guild_id"] = str(channel.guild_id)
    return reference


def _metadata(interaction: Interaction) -> Json:
    shown_kind = {2: 2, 3: 3, 5: 5}.get(interaction.kind, 2)
    metadata: Json = {
        "id": str(interaction.id),
        "type": shown_kind,
        "user": payloads.user(interaction.user),
        "authorizing_integration_owners": interaction.payload.get("authorizing_integration_owners", {}),
    }
    if shown_kind == 3 and interaction.source is not None:
        metadata["interacted_message_id"] = interaction.source["id"]
    if shown_kind == 5:
        metadata["triggering_interaction_metadata"] = metadata | {"type": 2}
    return metadata


def _embeds(given: Any) -> list[Json]:
    return [_embed(embed) for embed in given or []]


def _embed(given: Json) -> Json:
    embed = {key: value for key, value in given.items() if value is not None} | {"type": "rich"}
    if "fields" in embed:
        embed["fields"] = [{"inline": False, **field} for field in embed["fields"]]
    return embed


def _mentions(world: World, channel: Channel, author: User, made: Json, allowed: Json | None) -> Json:
    """Whom a message really notifies: what it says, cut down to what `allowed_mentions` lets through."""
    spoken = [one["content"] for one in walk(made["components"]) if one["type"] == TEXT_DISPLAY]
    said = "\n".join((made["content"], *spoken))  # what stands in an embed notifies nobody
    kinds = ("users", "roles", "everyone") if allowed is None else tuple(allowed.get("parse") or ())
    named = allowed or {}
    may_ping = bool(in_channel(world, channel, author.id) & Permission.MENTION_EVERYONE)
    users = [int(key) for key in dict.fromkeys(_USER.findall(said)) if _lets(named, kinds, "users", key)]
    roles = [key for key in dict.fromkeys(_ROLE.findall(said)) if _lets(named, kinds, "roles", key)]
    guild = world.guild_of(channel)
    known = guild.roles if guild is not None else {}
    return {
        "mention_everyone": bool(_EVERYONE.search(said)) and "everyone" in kinds and may_ping,
        "mentions": [payloads.user(world.users[key]) for key in users if key in world.users],
        "mention_roles": [k for k in roles if int(k) in known and (known[int(k)].mentionable or may_ping)],
    }


def _lets(named: Json, kinds: tuple[str, ...], group: str, key: str) -> bool:
    return group in kinds or key in [str(one) for one in named.get(group) or ()]
