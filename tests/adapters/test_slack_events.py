"""What happens to channels and workspaces reaches the core; connections come back; HTTP mode with many replicas."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from types import SimpleNamespace

import pytest

pytest.importorskip("slack_bolt")

from adapters.slack.manifest import CHANNELS, manifest
from adapters.slack.reports import _CHANNELS
from bot.commands import COMMANDS
from bot.language import say
from bot.platform import Forbidden, Gone, Installed, Moved, Restored, Revoked
from tests.forwarding import forwarding
from tests.servers.slack import faults
from tests.servers.slack.deliveries import COMMAND
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.shown import texts
from tests.slack_parts import Host, Memory, adapter, channel_of, served, told_installed, workplace

SEEN = ("/api/apps.connections.open", "/api/users.info", "/link/", "/commands/")
ADDRESS = "https://papers.example.org"


@pytest.fixture
async def there() -> AsyncIterator[SimpleNamespace]:
    async with workplace() as opened:
        yield opened


async def test_what_happens_to_a_channel_is_told(there: SimpleNamespace) -> None:
    slack, here = there.slack, there.here
    slack.archive(there.channel)
    await slack.deliveries.settled()
    slack.unarchive(there.channel)
    await slack.deliveries.settled()
    slack.remove_app(there.channel)
    await slack.deliveries.settled()
    slack.invite_app(there.channel)
    await slack.deliveries.settled()
    slack.delete_channel(there.channel)
    await slack.deliveries.settled()
    assert there.host.events == [Forbidden(here), Restored(here), Forbidden(here), Restored(here), Gone(here)]


async def test_a_channels_new_id_is_followed(there: SimpleNamespace) -> None:
    there.slack.change_id(there.channel)
    await there.slack.deliveries.settled()
    assert there.host.events == [Moved(there.here, channel_of(there.channel, there.team))]


async def test_somebody_else_who_joins_restores_nothing(there: SimpleNamespace) -> None:
    event = {"type": "member_joined_channel", "user": there.kim.id, "channel": there.channel.id, "team": there.team.id}
    there.slack.world.emit(there.slack.installation(there.team), there.team.id, event)
    await there.slack.deliveries.settled()
    assert there.host.events == []


async def test_a_removed_app_is_told_once_each_time_slack_says_so(there: SimpleNamespace) -> None:
    there.slack.uninstall(there.team)
    await there.slack.deliveries.settled()
    assert set(there.host.events) == {Revoked("slack", there.team.id)}


async def test_workspaces_from_which_an_organisation_took_the_app_are_told(there: SimpleNamespace) -> None:
    event = {"type": "team_access_revoked", "team_ids": [there.team.id, "T2"]}
    there.slack.world.emit(there.slack.installation(there.team), there.team.id, event)
    await there.slack.deliveries.settled()
    assert there.host.events == [Revoked("slack", there.team.id), Revoked("slack", "T2")]


async def test_workspaces_into_which_an_organisation_put_the_app_are_told(there: SimpleNamespace) -> None:
    event = {"type": "team_access_granted", "team_ids": ["T2", "T3"]}
    there.slack.world.emit(there.slack.installation(there.team), there.team.id, event)
    await there.slack.deliveries.settled()
    assert there.host.events == [Installed("slack", "T2"), Installed("slack", "T3")]


async def test_an_event_that_is_delivered_again_is_taken_once(there: SimpleNamespace) -> None:
    there.slack.fail_next("channel_archive", faults.RESET_AFTER)
    there.slack.archive(there.channel)
    await there.slack.deliveries.settled()
    assert there.host.events == [Forbidden(there.here)]


async def test_a_command_that_is_delivered_again_is_answered_once(there: SimpleNamespace) -> None:
    """Not documented, but seen: https://github.com/slackapi/bolt-js/issues/2188"""
    there.slack.deliveries.redelivered.add(COMMAND)
    there.slack.fail_next(COMMAND, faults.RESET_AFTER)
    use = await there.slack.command("/paper", "x", user=there.kim, channel=there.channel)
    assert use.acknowledged
    await use.message()
    assert len(there.host.calls) == 1


async def test_an_answer_that_got_lost_is_given_again(there: SimpleNamespace) -> None:
    there.slack.fail_next("response_url", faults.RESET_BEFORE)
    use = await there.slack.command("/paper", "x", user=there.kim, channel=there.channel)
    assert "called" in texts(await use.message())


async def test_connections_are_renewed_when_slack_asks_and_after_they_broke(there: SimpleNamespace) -> None:
    slack = there.slack
    assert there.platform.connected
    opened = slack.sockets.opened
    await slack.sockets.refresh()
    await slack.until(lambda: slack.sockets.opened >= opened + 2)
    await slack.sockets.connected(2)
    use = await slack.command("/paper", "x", user=there.kim, channel=there.channel)
    assert "called" in texts(await use.message())


