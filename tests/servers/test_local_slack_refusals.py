"""What the local Slack refuses in messages and views, each fault named at its place."""

import pytest

pytest.importorskip("slack_bolt", reason="slack-bolt is not installed")


from tests.servers.slack import manifest as manifests
from tests.servers.slack.client import web_client
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.stage import error_of


def plain(text="x"):
    return {"type": "plain_text", "text": text}


def mrkdwn(text="x"):
    return {"type": "mrkdwn", "text": text}


def section(**more):
    return {"type": "section", "text": mrkdwn(), **more}


def button(name="b", **more):
    return {"type": "button", "text": plain(), "action_id": name, **more}


def row(*elements):
    return {"type": "actions", "elements": list(elements)}


def select(*values, **more):
    return {"type": "static_select", "action_id": "s", "options": [option(one) for one in values], **more}


def option(value="v", text="x"):
    return {"text": plain(text), "value": value}


def container(*blocks, **more):
    return {"type": "container", "title": plain(), "child_blocks": list(blocks), **more}


REFUSED = {
    "/blocks": [{"type": "divider"}] * 51,
    "/blocks/0/type": [{"type": "unknown"}],
    "/blocks/0": [{"type": "section"}],
    "/blocks/0/block_id": [section(block_id="b" * 256)],
    "/blocks/1/block_id": [section(block_id="b"), section(block_id="b")],
    "/blocks/0/text/text": [section(text=mrkdwn("x" * 3001))],
    "/blocks/0/text": [section(text=mrkdwn() | {"emoji": True})],
    "/blocks/0/fields": [section(fields=[mrkdwn()] * 11)],
    "/blocks/0/fields/0/text": [section(fields=[mrkdwn("x" * 2001)])],
    "/blocks/0/elements": [{"type": "context", "elements": [mrkdwn()] * 11}],
    "/blocks/0/elements/0/text": [{"type": "context", "elements": [mrkdwn("")]}],
    "/blocks/0/elements/1/action_id": [row(button(), button())],
    "/blocks/0/elements/0/action_id": [row(button("a" * 256))],
    "/blocks/0/elements/0/value": [row(button(value="x" * 2001))],
    "/blocks/0/elements/0/url": [row(button(url="javascript:alert(1)"))],
    "/blocks/0/elements/0/style": [row(button(style="blue"))],
    "/blocks/0/elements/0/accessibility_label": [row(button(accessibility_label="x" * 76))],
    "/blocks/0/elements/0/options": [row(select(*map(str, range(101))))],
    "/blocks/0/elements/0/options/0/value": [row(select("v" * 76))],
    "/blocks/0/elements/0/initial_option": [row(select("a", initial_option=option("b")))],
    "/blocks/0/elements/0/placeholder/text": [row(select("a", placeholder=plain("x" * 151)))],
    "/blocks/0/accessory/options": [
        section(accessory={"type": "overflow", "options": [option(str(number)) for number in range(6)]})
    ],
    "/blocks/0/accessory/type": [section(accessory={"type": "plain_text_input"})],
    "/blocks/0/child_blocks": [container(*[{"type": "divider"}] * 11)],
    "/blocks/0/child_blocks/0/type": [container(container())],
    "/blocks/0/title/text": [container({"type": "divider"}, title=plain("x" * 151))],
    "/blocks/0/level": [{"type": "alert", "text": plain(), "level": "loud"}],
}
CASES = [pytest.param(place, blocks, id=place) for place, blocks in REFUSED.items()]
CASES += [
    pytest.param("/blocks/0", [{"type": "divider", "colour": "red"}], id="unknown property"),
    pytest.param("/blocks/0/text/text", [{"type": "header", "text": plain("x" * 151)}], id="header"),
    pytest.param("/blocks/0/text/type", [{"type": "header", "text": mrkdwn()}], id="header in mrkdwn"),
    pytest.param("/blocks/0/elements", [row(*(button(str(n)) for n in range(26)))], id="26 elements"),
    pytest.param("/blocks/0/elements/0/text/text", [row(button(text=plain("x" * 76)))], id="label"),
    pytest.param("/blocks", [{"type": "markdown", "text": "x" * 6001}] * 2, id="all markdown"),
]


async def a_channel(slack):
    team = slack.add_workspace("ML")
    return web_client(slack, team), slack.add_channel(team, "papers")


