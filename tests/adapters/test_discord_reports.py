"""What the gateway tells of servers, channels and permissions reaches the core; the connection comes back."""

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("discord")

from bot.platform import Event, Forbidden, Gone, Installed, Restored, Revoked
from tests.discord_parts import Host, adapter, channel_of, eventually, post, workplace
from tests.servers.discord.component_form import texts
from tests.servers.discord.permissions import Permission
from tests.servers.discord.server import LocalDiscord
from tests.servers.discord.uses import Slash

OLD_APPLICATION = 200_000_000_000_000_000  # of a bot from before 2016: its user has another id


@pytest.fixture
async def there() -> AsyncIterator[SimpleNamespace]:
    async with workplace() as opened:
        yield opened


def all_open(there: SimpleNamespace) -> tuple[Event, ...]:
    """What is told of a server where the bot may post everywhere."""
    channels = (channel_of(there.papers), channel_of(there.other))
    return (Installed("discord", str(there.guild.id)), *map(Restored, channels))


async def _told(there: SimpleNamespace, *events: Event) -> None:
    await eventually(lambda: len(there.host.events) >= len(events))
    assert there.host.events == list(events)
    there.host.events.clear()


async def test_a_server_that_invites_the_bot_again_is_told_with_its_open_channels(there: SimpleNamespace) -> None:
    await _told(there, *all_open(there))
    there.discord.kick(there.guild)
    await _told(there, Revoked("discord", str(there.guild.id)))
    there.discord.invite(there.guild)
    await _told(there, *all_open(there))


async def test_a_server_that_removed_the_bot_while_nobody_listened_is_told_once(there: SimpleNamespace) -> None:
    await there.platform.stop()
    there.discord.kick(there.guild)
    other = Installed("discord", str(there.discord.add_guild("Reading").id))
    for told in ([Revoked("discord", str(there.guild.id)), other], [other]):
        host, platform = Host(), adapter(there.discord, memory=there.memory)
        there.discord.clock.move(seconds=10)
        await platform.start(host)
        await eventually(lambda: other in host.events)  # noqa: B023
        await platform.stop()
        assert host.events == told


async def test_what_happened_while_the_gateway_was_lost_is_told_when_it_is_back(there: SimpleNamespace) -> None:
    there.discord.deny(there.papers, Permission.SEND_MESSAGES)
    await eventually(lambda: any(isinstance(event, Forbidden) for event in there.host.events))
    there.host.events.clear()
    there.discord.gateway.die()
    there.discord.allow(there.papers, Permission.SEND_MESSAGES)
    there.discord.clock.move(seconds=10)  # a new session may start
    there.discord.gateway.revive()
    await eventually(lambda: there.platform.connected and there.host.events, within=30)
    await _told(there, *all_open(there))


async def test_a_server_that_is_not_served_is_not_told() -> None:
    async with LocalDiscord() as discord:
        ours, stranger = discord.add_guild("Ours"), discord.add_guild("Stranger")
        platform, host = adapter(discord, guilds=(str(ours.id),)), Host()
        await platform.start(host)
        await eventually(lambda: host.events)
        await discord.until(lambda: not stranger.here)
        await eventually(lambda: len(host.events) > 1)
        assert Installed("discord", str(stranger.id)) not in host.events
        await platform.stop()


async def test_what_happens_to_channels_is_reported(there: SimpleNamespace) -> None:
    discord = there.discord
    await _told(there, *all_open(there))
    discord.deny(there.papers, Permission.SEND_MESSAGES)
    await _reported(there, Forbidden)
    discord.allow(there.papers, Permission.SEND_MESSAGES)
    await _reported(there, Restored)
    discord.rename(there.papers, "renamed")
    discord.remove_channel(there.other)
    assert (await _reported(there, Gone)).channel.id == str(there.other.id)
    discord.deny(there.guild, Permission.VIEW_CHANNEL)
    await _reported(there, Forbidden)
    discord.allow(there.guild, Permission.VIEW_CHANNEL)
    await _reported(there, Restored)
    discord.outage(there.guild)
    discord.end_outage(there.guild)
    discord.kick(there.guild)
    assert (await _reported(there, Revoked)).workspace == str(there.guild.id)


async def test_a_right_that_only_a_layout_needs_is_told_of_when_it_comes_back(there: SimpleNamespace) -> None:
    await _told(there, *all_open(there))
    here = channel_of(there.papers)
    there.discord.deny(there.papers, Permission.CREATE_PUBLIC_THREADS)
    await _told(there, Restored(here, but=frozenset({"thread"})))
    there.discord.allow(there.papers, Permission.CREATE_PUBLIC_THREADS)
    await _told(there, Restored(here))


