"""Many workspaces: people install the app, tokens are kept in secret, rotate, and go when the app is removed."""

from collections.abc import AsyncIterator
from types import SimpleNamespace

import aiohttp
import pytest

pytest.importorskip("slack_bolt")

from adapters.slack.manifest import manifest
from adapters.slack.tokens import FRESH
from bot.commands import COMMANDS
from bot.language import say
from bot.platform import Installed, Rejected, Revoked, Unavailable
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.shown import texts
from tests.slack_parts import Host, Memory, adapter, channel_of, post, served

ADDRESS = "https://papers.example.org"


@pytest.fixture
async def service() -> AsyncIterator[SimpleNamespace]:
    """The service's web server, where people install the app; no workspace has it yet."""
    asked = manifest(COMMANDS, say, mode="http", public_url=ADDRESS, rotation=True)
    async with LocalSlack(manifest=asked) as slack:
        memory, host = Memory(), Host()
        platform = adapter(
            slack,
            None,
            memory=memory,
            app_token="",
            signing_secret=slack.app.signing_secret,
            client_id=slack.app.client_id,
            client_secret=slack.app.client_secret,
            public_url=ADDRESS,
        )
        await platform.start(host)
        async with served(platform) as address, aiohttp.ClientSession() as browser:
            slack.use_http(f"{address}/slack/events")
            yield SimpleNamespace(
                slack=slack, platform=platform, memory=memory, host=host, address=address, browser=browser
            )
        await platform.stop()


async def install(service: SimpleNamespace, name: str) -> SimpleNamespace:
    team = service.slack.add_workspace(name, installed=False)
    kim = service.slack.add_user(team, f"Kim of {name}", admin=True)
    back = service.slack.allow(await link(service), kim, team)
    assert await returned(service, back) == 200
    channel = service.slack.add_channel(team, "papers", members=[kim])
    return SimpleNamespace(team=team, kim=kim, channel=channel, here=channel_of(channel, team))


async def link(service: SimpleNamespace) -> str:
    async with service.browser.get(f"{service.address}/slack/install", allow_redirects=False) as answer:
        assert answer.status == 302
        service.cookie = answer.cookies["paperboy-slack-state"].value
        return str(answer.headers["Location"])


async def returned(service: SimpleNamespace, back: str, cookie: str | None = None) -> int:
    """The browser comes back; the cookie by hand, because it is for https only."""
    address = back.replace(ADDRESS, service.address)
    cookies = {"Cookie": f"paperboy-slack-state={service.cookie if cookie is None else cookie}"}
    async with service.browser.get(address, headers=cookies) as answer:
        return int(answer.status)


async def test_two_workspaces_install_the_app_and_each_is_answered_with_its_own_token(
    service: SimpleNamespace,
) -> None:
    for place in (await install(service, "One"), await install(service, "Two")):
        use = await service.slack.command("/paper", "x", user=place.kim, channel=place.channel)
        assert "called" in texts(await use.message())
        (payload,) = post(service.platform, place.here)
        await service.platform.send(place.here, payload, place.team.id, None)
        assert len(service.slack.messages(place.channel)) == 1
    kept = {name for name in service.memory.kept if name.startswith("slack-token-")}
    assert len(kept) == 2
    assert kept <= service.memory.secrets
    assert {call.reader.workspace for call in service.host.calls} == {
        call.here.workspace for call in service.host.calls
    }


async def test_a_state_works_once_and_only_in_the_browser_that_asked(service: SimpleNamespace) -> None:
    team = service.slack.add_workspace("One", installed=False)
    kim = service.slack.add_user(team, "Kim", admin=True)
    back = service.slack.allow(await link(service), kim, team)
    assert await returned(service, back, cookie="another") == 400
    assert await returned(service, back) == 200
    assert await returned(service, back) == 400
    assert await returned(service, f"{ADDRESS}/slack/oauth_redirect?error=access_denied") == 400


async def test_a_workspace_that_installs_the_app_again_is_told(service: SimpleNamespace) -> None:
    place = await install(service, "One")
    service.slack.uninstall(place.team)
    await service.slack.deliveries.settled()
    assert await returned(service, service.slack.allow(await link(service), place.kim, place.team)) == 200
    there, gone = Installed("slack", place.team.id), Revoked("slack", place.team.id)
    assert (service.host.events[0], service.host.events[-1]) == (there, there)
    assert gone in service.host.events
    (payload,) = post(service.platform, place.here)
    service.slack.invite_app(place.channel)
    await service.platform.send(place.here, payload, "k1", None)
    assert len(service.slack.messages(place.channel)) == 1


