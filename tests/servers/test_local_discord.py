"""The local Discord's gateway and login, driven by discord.py."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest

pytest.importorskip("discord", reason="discord.py is not installed")

import aiohttp
import discord

from tests.servers.discord.client import GUILDS_ONLY, logged_in, pointed_at, running
from tests.servers.discord.server import LocalDiscord

INVALID_SESSION, HELLO = 9, 10


class Impatient(discord.AutoShardedClient):
    async def before_identify_hook(self, shard_id, *, initial=False):
        """The library waits 5 seconds before it identifies again; here the test moves the clock."""


def a_client(kind=discord.Client, **options):
    return kind(intents=GUILDS_ONLY, guild_ready_timeout=0.1, **options)


async def test_a_client_logs_in_and_sees_its_servers_and_channels():
    async with LocalDiscord() as local:
        guild = local.add_guild("ML", channels=["papers"])
        forum = local.add_channel(guild, "digest", kind="forum", tags=["rl"])
        local.add_channel(guild, "news", kind="announcement")
        local.add_thread(forum, "June")
        async with running(local, a_client()) as client:
            seen = client.get_guild(guild.id)
            assert [channel.name for channel in seen.channels] == ["papers", "digest", "news"]
            assert seen.get_channel(forum.id).available_tags[0].name == "rl"
            assert [thread.name for thread in seen.threads] == ["June"]
            assert seen.me.guild_permissions.send_messages
            assert client.application_id == local.world.application_id


async def test_a_wrong_token_is_refused():
    async with LocalDiscord(token="right") as local:
        with pointed_at(local):
            client = a_client()
            with pytest.raises(discord.LoginFailure):
                await client.login("wrong")
            await client.close()


async def test_privileged_intents_are_refused_unless_granted():
    async with LocalDiscord() as local:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with running(local, discord.Client(intents=discord.Intents.all())):
                pass


async def test_a_dropped_connection_is_resumed_and_misses_nothing():
    async with LocalDiscord() as local:
        guild = local.add_guild("ML")
        async with running(local, a_client()) as client:
            local.gateway.drop()
            local.add_channel(guild, "made-while-away")
            seen = await client.wait_for("guild_channel_create", timeout=10)
            assert seen.name == "made-while-away"
            assert local.gateway.resumes == 1
            assert local.gateway.identifies == 1


async def test_a_request_to_reconnect_is_followed_by_a_resume():
    async with LocalDiscord() as local, running(local, a_client()):
        local.gateway.ask_to_reconnect()
        await local.until(lambda: local.gateway.resumes == 1)
        await local.gateway.connected()
        assert local.gateway.identifies == 1


async def test_an_invalid_session_is_identified_anew():
    async with LocalDiscord() as local, running(local, a_client(Impatient)):
        local.clock.move(seconds=6)
        local.gateway.invalidate()
        await local.until(lambda: local.gateway.identifies == 2)
        await local.gateway.connected()


async def test_a_gateway_that_dies_is_found_again_when_it_comes_back():
    async with LocalDiscord() as local, running(local, a_client(Impatient)):
        local.gateway.die()
        await asyncio.sleep(0.1)
        local.clock.move(seconds=6)
        local.gateway.revive()
        await local.until(lambda: local.gateway.identifies == 2, within=20)


async def test_a_discord_that_stops_comes_back_at_the_same_address():
    async with LocalDiscord() as local, running(local, a_client()) as client:
        guild = local.add_guild("ML", channels=["papers"])
        await local.stop()
        with pytest.raises(aiohttp.ClientError):
            await client.fetch_guild(guild.id)
        await local.start()
        assert (await client.fetch_guild(guild.id)).name == "ML"
        await local.gateway.connected()
        assert local.gateway.identifies == 1


async def test_a_gateway_that_stops_to_acknowledge_heartbeats_is_left():
    async with LocalDiscord(heartbeat=0.2) as local, running(local, a_client(heartbeat_timeout=0.5)):
        await local.until(lambda: local.gateway.heartbeats > 2)
        local.gateway.deaf = True
        await local.until(lambda: local.gateway.resumes == 1)


async def test_removal_from_a_server_and_an_outage_are_told_apart():
    async with LocalDiscord() as local:
        left, dark = local.add_guild("left"), local.add_guild("dark")
        async with running(local, a_client()) as client:
            seen = []

            @client.event
            async def on_guild_remove(guild):
                seen.append(("removed", guild.id))
                local.world.moved.set()

            @client.event
            async def on_guild_unavailable(guild):
                seen.append(("unavailable", guild.id))
                local.world.moved.set()

            local.outage(dark)
            local.kick(left)
            await local.until(lambda: len(seen) == 2)
            assert sorted(seen) == [("removed", left.id), ("unavailable", dark.id)]


async def test_servers_are_spread_over_shards():
    async with LocalDiscord(concurrency=2) as local:
        for number in range(6):
            local.add_guild(f"guild {number}")
        async with running(local, a_client(Impatient, shard_count=2)) as client:
            assert {guild.shard_id for guild in client.guilds} == {0, 1}
            assert len(client.guilds) == 6
            assert len(local.gateway.sessions) == 2


@asynccontextmanager
async def raw_connection(local):
    """A connection without a library, for what discord.py would never send."""
    async with aiohttp.ClientSession() as session, session.ws_connect(local.gateway_url + "?v=10") as socket:
        assert (await socket.receive_json())["op"] == HELLO
        yield socket


def identify(local, **more):
    return {"op": 2, "d": {"token": local.token, "intents": 1, "properties": {}, **more}}


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"op": 99, "d": None}, 4001),
        ({"op": 2, "d": "x" * 4096}, 4002),
        ({"op": 3, "d": {}}, 4003),
        ({"op": 2, "d": {"token": "wrong", "intents": 1}}, 4004),
        ({"op": 2, "d": {"shard": [2, 2], "intents": 1}}, 4010),
        ({"op": 2, "d": {"intents": 1 << 40}}, 4013),
        ({"op": 2, "d": {"intents": 1 << 15}}, 4014),
    ],
)
async def test_the_gateway_closes_with_discords_codes(sent, code):
    async with LocalDiscord() as local, raw_connection(local) as socket:
        if sent["op"] == 2 and isinstance(sent["d"], dict):
            sent["d"].setdefault("token", local.token)
        await socket.send_str(json.dumps(sent))
        await socket.receive()
        assert socket.close_code == code


async def test_a_second_session_within_five_seconds_is_put_off():
    async with LocalDiscord() as local:
        answers = []
        for _ in range(2):
            async with raw_connection(local) as socket:
                await socket.send_json(identify(local))
                answers.append((await socket.receive_json())["op"])
        assert answers == [0, INVALID_SESSION]


async def test_too_many_payloads_close_the_connection():
    async with LocalDiscord() as local, raw_connection(local) as socket:
        for _ in range(121):
            await socket.send_json({"op": 1, "d": None})
        while (await socket.receive()).type is aiohttp.WSMsgType.TEXT:
            pass
        assert socket.close_code == 4008


async def test_without_the_intents_no_messages_arrive():
    async with LocalDiscord() as local:
        guild = local.add_guild("ML", channels=["papers"])
        async with running(local, a_client()) as client:
            events = []

            @client.event
            async def on_socket_event_type(name):
                events.append(name)

            local.say(local.channel(guild, "papers"), local.owner, "hello")
            local.add_channel(guild, "other")
            await client.wait_for("guild_channel_create", timeout=10)
            assert events == ["CHANNEL_CREATE"]


async def test_the_application_and_its_servers_are_read_over_http_alone():
    async with LocalDiscord() as local:
        guild = local.add_guild("ML", channels=["papers"])
        async with logged_in(local) as client:
            assert (await client.application_info()).owner.id == local.owner.id
            assert [found.id async for found in client.fetch_guilds()] == [guild.id]
            fetched = await client.fetch_guild(guild.id)
            assert [channel.name for channel in await fetched.fetch_channels()] == ["papers"]
            await fetched.leave()
            with pytest.raises(discord.NotFound) as refused:
                await client.fetch_guild(guild.id)
            assert refused.value.code == 10004
