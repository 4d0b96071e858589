"""The local Slack's conversations, driven by slack_sdk: posting, threads, history, limits, scopes."""

import asyncio

import pytest

pytest.importorskip("slack_bolt", reason="slack-bolt is not installed")

from slack_sdk.errors import SlackApiError

from tests.servers.slack import stage
from tests.servers.slack.client import web_client
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.shown import notified
from tests.servers.slack.stage import error_of, refused

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x", "verbatim": True}}
METADATA = {"event_type": "paper_digest", "event_payload": {"part": 1}}


def a_place(slack, **more):
    team, kim, papers = stage.a_place(slack, **more)
    return team, kim, papers, web_client(slack, team)


async def test_a_message_is_posted_with_blocks_that_get_their_ids():
    async with LocalSlack() as slack:
        _, _, papers, client = a_place(slack)
        answer = await client.chat_postMessage(channel=papers.id, text="x", blocks=[SECTION], metadata=METADATA)
        (posted,) = slack.messages(papers)
        assert posted["ts"] == answer["ts"]
        assert posted["blocks"][0]["block_id"]
        assert posted["metadata"] == METADATA
        assert answer["message"]["bot_id"] == posted["bot_id"]


async def test_history_is_read_backwards_in_pages_and_metadata_only_on_request():
    async with LocalSlack() as slack:
        _, kim, papers, client = a_place(slack)
        slack.say(papers, kim, "hello")
        first = (await client.chat_postMessage(channel=papers.id, text="a", metadata=METADATA))["ts"]
        second = (await client.chat_postMessage(channel=papers.id, text="b"))["ts"]
        read = await client.conversations_history(channel=papers.id, limit=2)
        assert [one["ts"] for one in read["messages"]] == [second, first]
        assert "metadata" not in read["messages"][1]
        assert read["has_more"]
        cursor = read["response_metadata"]["next_cursor"]
        rest = await client.conversations_history(channel=papers.id, cursor=cursor)
        assert [one["text"] for one in rest["messages"]] == ["hello"]
        since = await client.conversations_history(channel=papers.id, oldest=first, include_all_metadata=True)
        assert [one["text"] for one in since["messages"]] == ["b"]
        since = await client.conversations_history(
            channel=papers.id, oldest=first, inclusive=True, include_all_metadata=True
        )
        assert since["messages"][-1]["metadata"] == METADATA


async def test_replies_stand_in_their_thread_and_not_in_the_history():
    async with LocalSlack() as slack:
        _, _, papers, client = a_place(slack)
        parent = (await client.chat_postMessage(channel=papers.id, text="digest"))["ts"]
        reply = (await client.chat_postMessage(channel=papers.id, text="card", thread_ts=parent))["ts"]
        history = await client.conversations_history(channel=papers.id)
        assert [one["reply_count"] for one in history["messages"]] == [1]
        thread = await client.conversations_replies(channel=papers.id, ts=parent)
        assert [one["ts"] for one in thread["messages"]] == [parent, reply]
        nowhere = client.chat_postMessage(channel=papers.id, text="x", thread_ts="1.000001")
        assert await refused(nowhere) == "thread_not_found"
        slack.clock.move(seconds=3)
        below = client.chat_postMessage(channel=papers.id, text="x", thread_ts=reply)
        assert await refused(below) == "cannot_reply_to_message"
        assert await refused(client.conversations_replies(channel=papers.id, ts="1.000001")) == "thread_not_found"
        await client.chat_delete(channel=papers.id, ts=parent)
        (tombstone,) = slack.messages(papers)
        assert tombstone["subtype"] == "tombstone"


