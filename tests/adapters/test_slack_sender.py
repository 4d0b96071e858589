"""Posting to Slack over HTTP alone: once, in the right form, and told apart when it fails."""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest

pytest.importorskip("slack_bolt")

from adapters.slack.platform import SlackPlatform
from adapters.slack.web import Web
from bot.commands import COMMANDS
from bot.model import Reader
from bot.platform import CannotLook, MessageId, Rejected, Unavailable, Uncertain
from bot.present.notices import notice
from tests.papers import paper
from tests.servers.slack import faults
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.shown import notified, texts
from tests.slack_parts import Memory, adapter, channel_of, connection, post

KEY = "0123456789abcdef"


@pytest.fixture
async def there() -> AsyncIterator[SimpleNamespace]:
    async with LocalSlack() as slack:
        team = slack.add_workspace("ML")
        kim = slack.add_user(team, "Kim", locale="ko-KR", tz="Asia/Seoul")
        channel = slack.add_channel(team, "papers", members=[kim])
        platform = adapter(slack, team)
        yield SimpleNamespace(
            slack=slack, team=team, kim=kim, platform=platform, channel=channel, here=channel_of(channel, team)
        )
        await platform.stop()


def before(seconds: float = 60) -> dt.datetime:
    return dt.datetime.now(dt.UTC) - dt.timedelta(seconds=seconds)


async def test_a_post_shows_the_papers_with_a_button_each_and_no_previews(there: SimpleNamespace) -> None:
    (payload,) = post(there.platform, there.here)
    message = await there.platform.send(there.here, payload, KEY, None)
    (posted,) = there.slack.messages(there.channel)
    assert message.message == posted["ts"]
    assert "2025년 6월 2일 (월) · 논문 2편" in texts(posted)
    assert [block["accessory"]["text"]["text"] for block in posted["blocks"] if "accessory" in block] == [
        "초록",
        "초록",
    ]
    (request,) = there.slack.requests("chat.postMessage")
    assert request.body["unfurl_links"] is request.body["unfurl_media"] is False
    assert "1. Paper 1" in request.body["text"]


async def test_a_document_full_of_markup_notifies_nobody_and_stays_text(there: SimpleNamespace) -> None:
    wild = "<!channel> <@U1> @here *bold* _x_ `code` ~s~ #general :tada: https://example.org/a_b_c?x=1&y=2"
    (payload,) = post(there.platform, there.here, paper(1, title=wild, ko=wild, en=wild, abstract=wild))
    await there.platform.send(there.here, payload, KEY, None)
    (posted,) = there.slack.messages(there.channel)
    assert notified(posted) == set()
    assert "&lt;!channel&gt;" in texts(posted)
    assert "<https://example.org/a_b_c?x=1&amp;y=2>" in texts(posted)


@pytest.mark.parametrize(
    "fault", [faults.RESET_AFTER, faults.CLOSE_AFTER, faults.FATAL_AFTER, faults.answering(502, accepted=True)]
)
async def test_a_request_whose_answer_is_lost_is_uncertain_and_found(
    there: SimpleNamespace, fault: faults.Fault
) -> None:
    (payload,) = post(there.platform, there.here)
    there.slack.fail_next("chat.postMessage", fault)
    with pytest.raises(Uncertain):
        await there.platform.send(there.here, payload, KEY, None)
    (posted,) = there.slack.messages(there.channel)
    found = await there.platform.find(there.here, KEY, before(), None)
    assert found == MessageId(f"{there.team.id}/{there.channel.id}", posted["ts"])
    assert await there.platform.find(there.here, "another", before(), None) is None


@pytest.mark.parametrize(
    "fault", [faults.RESET_BEFORE, faults.CLOSE_BEFORE, faults.FATAL_BEFORE, faults.answering(503)]
)
async def test_a_request_that_was_lost_on_the_way_is_uncertain_and_not_found(
    there: SimpleNamespace, fault: faults.Fault
) -> None:
    (payload,) = post(there.platform, there.here)
    there.slack.fail_next("chat.postMessage", fault)
    with pytest.raises(Uncertain):
        await there.platform.send(there.here, payload, KEY, None)
    assert len(there.slack.requests("chat.postMessage")) == 1
    assert await there.platform.find(there.here, KEY, before(), None) is None