async def test_a_dropped_connection_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.listening.PING", 0.1)
    async with workplace() as there:
        there.slack.sockets.drop()
        await there.slack.until(lambda: there.slack.sockets.opened >= 4)
        await there.slack.sockets.connected(2)
        use = await there.slack.command("/paper", "x", user=there.kim, channel=there.channel)
        assert "called" in texts(await use.message())


async def test_everything_goes_by_the_proxy() -> None:
    """The Web API, the sockets and the answers."""
    async with forwarding(SEEN) as proxy, workplace(proxy=proxy.address) as there:
        use = await there.slack.command("/paper", "x", user=there.kim, channel=there.channel)
        await use.message()
        assert proxy.seen == set(SEEN)


async def test_slack_may_be_away_when_the_service_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.listening.FIRST_WAIT", 0.05)
    async with LocalSlack() as slack:
        team, host = slack.add_workspace("ML"), Host()
        platform = adapter(slack, team)
        await slack.stop()
        await platform.start(host)
        await asyncio.sleep(0.1)
        await slack.start()
        await slack.sockets.connected(2)
        await told_installed(host, team)
        await platform.stop()


async def test_an_app_token_that_is_wrong_is_not_tried_for_ever(caplog: pytest.LogCaptureFixture) -> None:
    async with LocalSlack() as slack:
        platform = adapter(slack, slack.add_workspace("ML"), app_token="xapp-wrong")
        await platform.start(Host())
        await slack.until(lambda: len(slack.requests("apps.connections.open")) == 2)
        await asyncio.sleep(0.05)
        await platform.stop()
    assert "PAPERBOY_SLACK_APP_TOKEN" in caplog.text


async def test_a_bot_token_that_is_wrong_is_said_at_the_start(caplog: pytest.LogCaptureFixture) -> None:
    async with LocalSlack() as slack:
        slack.add_workspace("ML")
        platform, host = adapter(slack, None, bot_token="xoxb-wrong"), Host()
        await platform.start(host)
        await slack.until(lambda: slack.requests("auth.test"))
        await slack.sockets.connected(2)
        await platform.stop()
    assert "Slack does not take PAPERBOY_SLACK_BOT_TOKEN" in caplog.text
    assert host.events == []


def test_every_event_that_the_manifest_asks_for_is_understood() -> None:
    assert set(_CHANNELS) == set(CHANNELS)


# --- HTTP mode ----------------------------------------------------------------------------------------------------


@pytest.fixture
async def replicas() -> AsyncIterator[SimpleNamespace]:
    """Two processes behind a balancer, on one database."""
    asked = manifest(COMMANDS, say, mode="http", public_url=ADDRESS)
    async with LocalSlack(manifest=asked) as slack, AsyncExitStack() as stack:
        team = slack.add_workspace("ML")
        kim = slack.add_user(team, "Kim")
        channel = slack.add_channel(team, "papers", members=[kim])
        memory, hosts, addresses = Memory(), [Host(), Host()], []
        for host in hosts:
            platform = adapter(
                slack, team, memory=memory, app_token="", signing_secret=slack.app.signing_secret, public_url=ADDRESS
            )
            await platform.start(host)
            stack.push_async_callback(platform.stop)
            await told_installed(host, team)
            addresses.append(f"{await stack.enter_async_context(served(platform))}/slack/events")
        http = slack.use_http(*addresses)
        yield SimpleNamespace(slack=slack, team=team, kim=kim, channel=channel, hosts=hosts, http=http)


async def test_over_http_every_use_is_answered_by_one_of_many(replicas: SimpleNamespace) -> None:
    slack = replicas.slack
    assert await replicas.http.verify_address()
    for number in range(4):
        use = await slack.command("/paper", f"muon {number}", user=replicas.kim, channel=replicas.channel)
        assert "called" in texts(await use.message())
    assert sorted(len(host.calls) for host in replicas.hosts) == [2, 2]


async def test_over_http_wrong_and_old_signatures_are_refused(replicas: SimpleNamespace) -> None:
    for age, secret in ((301, replicas.slack.app.signing_secret), (0, "another")):
        replicas.http.age, replicas.http.secret = age, secret
        use = await replicas.slack.command("/paper", "x", user=replicas.kim, channel=replicas.channel)
        assert not use.acknowledged
    assert replicas.http.statuses == [401, 401]
    assert [host.calls for host in replicas.hosts] == [[], []]


async def test_over_http_an_event_that_comes_to_two_replicas_is_taken_once(replicas: SimpleNamespace) -> None:
    replicas.slack.fail_next("channel_archive", faults.RESET_AFTER)
    replicas.slack.archive(replicas.channel)
    await replicas.slack.until(lambda: replicas.slack.deliveries.waiting or not replicas.slack.deliveries.pending)
    replicas.slack.clock.move(seconds=61)
    await replicas.slack.deliveries.settled()
    assert sum(len(host.events) for host in replicas.hosts) == 1
