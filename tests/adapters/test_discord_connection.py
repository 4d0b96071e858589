"""The connection to Discord: by a proxy, in shards, and without a gateway at all."""

import datetime as dt
from types import SimpleNamespace

import pytest

pytest.importorskip("discord")

from adapters.discord import commands, gateway
from adapters.discord.gateway import Gateway
from bot.platform import Installed
from tests.discord_parts import Host, Memory, adapter, channel_of, eventually, post
from tests.forwarding import forwarding
from tests.servers.discord import faults
from tests.servers.discord.component_form import texts
from tests.servers.discord.server import LocalDiscord
from tests.servers.discord.uses import Slash

SEEN = ("/api/v10/users/@me", "encoding=json", "/commands", "/callback", "/messages")


async def at_once(_gateway: Gateway, _shard: int | None, *, initial: bool = False) -> None:
    """Discord lets so many shards in together; discord.py waits five seconds between them all the same."""


async def test_everything_goes_by_the_proxy() -> None:
    """The gateway, discord.py's own requests, posts and answers."""
    async with forwarding(SEEN) as proxy, LocalDiscord() as discord:
        kim = discord.add_user("Kim")
        papers = discord.channel(discord.add_guild("ML", owner=kim, channels=["papers"]), "papers")
        platform = adapter(discord, proxy=proxy.address)
        await platform.start(Host())
        await eventually(lambda: platform.connected)
        reply = await discord.interact(Slash("random"), user=kim, channel=papers)
        assert texts(await reply.message()) == "called random"
        await platform.send(channel_of(papers), post(platform, channel_of(papers))[0], "key", None)
        await platform.stop()
        assert proxy.seen == set(SEEN)


async def test_commands_that_discord_did_not_take_are_told_by_whoever_comes_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also when the next one starts while it is still the turn of the one that failed, or was killed."""
    monkeypatch.setattr(commands, "LEASE", dt.timedelta(seconds=2))
    monkeypatch.setattr(gateway, "SYNC_AGAIN", 0.1)
    async with LocalDiscord() as discord:
        memory = Memory()
        discord.fail_next("PUT", "/applications/*/commands", faults.answering(503))
        first, second = (adapter(discord, memory=memory) for _ in range(2))
        await first.start(Host())
        await eventually(lambda: first.connected)
        await first.stop()
        discord.clock.move(seconds=10)  # another session may start
        await second.start(Host())
        await eventually(lambda: commands.REMEMBERED in memory.kept)
        await second.stop()
        assert discord.world.commands


async def test_servers_of_every_shard_are_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gateway, "before_identify_hook", at_once, raising=False)
    async with LocalDiscord(concurrency=2) as discord:
        kim = discord.add_user("Kim")
        guilds = [discord.add_guild(f"Server {number}", owner=kim, channels=["papers"]) for number in range(1001)]
        there = {guild.id >> 22 & 1: SimpleNamespace(guild=guild) for guild in guilds}
        assert set(there) == {0, 1}
        platform, host = adapter(discord), Host()
        await platform.start(host)
        await eventually(lambda: platform.connected, within=60)
        assert discord.gateway.identifies == 2
        for place in there.values():
            channel = discord.channel(place.guild, "papers")
            reply = await discord.interact(Slash("random"), user=kim, channel=channel)
            assert texts(await reply.message()) == "called random"
        await eventually(lambda: len([one for one in host.events if isinstance(one, Installed)]) == 1001, within=60)
        await platform.stop()


async def test_who_only_posts_needs_no_gateway() -> None:
    async with LocalDiscord() as discord:
        papers = discord.channel(discord.add_guild("ML", channels=["papers"]), "papers")
        platform = adapter(discord, listens=False)
        await platform.start(Host())
        await platform.send(channel_of(papers), post(platform, channel_of(papers))[0], "key", None)
        assert len(discord.messages(papers)) == 1
        assert (discord.gateway.identifies, platform.connected) == (0, False)
        await platform.stop()
