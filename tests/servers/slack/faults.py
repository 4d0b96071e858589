"""Faults that a test orders: for the next requests or deliveries that match, something goes wrong on the way."""

import asyncio
import json
import socket
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fnmatch import fnmatchcase
from typing import Any

from tests.servers.slack.refused import Json


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

Matches = Callable[[Json], bool]


def _json(status: int, body: Json, *, headers: Mapping[str, str] | None = None, accepted: bool = False) -> Fault:
    every = {"Content-Type": "application/json; charset=utf-8", **(headers or {})}
    return Fault(kind=Kind.ANSWER, status=status, headers=every, body=json.dumps(body).encode(), accepted=accepted)


def refusing(error: str, *, accepted: bool = False, status: int = 200, **more: Any) -> Fault:
    """One of Slack's errors, whatever the request was: `fatal_error`, `internal_error`, `account_inactive` …"""
    return _json(status, {"ok": False, "error": error, **more}, accepted=accepted)


FATAL_BEFORE = refusing("fatal_error")
FATAL_AFTER = refusing("fatal_error", accepted=True)


def answering(status: int, *, accepted: bool = False) -> Fault:
    """503 is Slack's own; other 5xx come from the proxy before it, as a page."""
    if status == 503:
        return refusing("service_unavailable", accepted=accepted, status=503)
    page = f"<html><head><title>{status}</title></head></html>".encode()
    headers = {"Content-Type": "text/html; charset=utf-8"}
    return Fault(kind=Kind.ANSWER, status=status, headers=headers, body=page, accepted=accepted)


def rate_limited(wait: int = 1, *, error: str = "ratelimited") -> Fault:
    """Both spellings of the error exist: `ratelimited` and `rate_limited`."""
    return _json(429, {"ok": False, "error": error}, headers={"Retry-After": str(wait)})


def late(seconds: float) -> Fault:
    return Fault(kind=Kind.DELAY, accepted=True, seconds=seconds)


@dataclass(slots=True)
class Planned:
    name: str
    fault: Fault
    left: int
    matches: Matches


class Faults:
    """The faults that are still to come, in the order in which they were ordered."""

    def __init__(self) -> None:
        self._planned: list[Planned] = []

    def add(self, name: str, fault: Fault, times: int, matches: Matches) -> None:
        self._planned.append(Planned(name, fault, times, matches))

    def clear(self) -> None:
        self._planned.clear()

    def take(self, name: str, body: Any) -> Fault | None:
        for planned in self._planned:
            if fnmatchcase(name, planned.name) and planned.matches(body if isinstance(body, dict) else {}):
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
