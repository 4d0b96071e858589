"""Discord's components as plain JSON, and what they count against its limits.
https://docs.discord.com/developers/components/reference
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from adapters.discord.custom_id import CustomIds, unique
from bot.view import Action

Part = dict[str, Any]

V2 = 1 << 15
SILENT = 1 << 12
EPHEMERAL = 1 << 6

MAX_PARTS = 40  # nested ones and accessories count
MAX_TEXT = 4000  # over all Text Displays of a message
MAX_ROW = 5
MAX_LABEL = 80
MAX_URL = 512
ACCENT = 0x3B6EA8

_ROW, _BUTTON, _SECTION, _TEXT, _SEPARATOR, _CONTAINER = 1, 2, 9, 10, 14, 17
_STYLES = {"normal": 2, "primary": 1, "danger": 4, "on": 3, "disabled": 2}
_LINK = 5


def text(content: str) -> Part:
    return {"type": _TEXT, "content": content}


def separator(spacing: int = 1) -> Part:
    return {"type": _SEPARATOR, "divider": True, "spacing": spacing}


def section(content: str, accessory: Part) -> Part:
    return {"type": _SECTION, "components": [text(content)], "accessory": accessory}


def container(children: Sequence[Part]) -> Part:
    return {"type": _CONTAINER, "accent_color": ACCENT, "components": list(children)}


def button(action: Action, ids: CustomIds) -> Part:
    """A button; a link where the action has an address. Labels beyond the limit are cut."""
    shape: Part = {"type": _BUTTON, "label": cut(action.label, MAX_LABEL)}
    if action.url:
        return shape | {"style": _LINK, "url": action.url}
    shape |= {"style": _STYLES[action.state], "custom_id": ids.pack(action)}
    return shape | {"disabled": True} if action.state == "disabled" else shape


def usable(actions: Iterable[Action], ids: CustomIds) -> list[Action]:
    """Those that Discord can carry: an address or a custom_id may be too long for it."""
    return [a for a in actions if (len(a.url) <= MAX_URL if a.url else ids.fits(a))]


def rows(actions: Iterable[Action], ids: CustomIds) -> list[Part]:
    buttons = [button(action, ids) for action in usable(actions, ids)]
    return [{"type": _ROW, "components": buttons[at : at + MAX_ROW]} for at in range(0, len(buttons), MAX_ROW)]


def walk(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from walk(part.get("components", ()))
        if "accessory" in part:
            yield part["accessory"]


def count(parts: Iterable[Part]) -> int:
    return sum(1 for _ in walk(parts))


def length(parts: Iterable[Part]) -> int:
    return sum(len(part["content"]) for part in walk(parts) if part["type"] == _TEXT)


def fits(parts: Sequence[Part]) -> bool:
    return count(parts) <= MAX_PARTS and length(parts) <= MAX_TEXT


def make_unique(parts: Sequence[Part]) -> None:
    """Gives every button of a message a custom_id of its own, in place."""
    owners = [part for part in walk(parts) if "custom_id" in part]
    for owner, custom_id in zip(owners, unique(part["custom_id"] for part in owners), strict=True):
        owner["custom_id"] = custom_id


def cut(label: str, limit: int) -> str:
    return label if len(label) <= limit else label[: limit - 1].rstrip() + "…"
