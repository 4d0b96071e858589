"""What Slack refuses in blocks, of messages and of views (docs.slack.dev, reference/block-kit/blocks)."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.servers.slack.element_rules import IMAGE as ELEMENT_IMAGE
from tests.servers.slack.element_rules import (
    IN_ACTIONS,
    IN_CONTEXT,
    IN_SECTION,
    INPUTS,
    plain,
    text,
)
from tests.servers.slack.form import (
    Check,
    Form,
    Shape,
    at_least_one,
    every,
    flag,
    items,
    link,
    one_of,
    string,
    typed,
)
from tests.servers.slack.refused import Json
from tests.servers.slack.rich_text_rules import ELEMENTS

IN_MESSAGE, IN_VIEW = 50, 100
ALL_MARKDOWN = 12_000


def _block_id(form: Form, value: Any, place: str) -> None:
    string(255)(form, value, place)
    if not isinstance(value, str) or not value:
        return
    if value in form.block_ids:
        form.fault(place, f"block_id {value!r} already exists")
    form.block_ids.add(value)


def _unlike_actions(form: Form, value: Any, place: str) -> None:
    """Two elements of one block must not share an action_id."""
    seen: set[str] = set()
    for index, element in enumerate(value.get("elements") or []):
        name = element.get("action_id") if isinstance(element, dict) else None
        if name and name in seen:
            form.fault(f"{place}/elements/{index}/action_id", f"action_id {name!r} already exists")
        seen.add(str(name))


def _shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Shape:
    return Shape(required, {"block_id": _block_id, **(optional or {})})


ACTIONS = every(_shape({"elements": items(typed(IN_ACTIONS), 25)}), _unlike_actions)
CONTEXT = _shape({"elements": items(typed(IN_CONTEXT), 10)})
DIVIDER = _shape({})
HEADER = _shape({"text": plain(150)})
IMAGE = _shape({"alt_text": string(2000), "image_url": link(3000)}, {"title": plain(2000)})
INPUT = _shape(
    {"label": plain(2000), "element": typed(INPUTS)}, {"hint": plain(2000), "optional": flag, "dispatch_action": flag}
)
RICH_TEXT = _shape({"elements": ELEMENTS})
SECTION = every(
    _shape({}, {"text": text(3000), "fields": items(text(2000), 10), "accessory": typed(IN_SECTION), "expand": flag}),
    at_least_one("text", "fields"),
)
# The documents allow rich_text inside a container; the live validator was seen to refuse it.
IN_CONTAINER: Mapping[str, Check] = {
    "actions": ACTIONS,
    "context": CONTEXT,
    "divider": DIVIDER,
    "header": HEADER,
    "image": IMAGE,
    "input": INPUT,
    "section": SECTION,
}
CONTAINER = every(
    _shape(
        {"child_blocks": items(typed(IN_CONTAINER), 10)},
        {
            "title": plain(150),
            "rich_text_title": typed({"rich_text": RICH_TEXT}),
            "subtitle": text(150),
            "icon": typed({"image": ELEMENT_IMAGE}),
            "width": one_of("narrow", "standard", "wide", "full"),
            "has_header_divider": flag,
            "is_collapsible": flag,
            "default_collapsed": flag,
        },
    ),
    at_least_one("title", "rich_text_title"),
)
BLOCKS: Mapping[str, Check] = {
    **IN_CONTAINER,
    "rich_text": RICH_TEXT,
    "container": CONTAINER,
    "markdown": _shape({"text": string(ALL_MARKDOWN, least=1)}),
    "alert": _shape({"text": text(3000)}, {"level": one_of("default", "info", "warning", "error", "success")}),
}
EACH = typed(BLOCKS)


def _markdown(form: Form, blocks: list[Json], place: str) -> None:
    if sum(len(one["text"]) for one in blocks if one["type"] == "markdown") > ALL_MARKDOWN:
        form.fault(place, f"markdown blocks together must be less than {ALL_MARKDOWN + 1} characters")


def check_blocks(form: Form, blocks: Any, place: str, *, most: int) -> None:
    every(items(EACH, most), _markdown)(form, blocks, place)


def walk(blocks: Any) -> Iterator[Json]:
    """Every block, also those inside a container."""
    for block in blocks or []:
        yield block
        yield from walk(block.get("child_blocks"))


def elements(block: Json) -> Iterator[Json]:
    """The interactive elements of one block, and the pictures and texts of a context."""
    yield from block.get("elements") or []
    for name in ("accessory", "element"):
        if block.get(name):
            yield block[name]
