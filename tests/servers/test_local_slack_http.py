"""The local Slack's HTTP mode, driven by slack-bolt."""

import pytest

pytest.importorskip("slack_bolt", reason="slack-bolt is not installed")

from tests.servers.slack.client import answering, bolt_app, counting, served
from tests.servers.slack.faults import RESET_AFTER
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.stage import a_place


async def test_over_http_commands_events_and_presses_are_signed():
    async with LocalSlack() as slack:
        team, kim, papers = a_place(slack)
        app = bolt_app(slack, team)
        answering(app)
        seen = counting(app, "channel_archive")
        async with served(app) as address:
            http = slack.use_http(address)
            assert await http.verify_address()
            use = await slack.command("/paper", "muon 학습", user=kim, channel=papers)
            assert (await use.message())["text"] == "Here it is."
            slack.archive(papers)
            await slack.deliveries.settled()
            assert len(seen) == 1
            http.age = 301
            assert (await slack.command("/paper", user=kim, channel=slack.direct(kim))).failure == "dispatch_failed"
            http.age, http.secret = 0, "another"
            assert (await slack.command("/paper", user=kim, channel=slack.direct(kim))).failure == "dispatch_failed"
            assert http.statuses[-2:] == [401, 401]


async def test_over_http_an_event_that_got_lost_is_sent_again_with_its_number():
    async with LocalSlack() as slack:
        team, _, papers = a_place(slack)
        app = bolt_app(slack, team)
        seen = counting(app, "channel_archive")
        slack.fail_next("channel_archive", RESET_AFTER)
        async with served(app) as address:
            slack.use_http("http://127.0.0.1:9/", address)
            slack.archive(papers)
            await slack.until(lambda: slack.deliveries.waiting)
            slack.clock.move(seconds=61)
            await slack.deliveries.settled()
        assert seen[-1][1] != "0"
        assert len({name for name, _ in seen}) == 1
