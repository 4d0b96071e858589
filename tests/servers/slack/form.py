"""Collecting what is wrong with blocks and views, each fault at its JSON pointer, and shapes written as tables."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.servers.slack.refused import Json

Check = Callable[["Form", Any, str], None]


class Form:
    """What one check of a message or a view has found."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.block_ids: set[str] = set()
        self.focused = 0

    def fault(self, place: str, message: str) -> None:
        self.errors.append(f"{message} [json-pointer:{place}]")


def string(most: int, *, least: int = 0) -> Check:
    def check(form: Form, value: Any, place: str) -> None:
        if not isinstance(value, str):
            form.fault(place, "should be a string")
        elif len(value) < least:
            form.fault(place, f"must be more than {least - 1} characters")
        elif len(value) > most:
            form.fault(place, f"must be less than {most + 1} characters")

    return check


def flag(form: Form, value: Any, place: str) -> None:
    if not isinstance(value, bool):
        form.fault(place, "should be a boolean")


def number(least: float, most: float) -> Check:
    def check(form: Form, value: Any, place: str) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            form.fault(place, f"must be a number between {least} and {most}")

    return check


def one_of(*allowed: str) -> Check:
    def check(form: Form, value: Any, place: str) -> None:
        if value not in allowed:
            form.fault(place, f"must be one of {', '.join(allowed)}")

    return check


def items(each: Check, most: int, *, least: int = 1) -> Check:
    def check(form: Form, value: Any, place: str) -> None:
        if not isinstance(value, list):
            form.fault(place, "should be an array")
            return
        if len(value) > most:
            form.fault(place, f"no more than {most} items allowed")
        if len(value) < least:
            form.fault(place, f"no fewer than {least} items allowed")
        for index, one in enumerate(value):
            each(form, one, f"{place}/{index}")

    return check


def matching(pattern: str) -> Check:
    def check(form: Form, value: Any, place: str) -> None:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            form.fault(place, "has the wrong format")

    return check


def link(most: int) -> Check:
    length = string(most, least=1)

    def check(form: Form, value: Any, place: str) -> None:
        length(form, value, place)
        if isinstance(value, str) and not value.startswith(("https://", "http://", "mailto:", "slack://")):
            form.fault(place, "invalid url")

    return check


def anything(form: Form, value: Any, place: str) -> None:
    """Parts that Paperboy does not use, and that are not looked into."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An object: what it must have and what it may have; anything else is refused, as Slack refuses it."""

    required: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)

    def __call__(self, form: Form, value: Any, place: str) -> None:
        if not isinstance(value, dict):
            form.fault(place, "should be an object")
            return
        for name in self.required:
            if name not in value:
                form.fault(place, f"missing required field: {name}")
        for name, inner in value.items():
            check = self.required.get(name) or self.optional.get(name)
            if check is not None:
                check(form, inner, f"{place}/{name}")
            elif name != "type":
                form.fault(place, f"invalid additional property: {name}")


def typed(shapes: Mapping[str, Check]) -> Check:
    """An object whose `type` says which shape it has."""

    def check(form: Form, value: Any, place: str) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        shape = shapes.get(kind) if isinstance(kind, str) else None
        if shape is None:
            form.fault(f"{place}/type", f"unsupported type: {kind}")
        else:
            shape(form, value, place)

    return check


def every(*checks: Check) -> Check:
    """One check after the other; the later ones may rely on what the earlier ones found right."""

    def check(form: Form, value: Any, place: str) -> None:
        known = len(form.errors)
        for one in checks:
            one(form, value, place)
            if len(form.errors) > known:
                return

    return check


def at_least_one(*names: str) -> Check:
    def check(form: Form, value: Json, place: str) -> None:
        if isinstance(value, dict) and not any(name in value for name in names):
            form.fault(place, f"must define one of: {', '.join(names)}")

    return check
