"""Components as Discord gives them back: numbered, with their defaults, and ways to read them."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from tests.servers.discord.component_rules import (
    BUTTON,
    CONTAINER,
    FILE,
    GALLERY,
    SECTION,
    SELECTS,
    SEPARATOR,
    TEXT_DISPLAY,
    THUMBNAIL,
)
from tests.servers.discord.refused import Json

DEFAULTS: dict[int, Json] = {
    CONTAINER: {"accent_color": None, "spoiler": False},
    SEPARATOR: {"spacing": 1, "divider": True},
    THUMBNAIL: {"description": None, "spoiler": False},
    FILE: {"name": None, "size": None, "spoiler": False},
    BUTTON: {"disabled": False},
    **{kind: {"min_values": 1, "max_values": 1, "disabled": False} for kind in SELECTS},
}


def shown(components: list[Json]) -> list[Json]:
    """The components of an accepted message, each with the id that Discord gives it."""
    taken = {component["id"] for component in walk(components) if component.get("id")}
    numbers = (number for number in count(1) if number not in taken)
    return [_shown(component, numbers) for component in components]


def _shown(component: Json, numbers: Iterator[int]) -> Json:
    given = {key: value for key, value in component.items() if value is not None}
    kind = component["type"]
    result = DEFAULTS.get(kind, {}) | given
    result["id"] = component.get("id") or next(numbers)
    if "components" in component:
        result["components"] = [_shown(inner, numbers) for inner in component["components"]]
    if kind == SECTION:
        result["accessory"] = _shown(component["accessory"], numbers)
    if kind == THUMBNAIL:
        result["media"] = _media(component["media"])
    if kind == FILE:
        result["file"] = _media(component["file"])
    if kind == GALLERY:
        items = component["items"]
        result["items"] = [
            {"description": None, "spoiler": False, **item, "media": _media(item["media"])} for item in items
        ]
    return result


def _media(given: Json) -> Json:
    return {"id": "0", "url": given["url"], "proxy_url": given["url"], "width": None, "height": None}


def walk(components: Any) -> Iterator[Json]:
    for component in components or []:
        yield component
        yield from walk(component.get("components"))
        if component.get("accessory"):
            yield from walk([component["accessory"]])


def texts(message: Json) -> str:
    """Everything that a reader sees of a message, a line for each part; what tests look into."""
    lines = [message["content"]]
    for embed in message["embeds"]:
        lines += [embed.get("author", {}).get("name"), embed.get("title"), embed.get("description")]
        lines += [part for one in embed.get("fields", []) for part in (one["name"], one["value"])]
        lines.append(embed.get("footer", {}).get("text"))
    for component in walk(message["components"]):
        lines += [component.get("content") if component["type"] == TEXT_DISPLAY else component.get("label")]
    return "\n".join(line for line in lines if line)


def pressable(message: Json) -> dict[str, Json]:
    """The buttons and selects of a message by their custom_id."""
    return {one["custom_id"]: one for one in walk(message["components"]) if one.get("custom_id")}