async def test_an_update_keeps_what_it_does_not_name():
    async with LocalSlack(record=False) as slack:
        _, kim, papers, client = a_place(slack)
        ts = (await client.chat_postMessage(channel=papers.id, text="x", blocks=[SECTION], metadata=METADATA))["ts"]
        await client.chat_update(channel=papers.id, ts=ts, text="y", blocks=[SECTION, {"type": "divider"}])
        (message,) = slack.messages(papers)
        assert len(message["blocks"]) == 2
        assert message["metadata"] == METADATA
        assert "edited" not in message
        await client.chat_update(channel=papers.id, ts=ts, text="only text")
        assert "blocks" not in message
        assert message["edited"]
        assert await refused(client.chat_update(channel=papers.id, ts=ts, text="x" * 4001)) == "msg_too_long"
        theirs = slack.say(papers, kim, "mine")["ts"]
        assert await refused(client.chat_update(channel=papers.id, ts=theirs, text="x")) == "cant_update_message"
        assert await refused(client.chat_update(channel=papers.id, ts="1.000001", text="x")) == "message_not_found"


async def test_where_the_app_may_not_post():
    async with LocalSlack() as slack:
        team, kim, papers, client = a_place(slack, with_app=False, without=["chat:write.public"])
        private = slack.add_channel(team, "secret", private=True, members=[kim], with_app=False)

        async def post(channel, **more):
            return await refused(client.chat_postMessage(channel=channel.id, text="x", **more))

        assert await post(papers) == "not_in_channel"
        assert await post(private) == "channel_not_found"
        slack.invite_app(papers)
        for posting, error in {
            "read_only": "restricted_action_read_only_channel",
            "thread_only": "restricted_action_thread_only_channel",
            "admins": "restricted_action",
        }.items():
            slack.restrict(papers, posting)
            assert await post(papers) == error
        slack.restrict(papers, "everyone")
        slack.archive(papers)
        assert await post(papers) == "is_archived"
        slack.unarchive(papers)
        slack.use_up_quota(team)
        assert await post(papers) == "message_limit_exceeded"
        slack.delete_channel(papers)
        assert await post(papers) == "channel_not_found"


async def test_with_the_scope_a_public_channel_takes_posts_from_outside_and_shows_no_history():
    async with LocalSlack() as slack:
        _, _, papers, client = a_place(slack, with_app=False)
        await client.chat_postMessage(channel=papers.id, text="x")
        assert await refused(client.conversations_history(channel=papers.id)) == "not_in_channel"
        await client.conversations_join(channel=papers.id)
        assert len((await client.conversations_history(channel=papers.id))["messages"]) == 1
        again = await client.conversations_join(channel=papers.id)
        assert again["warning"] == "already_in_channel"


async def test_a_channel_that_changed_its_id_is_found_under_the_new_one_only():
    async with LocalSlack() as slack:
        _, _, papers, client = a_place(slack)
        old = papers.id
        slack.change_id(papers)
        assert await refused(client.chat_postMessage(channel=old, text="x")) == "channel_not_found"
        assert (await client.conversations_info(channel=papers.id))["channel"]["name"] == "papers"


async def test_direct_messages_are_opened_once_and_not_with_those_who_left():
    async with LocalSlack() as slack:
        team, kim, _, client = a_place(slack)
        opened = await client.conversations_open(users=[kim.id])
        assert opened["channel"]["id"] == slack.direct(kim).id
        assert (await client.conversations_open(users=[kim.id]))["already_open"]
        posted = await client.chat_postMessage(channel=kim.id, text="x")
        assert posted["channel"] == slack.direct(kim).id
        slack.deactivate(kim)
        assert await refused(client.conversations_open(users=[kim.id])) == "user_disabled"
        assert await refused(client.chat_postMessage(channel=posted["channel"], text="x")) == "is_archived"
        bot = slack.installation(team).bot.id
        assert await refused(client.conversations_open(users=[bot])) == "cannot_dm_bot"
        assert await refused(client.conversations_open(users=["U404"])) == "user_not_found"


