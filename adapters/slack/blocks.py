"""Slack's blocks as plain JSON, and what they count against its limits.
https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from adapters.slack.links import for_button
from adapters.slack.values import LINK, Values
from bot.fitting import cut, units
from bot.view import Action

Block = dict[str, Any]

MAX_BLOCKS = 50  # of a message
MAX_IN_VIEW = 100  # of a modal or the App Home
# Slack refuses about 13,200 characters over all blocks, which no document says (msg_blocks_too_long).
# https://github.com/slackapi/bolt-js/issues/2509
MAX_TEXT = 9000
MAX_SECTION = 3000
MAX_HEADER = 150
MAX_FIELDS, MAX_FIELD = 10, 2000
MAX_ELEMENTS = 10  # of a context
MAX_LABEL = 75
MAX_ROW = 5  # Slack takes 25; more than these are hard to tell apart
_STYLES = {"primary": "primary", "on": "primary", "danger": "danger"}


def plain(text: str, limit: int) -> Block:
    """Text without any markup; Slack refuses an empty one."""
    return {"type": "plain_text", "text": cut(text, limit) or "…", "emoji": False}


def mrkdwn(text: str) -> Block:
    """`verbatim`: nothing but what is marked up becomes a link or a mention."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> list[Block]:
    return [{"type": "header", "text": plain(text, MAX_HEADER)}] if text.strip() else []


def section(text: str, accessory: Block | None = None) -> list[Block]:
    """`expand`: nobody has to press «see more»."""
    if not text.strip():
        return []
    made: Block = {"type": "section", "text": mrkdwn(text), "expand": True}
    return [made | {"accessory": accessory} if accessory else made]


def fields(texts: Sequence[str]) -> list[Block]:
    said = [mrkdwn(text) for text in texts if text.strip()]
    return [{"type": "section", "fields": said[at : at + MAX_FIELDS]} for at in range(0, len(said), MAX_FIELDS)]


def context(*texts: str) -> list[Block]:
    """A small grey line of what is there."""
    said = " · ".join(filter(None, texts))
    if units(said) <= MAX_SECTION:
        return [{"type": "context", "elements": [mrkdwn(said)]}] if said.strip() else []
    elements = [mrkdwn(text) for text in texts if text.strip() and units(text) <= MAX_SECTION]
    return [{"type": "context", "elements": elements[:MAX_ELEMENTS]}] if elements else []


def divider() -> list[Block]:
    return [{"type": "divider"}]


def button(action: Action, values: Values, *, about: str = "") -> Block | None:
    """None where Slack cannot carry it, or nobody could press it. `about`: what a screen reader says."""
    shape: Block = {"type": "button", "text": plain(action.label, MAX_LABEL)}
    if about:
        shape["accessibility_label"] = cut(f"{action.label}: {about}", MAX_LABEL)
    if action.url:
        url = for_button(action.url)
        return shape | {"action_id": LINK, "url": url} if url else None
    packed = values.pack(action)
    if packed is None or action.state == "disabled":
        return None
    shape["action_id"] = packed[0]
    if packed[1]:
        shape["value"] = packed[1]
    style = _STYLES.get(action.state)
    return shape | {"style": style} if style else shape


def rows(actions: Iterable[Action], values: Values, *extra: Block) -> list[Block]:
    """Buttons in rows; `extra` elements, such as a menu, after them."""
    made = [shape for action in actions if (shape := button(action, values))]
    made += extra
    return [{"type": "actions", "elements": unique(made[at : at + MAX_ROW])} for at in range(0, len(made), MAX_ROW)]


def unique(elements: Sequence[Block]) -> list[Block]:
    """Slack refuses a block with the same action_id twice; the same button may well stand in it twice."""
    seen: dict[str, int] = {}
    out = []
    for element in elements:
        name = element["action_id"]
        seen[name] = seen.get(name, 0) + 1
        out.append(element if seen[name] == 1 else {**element, "action_id": f"{name}~{seen[name]}"})
    return out


def menu(action_id: str, placeholder: str) -> Block:
    """A menu that asks us for its entries while somebody types; half a Korean syllable is enough."""
    return {
        "type": "external_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "min_query_length": 0,
    }


def texts(block: Block) -> Iterator[str]:
    """Everything that the block says, as Slack counts it."""
    parts = [block.get("text"), *block.get("fields", ()), *block.get("elements", ()), block.get("accessory")]
    for part in parts:
        said = part.get("text") if part else None
        if isinstance(said, dict):  # of a button
            said = said["text"]
        if said:
            yield said


def length(blocks: Iterable[Block]) -> int:
    return sum(units(text) for block in blocks for text in texts(block))


def fits(blocks: Sequence[Block], *, most: int = MAX_BLOCKS, most_text: int = MAX_TEXT) -> bool:
    return bool(blocks) and len(blocks) <= most and length(blocks) <= most_text


def forced(blocks: Sequence[Block], *, most: int = MAX_BLOCKS, most_text: int = MAX_TEXT) -> list[Block]:
    """The last resort: as many blocks as fit, buttons before texts."""
    room, kept = most_text, dict[int, Block]()
    for index in sorted(range(len(blocks)), key=lambda index: blocks[index]["type"] != "actions"):
        size = length([blocks[index]])
        if size <= room and len(kept) < most:
            kept[index], room = blocks[index], room - size
    return [kept[index] for index in sorted(kept)] or section("…")
