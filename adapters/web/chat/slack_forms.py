"""Slack's modals as HTML. https://docs.slack.dev/reference/views/modal-views"""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from adapters.web.chat.html import element, unknown
from adapters.web.chat.slack import blocks, said, suggested

Block = Mapping[str, Any]


def modal(view: Block, *, close: str, rooms: Sequence[str]) -> Markup:
    """`close`: Slack's own word; `rooms`: the channels that a menu of channels offers."""
    fields = [_field(part, rooms) if part["type"] == "input" else blocks([part]) for part in view["blocks"]]
    submit = element("button", said(view["submit"]), type="submit", class_="sl-button sl-primary") if _has(view) else ""
    foot = element(
        "div",
        element("button", close, type="button", class_="sl-button sl-plain", data_close=True),
        submit,
        class_="sl-modal-buttons",
    )
    head = element("h2", said(view["title"]), class_="sl-modal-title")
    body = element("div", *fields, class_="sl-modal-body")
    return element(
        "form" if _has(view) else "div",
        head,
        body,
        foot,
        class_="sl-modal",
        data_form=view["callback_id"] if _has(view) else None,
        data_value=view.get("private_metadata", ""),
    )


def _has(view: Block) -> bool:
    return "submit" in view


def _field(part: Block, rooms: Sequence[str]) -> Markup:
    hint = part.get("hint")
    needed = not part.get("optional", False)
    return element(
        "label",
        element("span", said(part["label"]), class_="sl-label"),
        _input(part["element"], part["block_id"], rooms, needed=needed),
        element("span", said(hint), class_="sl-hint") if hint else "",
        class_="sl-input",
    )


def _input(inner: Block, name: str, rooms: Sequence[str], *, needed: bool) -> Markup:
    match inner["type"]:
        case "plain_text_input":
            shared: dict[str, str | bool] = {"name": name, "required": needed, "maxlength": str(inner["max_length"])}
            value = inner.get("initial_value", "")
            if inner["multiline"]:
                return element("textarea", value, **shared)
            return element("input", type="text", value=value, **shared)
        case "static_select":
            chosen = (inner.get("initial_option") or {}).get("value")
            options = [
                element("option", said(each["text"]), value=each["value"], selected=each["value"] == chosen)
                for each in inner["options"]
            ]
            return element("select", element("option", "…", value=""), *options, name=name, required=needed)
        case "conversations_select":
            chosen = inner.get("initial_conversation")
            options = [element("option", f"#{room}", value=room, selected=room == chosen) for room in rooms]
            return element("select", element("option", "…", value=""), *options, name=name, required=needed)
        case "external_select":
            return suggested(inner, name=name, required=needed)
        case kind:
            return unknown(f"Slack {kind}")
