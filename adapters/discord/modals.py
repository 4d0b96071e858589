"""Forms as modals; a field's value comes back under its option's key.
https://docs.discord.com/developers/components/reference#label
"""

from typing import Any

from adapters.discord.components import MAX_OPTION, MAX_OPTIONS, Part
from adapters.discord.custom_id import CustomIds
from bot.fitting import cut
from bot.model import Language
from bot.view import Action, Field, Form

MAX_FIELDS = 5
MAX_TITLE = 45
MAX_LABEL = 45
MAX_ABOUT = 100
SHORT, LONG = (1, 300), (2, 4000)  # the style of a text input, and how much it takes
_SELECT, _TEXT_INPUT, _LABEL = 3, 4, 18


def modal(view: Form, ids: CustomIds) -> dict[str, Any] | None:
    """None where its arguments do not fit a custom_id."""
    custom_id = ids.pack(Action("", view.verb, view.args))
    fields = [_field(field, view.language) for field in view.fields[:MAX_FIELDS]]
    if custom_id is None or not fields:
        return None
    return {"title": cut(view.heading, MAX_TITLE) or "…", "custom_id": custom_id, "components": fields}


def _field(field: Field, language: Language) -> Part:
    about = cut(field.option.about.get(language, ""), MAX_ABOUT)
    shape: Part = {"type": _LABEL, "label": cut(field.label, MAX_LABEL) or "…", "component": _input(field)}
    return shape | {"description": about} if about else shape


def _input(field: Field) -> Part:
    shape: Part = {"custom_id": field.option.key, "required": field.option.required}
    if field.option.choices:
        return shape | {"type": _SELECT, "options": _options(field)}
    style, most = LONG if field.option.kind == "long_text" else SHORT
    shape |= {"type": _TEXT_INPUT, "style": style, "max_length": most}
    return shape | {"value": field.value[:most]} if field.value else shape


def _options(field: Field) -> list[Part]:
    options: list[Part] = []
    for choice in field.option.choices[:MAX_OPTIONS]:
        entry: Part = {"label": cut(choice.label, MAX_OPTION), "value": choice.value}
        options.append(entry | {"default": True} if choice.value == field.value else entry)
    return options
