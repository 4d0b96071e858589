"""Faults that a test orders: for the next requests that match, something goes wrong on the way."""

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fnmatch import fnmatchcase
from typing import Any

from tests.servers.discord.limits import VIA, limited
from tests.servers.discord.refused import Json, Refused


class Kind(Enum):
    RESET = "the connection is reset"
    CLOSE = "the connection is closed without an answer"
    SILENCE = "no answer ever comes"
    ANSWER = "another answer comes"
    DELAY = "the right answer comes late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`accepted`: the request took effect all the same, only its sender does not learn it."""

    kind: Kind
    accepted: bool = False
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0


RESET_BEFORE = Fault(kind=Kind.RESET)
RESET_AFTER = Fault(kind=Kind.RESET, accepted=True)
CLOSE_BEFORE = Fault(kind=Kind.CLOSE)
CLOSE_AFTER = Fault(kind=Kind.CLOSE, accepted=True)
SILENCE_BEFORE = Fault(kind=Kind.SILENCE)
SILENCE_AFTER = Fault(kind=Kind.SILENCE, accepted=True)


def answering(status: int, *, accepted: bool = False) -> Fault:
    """500 comes from Discord itself, 502 to 504 from the proxy before it, as a page."""
    if status == 500:
        return _json(500, {"message": "500: Internal Server Error", "code": 0}, accepted=accepted)
    page = f"<html><head><title>{status}</title></head></html>".encode()
    headers = {"Content-Type": "text/html; charset=UTF-8", "Via": VIA}
    return Fault(kind=Kind.ANSWER, status=status, headers=headers, body=page, accepted=accepted)


def refusing(code: int, *, errors: Json | None = None) -> Fault:
    """One of Discord's error codes, whatever the request was."""
    refused = Refused(code, errors=errors)
    return _json(refused.status, refused.body)


def rate_limited(wait: float = 0.5, *, via: bool = True, everywhere: bool = False, shared: bool = False) -> Fault:
    """A 429; without `Via` it is the work of the proxy before Discord, with a page for a body."""
    if not via:
        headers = {"Content-Type": "text/html; charset=UTF-8", "Retry-After": str(int(wait) + 1)}
        return Fault(kind=Kind.ANSWER, status=429, headers=headers, body=b"error code: 1015")
    made = limited(wait, everywhere=everywhere, shared=shared)
    return _json(429, made.body, headers=made.headers)


def late(seconds: float) -> Fault:
    return Fault(kind=Kind.DELAY, accepted=True, seconds=seconds)


def unauthorized() -> Fault:
    return _json(401, {"message": "401: Unauthorized", "code": 0})


def _json(status: int, body: Json, *, headers: Mapping[str, str] | None = None, accepted: bool = False) -> Fault:
    every = {"Content-Type": "application/json", "Via": VIA, **(headers or {})}
    return Fault(kind=Kind.ANSWER, status=status, headers=every, body=json.dumps(body).encode(), accepted=accepted)


@dataclass(slots=True)
class Planned:
    method: str
    path: str
    fault: Fault
    left: int


class Faults:
    """The faults that are still to come, in the order in which they were ordered."""

    def __init__(self) -> None:
        self._planned: list[Planned] = []

    def add(self, method: str, path: str, fault: Fault, times: int) -> None:
        self._planned.append(Planned(method, path, fault, times))

    @property
    def waiting(self) -> int:
        """How many orders no request has met yet."""
        return len(self._planned)

    def clear(self) -> None:
        self._planned.clear()

    def take(self, method: str, path: str) -> Fault | None:
        for planned in self._planned:
            if planned.method in (method, "*") and fnmatchcase(path, planned.path):
                planned.left -= 1
                if not planned.left:
                    self._planned.remove(planned)
                return planned.fault
        return None


def reset(transport: asyncio.BaseTransport | None) -> None:
    """Ends a connection so that the other side gets ECONNRESET: lingering for no time sends RST, not FIN."""
    connection: Any = transport.get_extra_info("socket") if transport is not None else None
    if connection is not None and transport is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        abort(transport)


def abort(transport: asyncio.BaseTransport | None) -> None:
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
