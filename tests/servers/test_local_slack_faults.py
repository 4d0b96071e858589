"""The local Slack's faults on demand and its wrong tokens, as slack_sdk meets them."""

import aiohttp
import pytest

pytest.importorskip("slack_bolt", reason="slack-bolt is not installed")

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import faults, stage
from tests.servers.slack.client import web_client
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.stage import refused


def a_place(slack, **more):
    team, kim, papers = stage.a_place(slack, **more)
    return team, kim, papers, web_client(slack, team)


@pytest.mark.parametrize(
    ("fault", "arrives"),
    [
        (faults.RESET_BEFORE, False),
        (faults.RESET_AFTER, True),
        (faults.CLOSE_BEFORE, False),
        (faults.CLOSE_AFTER, True),
    ],
)
async def test_a_connection_that_breaks_before_or_after_accepting(fault, arrives):
    async with LocalSlack() as slack:
        _, _, papers, client = a_place(slack)
        slack.fail_next("chat.postMessage", fault)
        with pytest.raises((aiohttp.ClientError, OSError)):
            await client.chat_postMessage(channel=papers.id, text="x")
        assert bool(slack.messages(papers)) is arrives


async def test_the_librarys_own_retry_posts_twice():
    async with LocalSlack() as slack:
        team, _, papers, _ = a_place(slack)
        client = AsyncWebClient(token=slack.token(team), base_url=slack.api_url)
        slack.fail_next("chat.postMessage", faults.RESET_AFTER)
        await client.chat_postMessage(channel=papers.id, text="x")
        assert len(slack.messages(papers)) == 2


async def test_silence_fatal_errors_and_503_before_and_after_accepting():
    async with LocalSlack() as slack:
        team, _, papers, client = a_place(slack)

        def post():
            return client.chat_postMessage(channel=papers.id, text="x")

        for fault, error in (
            (faults.FATAL_BEFORE, "fatal_error"),
            (faults.FATAL_AFTER, "fatal_error"),
            (faults.answering(503), "service_unavailable"),
            (faults.answering(503, accepted=True), "service_unavailable"),
            (faults.rate_limited(30, error="rate_limited"), "rate_limited"),
        ):
            slack.clock.move(seconds=3)
            slack.fail_next("chat.*", fault)
            assert await refused(post()) == error
        assert len(slack.messages(papers)) == 2
        slack.fail_next("chat.postMessage", faults.answering(502))
        with pytest.raises(SlackApiError):
            await post()
        slack.clock.move(seconds=3)
        slack.fail_next("chat.postMessage", faults.SILENCE_AFTER, when=lambda body: body["channel"] == papers.id)
        hasty = web_client(slack, team, timeout=0.2)
        with pytest.raises(TimeoutError):
            await hasty.chat_postMessage(channel=papers.id, text="x")
        assert len(slack.messages(papers)) == 3


async def test_every_way_in_which_a_token_can_be_wrong_has_its_name():
    async with LocalSlack() as slack:
        team, _, _, client = a_place(slack)
        none, wrong = (AsyncWebClient(token=token, base_url=slack.api_url) for token in (None, "xoxb-wrong"))
        assert await refused(none.auth_test()) == "not_authed"
        assert await refused(wrong.auth_test()) == "invalid_auth"
        assert (await client.auth_test())["team_id"] == team.id
        slack.revoke(team)
        assert await refused(client.auth_test()) == "token_revoked"
        slack.install(team)
        again = web_client(slack, team)
        await again.auth_test()
        slack.uninstall(team)
        assert await refused(again.auth_test()) == "account_inactive"
        assert await refused(again.api_call("chat.unknown")) == "unknown_method"