async def test_a_state_is_over_after_ten_minutes(service: SimpleNamespace) -> None:
    team = service.slack.add_workspace("One", installed=False)
    back = service.slack.allow(await link(service), service.slack.add_user(team, "Kim", admin=True), team)
    service.memory.turns.clear()  # as the turn is over
    assert await returned(service, back) == 400


async def test_without_the_signing_secret_nobody_may_call_in_slacks_name(service: SimpleNamespace) -> None:
    made = adapter(service.slack, None, client_id="1.2", client_secret="s", public_url=ADDRESS)
    assert {route.path for route in made.routes()} == {"/slack/install", "/slack/oauth_redirect"}


async def test_the_sender_rotates_a_token_that_runs_out(service: SimpleNamespace) -> None:
    place = await install(service, "One")
    (payload,) = post(service.platform, place.here)
    tokens = service.platform.tokens
    first = (await tokens.of(place.team.id)).token
    real = tokens._now
    tokens._now = lambda: real() + 12 * 3600 - FRESH + 1
    await service.platform.send(place.here, payload, "k1", None)
    second = (await tokens.of(place.team.id)).token
    assert first != second
    asked = [one for one in service.slack.requests("oauth.v2.access") if one.body.get("grant_type") == "refresh_token"]
    assert len(asked) == 1
    assert len(service.slack.messages(place.channel)) == 1


async def test_a_token_that_ran_out_before_we_knew_is_rotated_and_the_request_made_again(
    service: SimpleNamespace,
) -> None:
    place = await install(service, "One")
    service.slack.clock.move(hours=13)
    (payload,) = post(service.platform, place.here)
    await service.platform.send(place.here, payload, "k1", None)
    assert len(service.slack.messages(place.channel)) == 1


async def test_a_removed_apps_token_is_dropped_at_once(service: SimpleNamespace) -> None:
    place = await install(service, "One")
    service.slack.uninstall(place.team)
    await service.slack.deliveries.settled()
    assert Revoked("slack", place.team.id) in service.host.events
    assert service.memory.kept[f"slack-token-{place.team.id}"] == ""
    (payload,) = post(service.platform, place.here)
    with pytest.raises(Rejected):
        await service.platform.send(place.here, payload, "k1", None)


async def test_a_token_that_was_revoked_in_silence_is_dropped_when_it_is_used(service: SimpleNamespace) -> None:
    place = await install(service, "One")
    for token in service.slack.world.tokens.values():
        token.revoked = True
    (payload,) = post(service.platform, place.here)
    with pytest.raises(Rejected):
        await service.platform.send(place.here, payload, "k1", None)
    assert service.host.events == [Installed("slack", place.team.id), Revoked("slack", place.team.id)]


async def test_an_organisations_app_posts_in_its_workspaces() -> None:
    async with LocalSlack() as slack:
        org = slack.add_org("Uni")
        team = slack.add_workspace("Lab", org=org, installed=False)
        slack.install(org)
        slack.approve(org, team)
        kim = slack.add_user(team, "Kim")
        channel = slack.add_channel(team, "papers", members=[kim])
        memory = Memory()
        platform = adapter(slack, None, memory=memory, bot_token=slack.token(org))
        await platform.start(Host())
        await slack.sockets.connected(2)
        use = await slack.command("/paper", "x", user=kim, channel=channel)
        assert "called" in texts(await use.message())
        await platform.stop()
        another = adapter(slack, None, memory=memory, bot_token=slack.token(org))
        here = channel_of(channel, team)
        (payload,) = post(another, here)
        await another.send(here, payload, "k", None)
        assert len(slack.messages(channel)) == 1
        await another.stop()


async def test_a_workspace_that_never_installed_the_app_gets_nothing(service: SimpleNamespace) -> None:
    place = await install(service, "One")
    elsewhere = channel_of(place.channel, service.slack.add_workspace("Two", installed=False))
    (payload,) = post(service.platform, elsewhere)
    with pytest.raises((Rejected, Unavailable)):
        await service.platform.send(elsewhere, payload, "k1", None)
