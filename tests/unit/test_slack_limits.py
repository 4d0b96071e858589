"""Whatever the core wants said, Slack takes it, and it notifies nobody."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.slack import blocks, home, modals
from adapters.slack.origin import Origin
from adapters.slack.render import answer, render
from adapters.slack.values import Values
from bot.commands import COMMANDS
from bot.model import Channel
from bot.view import DigestPost, Row, SubscriptionCard, View
from tests import views, wild_views
from tests.servers.slack.message_rules import MOST_UPDATED_TEXT, content
from tests.servers.slack.shown import notified, texts
from tests.servers.slack.view_rules import checked

VALUES = Values(COMMANDS)
HERE = Channel("slack", "T1", "C1")
slow = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def _taken(message: dict[str, Any]) -> None:
    """Raises what Slack would answer, also to a later correction, whose text may be shorter only."""
    content(message, most_text=MOST_UPDATED_TEXT)
    assert blocks.length(message.get("blocks", [])) <= blocks.MAX_TEXT
    assert notified(message) == set()
    assert message["text"].strip()


@slow
@given(view=wild_views.anything, plain=st.booleans())
def test_any_view_becomes_messages_and_a_modal_that_slack_takes(view: View, plain: bool) -> None:
    _taken(answer(view, VALUES))
    checked(modals.modal(view, VALUES, Origin()), "modal")
    for payload in render(view, HERE, VALUES, plain=plain):
        _taken(payload.body["message"])


@slow
@given(view=wild_views.digest_posts(), plain=st.booleans())
def test_any_post_becomes_messages_that_slack_takes_and_loses_no_paper(view: DigestPost, plain: bool) -> None:
    view = replace(view, role="")
    payloads = render(view, HERE, VALUES, plain=plain)
    for payload in payloads:
        _taken(payload.body["message"])
    shown = [paper for payload in payloads for paper in payload.papers]
    wanted = [line.paper for _, lines in view.sections for line in lines]
    assert shown[: len(wanted)] == wanted


@slow
@given(view=wild_views.digest_posts(), plain=st.booleans())
def test_one_message_alone_never_becomes_two(view: DigestPost, plain: bool) -> None:
    (payload,) = render(replace(view, role=""), HERE, VALUES, one=True, plain=plain)
    _taken(payload.body["message"])


@pytest.mark.parametrize("hostile", [False, True])
def test_every_view_is_taken_in_a_message_a_modal_and_the_home_tab(hostile: bool) -> None:
    for view in views.every_view(hostile=hostile).values():
        _taken(answer(view, VALUES))
        checked(modals.modal(view, VALUES, Origin()), "modal")
    checked(home.home(views.every_view(hostile=hostile)["home"], VALUES, Origin()), "home")


def test_a_day_is_one_message_unless_it_holds_too_much() -> None:
    (seven,) = render(views.digest_post(7, "list"), HERE, VALUES)
    assert len(seven.body["message"]["blocks"]) == 25
    (twenty,) = render(views.digest_post(20, "list"), HERE, VALUES)
    assert len(twenty.body["message"]["blocks"]) <= 50
    many = render(views.digest_post(20, "list", hostile=True), HERE, VALUES)
    assert len(many) > 1
    assert "(1/" in texts(many[0].body["message"])


def test_only_a_real_group_that_the_subscription_names_is_pinged() -> None:
    pinged = replace(views.digest_post(1, "list"), role="S0614TZR7")
    (payload,) = render(pinged, HERE, VALUES)
    assert notified(payload.body["message"]) == {"S0614TZR7"}
    (payload,) = render(replace(pinged, role="!channel"), HERE, VALUES)
    assert notified(payload.body["message"]) == set()


def test_a_correction_that_is_rendered_plainly_has_no_blocks() -> None:
    (payload,) = render(views.digest_post(3, "list"), HERE, VALUES, plain=True)
    assert "blocks" not in payload.body["message"]
    assert "<https://arxiv.org/abs/2506.00001|1. Paper 1>" in payload.body["message"]["text"]


def test_the_group_to_ping_is_shown_by_its_name_to_who_subscribed() -> None:
    rows = (Row("Role", "S0614TZR7", was="S0614TZR8", token="role"), Row("Tags", "S0614TZR7"))
    shown = texts(answer(SubscriptionCard(language="en", heading="Yes", rows=rows), VALUES))
    assert "<!subteam^S0614TZR7> (← <!subteam^S0614TZR8>)" in shown
    assert "*Tags*\nS0614TZR7" in shown