async def test_silence_is_uncertain_after_the_timeout(there: SimpleNamespace) -> None:
    made = connection(there.slack, there.team)
    web = Web(made, timeout=0.3)
    platform = SlackPlatform(made, commands=COMMANDS, phrase=lambda *_, **__: "", memory=Memory(), web=web)
    (payload,) = post(platform, there.here)
    there.slack.fail_next("chat.postMessage", faults.SILENCE_AFTER)
    with pytest.raises(Uncertain):
        await platform.send(there.here, payload, KEY, None)
    await platform.stop()


async def test_where_nobody_listens_nothing_was_sent(there: SimpleNamespace) -> None:
    (payload,) = post(there.platform, there.here)
    await there.slack.stop()
    with pytest.raises(Unavailable):
        await there.platform.send(there.here, payload, KEY, None)
    await there.slack.start()
    assert await there.platform.send(there.here, payload, KEY, None)


@pytest.mark.parametrize("error", ["ratelimited", "rate_limited"])
async def test_a_limit_is_unavailable_for_as_long_as_slack_says_and_slows_the_workspace(
    there: SimpleNamespace, error: str
) -> None:
    (payload,) = post(there.platform, there.here)
    pace = there.platform.sender.pace
    rate = pace.rate(there.team.id)
    there.slack.fail_next("chat.postMessage", faults.rate_limited(7, error=error))
    with pytest.raises(Unavailable) as raised:
        await there.platform.send(there.here, payload, KEY, None)
    assert raised.value.retry_after == 7
    assert there.platform.limited == 1
    assert pace.rate(there.team.id) < rate


@pytest.mark.parametrize(
    ("error", "why"),
    [
        ("channel_not_found", "gone"),
        ("is_archived", "forbidden"),
        ("not_in_channel", "forbidden"),
        ("restricted_action_read_only_channel", "forbidden"),
        ("no_permission", "forbidden"),
        ("invalid_blocks", "payload"),
        ("msg_blocks_too_long", "payload"),
        ("metadata_too_large", "payload"),
    ],
)
async def test_each_refusal_means_what_slack_means(there: SimpleNamespace, error: str, why: str) -> None:
    (payload,) = post(there.platform, there.here)
    there.slack.fail_next("chat.postMessage", faults.refusing(error))
    with pytest.raises(Rejected) as raised:
        await there.platform.send(there.here, payload, KEY, None)
    assert raised.value.why == why


@pytest.mark.parametrize("error", ["message_limit_exceeded", "a_new_error_that_nobody_knows"])
async def test_what_will_pass_is_tried_again_later(there: SimpleNamespace, error: str) -> None:
    (payload,) = post(there.platform, there.here)
    there.slack.fail_next("chat.postMessage", faults.refusing(error))
    with pytest.raises(Unavailable):
        await there.platform.send(there.here, payload, KEY, None)


async def test_cards_of_the_layout_thread_stand_in_the_thread_and_are_found_there(there: SimpleNamespace) -> None:
    first, card, _ = post(there.platform, there.here, layout="thread")
    parent = await there.platform.send(there.here, first, KEY, None)
    assert card.reply
    made = await there.platform.send(there.here, card, "card", parent)
    (posted,) = there.slack.messages(there.channel)
    (reply,) = there.slack.replies(there.channel, posted)
    assert made.message == reply["ts"]
    assert await there.platform.find(there.here, "card", before(), parent) == made
    there.slack.delete_message(there.channel, posted)
    assert await there.platform.find(there.here, "gone", before(), parent) is None


