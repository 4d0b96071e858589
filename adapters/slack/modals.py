"""Cards, lists and forms as modals; a field's value comes back under its option's key.
https://docs.slack.dev/reference/views/modal-views
"""

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.slack import blocks, private
from adapters.slack.blocks import Block, plain
from adapters.slack.origin import Origin
from adapters.slack.values import PREFIX, Values
from bot.view import Choice, DigestPost, Field, Form, Notice, PaperCard, View

NAME = "Paperboy"
MAX_TITLE = 24
MAX_OPTIONS, MAX_OPTION = 100, 75
MAX_INPUT = 3000
_SHORT = 300
_CHOSEN = ("selected_option", "selected_conversation", "selected_channel")
_SUGGESTED = ("tag", "zone", "language")


def modal(view: View, values: Values, origin: Origin) -> dict[str, Any]:
    """Whatever the core answers, for reading: all of it, without a limit of one message."""
    if isinstance(view, Form):
        return form(view, values, origin)
    shown = blocks.section("…") if isinstance(view, DigestPost) else private.shown(view, values, private.VIEW)
    return {
        "type": "modal",
        "callback_id": f"{PREFIX}shown",
        "title": plain(_title(view), MAX_TITLE),
        "private_metadata": origin.written(),
        "blocks": shown,
    }


def waiting(origin: Origin) -> dict[str, Any]:
    """A modal must be opened within three seconds; what it says may come later."""
    made = {"type": "modal", "callback_id": f"{PREFIX}shown", "title": plain(NAME, MAX_TITLE)}
    return made | {"private_metadata": origin.written(), "blocks": blocks.section("…")}


def _title(view: View) -> str:
    if isinstance(view, Notice):
        return NAME
    return view.meta.partition(" · ")[0] if isinstance(view, PaperCard) else getattr(view, "heading", NAME)


def form(view: Form, values: Values, origin: Origin) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": f"{PREFIX}{view.verb}",
        "title": plain(view.heading, MAX_TITLE),
        "submit": plain(view.submit, MAX_TITLE),
        "private_metadata": origin.written(dict(view.args)),
        "blocks": [_field(field, view, values, first=number == 0) for number, field in enumerate(view.fields)]
        or blocks.section("…"),
    }


def _field(field: Field, view: Form, values: Values, *, first: bool) -> Block:
    element = _element(field, values.menu(view.verb, field.option.key))
    shape: Block = {
        "type": "input",
        "block_id": field.option.key,
        "optional": not field.option.required,
        "label": plain(field.label, 150),
        "element": element | {"focus_on_load": True} if first else element,
    }
    about = field.option.about.get(view.language, "") if field.option.about else ""
    return shape | {"hint": plain(about, 150)} if about else shape


def _element(field: Field, action_id: str) -> Block:
    option = field.option
    if option.choices:
        return _select(field, action_id)
    if option.kind in _SUGGESTED:
        made = blocks.menu(action_id, private.ANY_TAG if option.kind == "tag" else "…")
        return made | {"initial_option": entry(Choice(field.value, field.value))} if field.value else made
    if option.kind == "channel":
        made = {"type": "conversations_select", "action_id": action_id}
        return made | {"initial_conversation": field.value} if field.value else made
    most = MAX_INPUT if option.kind == "long_text" else _SHORT
    made = {"type": "plain_text_input", "action_id": action_id, "multiline": option.kind == "long_text"}
    made["max_length"] = most
    return made | {"initial_value": field.value[:most]} if field.value else made


def _select(field: Field, action_id: str) -> Block:
    options = [entry(choice) for choice in field.option.choices[:MAX_OPTIONS] if usable(choice)]
    made: Block = {"type": "static_select", "action_id": action_id, "options": options}
    chosen = [option for option in options if option["value"] == field.value]
    return made | {"initial_option": chosen[0]} if chosen else made


def usable(choice: Choice) -> bool:
    return 0 < len(choice.value) <= MAX_OPTION


def entry(choice: Choice) -> Block:
    return {"text": plain(choice.label or choice.value, MAX_OPTION), "value": choice.value}


def filled(state: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What was filled into a form, by its fields."""
    for key, inputs in (state.get("values") or {}).items():
        for given in inputs.values():
            if value := chosen(given).strip():
                yield key, value


def chosen(given: Mapping[str, Any]) -> str:
    """What somebody wrote into a field or chose from a menu."""
    for name in _CHOSEN:
        found = given.get(name)
        if found:
            return str(found["value"] if isinstance(found, dict) else found)
    return str(given.get("value") or "")
