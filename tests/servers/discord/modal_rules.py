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
from tests.servers.discord.refused import Form, Json, Place

FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 19, 21, 22, 23
OTHER_INPUTS = (FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX)


def check_modal(data: Json) -> None:
    form = Form()
    check = ComponentCheck(form)
    form.text(data.get("custom_id"), ("data", "custom_id"), least=1, most=100)
    form.text(data.get("title"), ("data", "title"), least=1, most=45)
    for place, component in form.objects(data.get("components"), ("data", "components"), least=1, most=5):
        _top(form, check, component, place)
    form.raise_if_faulty()


def _top(form: Form, check: ComponentCheck, component: Json, place: Place) -> None:
    kind = component.get("type")
    if not form.one_of(kind, (*place, "type"), (ROW, TEXT_DISPLAY, LABEL)):
        return
    if kind == TEXT_DISPLAY:
        check.one(component, place, allowed=(TEXT_DISPLAY,))
    elif kind == ROW:
        for here, one in form.objects(component.get("components"), (*place, "components"), least=1, most=1):
            _input(form, check, one, here, labelled=False)
    else:
        form.text(component.get("label"), (*place, "label"), least=1, most=45)
        form.optional_text(component.get("description"), (*place, "description"), most=100)
        inside = (*place, "component")
        _input(form, check, form.dictionary(component.get("component"), inside), inside, labelled=True)


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
    form.truth(component, place, "required")
    if not labelled:
        form.text(component.get("label"), (*place, "label"), least=1, most=45)
    form.optional_text(component.get("placeholder"), (*place, "placeholder"), most=100)
    form.optional_text(component.get("value"), (*place, "value"), most=4000)
    form.number(component.get("min_length"), (*place, "min_length"), least=0, most=4000)
    form.number(component.get("max_length"), (*place, "max_length"), least=1, most=4000)


def check_choices(data: Json, *, option_type: int) -> None:
    """Choices for a half-typed option: at most 25, of the option's own type."""
    form = Form()
    for place, choice in form.objects(data.get("choices"), ("data", "choices"), most=25):
        form.text(choice.get("name"), (*place, "name"), least=1, most=100)
        _choice_value(form, choice.get("value"), (*place, "value"), option_type)
    form.raise_if_faulty()


def _choice_value(form: Form, value: Any, place: Place, option_type: int) -> None:
    if option_type == 3:
        form.text(value, place, least=1, most=100)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        form.fault(place, "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
