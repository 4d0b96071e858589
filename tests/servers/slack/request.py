"""A request of the Web API as the handlers see it: its arguments read, its token known."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.servers.slack.refused import Json, Refused, missing
from tests.servers.slack.state import Installation, World

if TYPE_CHECKING:
    from tests.servers.slack.limits import Limits

AS_JSON = ("blocks", "attachments", "metadata", "view")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    world: World
    limits: "Limits"
    method: str
    args: Json
    caller: Installation | None  # None: no token is needed, or it is the app's own
    token: str = ""
    client: tuple[str, str] = ("", "")  # HTTP Basic: client id and secret

    @property
    def installation(self) -> Installation:
        if self.caller is None:
            raise Refused("not_allowed_token_type")
        return self.caller

    def text(self, name: str) -> str:
        value = self.args.get(name)
        if value is None or value == "":
            raise missing(name)
        return str(value)

    def optional(self, name: str) -> str:
        return str(self.args.get(name) or "")

    def flag(self, name: str) -> bool:
        return self.args.get(name) in (True, 1, "1", "true", "True")

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.args.get(name) or default)
        except (TypeError, ValueError):
            raise Refused("invalid_arguments") from None

    def need(self, *scopes: str) -> None:
        """One of these scopes must have been granted."""
        granted = self.installation.scopes
        if scopes and not granted & set(scopes):
            raise Refused("missing_scope", needed=",".join(scopes), provided=",".join(sorted(granted)))


Handler = Callable[[Request], Json]


def parsed(args: Json) -> Json:
    """Arguments that are JSON in themselves, read where they came as text (forms and queries)."""
    made = dict(args)
    for name in AS_JSON:
        if isinstance(made.get(name), str) and made[name]:
            try:
                made[name] = json.loads(made[name])
            except ValueError:
                continue
    return made


def page(request: Request, found: list[Any], name: str, *, default: int = 100, most: int = 1000) -> Json:
    """Some of a list, and the cursor that leads on."""
    limit = request.number("limit", default)
    if not 1 <= limit <= most:
        raise Refused("invalid_limit")
    cursor = request.optional("cursor")
    start = 0
    if cursor:
        kind, _, place = cursor.partition(":")
        if kind != name or not place.isdigit():
            raise Refused("invalid_cursor")
        start = int(place)
    following = f"{name}:{start + limit}" if start + limit < len(found) else ""
    return {"ok": True, name: found[start : start + limit], "response_metadata": {"next_cursor": following}}