@pytest.mark.parametrize(("place", "blocks"), CASES)
async def test_faulty_blocks_are_refused_at_their_place(place, blocks):
    async with LocalSlack(record=False) as slack:
        client, papers = await a_channel(slack)
        answer = await error_of(client.chat_postMessage(channel=papers.id, text="x", blocks=blocks))
        assert answer["error"] == "invalid_blocks"
        assert any(f"[json-pointer:{place}]" in one for one in answer["response_metadata"]["messages"])
        assert answer["errors"]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"blocks": "[{"}, "invalid_blocks_format"),
        ({"blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"text": "x", "metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        (
            {"text": "x", "metadata": {"event_type": "x", "event_payload": {"long": "x" * 10_000}}},
            "metadata_too_large",
        ),
        ({"text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        ({"text": "x", "markdown_text": "x"}, "markdown_text_conflict"),
        ({"text": "x", "blocks": [section(text=mrkdwn("x" * 2700))] * 5}, "msg_blocks_too_long"),
        ({"text": "x", "blocks": [section(text=mrkdwn("x" * 2415))] * 5 + [section()] * 45}, "msg_blocks_too_long"),
    ],
)
async def test_faulty_content_is_refused_by_name(body, error):
    async with LocalSlack(record=False) as slack:
        client, papers = await a_channel(slack)
        answer = await error_of(client.api_call("chat.postMessage", json={"channel": papers.id, **body}))
        assert answer["error"] == error
        assert slack.messages(papers) == []


async def test_what_fits_exactly_is_taken_and_long_text_is_cut():
    async with LocalSlack(record=False) as slack:
        client, papers = await a_channel(slack)
        await client.chat_postMessage(channel=papers.id, text="x", blocks=[section(text=mrkdwn("x" * 3000))] * 4)
        answer = await client.chat_postMessage(channel=papers.id, text="x" * 40_001)
        assert answer["warning"] == "message_truncated"
        assert len(slack.messages(papers)[1]["text"]) == 40_000


@pytest.mark.parametrize(
    ("view", "place"),
    [
        ({"title": plain("x" * 25)}, "/view/title/text"),
        ({"submit": plain("x" * 25)}, "/view/submit/text"),
        ({"private_metadata": "x" * 3001}, "/view/private_metadata"),
        ({"callback_id": "x" * 256}, "/view/callback_id"),
        ({"blocks": []}, "/view/blocks"),
        ({"blocks": [{"type": "divider"}] * 101}, "/view/blocks"),
        ({"type": "home"}, "/view/type"),
    ],
)
async def test_faulty_views_are_refused_at_their_place(view, place):
    async with LocalSlack(record=False) as slack:
        client, _ = await a_channel(slack)
        full = {"type": "modal", "title": plain(), "blocks": [section()], **view}
        answer = await error_of(client.views_open(trigger_id="1.2.3", view=full))
        assert answer["error"] == "invalid_arguments"
        assert any(f"[json-pointer:{place}]" in one for one in answer["response_metadata"]["messages"])


async def test_a_view_over_250_kilobytes_is_refused():
    async with LocalSlack(record=False) as slack:
        client, _ = await a_channel(slack)
        view = {"type": "modal", "title": plain(), "blocks": [section(text=mrkdwn("가" * 3000))] * 30}
        assert (await error_of(client.views_open(trigger_id="1.2.3", view=view)))["error"] == "view_too_large"


def changed(path, value):
    """The default manifest with one other value."""
    *outer, last = path.split(".")

    def copied(node, names):
        if not names:
            return {**node, last: value}
        return {**node, names[0]: copied(node[names[0]], names[1:])}

    return copied(manifests.DEFAULT, outer)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("display_information.name", "x" * 36),
        ("display_information.description", "x" * 141),
        ("features.bot_user.display_name", "페이퍼보이"),
        ("features.slash_commands", [{"command": "/" + "x" * 32, "description": "x"}]),
        ("features.slash_commands", [{"command": "/x", "description": "x", "usage_hint": "x" * 1001}]),
        ("features.shortcuts", [{"name": "x" * 25, "type": "global", "callback_id": "x", "description": "x"}]),
        ("oauth_config.scopes", {"bot": ["chat:write"]}),
        ("settings.socket_mode_enabled", False),
    ],
)
def test_faulty_manifests_are_refused(path, value):
    with pytest.raises(ValueError, match="does not take"):
        LocalSlack(manifest=changed(path, value))


def test_the_default_manifest_has_no_fault():
    assert manifests.faults(manifests.DEFAULT) == []