async def test_a_right_without_which_posts_go_on_pauses_nothing(there: SimpleNamespace) -> None:
    await _told(there, *all_open(there))
    here, other = channel_of(there.papers), channel_of(there.other)
    there.discord.deny(there.papers, Permission.READ_MESSAGE_HISTORY)
    await _told(there, Restored(here, but=frozenset({"thread"})))
    there.discord.deny(there.other, Permission.EMBED_LINKS)
    await _told(there, Restored(other, pings=False))
    (payload,) = post(there.platform, other)
    assert await there.platform.send(other, payload, "key", None)


async def test_who_may_send_no_embeds_posts_no_announcements(there: SimpleNamespace) -> None:
    await _told(there, *all_open(there))
    news = there.discord.add_channel(there.guild, "news", kind="announcement")
    there.discord.deny(news, Permission.EMBED_LINKS)
    await _told(there, Forbidden(channel_of(news), ("Embed Links",)))
    there.discord.allow(news, Permission.EMBED_LINKS)
    await _told(there, Restored(channel_of(news)))


@pytest.mark.parametrize("kind", ["announcement", "forum", "media", "voice", "stage"])
async def test_a_right_that_comes_back_is_told_of_every_kind_of_channel(there: SimpleNamespace, kind: str) -> None:
    await _told(there, *all_open(there))
    channel = there.discord.add_channel(there.guild, kind, kind=kind)
    there.discord.deny(channel, Permission.SEND_MESSAGES)
    assert (await _reported(there, Forbidden)).channel == channel_of(channel)
    there.discord.allow(channel, Permission.SEND_MESSAGES)
    restored = await _reported(there, Restored)
    assert restored.channel == channel_of(channel)
    there.discord.kick(there.guild)
    there.discord.invite(there.guild)
    await eventually(lambda: restored in there.host.events)


@pytest.mark.parametrize("application", [None, OLD_APPLICATION])
async def test_a_role_that_the_bot_is_given_is_told(application: int | None) -> None:
    async with workplace(application_id=application) as there:
        await _told(there, *all_open(there))
        there.discord.deny(there.guild, Permission.SEND_MESSAGES)
        await eventually(lambda: len(there.host.events) == 4)  # each of its two roles changed, for two channels
        there.host.events.clear()
        role = there.discord.add_role(there.guild, "speakers", permissions=Permission.SEND_MESSAGES)
        there.discord.give_role(there.guild, role)
        await _told(there, Restored(channel_of(there.papers)), Restored(channel_of(there.other)))


async def test_a_thread_that_is_unlocked_is_told(there: SimpleNamespace) -> None:
    await _told(there, *all_open(there))
    thread = there.discord.add_thread(there.papers, "Reading group")
    there.discord.archive(thread, locked=True)
    there.discord.unarchive(thread)
    await _told(there, Restored(channel_of(thread)))


async def _reported(there: SimpleNamespace, kind: type) -> Any:
    await eventually(lambda: any(isinstance(event, kind) for event in there.host.events))
    found = next(event for event in there.host.events if isinstance(event, kind))
    there.host.events.clear()
    return found


async def test_a_gateway_that_drops_comes_back(there: SimpleNamespace) -> None:
    there.discord.gateway.drop()
    await there.discord.until(lambda: there.discord.gateway.resumes, within=20)
    await there.discord.gateway.connected()
    reply = await there.discord.interact(Slash("random"), user=there.kim, channel=there.papers)
    assert texts(await reply.message()) == "called random"


async def test_a_refused_token_stops_the_adapter_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    async with LocalDiscord(record=False) as discord:
        platform = adapter(discord, token="wrong")
        await platform.start(Host())
        await eventually(lambda: platform.rest.unauthorized)
        assert any(record.levelname == "CRITICAL" for record in caplog.records)
        await platform.stop()


async def test_servers_that_are_not_served_are_left_with_one_sentence() -> None:
    async with LocalDiscord() as discord:
        ours = discord.add_guild("Ours", channels=["papers"])
        stranger = discord.add_guild("Stranger", channels=["talk"])
        platform = adapter(discord, guilds=(str(ours.id),))
        await platform.start(Host())
        await discord.until(lambda: not stranger.here)
        (said,) = discord.messages(discord.channel(stranger, "talk"))
        assert "not set up for this server" in said["content"]
        assert ours.here
        await platform.stop()


async def test_the_invitation_asks_for_just_what_is_needed(there: SimpleNamespace) -> None:
    link = await there.platform.invite()
    assert f"client_id={there.discord.world.application_id}" in link
    assert "permissions=309237730304" in link
