"""A button's state stands in its custom_id (1 to 100 characters), so that it works after a restart and for posts of
last year: `p1:verb:arg:arg`, the arguments in the order of the verb's options. It is never trusted: whoever can send an
interaction can write one, so the core checks every right again.
https://docs.discord.com/developers/components/reference#anatomy-of-a-component
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from bot.model import PaperId
from bot.platform import Command
from bot.view import Action

LIMIT = 100
_PREFIX = "p1"
PAPER = "paper"
_NUMBER = 4  # characters for `~99`
_ESCAPES = {ord(character): f"%{ord(character):02X}" for character in ":%~"}


class CustomIds:
    def __init__(self, commands: Iterable[Command]) -> None:
        self._keys = {c.verb: dict.fromkeys(o.key for o in c.options) for c in commands}  # in their order

    def pack(self, action: Action) -> str | None:
        """None where it cannot be said in so few characters, or the verb does not know an argument."""
        keys, args = self._keys.get(action.verb), action.args
        if keys is None or not args.keys() <= keys.keys():
            return None
        said = [args.get(key, "") for key in keys]
        values = [value if value.isalnum() else value.translate(_ESCAPES) for value in said]
        packed = ":".join((_PREFIX, action.verb, *values)).rstrip(":")  # without those at the end that say nothing
        length = len(packed) if packed.isascii() else len(packed.encode("utf-16-le", "surrogatepass")) // 2
        return packed if length <= LIMIT - _NUMBER else None

    def unpack(self, custom_id: str) -> tuple[str, dict[str, str]] | None:
        """(verb, args), None where it is not one of ours. A `~` and what follows only made it unique in its message."""
        prefix, _, rest = custom_id.partition("~")[0].partition(":")
        verb, *values = rest.split(":")
        keys = self._keys.get(verb)
        if prefix != _PREFIX or keys is None or len(values) > len(keys):
            return None
        return verb, {key: unquote(value) for key, value in zip(keys, values, strict=False) if value}

    def first_key(self, verb: str) -> str:
        """The argument that a choice from a menu is."""
        return next(iter(self._keys.get(verb, ())), "")

    def papers(self, custom_ids: Iterable[str]) -> tuple[PaperId, ...]:
        """The papers of a message of ours, in their order, by its buttons."""
        found: dict[PaperId, None] = {}
        for custom_id in custom_ids:
            read = self.unpack(custom_id)
            paper = read[1].get(PAPER, "") if read else ""
            if paper.isascii() and paper.isdigit():
                found[PaperId(int(paper))] = None
        return tuple(found)


def unique(custom_ids: Iterable[str]) -> list[str]:
    """Discord refuses a message with the same custom_id twice; the same button may well stand in it twice."""
    seen: dict[str, int] = {}
    out = []
    for custom_id in custom_ids:
        seen[custom_id] = seen.get(custom_id, 0) + 1
        out.append(custom_id if seen[custom_id] == 1 else f"{custom_id}~{seen[custom_id]}")
    return out


def custom_ids(components: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """Of components as JSON."""
    for part in components:
        if part.get("custom_id"):
            yield str(part["custom_id"])
        yield from custom_ids(part.get("components") or ())
        if part.get("accessory"):
            yield from custom_ids([part["accessory"]])
