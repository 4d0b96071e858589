"""What Discord refuses in a modal and in the choices of a completion."""

from typing import Any

from tests.servers.discord.component_rules import (
    LABEL,
    ROW,
    SELECTS,
    TEXT_DISPLAY,
    TEXT_INPUT,
    ComponentCheck,
)
from tests.servers.discord.refused import Form, Json

FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 19, 21, 22, 23
OTHER_INPUTS = (FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX)
Place = tuple[str | int, ...]


def check_modal(data: Json) -> None:
    form = Form()
    check = ComponentCheck(form)
    form.text(data.get("custom_id"), ("data", "custom_id"), least=1, most=100)
    form.text(data.get("title"), ("data", "title"), least=1, most=45)
    components = form.items(data.get("components"), ("data", "components"), least=1, most=5)
    for index, component in enumerate(components):
        _top(form, check, component, ("data", "components", index))
    form.raise_if_faulty()


def _top(form: Form, check: ComponentCheck, component: Json, place: Place) -> None:
    kind = component.get("type")
    if not form.one_of(kind, (*place, "type"), (ROW, TEXT_DISPLAY, LABEL)):
        return
    if kind == TEXT_DISPLAY:
        check.one(component, place, allowed=(TEXT_DISPLAY,))
    elif kind == ROW:
        inner = form.items(component.get("components"), (*place, "components"), least=1, most=1)
        for index, one in enumerate(inner):
            _input(form, check, one, (*place, "components", index), labelled=False)
    else:
        form.text(component.get("label"), (*place, "label"), least=1, most=45)
        form.optional_text(component.get("description"), (*place, "description"), most=100)
        _input(form, check, component.get("component") or {}, (*place, "component"), labelled=True)


def _input(form: Form, check: ComponentCheck, component: Json, place: Place, *, labelled: bool) -> None:
    kind = component.get("type")
    allowed = (TEXT_INPUT, *SELECTS, *OTHER_INPUTS) if labelled else (TEXT_INPUT,)
    if not form.one_of(kind, (*place, "type"), allowed):
        return
    if kind in SELECTS:
        check.one(component, place, allowed=SELECTS)
        return
    check.custom_id(component, place)
    if kind == TEXT_INPUT:
        _text_input(form, component, place, labelled=labelled)


def _text_input(form: Form, component: Json, place: Place, *, labelled: bool) -> None:
    form.one_of(component.get("style"), (*place, "style"), (1, 2))
    if not labelled:
        form.text(component.get("label"), (*place, "label"), least=1, most=45)
    form.optional_text(component.get("placeholder"), (*place, "placeholder"), most=100)
    form.optional_text(component.get("value"), (*place, "value"), most=4000)
    form.number(component.get("min_length"), (*place, "min_length"), least=0, most=4000)
    form.number(component.get("max_length"), (*place, "max_length"), least=1, most=4000)


def check_choices(data: Json, *, option_type: int) -> None:
    """Choices for a half-typed option: at most 25, of the option's own type."""
    form = Form()
    for index, choice in enumerate(form.items(data.get("choices"), ("data", "choices"), most=25)):
        place = ("data", "choices", index)
        form.text(choice.get("name"), (*place, "name"), least=1, most=100)
        _choice_value(form, choice.get("value"), (*place, "value"), option_type)
    form.raise_if_faulty()


def _choice_value(form: Form, value: Any, place: Place, option_type: int) -> None:
    if option_type == 3:
        form.text(value, place, least=1, most=100)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        form.fault(place, "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
