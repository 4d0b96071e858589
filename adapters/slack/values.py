"""What a button does stands in its action_id (`p1:verb`) and its value (the arguments as JSON), so that it works after
a restart and for posts of last year. It is never trusted: the core checks every right again.

action_ids must differ within one block: a `~` and a number make them so. A menu's action_id is `p1:verb/key`: what is
chosen is that argument.
https://docs.slack.dev/reference/block-kit/block-elements/button-element
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bot.model import PaperId
from bot.platform import Command
from bot.view import Action

PREFIX = "p1:"
LINK = "link"  # a button that only leads somewhere is pressed too
MAX_VALUE = 2000
_PAPER = "paper"


class Said(NamedTuple):
    """What a pressed button or a chosen entry means. `key`: the argument that a choice is."""

    verb: str
    args: dict[str, str]
    key: str = ""


class Values:
    def __init__(self, commands: Iterable[Command]) -> None:
        self._keys: Mapping[str, Sequence[str]] = {c.verb: tuple(o.key for o in c.options) for c in commands}

    def pack(self, action: Action) -> tuple[str, str] | None:
        """(action_id, value); None where it cannot be said, or the verb does not know an argument."""
        value = written(action.args)
        known = self._keys.get(action.verb)
        if known is None or not set(action.args) <= set(known) or len(value.encode()) > MAX_VALUE:
            return None
        return f"{PREFIX}{action.verb}", value

    def unpack(self, action_id: str, value: str = "") -> Said | None:
        """None where it is not, or not any more, one of ours."""
        if not action_id.startswith(PREFIX):
            return None
        verb, _, key = action_id.removeprefix(PREFIX).partition("~")[0].partition("/")
        known, args = self._keys.get(verb), read(value)
        if known is None or args is None or not {*args, *filter(None, [key])} <= set(known):
            return None
        return Said(verb, args, key)

    def menu(self, verb: str, key: str) -> str:
        return f"{PREFIX}{verb}/{key}"

    def papers(self, blocks: Iterable[Mapping[str, Any]]) -> tuple[PaperId, ...]:
        """The papers of a message of ours, in their order, by its buttons."""
        found: dict[PaperId, None] = {}
        for element in _pressable(blocks):
            said = self.unpack(str(element.get("action_id", "")), str(element.get("value", "")))
            paper = said.args.get(_PAPER, "") if said else ""
            if paper.isascii() and paper.isdigit():
                found[PaperId(int(paper))] = None
        return tuple(found)


def written(args: Mapping[str, str]) -> str:
    given = {key: value for key, value in args.items() if value}
    return json.dumps(given, ensure_ascii=False, separators=(",", ":")) if given else ""


def read(value: str) -> dict[str, str] | None:
    try:
        found = json.loads(value) if value else {}
    except ValueError:
        return None
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        return None
    return found


def _pressable(blocks: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for block in blocks:
        if isinstance(block.get("accessory"), dict):
            yield block["accessory"]
        yield from (element for element in block.get("elements") or () if isinstance(element, dict))
