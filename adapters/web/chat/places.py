"""The channels of the page: two that everybody sees, and everybody's own direct messages."""

from collections.abc import Mapping

from bot.model import Channel, Language, Reader

NAME = "web"
ROOMS: Mapping[str, Language] = {"papers": "en", "논문": "ko"}
"""Each with the language that its server would have."""
DIRECT = "dm"  # what the page calls its reader's own
_OWN = "dm-"


def direct(reader: Reader) -> Channel:
    return channel(f"{_OWN}{reader.id}")


def channel(name: str) -> Channel:
    if name.startswith(_OWN):
        return Channel(NAME, "", name, "dm")
    return Channel(NAME, "", name, name=name)


def exists(name: str) -> bool:
    return name in ROOMS or name.startswith(_OWN)
