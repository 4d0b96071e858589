"""An interaction as a Call: who, where, what, and what he or she may do there. Nothing in it is trusted but what
Discord itself says: ids, locale, permissions."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from adapters.discord import rights
from adapters.discord.custom_id import PAPER, CustomIds, custom_ids
from bot.model import Channel, PaperId, Reader
from bot.platform import Call

NAME = "discord"
_MAY_MANAGE = rights.MANAGE_CHANNELS | rights.ADMINISTRATOR
LOOKUP = 1.0  # seconds; an answer has to begin within three, and discord.py waits for a limit as long as it lasts
_ROLE, _NO_ROLE = "role", "none"  # a picker of roles cannot say «none»: @everyone, whose id is the server's, says it
_SEOUL = "Asia/Seoul"  # nearly everybody whose Discord is Korean lives by that clock


@dataclass(frozen=True, slots=True)
class _Said:
    verb: str
    args: dict[str, str]
    message: tuple[PaperId, ...] = ()


async def read(interaction: discord.Interaction, ids: CustomIds, verb: str = "") -> Call | None:
    """`verb`: of the command that was used. None for a button that is not, or not any more, one of ours."""
    said = _command(interaction, ids, verb) if verb else _component(interaction, ids)
    if said is None:
        return None
    here = _here(interaction)
    args = said.args
    if here.workspace and args.get(_ROLE) == here.workspace:
        args = {**args, _ROLE: _NO_ROLE}
    unfit = _unfit(interaction, args.get("channel", ""))
    target, may_manage = (None, False) if unfit else await _target(interaction, args.get("channel", ""), here)
    if unfit:
        args = {**args, "channel": unfit}
    return Call(
        id=str(interaction.id),
        verb=said.verb,
        args=args,
        reader=Reader(NAME, "", str(interaction.user.id)),
        here=here,
        target=target,
        locale=str(interaction.locale),
        place_locale=str(interaction.guild_locale or ""),
        zone=_SEOUL if interaction.locale is discord.Locale.korean else "",
        may_manage=may_manage,
        may_write=_may_write(interaction, here),
        between=interaction.context.private_channel,
        message=said.message,
    )


def _data(interaction: discord.Interaction) -> dict[str, Any]:
    return dict(interaction.data or {})


def _command(interaction: discord.Interaction, ids: CustomIds, verb: str) -> _Said:
    data = _data(interaction)
    if "target_id" in data:
        return _Said(verb, {}, _clicked(interaction, data, ids))
    options = data.get("options") or ()
    return _Said(verb, {option["name"]: str(option["value"]) for option in options if "value" in option})


def _clicked(interaction: discord.Interaction, data: Mapping[str, Any], ids: CustomIds) -> tuple[PaperId, ...]:
    message = data.get("resolved", {}).get("messages", {}).get(data["target_id"], {})
    me = interaction.client.user  # of bots from before 2016 the application has another id
    if me is None or message.get("author", {}).get("id") != str(me.id):
        return ()
    return ids.papers(custom_ids(message.get("components") or ()))


def _component(interaction: discord.Interaction, ids: CustomIds) -> _Said | None:
    data = _data(interaction)
    found = ids.unpack(str(data.get("custom_id", "")))
    if found is None:
        return None
    verb, args = found
    if values := data.get("values"):
        args = {**args, ids.first_key(verb): str(values[0])}
    args |= dict(_filled(data.get("components") or ()))
    message = interaction.message
    asks = PAPER not in args  # a button that names its paper means no other one
    return _Said(verb, args, ids.papers(_pressable(message.components)) if message and asks else ())


def _pressable(parts: Iterable[Any]) -> Iterator[str]:
    """Of discord.py's own components; their JSON would cost more than the rest of reading a call."""
    for part in parts:
        if custom_id := getattr(part, "custom_id", None):
            yield custom_id
        yield from _pressable(getattr(part, "children", ()))
        if accessory := getattr(part, "accessory", None):
            yield from _pressable((accessory,))


def _filled(components: Any) -> Iterator[tuple[str, str]]:
    """What was filled into a modal, by its fields."""
    for part in components:
        inner = part.get("component")
        yield from _filled([inner] if inner else part.get("components") or ())
        value = part.get("value") or next(iter(part.get("values") or ()), "")
        if part.get("custom_id") and str(value).strip():
            yield str(part["custom_id"]), str(value)


def _here(interaction: discord.Interaction) -> Channel:
    channel = interaction.channel
    guild = str(interaction.guild_id or "")
    if channel is None:
        return Channel(NAME, guild, str(interaction.channel_id or 0), "text" if guild else "dm")
    kind = rights.kind_of(channel.type.value)
    return Channel(NAME, guild, str(channel.id), kind, getattr(channel, "name", None) or "")


def _serves(interaction: discord.Interaction) -> bool:
    """The bot itself is there: as an app of the reader's own it could not post."""
    return interaction.is_guild_integration()


def _may_write(interaction: discord.Interaction, here: Channel) -> bool:
    if here.kind == "dm":
        return True
    held = interaction.permissions
    return held.send_messages_in_threads if here.kind == "thread" else held.send_messages


def _unfit(interaction: discord.Interaction, named: str) -> str:
    """The name of a chosen channel that takes no posts: of a category."""
    chosen = _resolved(interaction, named)
    return f"#{chosen.get('name') or named}" if chosen and chosen["type"] not in rights.KINDS else ""


def _resolved(interaction: discord.Interaction, channel: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = _data(interaction).get("resolved", {}).get("channels", {}).get(channel)
    return found


async def _target(interaction: discord.Interaction, named: str, here: Channel) -> tuple[Channel | None, bool]:
    """The channel that the call is about, if another one, and whether the reader may manage it."""
    if not named or named == here.id:
        manages = bool(interaction.permissions.value & _MAY_MANAGE) and _serves(interaction)
        return None, manages
    resolved = _resolved(interaction, named)
    if resolved is not None:
        channel = Channel(NAME, here.workspace, named, rights.kind_of(resolved["type"]), resolved.get("name") or "")
        return channel, bool(int(resolved.get("permissions", 0)) & _MAY_MANAGE) and _serves(interaction)
    return await _elsewhere(interaction, named)


async def _elsewhere(interaction: discord.Interaction, named: str) -> tuple[Channel, bool]:
    """A button names a channel, perhaps of another server: what may its presser do there?"""
    channel = interaction.client.get_channel(int(named)) if named.isascii() and named.isdigit() else None
    guild = getattr(channel, "guild", None)
    if channel is None or guild is None or isinstance(channel, discord.abc.PrivateChannel):
        return Channel(NAME, "", named), False
    target = Channel(NAME, str(guild.id), named, rights.kind_of(channel.type.value), channel.name)
    member = interaction.user
    if not isinstance(member, discord.Member) or member.guild.id != guild.id:
        try:
            async with asyncio.timeout(LOOKUP):
                member = await guild.fetch_member(interaction.user.id)
        except discord.HTTPException:
            return target, False
    return target, bool(channel.permissions_for(member).value & _MAY_MANAGE)
