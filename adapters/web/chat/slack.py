"""Slack's messages as HTML. https://docs.slack.dev/reference/block-kit/blocks"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from adapters.web.chat.html import element, join, lines, unknown
from adapters.web.chat.slack_text import text

Block = Mapping[str, Any]


def message(body: Block) -> Markup:
    """Where there are blocks, `text` is what a notification shows."""
    return blocks(body["blocks"]) if body.get("blocks") else element("div", text(body["text"]), class_="sl-section")


def blocks(parts: Iterable[Block]) -> Markup:
    return join(_block(part) for part in parts)


def _block(part: Block) -> Markup:
    draw = _BLOCKS.get(part.get("type"))
    return draw(part) if draw else unknown(f"Slack {part.get('type')}")


def said(part: Block) -> Markup:
    """A text object."""
    return text(part["text"]) if part["type"] == "mrkdwn" else lines(part["text"])


def _section(part: Block) -> Markup:
    words = element("div", said(part["text"]), class_="sl-section-text") if "text" in part else ""
    fields = [element("div", said(field), class_="sl-field") for field in part.get("fields", ())]
    listed = element("div", *fields, class_="sl-fields") if fields else ""
    accessory = element("div", pressable(part["accessory"]), class_="sl-accessory") if "accessory" in part else ""
    return element("div", words, listed, accessory, class_="sl-section")


def _context(part: Block) -> Markup:
    return element("div", *(element("span", said(each)) for each in part["elements"]), class_="sl-context")


def _actions(part: Block) -> Markup:
    return element("div", *map(pressable, part["elements"]), class_="sl-actions")


def pressable(part: Block) -> Markup:
    draw = _ELEMENTS.get(part.get("type"))
    return draw(part) if draw else unknown(f"Slack {part.get('type')}")


def _button(part: Block) -> Markup:
    style = f"sl-button sl-{part.get('style', 'plain')}"
    about = part.get("accessibility_label")
    if "url" in part:
        return element(
            "a",
            said(part["text"]),
            class_=style,
            href=part["url"],
            rel="noopener nofollow noreferrer",
            target="_blank",
            aria_label=about,
        )
    return element(
        "button",
        said(part["text"]),
        type="button",
        class_=style,
        data_press=part["action_id"],
        data_value=part.get("value", ""),
        aria_label=about,
    )


def suggested(part: Block, *, name: str = "", required: bool = False) -> Markup:
    """A menu that asks for its entries while somebody types. With `name` it is a field of a form."""
    initial = part.get("initial_option") or {}
    shown = element(
        "input",
        type="text",
        class_="sl-suggested",
        data_suggest=part["action_id"],
        data_field=name or None,
        data_chosen=initial.get("value", ""),
        value=said(initial["text"]).striptags() if initial else "",
        placeholder=part["placeholder"]["text"],
        autocomplete="off",
        role="combobox",
        aria_expanded="false",
        aria_autocomplete="list",
        aria_label=None if name else part["placeholder"]["text"],
        required=required,
    )
    return element("span", shown, class_="sl-menu")


_BLOCKS: Mapping[Any, Callable[[Block], Markup]] = {
    "header": lambda part: element("h2", said(part["text"]), class_="sl-header"),
    "section": _section,
    "context": _context,
    "divider": lambda _part: element("hr", class_="sl-divider"),
    "actions": _actions,
}
_ELEMENTS: Mapping[Any, Callable[[Block], Markup]] = {"button": _button, "external_select": suggested}