async def test_people_are_shown_with_locale_zone_and_what_they_are():
    async with LocalSlack() as slack:
        team, kim, papers, client = a_place(slack)
        guest = slack.add_user(team, "Guest", guest=True)
        far = slack.add_workspace("Far", installed=False)
        stranger = slack.add_user(far, "Lee")
        assert await refused(client.users_info(user=stranger.id)) == "user_not_visible"
        slack.add_channel(team, "shared", members=[kim, stranger], shared_with=[far])
        shown = (await client.users_info(user=kim.id, include_locale=True))["user"]
        assert (shown["locale"], shown["tz"], shown["tz_offset"]) == ("ko-KR", "Asia/Seoul", 9 * 3600)
        assert "locale" not in (await client.users_info(user=kim.id))["user"]
        assert (await client.users_info(user=guest.id))["user"]["is_restricted"]
        assert (await client.users_info(user=stranger.id))["user"]["is_stranger"]
        mine = await client.users_conversations(types=["public_channel", "private_channel"])
        assert [one["name"] for one in mine["channels"]] == ["papers", "shared"]
        assert (await client.conversations_list())["channels"][1]["is_ext_shared"]
        assert (await client.conversations_members(channel=papers.id))["members"]


async def test_every_scope_is_really_needed():
    async with LocalSlack() as slack:
        _, kim, papers, client = a_place(slack, scopes=["commands", "chat:write"])
        answer = await error_of(client.users_info(user=kim.id))
        assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
        assert answer["provided"] == "chat:write,commands"
        for call in (
            client.conversations_info(channel=papers.id),
            client.conversations_history(channel=papers.id),
            client.conversations_join(channel=papers.id),
            client.conversations_open(users=[kim.id]),
            client.conversations_list(),
        ):
            assert await refused(call) == "missing_scope"


async def test_a_channel_takes_a_short_burst_and_then_one_message_a_second():
    async with LocalSlack(burst=3) as slack:
        team, _, papers, client = a_place(slack)
        for _ in range(3):
            await client.chat_postMessage(channel=papers.id, text="x")
        answer = await error_of(client.chat_postMessage(channel=papers.id, text="x"))
        assert (answer.status_code, answer["error"]) == (429, "ratelimited")
        assert answer.headers["Retry-After"] == "1"
        await client.chat_postMessage(channel=slack.add_channel(team, "other").id, text="x")
        slack.clock.move(seconds=1)
        await client.chat_postMessage(channel=papers.id, text="x")
        assert len(slack.messages(papers)) == 4


async def test_a_workspace_has_a_limit_over_all_its_channels():
    async with LocalSlack() as slack:
        team, _, _, client = a_place(slack, a_second=5)
        channels = [slack.add_channel(team, f"c{number}") for number in range(10)]
        results = await asyncio.gather(
            *(client.chat_postMessage(channel=one.id, text="x") for one in channels), return_exceptions=True
        )
        failed = [one for one in results if isinstance(one, SlackApiError)]
        assert len(failed) in (4, 5)
        assert slack.limits.refused == len(failed)


async def test_methods_have_tiers_and_a_sold_app_hardly_reads_history():
    async with LocalSlack() as slack:
        _, _, papers, client = a_place(slack)
        for _ in range(20):
            await client.conversations_list()
        assert await refused(client.conversations_list()) == "ratelimited"
        slack.limits.tiers = False
        await client.conversations_list()
        slack.limits.tiers = slack.limits.commercial = True
        await client.conversations_history(channel=papers.id)
        answer = await error_of(client.conversations_history(channel=papers.id))
        assert int(answer.headers["Retry-After"]) > 50


def test_what_would_notify_somebody_is_found():
    def block(text, *, verbatim):
        return {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": verbatim}}]}

    assert notified({"text": "hello <!channel> <@U1|kim>"}) == {"channel", "U1"}
    assert notified({"text": "&lt;!channel&gt; @here"}) == set()
    assert notified(block("@here <!here>", verbatim=False)) == {"here"}
    assert notified(block("@here &lt;!here&gt;", verbatim=True)) == set()
    assert notified({"blocks": [{"type": "rich_text", "elements": [{"type": "user", "user_id": "U1"}]}]}) == {"U1"}
