"""Posting to Discord over HTTP alone: once, in the right form, and told apart when it fails."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest

pytest.importorskip("discord")

from adapters.discord.marks import bears
from adapters.discord.platform import DiscordPlatform
from adapters.discord.rest import Rest
from bot.platform import CannotLook, MessageId, Rejected, Unavailable, Uncertain
from tests.discord_parts import before, channel_of, connection, desk, post
from tests.papers import paper
from tests.servers.discord import faults
from tests.servers.discord.component_form import texts
from tests.servers.discord.permissions import Permission

V2, SILENT, CROSSPOSTED = 1 << 15, 1 << 12, 1 << 0
KEY = "0123456789abcdef"


@pytest.fixture
async def there() -> AsyncIterator[SimpleNamespace]:
    async with desk() as there:
        yield there


async def test_a_post_is_silent_components_in_a_text_channel(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here)
    message = await there.platform.send(here, payload, KEY, None)
    (posted,) = there.discord.messages(there.channel)
    assert message == MessageId(here.id, posted["id"])
    assert posted["flags"] & V2
    assert posted["flags"] & SILENT
    assert "2025년 6월 2일 (월) · 논문 2편" in texts(posted)


async def test_the_same_key_arrives_once_however_often_it_is_sent(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here)
    first = await there.platform.send(here, payload, KEY, None)
    assert await there.platform.send(here, payload, KEY, None) == first
    assert len(there.discord.messages(there.channel)) == 1


@pytest.mark.parametrize("fault", [faults.RESET_AFTER, faults.CLOSE_AFTER, faults.answering(502, accepted=True)])
async def test_a_request_whose_answer_is_lost_is_uncertain_and_found(
    there: SimpleNamespace, fault: faults.Fault
) -> None:
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here)
    there.discord.fail_next("POST", "/channels/*/messages", fault)
    with pytest.raises(Uncertain):
        await there.platform.send(here, payload, KEY, None)
    (posted,) = there.discord.messages(there.channel)
    assert await there.platform.find(here, KEY, before(), None) == MessageId(here.id, posted["id"])
    assert await there.platform.find(here, "another", before(), None) is None


async def test_a_message_that_was_deleted_before_it_was_sent_again_had_arrived(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    first, card, _ = post(there.platform, here, layout="thread")
    there.discord.fail_next("POST", "/channels/*/messages", faults.RESET_AFTER)
    with pytest.raises(Uncertain):
        await there.platform.send(here, first, KEY, None)
    (posted,) = there.discord.messages(there.channel)
    there.discord.delete_message(there.channel, posted)
    assert await there.platform.send(here, first, KEY, None) == MessageId(here.id, "")
    parent = await there.platform.send(here, first, f"{KEY}1", None)
    reply = await there.platform.send(here, card, f"{KEY}2", parent)
    (thread,) = there.discord.threads(there.channel)
    there.discord.delete_message(thread, there.discord.messages(thread)[0])
    assert await there.platform.send(here, card, f"{KEY}2", parent) == MessageId(reply.channel, "")


@pytest.mark.parametrize(
    "fault",
    [faults.RESET_BEFORE, faults.CLOSE_BEFORE, faults.answering(500), faults.answering(503), faults.answering(504)],
)
async def test_a_request_that_was_lost_on_the_way_is_uncertain_and_not_found(
    there: SimpleNamespace, fault: faults.Fault
) -> None:
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here)
    there.discord.fail_next("POST", "/channels/*/messages", fault)
    with pytest.raises(Uncertain):
        await there.platform.send(here, payload, KEY, None)
    assert await there.platform.find(here, KEY, before(), None) is None
    await there.platform.send(here, payload, KEY, None)
    assert len(there.discord.messages(there.channel)) == 1


async def test_silence_is_uncertain_after_the_timeout(there: SimpleNamespace) -> None:
    rest = Rest(there.discord.token, api=there.discord.api_url, timeout=0.3)
    platform = DiscordPlatform(
        connection(there.discord),
        commands=(),
        phrase=lambda *_, **__: "",
        memory=None,
        rest=rest,  # type: ignore[arg-type]
    )
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here)
    there.discord.fail_next("POST", "/channels/*/messages", faults.SILENCE_AFTER)
    with pytest.raises(Uncertain):
        await platform.send(here, payload, KEY, None)
    await platform.stop()


async def test_where_nobody_listens_nothing_was_sent(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here)
    await there.discord.stop()
    with pytest.raises(Unavailable):
        await there.platform.send(here, payload, KEY, None)
    await there.discord.start()
    assert await there.platform.send(here, payload, KEY, None)


@pytest.mark.parametrize("status", ["407 Proxy Authentication Required", "502 Bad Gateway"])
async def test_what_a_proxy_does_not_let_through_was_not_sent(status: str) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"CONNECT ")
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    proxy = await asyncio.start_server(refuse, "127.0.0.1", 0)
    host, port = proxy.sockets[0].getsockname()
    rest = Rest("token", api="https://discord.example/api/v10", proxy=f"http://{host}:{port}")
    with pytest.raises(Unavailable):
        await rest.call("POST", "/channels/1/messages", {})
    await rest.close()
    proxy.close()


@pytest.mark.parametrize("via", [True, False])
async def test_a_limit_is_unavailable_for_as_long_as_discord_says(there: SimpleNamespace, via: bool) -> None:
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here)
    there.discord.fail_next("POST", "/channels/*/messages", faults.rate_limited(0.4, via=via))
    with pytest.raises(Unavailable) as raised:
        await there.platform.send(here, payload, KEY, None)
    assert raised.value.retry_after is not None
    assert raised.value.retry_after >= 0.4
    assert there.platform.limited == 1
    await there.platform.send(here, payload, KEY, None)
    assert len(there.discord.requests("POST", "/messages")) == 2  # the second waited for its time


async def test_a_limit_of_old_messages_holds_up_no_other_edit(there: SimpleNamespace) -> None:
    """Discord sends it as a 429 with a code, and does not say for how long."""
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here)
    old, new = [await there.platform.send(here, payload, f"{KEY}{number}", None) for number in range(2)]
    there.discord.fail_next("PATCH", f"/channels/*/messages/{old.message}", faults.refusing(30046))
    with pytest.raises(Unavailable) as raised:
        await there.platform.edit(old, payload)
    assert raised.value.retry_after == 3600
    await there.platform.edit(new, payload)
    assert there.platform.limited == 1


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (10003, "gone"),
        (10004, "gone"),
        (50007, "gone"),
        (50278, "gone"),
        (50001, "forbidden"),
        (50013, "forbidden"),
        (50035, "payload"),
        (50006, "payload"),
        (160005, "forbidden"),
        (200000, "payload"),
    ],
)
async def test_a_refusal_is_rejected_for_what_it_is(there: SimpleNamespace, code: int, why: str) -> None:
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here)
    there.discord.fail_next("POST", "/channels/*/messages", faults.refusing(code))
    with pytest.raises(Rejected) as raised:
        await there.platform.send(here, payload, KEY, None)
    assert raised.value.why == why


@pytest.mark.parametrize("code", [20028, 40004, 40333, 130000, 160006])
async def test_what_will_pass_is_tried_again_later(there: SimpleNamespace, code: int) -> None:
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here)
    there.discord.fail_next("POST", "/channels/*/messages", faults.refusing(code))
    with pytest.raises(Unavailable) as raised:
        await there.platform.send(here, payload, KEY, None)
    assert raised.value.retry_after


async def test_a_403_that_is_not_discords_own_ends_nothing(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here)
    there.discord.fail_next("POST", "/channels/*/messages", faults.answering(403))
    with pytest.raises(Unavailable):
        await there.platform.send(here, payload, KEY, None)


async def test_a_refused_token_stops_all_requests(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here)
    there.discord.reset_token("another")
    for _ in range(3):
        with pytest.raises(Unavailable):
            await there.platform.send(here, payload, KEY, None)
    assert len(there.discord.requests("POST", "/messages")) == 1


async def test_a_correction_edits_the_message_in_place(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here, paper(1, title="Wrong"))
    message = await there.platform.send(here, payload, KEY, None)
    (corrected,) = post(there.platform, here, paper(1, title="Right"))
    await there.platform.edit(message, corrected)
    (posted,) = there.discord.messages(there.channel)
    assert "Right" in texts(posted)
    there.discord.delete_message(there.channel, posted)
    await there.platform.edit(message, corrected)  # nobody wants it back


async def test_without_the_history_nobody_can_look(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    there.discord.deny(there.channel, Permission.READ_MESSAGE_HISTORY)
    with pytest.raises(CannotLook):
        await there.platform.find(here, KEY, before(), None)


async def test_a_message_is_found_among_hundreds(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    user = there.discord.owner
    for number in range(130):
        there.discord.say(there.channel, user, str(number))
    (payload,) = post(there.platform, here)
    message = await there.platform.send(here, payload, KEY, None)
    assert await there.platform.find(here, KEY, before(), None) == message


async def test_a_burst_stays_under_the_limits(there: SimpleNamespace) -> None:
    """Of everything: 50 a second; of a channel: 5 in 5 seconds."""
    others = [there.discord.add_channel(there.guild, f"c{number}") for number in range(60)]
    payload = post(there.platform, channel_of(there.channel))[0]
    work = [there.platform.send(channel_of(other), payload, f"k{other.id}", None) for other in others]
    work += [there.platform.send(channel_of(there.channel), payload, f"{KEY}{number}", None) for number in range(7)]
    await asyncio.gather(*work)
    assert [one.status for one in there.discord.exchanges if one.status == 429] == []
    assert len(there.discord.messages(there.channel)) == 7


async def test_our_messages_bear_their_key_and_no_other(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here)
    await there.platform.send(here, payload, KEY, None)
    (posted,) = there.discord.messages(there.channel)
    posted = {**posted, "nonce": None}
    assert bears(posted, KEY)
    assert not bears(posted, KEY[::-1])
