"""What Slack does with the app's acknowledgement, by the kind of what it acknowledges."""

from typing import Any

from tests.servers.slack import response_urls, view_rules, views
from tests.servers.slack.element_rules import OPTION, OPTION_GROUP
from tests.servers.slack.form import Form, items
from tests.servers.slack.refused import Json, Refused
from tests.servers.slack.state import Installation, World
from tests.servers.slack.use import Use, View
from tests.servers.slack.view_rules import MODAL

MOST_OPTIONS, MOST_GROUPS = 100, 100


def take(world: World, use: Use, installation: Installation, place: str, view: View | None) -> None:
    """Applies an acknowledgement; what Slack cannot take of it stands in `use.refusals`."""
    if use.outcome is None or not use.outcome.ok:
        return
    payload = use.outcome.payload
    try:
        if use.kind == "command":
            _message(world, use, payload)
        elif use.kind == "suggest":
            _options(world, use, payload, place)
        elif use.kind == "submit" and view is not None:
            _submitted(world, use, view, payload)
        elif payload:
            raise Refused("this acknowledgement takes no body")
    except Refused as refused:
        messages = refused.body.get("response_metadata", {}).get("messages", [])
        use.answered(refusals=" ".join([refused.error, *messages]))


def _message(world: World, use: Use, payload: Json) -> None:
    if not payload:
        return
    path = use.payload["response_url"].removeprefix(world.web_url)
    response_urls.respond(world, world.response_urls[path], payload)


def _options(world: World, use: Use, payload: Json, place: str) -> None:
    form = Form()
    groups: Any = payload.get("option_groups")
    if groups is not None:
        items(OPTION_GROUP, MOST_GROUPS)(form, groups, "/option_groups")
    else:
        items(OPTION, MOST_OPTIONS, least=0)(form, payload.get("options"), "/options")
    if form.errors:
        raise Refused("invalid_options", response_metadata={"messages": form.errors})
    found = payload.get("options") or [option for group in groups or [] for option in group["options"]]
    use.options = list(found)
    world.offered[place, use.payload["action_id"]] = use.options


def _submitted(world: World, use: Use, view: View, payload: Json) -> None:
    """docs.slack.dev, surfaces/modals: an empty answer closes this view, the others say what to do instead."""
    stack = world.modals.get(view.user_id, [])
    action = payload.get("response_action")
    if action == "errors":
        _errors(view, payload.get("errors"))
    elif action == "clear":
        stack.clear()
    elif action in ("update", "push"):
        given = view_rules.checked(payload.get("view"), MODAL)
        if action == "update":
            views.change(world, view, given)
            use.answered(views=view)
        elif len(stack) >= views.MOST_IN_STACK:
            raise Refused("push_limit_reached")
        else:
            use.answered(views=views.put_on_top(world, stack, view.installation, view.user_id, view.team_id, given))
    elif action is not None or payload:
        raise Refused("invalid_response_action")
    elif stack and stack[-1] is view:
        stack.pop()
    world.moved.set()


def _errors(view: View, errors: Any) -> None:
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise Refused(f"errors must name input blocks: {errors!r}")
    view.errors = {str(key): str(value) for key, value in errors.items()}
