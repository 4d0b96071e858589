"""Discord's modals as HTML. https://docs.discord.com/developers/components/reference#label"""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from adapters.web.chat.html import element, unknown

Part = Mapping[str, Any]
_LABEL, _SELECT, _INPUT, _LONG = 18, 3, 4, 2


def form(modal: Part, *, submit: str, cancel: str) -> Markup:
    """`submit`, `cancel`: Discord's own words, which no payload carries."""
    fields = [_field(part) for part in modal["components"]]
    buttons = element(
        "div",
        element("button", cancel, type="button", class_="dc-button dc-secondary", data_close=True),
        element("button", submit, type="submit", class_="dc-button dc-primary"),
        class_="dc-modal-buttons",
    )
    head = element("h2", modal["title"], class_="dc-modal-title")
    return element("form", head, *fields, buttons, class_="dc-modal", data_form=modal["custom_id"])


def _field(part: Part) -> Markup:
    if part.get("type") != _LABEL:
        return unknown(f"Discord {part.get('type')}")
    inner = part["component"]
    star = element("span", " *", class_="dc-required") if inner.get("required") else ""
    about = part.get("description", "")
    return element(
        "label",
        element("span", part["label"], star, class_="dc-label"),
        element("span", about, class_="dc-about") if about else "",
        _input(inner),
        class_="dc-field",
    )


def _input(inner: Part) -> Markup:
    name, required = inner["custom_id"], bool(inner.get("required"))
    if inner["type"] == _SELECT:
        options = [
            element("option", each["label"], value=each["value"], selected=bool(each.get("default")))
            for each in inner["options"]
        ]
        return element("select", element("option", "…", value=""), *options, name=name, required=required)
    if inner["type"] != _INPUT:
        return unknown(f"Discord {inner['type']}")
    shared = {"name": name, "required": required, "maxlength": str(inner["max_length"])}
    value = inner.get("value", "")
    if inner["style"] == _LONG:
        return element("textarea", value, **shared)
    return element("input", type="text", value=value, **shared)
