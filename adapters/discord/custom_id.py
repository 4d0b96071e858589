"""A button's state stands in its custom_id (1 to 100 characters), so that it works after a restart and for posts of
last year: `p1:verb:arg:arg`, the arguments in the order of the verb's options. It is never trusted: whoever can send an
interaction can write one, so the core checks every right again.
https://docs.discord.com/developers/components/reference#anatomy-of-a-component
"""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote, unquote

from bot.platform import Command
from bot.view import Action

LIMIT = 100
_PREFIX = "p1"


class CustomIds:
    def __init__(self, commands: Iterable[Command]) -> None:
        self._keys: Mapping[str, Sequence[str]] = {c.verb: tuple(o.key for o in c.options) for c in commands}

    def fits(self, action: Action) -> bool:
        return len(self.pack(action)) <= LIMIT

    def pack(self, action: Action) -> str:
        values = [_escaped(action.args.get(key, "")) for key in self._keys[action.verb]]
        while values and not values[-1]:
            values.pop()
        return ":".join((_PREFIX, action.verb, *values))

    def unpack(self, custom_id: str) -> tuple[str, dict[str, str]] | None:
        """(verb, args), None where it is not one of ours. A `~` and what follows only made it unique in its message."""
        prefix, _, rest = custom_id.partition("~")[0].partition(":")
        verb, *values = rest.split(":")
        keys = self._keys.get(verb)
        if prefix != _PREFIX or keys is None or len(values) > len(keys):
            return None
        return verb, {key: unquote(value) for key, value in zip(keys, values, strict=False) if value}


def unique(custom_ids: Iterable[str]) -> list[str]:
    """Discord refuses a message with the same custom_id twice; the same button may well stand in it twice."""
    seen: dict[str, int] = {}
    out = []
    for custom_id in custom_ids:
        seen[custom_id] = seen.get(custom_id, 0) + 1
        out.append(custom_id if seen[custom_id] == 1 else f"{custom_id}~{seen[custom_id]}")
    return out


def _escaped(value: str) -> str:
    return "".join(quote(character, safe="") if character in ":%~" else character for character in value)
