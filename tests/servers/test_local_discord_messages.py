"""The local Discord's messages, threads, permissions, limits and faults, driven by discord.py over HTTP alone."""

import asyncio
from contextlib import asynccontextmanager

import pytest

pytest.importorskip("discord", reason="discord.py is not installed")

import aiohttp
import discord

from tests.servers.discord import faults
from tests.servers.discord.client import logged_in, request
from tests.servers.discord.permissions import Permission
from tests.servers.discord.server import LocalDiscord


@asynccontextmanager
async def a_channel(kind="text", **options):
    """A server with one channel, and a client that sees it."""
    async with LocalDiscord(**options) as local:
        channel = local.add_channel(local.add_guild("ML"), "papers", kind=kind)
        async with logged_in(local) as client:
            yield local, channel, await client.fetch_channel(channel.id)


async def refused(code, work):
    with pytest.raises(discord.HTTPException) as caught:
        await work
    assert caught.value.code == code
    return caught.value


async def test_messages_are_sent_edited_listed_and_deleted():
    async with a_channel() as (local, channel, seen):
        sent = [await seen.send(f"number {number}") for number in range(4)]
        await sent[1].edit(content="changed", embed=discord.Embed(title="a title"))
        assert [one["content"] for one in local.messages(channel)][:2] == ["number 0", "changed"]
        assert [one.content async for one in seen.history(limit=2)] == ["number 3", "number 2"]
        assert [one.id async for one in seen.history(before=sent[2])] == [sent[1].id, sent[0].id]
        assert [one.id async for one in seen.history(after=sent[2])] == [sent[3].id]
        assert [one.id async for one in seen.history(around=sent[1], limit=3)] == [sent[2].id, sent[1].id, sent[0].id]
        await sent[3].delete()
        await refused(10008, seen.fetch_message(sent[3].id))


async def test_a_nonce_is_remembered_for_five_minutes():
    async with a_channel() as (local, channel, seen):
        first = await seen.send("once", nonce="our-key")
        assert (await seen.send("once", nonce="our-key")).id == first.id
        local.clock.move(minutes=5, seconds=1)
        assert (await seen.send("once", nonce="our-key")).id != first.id
        assert len(local.messages(channel)) == 2
        assert not any("nonce" in one for one in local.messages(channel))


async def test_the_nonce_of_a_deleted_message_is_refused():
    async with a_channel() as (_, _, seen):
        await (await seen.send("once", nonce="our-key")).delete()
        await refused(10008, seen.send("once", nonce="our-key"))


async def test_words_of_others_are_hidden_without_the_intent():
    async with a_channel() as (local, channel, seen):
        local.say(channel, local.owner, "secret")
        local.say(channel, local.owner, f"<@{local.world.bot.id}> hello")
        assert [one.content async for one in seen.history()] == [f"<@{local.world.bot.id}> hello", ""]


async def test_missing_permissions_are_told_apart():
    async with a_channel() as (local, channel, seen):
        local.deny(channel, Permission.EMBED_LINKS)
        await refused(50013, seen.send(embed=discord.Embed(title="x")))
        local.deny(channel, Permission.SEND_MESSAGES)
        await refused(50013, seen.send("x"))
        local.deny(channel, Permission.VIEW_CHANNEL)
        await refused(50001, seen.send("x"))
        local.allow(channel, Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES)
        await seen.send("x")
        local.deny(local.world.guilds[channel.guild_id], Permission.READ_MESSAGE_HISTORY)
        assert [one async for one in seen.history()] == []


async def test_what_is_gone_is_told_from_what_is_hidden():
    async with a_channel() as (local, channel, seen):
        guild = local.world.guilds[channel.guild_id]
        local.kick(guild)
        await refused(50001, seen.send("x"))
        local.invite(guild)
        await seen.send("x")
        local.remove_channel(channel)
        await refused(10003, seen.send("x"))


