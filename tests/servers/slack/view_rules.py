"""What Slack refuses in a view, and the view as Slack gives it back."""

import json
from typing import Any

from tests.servers.slack.block_rules import IN_VIEW, check_blocks, walk
from tests.servers.slack.element_rules import plain
from tests.servers.slack.form import Form, Shape, anything, flag, one_of, string
from tests.servers.slack.refused import Json, Refused, explained, missing
from tests.servers.slack.shown import shown
from tests.servers.slack.state import World
from tests.servers.slack.use import View

LARGEST = 250_000
MODAL, HOME = "modal", "home"
_BOTH = {
    "type": one_of(MODAL, HOME),
    "blocks": anything,
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
_MODAL = Shape(
    {"type": one_of(MODAL), "title": plain(24), "blocks": anything},
    {
        **_BOTH,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
)
_HOME = Shape({"type": one_of(HOME), "blocks": anything}, _BOTH)
SHAPES = {MODAL: _MODAL, HOME: _HOME}


def checked(value: Any, kind: str) -> Json:
    """A view that Slack takes, of the kind that the method is for."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise explained("invalid_arguments", ["view is not valid JSON"]) from None
    if value is None:
        raise missing("view")
    if not isinstance(value, dict):
        raise explained("invalid_arguments", ["view must be an object [json-pointer:/view]"])
    if len(json.dumps(value, ensure_ascii=False).encode()) > LARGEST:
        raise Refused("view_too_large")
    form = Form()
    SHAPES[kind](form, value, "/view")
    check_blocks(form, value.get("blocks"), "/view/blocks", most=IN_VIEW)
    if not form.errors and kind == MODAL and _has_inputs(value) and not value.get("submit"):
        form.fault("/view", "a modal with input blocks needs: submit")
    if form.errors:
        raise explained("invalid_arguments", form.errors)
    return value


def _has_inputs(view: Json) -> bool:
    return any(block["type"] == "input" for block in walk(view["blocks"]))


def body(world: World, view: View, given: Json, *, previous: View | None = None, root: str = "") -> Json:
    """The view object that Slack answers with and sends in payloads."""
    installation = view.installation
    made: Json = {
        "id": view.id,
        "team_id": view.team_id,
        "type": given["type"],
        "blocks": shown(given["blocks"]),
        "private_metadata": given.get("private_metadata", ""),
        "callback_id": given.get("callback_id", ""),
        "state": {"values": {}},
        "hash": f"{world.new_ts()}.{view.id[-4:]}",
        "title": given.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": given.get("clear_on_close", False),
        "notify_on_close": given.get("notify_on_close", False),
        "close": given.get("close"),
        "submit": given.get("submit"),
        "previous_view_id": previous.id if previous is not None else None,
        "root_view_id": root or view.id,
        "app_id": world.app.id,
        "external_id": given.get("external_id", ""),
        "app_installed_team_id": installation.team_id or installation.org_id,
        "bot_id": installation.bot_id,
    }
    return made
