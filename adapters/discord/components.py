"""Discord's components as plain JSON, and what they count against its limits.
https://docs.discord.com/developers/components/reference
"""

from collections.abc import Iterable, Sequence
from typing import Any

from adapters.discord.custom_id import CustomIds, unique
from adapters.discord.links import for_button
from bot.fitting import cut, units
from bot.view import Action

Part = dict[str, Any]

V2 = 1 << 15
SILENT = 1 << 12
EPHEMERAL = 1 << 6

MAX_PARTS = 40  # nested ones and accessories count
MAX_TEXT = 4000  # over all Text Displays of a message
MAX_ROW = 5
MAX_ROWS = 5
MAX_LABEL = 80
MAX_OPTIONS = 25
MAX_OPTION = 100
MAX_PLACEHOLDER = 150
ACCENT = 0x3B6EA8

ROW, BUTTON, SELECT, SECTION, TEXT, FILE, SEPARATOR, CONTAINER = 1, 2, 3, 9, 10, 13, 14, 17
_STYLES = {"normal": 2, "primary": 1, "danger": 4, "on": 3, "disabled": 2}
_LINK = 5


def text(content: str) -> Part:
    return {"type": TEXT, "content": content}


def texts(*contents: str) -> list[Part]:
    """A text for each that says something: Discord refuses an empty one."""
    return [{"type": TEXT, "content": content} for content in contents if content and not content.isspace()]


def separator(spacing: int = 1) -> Part:
    return {"type": SEPARATOR, "divider": True, "spacing": spacing}


def beside(content: str, action: Action, ids: CustomIds) -> list[Part]:
    """A text with its button to the right; alone where Discord cannot carry the button."""
    buttons = _buttons([action], ids)
    if not buttons or not content.strip():
        return texts(content)
    return [{"type": SECTION, "components": [text(content)], "accessory": buttons[0]}]


def container(children: Sequence[Part]) -> Part:
    return {"type": CONTAINER, "accent_color": ACCENT, "components": list(children)}


def rows(actions: Iterable[Action], ids: CustomIds, *, most: int = MAX_ROWS) -> list[Part]:
    buttons = _buttons(actions, ids)[: MAX_ROW * most]
    return [{"type": ROW, "components": buttons[at : at + MAX_ROW]} for at in range(0, len(buttons), MAX_ROW)]


def _buttons(actions: Iterable[Action], ids: CustomIds) -> list[Part]:
    """Without those that Discord cannot carry: an address or a custom_id may be too long for it."""
    return [shape for action in actions if (shape := _button(action, ids))]


def _button(action: Action, ids: CustomIds) -> Part | None:
    label = cut(action.label, MAX_LABEL) or "…"
    if action.url:
        url = for_button(action.url)
        return {"type": BUTTON, "label": label, "style": _LINK, "url": url} if url else None
    custom_id = ids.pack(action)
    if custom_id is None:
        return None
    shape: Part = {"type": BUTTON, "label": label, "style": _STYLES[action.state], "custom_id": custom_id}
    return shape | {"disabled": True} if action.state == "disabled" else shape


def select(custom_id: str, options: Iterable[tuple[str, str, str]], *, placeholder: str = "") -> list[Part]:
    """A row with a menu of (label, value, description); nothing where there is nothing to choose."""
    entries: dict[str, Part] = {}
    for label, value, about in options:
        if value and units(value) <= MAX_OPTION and len(entries) < MAX_OPTIONS:
            entry: Part = {"label": cut(label, MAX_OPTION) or value, "value": value}
            entries.setdefault(value, entry | ({"description": cut(about, MAX_OPTION)} if about else {}))
    menu: Part = {"type": SELECT, "custom_id": custom_id, "options": list(entries.values())}
    menu |= {"placeholder": said} if (said := cut(placeholder, MAX_PLACEHOLDER)) else {}
    return [{"type": ROW, "components": [menu]}] if entries else []


def walk(parts: Iterable[Part]) -> list[Part]:
    """Each with what stands in it."""
    found: list[Part] = []
    for part in parts:
        found.append(part)
        if "components" in part:
            found += walk(part["components"])
        if "accessory" in part:
            found.append(part["accessory"])
    return found


def count(parts: Iterable[Part]) -> int:
    return len(walk(parts))


def length(parts: Iterable[Part]) -> int:
    return _length(walk(parts))


def _length(walked: Iterable[Part]) -> int:
    return sum([units(part["content"]) for part in walked if part["type"] == TEXT])


def fits(parts: Sequence[Part]) -> bool:
    walked = walk(parts)
    return len(walked) <= MAX_PARTS and _length(walked) <= MAX_TEXT


def forced(children: Sequence[Part]) -> list[Part]:
    """The last resort: as many of a container's children as fit, its buttons before its texts."""
    room, places = MAX_TEXT, MAX_PARTS - 1
    kept: dict[int, Part] = {}
    for index in sorted(range(len(children)), key=lambda index: children[index]["type"] != ROW):
        child = _shortened(children[index], room)
        if child is not None and count([child]) <= places:
            kept[index] = child
            room, places = room - length([child]), places - count([child])
    return [kept[index] for index in sorted(kept)] or [text("…")]


def _shortened(child: Part, room: int) -> Part | None:
    if length([child]) <= room:
        return child
    if child["type"] != TEXT or room < MAX_LABEL:
        return None
    kept = child["content"][: room - 1]
    while units(kept) > room - 1:
        kept = kept[:-1]
    return text(kept.rstrip("\\") + "…")


def make_unique(parts: Sequence[Part]) -> None:
    """Gives every button of a message a custom_id of its own, in place."""
    owners = [part for part in walk(parts) if "custom_id" in part]
    said = [owner["custom_id"] for owner in owners]
    if len(set(said)) == len(said):
        return
    for owner, custom_id in zip(owners, unique(said), strict=True):
        owner["custom_id"] = custom_id
