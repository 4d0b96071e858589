"""The local Slack's Socket Mode, driven by slack-bolt and slack_sdk."""

import asyncio
import json

import pytest

pytest.importorskip("slack_bolt", reason="slack-bolt is not installed")

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack.client import answering, bolt_app, connected, counting, web_client
from tests.servers.slack.faults import RESET_BEFORE, SILENCE_AFTER
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.stage import a_place, refused
from tests.servers.slack.use import NotOffered


async def test_a_command_is_acknowledged_and_its_answer_is_private():
    async with LocalSlack() as slack:
        team, kim, papers = a_place(slack)
        app = bolt_app(slack, team)
        seen = answering(app)
        async with connected(slack, app):
            use = await slack.command("/paper", "tag:optimizer", user=kim, channel=papers)
        assert use.acknowledged
        assert (await use.message())["text"] == "Here it is."
        assert slack.messages(papers) == []
        assert [one["text"] for one in slack.private_messages(papers, kim)] == ["Here it is."]
        assert seen[0]["text"] == "tag:optimizer"
        assert seen[0]["team_id"] == team.id


async def test_what_is_typed_arrives_escaped_with_the_ids_of_channels_and_people():
    async with LocalSlack() as slack:
        team, kim, papers = a_place(slack)
        secret = slack.add_channel(team, "secret", private=True, members=[kim])
        app = bolt_app(slack, team)
        seen = answering(app)
        async with connected(slack, app):
            await slack.command("/paper", "a<b #papers #secret @kim #optimizer", user=kim, channel=papers)
        assert seen[0]["text"] == f"a&lt;b <#{papers.id}|papers> <#{secret.id}|> <@{kim.id}|kim> #optimizer"


async def test_without_a_connection_a_command_fails_at_once():
    async with LocalSlack() as slack:
        _, kim, papers = a_place(slack)
        use = await slack.command("/paper", user=kim, channel=papers)
        assert use.failure == "dispatch_failed"
        with pytest.raises(LookupError, match="dispatch_failed"):
            await use.message(within=0.01)


async def test_a_command_without_acknowledgement_fails_after_three_seconds_and_does_not_come_again():
    async with LocalSlack() as slack:
        team, kim, papers = a_place(slack)
        app = bolt_app(slack, team)
        seen, going_on = [], asyncio.Event()

        @app.command("/paper")
        async def paper(ack):
            seen.append(1)
            await going_on.wait()
            await ack()

        async with connected(slack, app):
            sent = asyncio.create_task(slack.command("/paper", user=kim, channel=papers))
            await slack.until(lambda: slack.sockets.opened)
            await slack.until(lambda: seen)
            slack.clock.move(seconds=3.1)
            assert (await sent).failure == "operation_timeout"
            going_on.set()
            await slack.until(lambda: slack.sockets.too_late)
        assert len(seen) == 1


async def test_an_event_without_acknowledgement_comes_again_at_once_after_a_minute_and_after_five():
    async with LocalSlack() as slack:
        team, _, papers = a_place(slack)
        app = bolt_app(slack, team)
        seen = counting(app, "channel_archive")
        slack.fail_next("channel_archive", SILENCE_AFTER, times=3)
        async with connected(slack, app):
            slack.archive(papers)
            for number, seconds in ((2, 61), (3, 301)):
                await slack.until(lambda number=number: len(seen) == number and slack.deliveries.waiting)
                slack.clock.move(seconds=seconds)
            await slack.deliveries.settled()
        assert [number for _, number in seen] == ["0", "1", "2", "3"]
        assert len({name for name, _ in seen}) == 1
        assert slack.deliveries.lost == []


async def test_an_event_that_came_while_nobody_listened_is_delivered_later():
    async with LocalSlack() as slack:
        team, _, papers = a_place(slack)
        app = bolt_app(slack, team)
        seen = counting(app, "channel_rename")
        slack.rename(papers, "reading")
        await slack.until(lambda: slack.deliveries.waiting)
        async with connected(slack, app):
            slack.clock.move(seconds=61)
            await slack.deliveries.settled()
        assert [number for _, number in seen] == ["2"]


async def test_commands_come_twice_where_a_test_asks_for_it():
    async with LocalSlack() as slack:
        team, kim, papers = a_place(slack)
        app = bolt_app(slack, team)
        seen = answering(app)
        slack.deliveries.redelivered.add("slash_commands")
        slack.fail_next("slash_commands", SILENCE_AFTER)
        async with connected(slack, app):
            use = await slack.command("/paper", user=kim, channel=papers)
        assert use.acknowledged
        assert len(seen) == 2


async def test_envelopes_are_spread_over_the_connections():
    async with LocalSlack() as slack:
        team, kim, papers = a_place(slack)
        app = bolt_app(slack, team)
        seen = answering(app)
        async with connected(slack, app, connections=2):
            assert slack.sockets.connections == 2
            for _ in range(4):
                assert (await slack.command("/paper", user=kim, channel=papers)).acknowledged
        assert len(seen) == 4