async def test_a_correction_changes_the_message_and_a_deleted_one_stays_deleted(there: SimpleNamespace) -> None:
    (payload,) = post(there.platform, there.here)
    message = await there.platform.send(there.here, payload, KEY, None)
    (better,) = post(there.platform, there.here, paper(1, title="A better title"))
    await there.platform.edit(message, better)
    (posted,) = there.slack.messages(there.channel)
    assert "A better title" in texts(posted)
    assert await there.platform.find(there.here, KEY, before(), None) == message
    there.slack.delete_message(there.channel, posted)
    await there.platform.edit(message, payload)
    assert there.slack.messages(there.channel) == []


async def test_a_public_channel_without_the_app_is_posted_to_and_joined_only_to_look(there: SimpleNamespace) -> None:
    other = there.slack.add_channel(there.team, "other", with_app=False)
    here = channel_of(other, there.team)
    (payload,) = post(there.platform, here)
    message = await there.platform.send(here, payload, KEY, None)
    assert there.slack.requests("conversations.join") == []
    assert await there.platform.find(here, KEY, before(), None) == message
    assert len(there.slack.requests("conversations.join")) == 1


@pytest.mark.parametrize("missing", [{"channels:history"}, {"channels:join", "groups:history"}])
async def test_where_the_history_may_not_be_read_nobody_can_look(missing: set[str]) -> None:
    async with LocalSlack() as slack:
        team = slack.add_workspace("ML", without=missing)
        here = channel_of(slack.add_channel(team, "papers", with_app=False), team)
        platform = adapter(slack, team)
        with pytest.raises(CannotLook):
            await platform.find(here, KEY, before(), None)
        await platform.stop()


async def test_what_is_missing_is_named_as_slack_names_it(there: SimpleNamespace) -> None:
    assert await there.platform.check(there.here) == ()
    private = there.slack.add_channel(there.team, "secret", private=True, with_app=False)
    (problem,) = await there.platform.check(channel_of(private, there.team))
    assert "/invite" in problem.names["ko"]
    there.slack.archive(there.channel)
    (problem,) = await there.platform.check(there.here)
    assert problem.names["en"] == "Unarchive channel"


async def test_a_direct_message_tells_what_happened_with_or_without_its_scope(there: SimpleNamespace) -> None:
    place = await there.platform.direct(Reader("slack", there.team.id, there.kim.id))
    assert place is not None
    (payload,) = there.platform.render(notice("ko", "구독이 멈췄어요."), place, one=True)
    await there.platform.send(place, payload, KEY, None)
    (told,) = there.slack.messages(there.slack.direct(there.kim))
    assert told["text"] == "구독이 멈췄어요."
    assert await there.platform.direct(Reader("slack", there.team.id, "U404")) is None
    bare = there.slack.add_workspace("Bare", scopes=["commands", "chat:write"])
    lee = there.slack.add_user(bare, "Lee")
    other = adapter(there.slack, bare)
    direct = await other.direct(Reader("slack", bare.id, lee.id))
    assert direct is not None
    await other.send(direct, payload, KEY, None)
    assert len(there.slack.messages(there.slack.direct(lee))) == 1
    await other.stop()


async def test_a_channel_gets_one_message_a_second_and_nobody_a_429(there: SimpleNamespace) -> None:
    (payload,) = post(there.platform, there.here)
    others = [channel_of(there.slack.add_channel(there.team, f"c{n}"), there.team) for n in range(30)]
    begun = time.perf_counter()
    work = [there.platform.send(there.here, payload, f"{KEY}{n}", None) for n in range(5)]
    work += [there.platform.send(other, payload, other.id, None) for other in others]
    await asyncio.gather(*work)
    assert 4 <= time.perf_counter() - begun < 8
    assert there.slack.limits.refused == 0
    assert len(there.slack.messages(there.channel)) == 5


async def test_a_token_that_does_not_work_waits_for_another_one() -> None:
    async with LocalSlack() as slack:
        team = slack.add_workspace("ML")
        here = channel_of(slack.add_channel(team, "papers"), team)
        platform = adapter(slack, team, bot_token="xoxb-wrong")
        (payload,) = post(platform, here)
        with pytest.raises(Unavailable):
            await platform.send(here, payload, KEY, None)
        await platform.stop()