async def test_direct_messages_reach_only_who_takes_them():
    # discord.py writes these ids as numbers, which Discord takes and its contract file does not know: not recorded.
    async with a_channel(record=False) as (local, channel, seen):
        stranger, friend = local.add_user("Stranger"), local.add_user("Friend")
        local.join(local.world.guilds[channel.guild_id], friend)
        client = seen._state._get_client()
        direct = await (await client.fetch_user(friend.id)).create_dm()
        await direct.send("hello")
        assert local.messages(local.direct(friend))[0]["content"] == "hello"
        local.close_messages(friend)
        await refused(50007, direct.send("hello"))
        await refused(50278, (await client.fetch_user(stranger.id)).send("hello"))


async def test_an_announcement_is_published_once():
    async with a_channel("announcement") as (local, channel, seen):
        sent = await seen.send(embed=discord.Embed(title="x"))
        await sent.publish()
        assert local.messages(channel)[0]["flags"] & 1
        assert channel.copies[0]["embeds"][0]["title"] == "x"
        await refused(40033, sent.publish())
    async with a_channel() as (_, _, seen):
        await refused(50024, (await seen.send("x")).publish())


async def test_a_thread_has_the_id_of_its_message_and_there_is_one():
    async with a_channel() as (local, channel, seen):
        sent = await seen.send("x")
        thread = await sent.create_thread(name="talk", auto_archive_duration=1440)
        assert thread.id == sent.id
        await refused(160004, sent.create_thread(name="again"))
        await thread.send("a card")
        (kept,) = local.threads(channel)
        assert [one["content"] for one in local.messages(kept)] == ["a card"]
        local.archive(kept)
        await thread.send("wakes it")
        assert not kept.thread.archived
        local.archive(kept, locked=True)
        await refused(160005, thread.send("no"))


async def test_a_forum_takes_posts_with_its_own_tags():
    async with a_channel("forum") as (local, channel, seen):
        channel.tags, channel.requires_tag = {7: "rl"}, True
        await refused(40067, seen.create_thread(name="June", content="x"))
        await refused(50035, seen.create_thread(name="June", content="x", applied_tags=[discord.Object(8)]))
        made = await seen.create_thread(name="June", content="x", applied_tags=[discord.Object(7)])
        assert made.message.id == made.thread.id
        assert local.threads(channel)[0].thread.applied_tags == [7]
        client = seen._state._get_client()
        await refused(50008, request(client, "POST", f"/channels/{channel.id}/messages", {"content": "x"}))


async def test_a_message_pings_only_whom_it_may():
    async with a_channel(record=False) as (local, channel, seen):
        guild = local.world.guilds[channel.guild_id]
        readers = local.add_role(guild, "readers", mentionable=True)
        text = f"@everyone <@&{readers.id}> <@{local.owner.id}>"
        await seen.send(text)
        await seen.send(text, allowed_mentions=discord.AllowedMentions.none())
        roles = discord.AllowedMentions(everyone=False, users=False, roles=[discord.Object(readers.id)])
        await seen.send(text, allowed_mentions=roles)
        pings = [
            (one["mention_everyone"], bool(one["mention_roles"]), bool(one["mentions"]))
            for one in local.messages(channel)
        ]
        assert pings == [(False, True, True), (False, False, False), (False, True, False)]


async def post(local, channel, session, number=0):
    url = f"{local.api_url}/channels/{channel.id}/messages"
    headers = {"Authorization": f"Bot {local.token}"}
    async with session.post(url, json={"content": f"number {number}"}, headers=headers) as answer:
        return answer.status, answer.headers, await answer.json()


