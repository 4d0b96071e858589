"""A request as the handlers see it, and what they answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.servers.discord.refused import Json, Refused
from tests.servers.discord.state import World, snowflake


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    params: Mapping[str, str]

    def id(self, name: str) -> int:
        return snowflake(self.params[name])

    @property
    def fields(self) -> Json:
        """The body where it must be an object."""
        if not isinstance(self.body, dict):
            raise Refused(50109)
        return self.body


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int = 200
    body: Any = None


NOTHING = Answer(status=204)
Handler = Callable[[World, Request], Answer]
