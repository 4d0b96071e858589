"""The local Slack's buttons, selects, modals, shortcuts, Home tab and response_url, driven by slack-bolt."""

import asyncio
from contextlib import asynccontextmanager

import pytest

pytest.importorskip("slack_bolt", reason="slack-bolt is not installed")

from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.servers.slack.client import bolt_app, connected, served
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.shown import texts
from tests.servers.slack.stage import a_place, button, error_of, plain, row
from tests.servers.slack.use import NotOffered


def field(name, element, **more):
    return {"type": "input", "block_id": name, "label": plain(name), "element": {"action_id": name, **element}, **more}


TAG = {"type": "external_select", "action_id": "tag", "min_query_length": 0}
FIND = {
    "type": "modal",
    "callback_id": "find",
    "title": plain("Find"),
    "submit": plain("Go"),
    "blocks": [field("tag", TAG, optional=True), field("query", {"type": "plain_text_input", "max_length": 20})],
}
CARD = {"type": "modal", "title": plain("Card"), "blocks": [row(button("next"))]}


@asynccontextmanager
async def playing(app, slack, *, http):
    """The same app over either way."""
    if not http:
        async with connected(slack, app):
            yield
    else:
        async with served(app) as address:
            slack.use_http(address)
            yield


@asynccontextmanager
async def a_stage(*, http=False, record=True):
    async with LocalSlack(record=record) as slack:
        team, kim, papers = a_place(slack)
        app = bolt_app(slack, team)
        async with playing(app, slack, http=http):
            yield slack, app, kim, papers


def finding(app):
    """The app opens a form, suggests tags, and shows what was submitted."""
    submitted = []

    @app.command("/paper")
    async def paper(ack, client, command):
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=FIND)

    @app.options("tag")
    async def tags(ack, options):
        found = [one for one in ("optimizer", "rl") if one.startswith(options["value"])]
        await ack(options=[{"text": plain(one), "value": one} for one in found])

    @app.view("find")
    async def find(ack, view):
        submitted.append(view["state"]["values"])
        if submitted[-1]["query"]["query"]["value"] == "bad":
            await ack(response_action="errors", errors={"query": "Not that."})
        else:
            await ack(response_action="update", view=CARD)

    return submitted


@pytest.mark.parametrize("http", [False, True])
async def test_a_form_opens_suggests_and_is_submitted(http):
    async with a_stage(http=http) as (slack, app, kim, papers):
        submitted = finding(app)
        use = await slack.command("/paper", user=kim, channel=papers)
        form = await use.view()
        assert texts(form).splitlines()[0] == "Find"
        assert [one["value"] for one in await slack.suggest(form, "tag", "op", user=kim)] == ["optimizer"]
        with pytest.raises(NotOffered):
            await slack.submit({"tag": "rl", "query": "x"}, user=kim)
        with pytest.raises(NotOffered):
            await slack.submit({"tag": "optimizer"}, user=kim)
        with pytest.raises(NotOffered):
            await slack.submit({"query": "x" * 21}, user=kim)
        await slack.submit({"tag": "optimizer", "query": "bad"}, user=kim)
        assert slack.modal_errors(kim) == {"query": "Not that."}
        await slack.submit({"query": "muon"}, user=kim)
        assert submitted[-1]["tag"]["tag"]["selected_option"]["value"] == "optimizer"
        assert texts(slack.modal(kim)).splitlines()[0] == "Card"


@pytest.mark.parametrize("http", [False, True])
async def test_a_button_of_a_post_answers_privately_and_replaces_its_own_answer(http):
    async with a_stage(http=http) as (slack, app, kim, papers):

        @app.action("more")
        async def more(ack, respond, action, body):
            await ack()
            again = body["container"]["is_ephemeral"]
            assert ("message" in body) is not again
            await respond(text=action["value"], blocks=[row(button("more", value="again"))], replace_original=again)

        blocks = [row(button("more", value="1"), block="a"), row(button("more", value="2"), block="b")]
        await app.client.chat_postMessage(channel=papers.id, text="digest", blocks=blocks)
        (post,) = slack.messages(papers)
        slack.clock.move(days=365)
        with pytest.raises(NotOffered):
            await slack.press(post, "more", user=kim)
        use = await slack.press(post, "more", user=kim, block="b")
        answer = await use.message()
        assert answer["text"] == "2"
        again = await slack.press(answer, "more", user=kim)
        assert (await again.message())["ts"] == answer["ts"]
        assert [one["text"] for one in slack.private_messages(papers, kim)] == ["again"]
        other = slack.add_user(slack.world.workspaces[kim.team_id], "Lee")
        with pytest.raises(NotOffered):
            await slack.press(answer, "more", user=other)


async def test_a_response_url_takes_five_answers_in_thirty_minutes():
    async with a_stage(record=False) as (slack, app, kim, papers):

        @app.command("/paper")
        async def paper(ack):
            await ack()

        use = await slack.command("/paper", user=kim, channel=papers)
        url = AsyncWebhookClient(use.payload["response_url"], retry_handlers=[])
        refusal = await url.send(text="x", blocks=[{"type": "section"}])
        assert refusal.status_code == 400
        assert "invalid_blocks" in refusal.body
        await url.send(text="public", response_type="in_channel")
        for _ in range(3):
            assert (await url.send(text="private")).body == "ok"
        assert (await url.send(text="sixth")).status_code == 404
        assert [one["text"] for one in slack.messages(papers)] == ["public"]
        assert len(use.messages) == 4
        use = await slack.command("/paper", user=kim, channel=papers)
        slack.clock.move(minutes=31)
        late = await AsyncWebhookClient(use.payload["response_url"]).send(text="late")
        assert "expired_url" in late.body


