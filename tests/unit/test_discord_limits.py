"""Whatever the core wants said, Discord takes it, and it pings nobody."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.discord import components
from adapters.discord.custom_id import CustomIds
from adapters.discord.render import answer, render
from bot.commands import COMMANDS
from bot.model import Channel
from bot.view import DigestPost, View
from tests import wild_views as views
from tests.servers.discord.component_form import walk
from tests.servers.discord.message_rules import ON_CREATE, check_message

# A failing view may be huge; that hypothesis says so must not hide the failure itself.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
IDS = CustomIds(COMMANDS)
KINDS = ("text", "announcement", "thread", "forum", "dm")
channels = st.builds(lambda kind: Channel("discord", "1", "2", kind), st.sampled_from(KINDS))
slow = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
_PINGS = re.compile(r"@everyone|@here|<@[!&]?\d+>")


def _taken(message: dict[str, Any]) -> None:
    """Raises what Discord would answer."""
    check_message(message, settable=ON_CREATE)
    assert message["allowed_mentions"]["parse"] == []
    shown = [part.get("content", "") for part in walk(message.get("components"))]
    shown += [str(message.get("content", "")), *(embed.get("description", "") for embed in message.get("embeds", []))]
    shown = [
        text.replace("<@&123456789012345678>", "", 1) if message.get("content") == text else text for text in shown
    ]
    assert not [text for text in shown if _PINGS.search(text)]
    assert components.length(message.get("components", [])) <= components.MAX_TEXT


@slow
@given(view=views.anything, channel=channels, plain=st.booleans())
def test_any_view_becomes_messages_that_discord_takes(view: View, channel: Channel, plain: bool) -> None:
    _taken(answer(view, IDS))
    for payload in render(view, channel, IDS, plain=plain):
        _taken(_message(payload.body))


@slow
@given(view=views.digest_posts(), channel=channels, plain=st.booleans())
def test_any_post_becomes_messages_that_discord_takes_and_loses_no_paper(
    view: DigestPost, channel: Channel, plain: bool
) -> None:
    payloads = render(view, channel, IDS, plain=plain)
    for payload in payloads:
        _taken(_message(payload.body))
    shown = [paper for payload in payloads for paper in payload.papers]
    wanted = [line.paper for _, lines in view.sections for line in lines]
    assert shown[: len(wanted)] == wanted
    assert payloads[0].reply is False


@slow
@given(view=views.digest_posts(), channel=channels, plain=st.booleans())
def test_one_message_alone_never_becomes_two(view: DigestPost, channel: Channel, plain: bool) -> None:
    (payload,) = render(view, channel, IDS, one=True, plain=plain)
    _taken(_message(payload.body))


@slow
@given(view=views.digest_posts(most=6), channel=channels)
def test_a_message_rendered_again_equals_what_was_sent(view: DigestPost, channel: Channel) -> None:
    """Otherwise every correction of another paper would edit it."""
    view = replace(view, layout="list", cards=())
    payloads = render(view, channel, IDS)
    (again,) = render(view, channel, IDS, one=True)
    assert len(payloads) > 1 or again == payloads[0]


def _message(body: Any) -> dict[str, Any]:
    message: dict[str, Any] = body["message"]
    return message
