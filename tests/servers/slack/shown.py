"""Blocks as Slack gives them back, and ways to read a message or a view as a person does."""

import re
import secrets
from collections.abc import Iterator
from typing import Any

from tests.servers.slack.block_rules import elements, walk
from tests.servers.slack.element_rules import MRKDWN, PLAIN
from tests.servers.slack.refused import Json

# What makes Slack notify somebody (docs.slack.dev, messaging/formatting-message-text).
SPECIAL = re.compile(r"<!(channel|here|everyone)(?:\|[^>]*)?>|<@([UW]\w+)(?:\|[^>]*)?>|<!subteam\^(\w+)(?:\|[^>]*)?>")
# With `verbatim: false`, the default, Slack also reads these; a message's own `text` only with `parse` or `link_names`.
NAMED = re.compile(r"(?<![\w`])@(channel|here|everyone)\b")
WITHOUT_ACTION = (PLAIN, MRKDWN, "image")


def shown(blocks: list[Json]) -> list[Json]:
    """The blocks of an accepted message or view: every one has a block_id, every element an action_id."""
    return [_shown(block) for block in blocks]


def _shown(block: Json) -> Json:
    made = {key: value for key, value in block.items() if value is not None}
    made["block_id"] = block.get("block_id") or secrets.token_urlsafe(3)
    if "child_blocks" in made:
        made["child_blocks"] = shown(block["child_blocks"])
    if "elements" in made and made["type"] != "rich_text":
        made["elements"] = [_element(one) for one in block["elements"]]
    for name in ("accessory", "element"):
        if name in made:
            made[name] = _element(block[name])
    return made


def _element(element: Json) -> Json:
    if element["type"] in WITHOUT_ACTION:
        return dict(element)
    return {**element, "action_id": element.get("action_id") or secrets.token_urlsafe(3)}


def _texts(node: Any) -> Iterator[Json]:
    """Every text object below a block, in order."""
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def texts(shown_thing: Json) -> str:
    """Everything that a reader sees of a message or a view, a line for each part; what tests look into."""
    title = [shown_thing["title"]["text"]] if isinstance(shown_thing.get("title"), dict) else []
    if not shown_thing.get("blocks"):
        return "\n".join([*title, shown_thing.get("text", "")])
    return "\n".join([*title, *(one["text"] for one in _texts(shown_thing["blocks"]))])


def weight(blocks: list[Json]) -> int:
    """The characters of all texts, as far as Slack's hidden total counts them."""
    return sum(len(one["text"]) for one in _texts(blocks))


def notified(message: Json) -> set[str]:
    """Who would get a notification because of what a message says: `channel`, `here`, a user's id …"""
    found = set(_mentions(message.get("blocks") or []))
    read = [message.get("text", "")] if not message.get("blocks") else []
    for one in _texts(message.get("blocks") or []):
        if one.get("type") in (MRKDWN, "markdown"):
            read.append(one["text"])
            if not one.get("verbatim"):
                found |= set(NAMED.findall(one["text"]))
    # The fallback text of a message with blocks notifies as well: mentions in it count.
    for text in (*read, message.get("text", "")):
        found |= {name for groups in SPECIAL.findall(text) for name in groups if name}
    return found


def _mentions(node: Any) -> Iterator[str]:
    """Mentions inside rich_text are objects, not markup."""
    if isinstance(node, dict):
        if node.get("type") in ("broadcast", "user", "usergroup"):
            yield str(node.get("range") or node.get("user_id") or node.get("usergroup_id"))
        for value in node.values():
            yield from _mentions(value)
    elif isinstance(node, list):
        for value in node:
            yield from _mentions(value)


def actions(blocks: list[Json]) -> list[tuple[Json, Json]]:
    """What can be pressed, chosen or filled: the block and its element."""
    found = []
    for block in walk(blocks):
        if block["type"] != "rich_text":
            found += [(block, element) for element in elements(block) if element.get("action_id")]
    return found
