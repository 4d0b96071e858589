"""What people typed and chose: the state of a view or a message, and an action as the payload shows it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.servers.slack.refused import Json
from tests.servers.slack.shown import actions
from tests.servers.slack.state import Channel, User, World
from tests.servers.slack.use import NotOffered

ONE_OPTION = ("static_select", "external_select", "radio_buttons", "overflow")
MANY_OPTIONS = ("multi_static_select", "multi_external_select", "checkboxes")
TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
# Element to the field that holds its value; what it holds at first stands in `initial_…` of the same name.
PLAIN: Mapping[str, str] = {
    **dict.fromkeys(TYPED, "value"),
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "multi_users_select": "selected_users",
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
FIELD: Mapping[str, str] = {
    **PLAIN,
    **dict.fromkeys(ONE_OPTION, "selected_option"),
    **dict.fromkeys(MANY_OPTIONS, "selected_options"),
}
STATELESS = ("button", "overflow")
Options = Callable[[Json], list[Json]]


def offered(world: World, place: str, element: Json) -> list[Json]:
    """The options of an element: its own, or those that the app suggested last."""
    if element["type"].endswith("external_select"):
        return world.offered.get((place, element["action_id"]), [])
    groups = [one["options"] for one in element.get("option_groups", [])]
    return [option for options in (element.get("options", []), *groups) for option in options]


def filled(element: Json, value: Any, options: list[Json]) -> Json:
    """One element's value as the state holds it; NotOffered where a client would not let it through."""
    kind = element["type"]
    if kind in ONE_OPTION:
        return {"selected_option": _option(element, value, options) if value else None}
    if kind in MANY_OPTIONS:
        return {"selected_options": [_option(element, one, options) for one in value or ()]}
    if kind in TYPED and value:
        _check_length(element, str(value))
    return {PLAIN[kind]: _named(value) or None}


def _named(value: Any) -> Any:
    if isinstance(value, Channel | User):
        return value.id
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_named(one) for one in value]
    return value


def _option(element: Json, value: Any, options: list[Json]) -> Json:
    initial: list[Json] = [element.get("initial_option") or {}, *(element.get("initial_options") or ())]
    for option in (*options, *filter(None, initial)):
        if value in (option.get("value"), option):
            return option
    raise NotOffered(f"{value!r} is not among {[option.get('value') for option in options]}")


def _check_length(element: Json, value: str) -> None:
    if not element.get("min_length", 0) <= len(value) <= element.get("max_length", 3000):
        raise NotOffered(f"{element['action_id']!r} is too long or too short: {len(value)}")


def _initial(element: Json) -> Json:
    field = FIELD[element["type"]]
    name = field.replace("selected_", "initial_") if field != "value" else "initial_value"
    return {field: element.get(name, [] if field.endswith("s") else None)}


def state(
    world: World, place: str, blocks: list[Json], kept: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, dict[str, Json]]:
    """Every input's value: what is filled in now, what stood there before, or what it began with."""
    made: dict[str, dict[str, Json]] = {}
    known = set()
    for block, element in actions(blocks):
        if element["type"] in STATELESS:
            continue
        name = element["action_id"]
        known.add(name)
        before = kept.get(block["block_id"], {}).get(name)
        if name in values:
            value = filled(element, values[name], offered(world, place, element))
        else:
            value = before or _initial(element)
        made.setdefault(block["block_id"], {})[name] = {"type": element["type"], **value}
    unknown = set(values) - known
    if unknown:
        raise NotOffered(f"nothing to fill in at {sorted(unknown)}, only at {sorted(known)}")
    return made


def check_filled(blocks: list[Json], values: Mapping[str, Mapping[str, Json]]) -> None:
    """A client does not submit a view in which something that is needed is empty."""
    for block, element in actions(blocks):
        if block["type"] != "input" or block.get("optional"):
            continue
        held = values[block["block_id"]][element["action_id"]]
        if not any(held.get(name) for name in held if name != "type"):
            raise NotOffered(f"{element['action_id']!r} must be filled")


def find(blocks: list[Json], action: str, block_id: str | None) -> tuple[Json, Json]:
    """By action_id or by the label of a button; where several fit, the block must be named."""
    found = [
        (block, element)
        for block, element in actions(blocks)
        if action in (element["action_id"], element.get("text", {}).get("text"))
        and block_id in (None, block["block_id"])
    ]
    if not found:
        raise NotOffered(f"no {action!r}, only {[element['action_id'] for _, element in actions(blocks)]}")
    if len(found) > 1:
        raise NotOffered(f"{action!r} stands in the blocks {[block['block_id'] for block, _ in found]}: name one")
    return found[0]


def acted(world: World, place: str, block: Json, element: Json, value: Any) -> Json:
    """One entry of `actions` in a payload."""
    made: Json = {
        "type": element["type"],
        "block_id": block["block_id"],
        "action_id": element["action_id"],
        "action_ts": world.new_ts(),
    }
    if element["type"] == "button":
        return made | {name: element[name] for name in ("text", "value", "style", "url") if name in element}
    if element["type"] in TYPED:
        return made | {"value": value}
    return made | filled(element, value, offered(world, place, element))