async def test_the_eleventh_connection_is_sent_away():
    async with LocalSlack() as slack:
        team, _, _ = a_place(slack)
        client = web_client(slack)
        app = bolt_app(slack, team)
        async with connected(slack, app, connections=10):
            address = (await client.apps_connections_open(app_token=slack.app_token))["url"]
            handler = AsyncSocketModeHandler(app, slack.app_token)
            async with handler.client.aiohttp_client_session.ws_connect(address) as socket:
                assert json.loads((await socket.receive()).data)["reason"] == "too_many_websockets"
            await handler.close_async()
            assert slack.sockets.connections == 10


async def test_an_address_for_a_connection_works_once():
    async with LocalSlack() as slack:
        team, _, _ = a_place(slack)
        address = (await web_client(slack).apps_connections_open(app_token=slack.app_token))["url"]
        handler = AsyncSocketModeHandler(bolt_app(slack, team), slack.app_token)
        session = handler.client.aiohttp_client_session
        async with session.ws_connect(address) as socket:
            hello = json.loads((await socket.receive()).data)
            assert hello["type"] == "hello"
            assert hello["connection_info"] == {"app_id": slack.app.id}
        async with session.get(address) as again:
            assert again.status == 404
        await handler.close_async()


async def test_a_connection_is_renewed_when_slack_asks():
    async with LocalSlack() as slack:
        team, kim, papers = a_place(slack)
        app = bolt_app(slack, team)
        answering(app)
        async with connected(slack, app):
            await slack.sockets.refresh()
            await slack.until(lambda: slack.sockets.opened == 2)
            assert (await slack.command("/paper", user=kim, channel=papers)).acknowledged
            await slack.sockets.warn()
            await slack.until(lambda: slack.sockets.opened == 3)


async def test_a_dropped_connection_is_found_again():
    async with LocalSlack() as slack:
        team, kim, papers = a_place(slack)
        app = bolt_app(slack, team)
        answering(app)
        async with connected(slack, app):
            slack.sockets.drop()
            await slack.until(lambda: slack.sockets.opened == 2)
            assert (await slack.command("/paper", user=kim, channel=papers)).acknowledged


async def test_a_connection_that_drops_under_an_event_does_not_lose_it():
    async with LocalSlack() as slack:
        team, _, papers = a_place(slack)
        app = bolt_app(slack, team)
        seen = counting(app, "channel_archive")
        slack.fail_next("channel_archive", RESET_BEFORE)
        async with connected(slack, app, connections=2):
            slack.archive(papers)
            await slack.deliveries.settled()
        assert [number for _, number in seen] == ["1"]


async def test_a_slack_that_stops_comes_back_at_the_same_address():
    async with LocalSlack() as slack:
        team, kim, papers = a_place(slack)
        app = bolt_app(slack, team)
        answering(app)
        async with connected(slack, app):
            await slack.stop()
            assert slack.sockets.connections == 0
            await slack.start()
            await slack.sockets.connected()
            assert (await slack.command("/paper", user=kim, channel=papers)).acknowledged


async def test_only_the_apps_own_token_opens_connections():
    async with LocalSlack() as slack:
        team, _, _ = a_place(slack)
        client = AsyncWebClient(base_url=slack.api_url, retry_handlers=[])
        assert await refused(client.apps_connections_open(app_token="xapp-wrong")) == "invalid_auth"
        wrong_kind = client.apps_connections_open(app_token=slack.token(team))
        assert await refused(wrong_kind) == "not_allowed_token_type"
        assert await refused(client.auth_test(token=slack.app_token)) == "not_allowed_token_type"
        slack.connects_a_minute(1)
        await client.apps_connections_open(app_token=slack.app_token)
        assert await refused(client.apps_connections_open(app_token=slack.app_token)) == "ratelimited"


async def test_events_reach_only_an_app_that_subscribed_and_has_the_scope():
    async with LocalSlack() as slack:
        team, _, papers = a_place(slack, scopes=["commands", "chat:write"])
        app = bolt_app(slack, team)
        seen = counting(app, "channel_archive")
        async with connected(slack, app):
            slack.archive(papers)
            await slack.deliveries.settled()
        assert seen == []


async def test_a_client_offers_only_what_is_there():
    async with LocalSlack() as slack:
        _, kim, papers = a_place(slack)
        stranger = slack.add_user(slack.add_workspace("Other", installed=False), "Lee")
        with pytest.raises(NotOffered):
            await slack.command("/other", user=kim, channel=papers)
        with pytest.raises(NotOffered):
            await slack.command("/paper", user=stranger, channel=papers)
        with pytest.raises(NotOffered):
            await slack.shortcut("unknown", user=kim)
        slack.archive(papers)
        with pytest.raises(NotOffered):
            await slack.command("/paper", user=kim, channel=papers)
