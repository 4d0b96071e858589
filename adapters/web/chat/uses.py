"""One use of the page: what it asks, read as strictly as from a stranger, and made a Call."""

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast, get_args

from bot.model import Channel, Language, PaperId, Reader
from bot.platform import Call, Command

MOST_LINE = 1000
_MOST_TEXT = 4000  # of a field
_MOST_FIELDS, _MOST_PAPERS = 25, 100
_ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,64}")

Surface = Literal["line", "post", "private", "modal"]


class BadRequest(Exception):
    """Nothing that our page would ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    room: str = ""
    zone: str = ""
    line: str = ""
    dialect: str = ""
    pressed: str = ""  # custom_id, action_id, callback_id
    value: str = ""
    chosen: str = ""
    filled: Mapping[str, str] | None = None
    papers: tuple[PaperId, ...] = ()
    surface: Surface = "line"


def read(body: bytes) -> Use:
    """Raises BadRequest."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadRequest("no JSON") from error
    if not isinstance(said, dict):
        raise BadRequest("no object")
    return _asked(said)


def _asked(said: Mapping[str, Any]) -> Use:
    zone = _text(said, "zone")
    return Use(
        room=_text(said, "room"),
        zone=zone if _ZONE.fullmatch(zone) else "",
        line=_text(said, "line", MOST_LINE),
        dialect=_text(said, "dialect"),
        pressed=_text(said, "pressed"),
        value=_text(said, "value"),
        chosen=_text(said, "chosen"),
        filled=_filled(said["filled"]) if said.get("filled") is not None else None,
        papers=_papers(said.get("papers") or ()),
        surface=_surface(_text(said, "surface")),
    )


def _surface(name: str) -> Surface:
    for known in get_args(Surface):
        if name == known:
            return cast("Surface", known)
    return "line"


def _text(said: Mapping[str, Any], name: str, most: int = _MOST_TEXT) -> str:
    found = said.get(name) or ""
    if not isinstance(found, str) or len(found) > most:
        raise BadRequest(name)
    return found


def _filled(given: Any) -> Mapping[str, str]:
    if not isinstance(given, dict) or len(given) > _MOST_FIELDS:
        raise BadRequest("filled")
    return {key: said for key in given if (said := _text(given, key).strip())}


def _papers(given: Any) -> tuple[PaperId, ...]:
    if not isinstance(given, Sequence) or isinstance(given, str) or len(given) > _MOST_PAPERS:
        raise BadRequest("papers")
    if not all(isinstance(each, int) and 0 < each < 2**53 for each in given):
        raise BadRequest("papers")
    return tuple(PaperId(each) for each in given)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks from where."""

    reader: Reader
    here: Channel
    language: Language
    place_language: Language | None
    rooms: Mapping[str, Channel] = field(default_factory=dict)  # that a call may name

    def call(self, use: Use, *, commands: Sequence[Command], verb: str = "", args: Mapping[str, str] | None = None,
             line: str | None = None) -> Call:  # fmt: skip
        """Everybody on the page may manage its channels."""
        args = {key: said for key, said in (args or {}).items() if isinstance(said, str)}
        named = args.get("channel", "") if line is None else _named(line, commands)
        return Call(
            id=secrets.token_hex(4),
            verb=verb,
            args=args,
            line=line,
            reader=self.reader,
            here=self.here,
            target=self.rooms.get(named.lstrip("#")),
            locale=self.language,
            place_locale=self.place_language or "",
            zone=use.zone,
            may_manage=True,
            message=use.papers,
        )


def _named(line: str, commands: Sequence[Command]) -> str:
    """`channel:papers`, by every name that the commands have for that option."""
    options = [option for command in commands for option in command.options if option.kind == "channel"]
    names = "|".join(sorted({re.escape(name) for option in options for name in option.names.values()}))
    found = (
        re.search(rf"(?<!\S)(?:{names})\s*[:：]\s*#?(?P<name>[^\s#,]{{1,80}})", line, re.IGNORECASE) if names else None
    )
    return found["name"] if found else ""