async def test_an_answer_can_be_taken_away():
    async with a_stage() as (slack, app, kim, papers):

        @app.command("/paper")
        async def paper(ack):
            await ack(text="x", blocks=[row(button("gone"))])

        @app.action("gone")
        async def gone(ack, respond):
            await ack()
            await respond(delete_original=True)

        use = await slack.command("/paper", user=kim, channel=papers)
        await slack.press(await use.message(), "gone", user=kim)
        await slack.until(lambda: not slack.private_messages(papers, kim))


async def test_a_trigger_opens_one_view_within_three_seconds():
    async with a_stage(record=False) as (slack, app, kim, _papers):

        @app.shortcut("find")
        async def find(ack):
            await ack()

        trigger = (await slack.shortcut("find", user=kim)).payload["trigger_id"]
        faulty = {"type": "modal", "title": plain("x" * 25), "blocks": []}
        answer = await error_of(app.client.views_open(trigger_id=trigger, view=faulty))
        assert answer["error"] == "invalid_arguments"
        assert "/view/title" in str(answer["response_metadata"]["messages"])
        with_input = {key: value for key, value in FIND.items() if key != "submit"}
        assert "submit" in str((await error_of(app.client.views_open(trigger_id=trigger, view=with_input))).data)
        pushing = app.client.views_push(trigger_id=trigger, view=CARD)
        assert (await error_of(pushing))["error"] == "invalid_arguments"
        await app.client.views_open(trigger_id=trigger, view=FIND)
        again = app.client.views_open(trigger_id=trigger, view=FIND)
        assert (await error_of(again))["error"] == "exchanged_trigger_id"
        trigger = (await slack.shortcut("find", user=kim)).payload["trigger_id"]
        slack.clock.move(seconds=3.1)
        late = app.client.views_open(trigger_id=trigger, view=FIND)
        assert (await error_of(late))["error"] == "expired_trigger_id"


async def test_modals_stack_up_to_three_and_update_by_hash():
    async with a_stage() as (slack, app, kim, _papers):

        @app.shortcut("find")
        async def find(ack, client, shortcut):
            await ack()
            await client.views_open(trigger_id=shortcut["trigger_id"], view=CARD)

        closed, refused = [], []

        @app.action("next")
        async def following(ack, client, body):
            await ack()
            try:
                await client.views_push(trigger_id=body["trigger_id"], view=CARD | {"notify_on_close": True})
            except SlackApiError as error:
                refused.append(error.response["error"])

        @app.view_closed("")
        async def close(ack, body):
            closed.append(body["is_cleared"])
            await ack()

        await slack.shortcut("find", user=kim)
        for _ in range(2):
            await slack.press(slack.modal(kim), "next", user=kim)
        view = slack.modal(kim)
        with pytest.raises(SlackApiError):
            await app.client.views_update(view_id=view["id"], hash="old", view=CARD)
        await app.client.views_update(view_id=view["id"], hash=view["hash"], view=CARD | {"notify_on_close": True})
        assert slack.modal(kim)["previous_view_id"]
        await slack.press(slack.modal(kim), "next", user=kim)
        assert len(slack.world.modals[kim.id]) == 3
        assert refused == ["push_limit_reached"]
        await slack.close_modal(user=kim)
        await slack.close_modal(user=kim, everything=True)
        assert closed == [False, True]
        assert slack.modal(kim) is None


async def test_the_home_tab_is_published_when_it_is_looked_at():
    async with a_stage() as (slack, app, kim, _papers):

        @app.event("app_home_opened")
        async def opened(client, event):
            blocks = [row(button("next"))]
            await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

        pressed = asyncio.Event()

        @app.action("next")
        async def following(ack, body):
            assert body["view"]["type"] == "home"
            await ack()
            pressed.set()

        await slack.open_home(kim)
        await slack.until(lambda: slack.home(kim))
        await slack.press(slack.home(kim), "next", user=kim)
        await asyncio.wait_for(pressed.wait(), 5)


async def test_a_message_shortcut_brings_the_message():
    async with a_stage() as (slack, app, kim, papers):

        @app.shortcut("save")
        async def save(ack, body, respond):
            await ack()
            await respond(f"saved: {body['message']['text']}")

        await app.client.chat_postMessage(channel=papers.id, text="digest")
        use = await slack.shortcut("save", user=kim, message=slack.messages(papers)[0])
        assert (await use.message())["text"] == "saved: digest"


async def test_faulty_acknowledgements_are_noted():
    async with a_stage(record=False) as (slack, app, kim, papers):

        @app.command("/paper")
        async def paper(ack, client, command):
            await client.views_open(trigger_id=command["trigger_id"], view=FIND)
            await ack(text="x", blocks=[{"type": "section"}])

        @app.options("tag")
        async def tags(ack):
            await ack(options=[{"text": plain("x" * 76), "value": "x"}])

        @app.view("find")
        async def find(ack):
            await ack(response_action="errors", errors={"nowhere": "x"})

        use = await slack.command("/paper", user=kim, channel=papers)
        assert "invalid_blocks" in use.refusals[0]
        with pytest.raises(LookupError, match="invalid_options"):
            await slack.suggest(slack.modal(kim), "tag", user=kim)
        use = await slack.submit({"query": "x"}, user=kim)
        assert "must name input blocks" in use.refusals[0]