async def test_a_channel_takes_five_messages_in_five_seconds():
    async with a_channel() as (local, channel, _), aiohttp.ClientSession() as session:
        answers = [await post(local, channel, session) for _ in range(6)]
        assert [status for status, _, _ in answers] == [200] * 5 + [429]
        headers, body = answers[0][1], answers[5][2]
        assert (headers["X-RateLimit-Limit"], headers["X-RateLimit-Remaining"]) == ("5", "4")
        assert 4 < float(headers["X-RateLimit-Reset-After"]) <= 5
        assert not body["global"]
        assert 0 < body["retry_after"] <= 5
        assert answers[5][1]["Via"]
        assert answers[5][1]["X-RateLimit-Scope"] == "user"
        local.clock.move(seconds=body["retry_after"])
        assert (await post(local, channel, session))[0] == 200
        assert local.limits.invalid_requests == 1


async def test_fifty_requests_a_second_are_taken_in_all():
    async with a_channel(a_second=50) as (local, channel, _), aiohttp.ClientSession() as session:
        local.clock.move(seconds=1)
        guild = local.world.guilds[channel.guild_id]
        channels = [local.add_channel(guild, f"channel {number}") for number in range(51)]
        answers = await asyncio.gather(*(post(local, one, session) for one in channels))
        refused_ones = [(headers, body) for status, headers, body in answers if status == 429]
        assert len(refused_ones) == 1
        assert refused_ones[0][0]["X-RateLimit-Global"] == "true"
        assert refused_ones[0][1]["global"]


async def test_ten_thousand_invalid_requests_ban_the_address():
    async with a_channel() as (local, channel, _), aiohttp.ClientSession() as session:
        for _ in range(9_999):
            local.limits.count_invalid()
        local.deny(channel, Permission.VIEW_CHANNEL)
        assert (await post(local, channel, session))[0] == 403
        with pytest.raises(aiohttp.ContentTypeError):
            await post(local, channel, session)
        local.clock.move(minutes=10)
        assert (await post(local, channel, session))[0] == 403


MESSAGES = "/channels/*/messages"


@pytest.mark.parametrize(
    ("fault", "error", "kept"),
    [
        (faults.RESET_BEFORE, aiohttp.ClientOSError, 0),
        (faults.RESET_AFTER, aiohttp.ClientOSError, 1),
        (faults.CLOSE_BEFORE, aiohttp.ServerDisconnectedError, 0),
        (faults.CLOSE_AFTER, aiohttp.ServerDisconnectedError, 1),
        (faults.answering(503), discord.DiscordServerError, 0),
        (faults.answering(503, accepted=True), discord.DiscordServerError, 1),
        (faults.rate_limited(via=False), discord.HTTPException, 0),
        (faults.refusing(50035), discord.HTTPException, 0),
    ],
)
async def test_a_fault_reaches_the_sender_and_a_retry_makes_no_second_message(fault, error, kept):
    async with a_channel() as (local, channel, seen):
        local.fail_next("POST", MESSAGES, fault)
        with pytest.raises(error):
            await seen.send("x", nonce="our-key")
        assert len(local.messages(channel)) == kept
        await seen.send("x", nonce="our-key")
        assert len(local.messages(channel)) == 1


@pytest.mark.parametrize("fault", [faults.answering(500, accepted=True), faults.rate_limited(0.05)])
async def test_what_discord_py_retries_by_itself_arrives_once(fault):
    async with a_channel() as (local, channel, seen):
        local.fail_next("POST", MESSAGES, fault)
        await seen.send("x")
        assert len(local.messages(channel)) == 1
        assert [one.status for one in local.requests("POST", "/messages")] == [fault.status, 200]


@pytest.mark.parametrize(
    ("fault", "kept"), [(faults.SILENCE_BEFORE, 0), (faults.SILENCE_AFTER, 1), (faults.late(5), 1)]
)
async def test_silence_lasts(fault, kept):
    async with a_channel() as (local, channel, seen):
        local.fail_next("POST", MESSAGES, fault)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(seen.send("x"), 0.2)
        assert len(local.messages(channel)) == kept


async def test_a_token_that_was_reset_is_refused_at_once():
    async with a_channel() as (local, _, seen):
        local.reset_token("another")
        error = await refused(0, seen.send("x"))
        assert error.status == 401
