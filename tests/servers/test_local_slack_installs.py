"""The local Slack's installations: OAuth, rotation, several workspaces, organisations; driven by slack-bolt."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

pytest.importorskip("slack_bolt", reason="slack-bolt is not installed")

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import manifest as manifests
from tests.servers.slack.client import bolt_app, connected, web_client
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.stage import refused
from tests.servers.slack.use import NotOffered

# slack_sdk 3.47 still authorizes its OAuth calls with a class that aiohttp 3.14 is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
REDIRECT = "https://paperboy.example.org/slack/oauth_redirect"
SCOPES = "commands,chat:write,users:read"


def rotating():
    settings = manifests.DEFAULT["settings"] | {"token_rotation_enabled": True}
    return manifests.DEFAULT | {"settings": settings}


def link(slack, **more):
    query = {"client_id": slack.app.client_id, "scope": SCOPES, "state": "s1", "redirect_uri": REDIRECT, **more}
    return f"https://slack.com/oauth/v2/authorize?{urlencode(query)}"


def back(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def secrets_of(slack):
    return {"client_id": slack.app.client_id, "client_secret": slack.app.client_secret}


def per_workspace(slack):
    """An app that takes the token from the local Slack, as an installation store would."""

    async def authorize(enterprise_id, team_id):
        places = (slack.world.workspaces.get(team_id), slack.world.orgs.get(enterprise_id))
        for where in filter(None, places):
            try:
                token = slack.token(where)
            except LookupError:
                continue
            return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=token)
        return None

    client = AsyncWebClient(base_url=slack.api_url, retry_handlers=[])
    return AsyncApp(client=client, authorize=authorize, signing_secret="x", process_before_response=True)


async def test_allow_leads_back_with_a_code_that_works_once():
    async with LocalSlack() as slack:
        team = slack.add_workspace("ML", installed=False)
        kim = slack.add_user(team, "Kim", admin=True)
        client = AsyncWebClient(base_url=slack.api_url, retry_handlers=[])
        query = back(slack.allow(link(slack), kim, team, without=["users:read"]))
        assert query["state"] == "s1"
        wrong = client.oauth_v2_access(
            client_id=slack.app.client_id, client_secret="x", code=query["code"], redirect_uri=REDIRECT
        )
        assert await refused(wrong) == "bad_client_secret"
        made = await client.oauth_v2_access(**secrets_of(slack), code=query["code"], redirect_uri=REDIRECT)
        assert (made["team"]["id"], made["authed_user"]["id"]) == (team.id, kim.id)
        assert made["scope"] == "chat:write,commands"
        assert (await client.auth_test(token=made["access_token"]))["team"] == "ML"
        again = client.oauth_v2_access(**secrets_of(slack), code=query["code"], redirect_uri=REDIRECT)
        assert await refused(again) == "invalid_code"
        elsewhere = client.oauth_v2_access(
            **secrets_of(slack), code=back(slack.allow(link(slack), kim, team))["code"], redirect_uri=REDIRECT + "/x"
        )
        assert await refused(elsewhere) == "bad_redirect_uri"


async def test_an_install_link_must_fit_the_manifest():
    async with LocalSlack() as slack:
        team = slack.add_workspace("ML", installed=False)
        kim = slack.add_user(team, "Kim")
        for more in ({"client_id": "1.2"}, {"scope": "admin"}, {"redirect_uri": "https://evil.example.org"}):
            with pytest.raises(NotOffered):
                slack.allow(link(slack, **more), kim, team)
        with pytest.raises(NotOffered):
            slack.allow(link(slack), kim, team, without=["commands"])


async def test_tokens_rotate_and_the_old_refresh_token_dies():
    async with LocalSlack(manifest=rotating()) as slack:
        team = slack.add_workspace("ML", installed=False)
        kim = slack.add_user(team, "Kim")
        client = AsyncWebClient(base_url=slack.api_url, retry_handlers=[])
        code = back(slack.allow(link(slack), kim, team))["code"]
        first = await client.oauth_v2_access(**secrets_of(slack), code=code, redirect_uri=REDIRECT)
        assert first["expires_in"] == 43_200
        again = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
        second = await client.oauth_v2_access(**secrets_of(slack), **again)
        assert await refused(client.oauth_v2_access(**secrets_of(slack), **again)) == "invalid_refresh_token"
        await client.auth_test(token=first["access_token"])
        slack.clock.move(hours=12)
        assert await refused(client.auth_test(token=second["access_token"])) == "token_expired"


async def test_a_token_that_lives_for_ever_is_exchanged_for_one_that_rotates():
    async with LocalSlack(manifest=rotating()) as slack:
        team = slack.add_workspace("ML")
        client, old = web_client(slack, team), slack.token(team)
        made = await AsyncWebClient(base_url=slack.api_url).oauth_v2_exchange(token=old, **secrets_of(slack))
        assert made["refresh_token"]
        assert await refused(client.auth_test()) == "token_revoked"


async def test_revocation_and_removal_are_told():
    async with LocalSlack() as slack:
        team = slack.add_workspace("ML")
        app = bolt_app(slack, team)
        seen = []

        for name in ("tokens_revoked", "app_uninstalled"):

            @app.event(name)
            async def told(event):
                seen.append(event["type"])

        async with connected(slack, app):
            assert (await app.client.auth_revoke())["revoked"]
            await slack.deliveries.settled()
            slack.install(team)
            slack.uninstall(team)
            await slack.deliveries.settled()
        assert sorted(seen) == ["app_uninstalled", "tokens_revoked", "tokens_revoked"]


async def test_two_workspaces_do_not_see_each_other():
    async with LocalSlack() as slack:
        ml, nlp = slack.add_workspace("ML"), slack.add_workspace("NLP")
        papers = slack.add_channel(ml, "papers")
        client = web_client(slack, nlp)
        with pytest.raises(SlackApiError, match="channel_not_found"):
            await client.chat_postMessage(channel=papers.id, text="x")
        kim, lee = slack.add_user(ml, "Kim"), slack.add_user(nlp, "Lee")
        app = per_workspace(slack)

        @app.command("/paper")
        async def paper(ack, client):
            await ack((await client.auth_test())["team"])

        async with connected(slack, app):
            for user, team in ((kim, ml), (lee, nlp)):
                channel = slack.add_channel(team, "here", members=[user])
                use = await slack.command("/paper", user=user, channel=channel)
                assert (await use.message())["text"] == team.name


async def test_an_organisation_has_one_installation_for_the_workspaces_that_were_approved():
    async with LocalSlack() as slack:
        acme = slack.add_org("Acme")
        one, two = (slack.add_workspace(name, org=acme, installed=False) for name in ("One", "Two"))
        kim, lee = slack.add_user(one, "Kim"), slack.add_user(two, "Lee")
        query = back(slack.allow(link(slack, scope=SCOPES + ",channels:read"), kim, acme))
        slack.approve(acme, one)
        client = AsyncWebClient(base_url=slack.api_url, retry_handlers=[])
        made = await client.oauth_v2_access(**secrets_of(slack), code=query["code"], redirect_uri=REDIRECT)
        assert made["is_enterprise_install"]
        assert made["team"] is None
        client.token = made["access_token"]
        papers = slack.add_channel(one, "papers", members=[kim])
        other = slack.add_channel(two, "papers", members=[lee])
        await client.chat_postMessage(channel=papers.id, text="x")
        assert await refused(client.chat_postMessage(channel="#papers", text="x")) == "team_not_found"
        assert await refused(client.chat_postMessage(channel=other.id, text="x")) == "channel_not_found"
        assert await refused(client.conversations_list()) == "missing_argument"
        assert await refused(client.conversations_list(team_id=two.id)) == "team_access_not_granted"
        assert len((await client.conversations_list(team_id=one.id))["channels"]) == 1
        app = per_workspace(slack)

        @app.command("/paper")
        async def paper(ack, command):
            await ack(f"{command['enterprise_id']} {command['is_enterprise_install']}")

        async with connected(slack, app):
            use = await slack.command("/paper", user=kim, channel=papers)
            assert (await use.message())["text"] == f"{acme.id} true"
            with pytest.raises(NotOffered):
                await slack.command("/paper", user=lee, channel=other)


async def test_a_stranger_presses_a_button_in_a_shared_channel_and_has_no_command():
    async with LocalSlack() as slack:
        team, far = slack.add_workspace("ML"), slack.add_workspace("Far", installed=False)
        lee = slack.add_user(far, "Lee")
        shared = slack.add_channel(team, "shared", members=[lee], shared_with=[far])
        app = bolt_app(slack, team)

        @app.action("more")
        async def more(ack, respond, body):
            await ack()
            await respond(f"{body['user']['team_id']} in {body['team']['id']}")

        element = {"type": "button", "text": {"type": "plain_text", "text": "More"}, "action_id": "more"}
        blocks = [{"type": "actions", "elements": [element]}]
        async with connected(slack, app):
            await app.client.chat_postMessage(channel=shared.id, text="x", blocks=blocks)
            use = await slack.press(slack.messages(shared)[0], "More", user=lee)
            assert (await use.message())["text"] == f"{far.id} in {team.id}"
            with pytest.raises(NotOffered):
                await slack.command("/paper", user=lee, channel=shared)
