"""Interactions as the gateway delivers them, and waiting for what the app answers."""

import asyncio
import secrets

from tests.servers.discord import payloads
from tests.servers.discord.callbacks import FIRST_ANSWER_SECONDS
from tests.servers.discord.compose import in_event
from tests.servers.discord.permissions import IN_A_DIRECT_MESSAGE, in_channel
from tests.servers.discord.refused import Json
from tests.servers.discord.state import Channel, Interaction, User, World
from tests.servers.discord.uses import ON_GUILD, NotOffered, Place, Use

LARGEST_FILE = 10 * 1024 * 1024


class NoAnswer(AssertionError):
    """The client shows: the application did not respond."""


def send(world: World, use: Use, *, user: User, channel: Channel) -> Interaction:
    """The person acts, and the app is told; nobody waits for the answer."""
    place = Place(world=world, user=user, channel=channel)
    if not place.owners:
        raise NotOffered("the app is installed neither here nor on the account")
    made = Interaction(
        id=world.new_id(),
        token=secrets.token_urlsafe(48),
        kind=use.kind,
        user=user,
        channel=channel,
        data=use.data(place),
        born=world.clock.now(),
        source=use.source(),
        user_install_only=ON_GUILD not in place.owners,
    )
    made.payload = _payload(place, made)
    world.interactions[made.token] = made
    world.emit("INTERACTION_CREATE", made.payload, channel.guild_id)
    return made


async def send_and_wait(world: World, use: Use, *, user: User, channel: Channel) -> Interaction:
    """The same, until the first answer; NoAnswer where none came in time."""
    made = send(world, use, user=user, channel=channel)
    try:
        await asyncio.wait_for(made.answered.wait(), FIRST_ANSWER_SECONDS)
    except TimeoutError:
        raise NoAnswer(f"no answer in {FIRST_ANSWER_SECONDS} s; refused: {made.refusals}") from None
    return made


def _payload(place: Place, interaction: Interaction) -> Json:
    world, channel = place.world, place.channel
    payload: Json = {
        "id": str(interaction.id),
        "application_id": str(world.application_id),
        "type": interaction.kind,
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": str(channel.id),
        "channel": payloads.channel(channel) | {"permissions": str(place.rights)},
        "locale": place.user.locale,
        "context": place.context,
        "authorizing_integration_owners": {str(key): value for key, value in place.owners.items()},
        "entitlements": [],
        "entitlement_sku_ids": [],
        "attachment_size_limit": LARGEST_FILE,
    }
    payload |= _who_and_where(place)
    if interaction.source is not None:
        payload["message"] = in_event(channel, interaction.source)
    return payload


def _who_and_where(place: Place) -> Json:
    world, guild = place.world, place.world.guild_of(place.channel)
    if guild is None:
        return {"user": payloads.user(place.user), "app_permissions": str(int(IN_A_DIRECT_MESSAGE))}
    rights = in_channel(world, place.channel, world.bot.id) if guild.here else place.rights
    member = payloads.member(guild.members[place.user.id]) | {"permissions": str(place.rights)}
    return {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "app_permissions": str(rights),
        "member": member,
    }
