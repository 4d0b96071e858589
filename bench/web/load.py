"""Readers who ask as fast as they are answered, over connections that stay open."""

import asyncio
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

READERS = 8
PATIENCE_S = 60
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Answer:
    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        found = re.search(rf"^{name}: *(.*?)\r?$", self.head.decode("latin-1"), re.IGNORECASE | re.MULTILINE)
        return found[1] if found else ""


@dataclass
class Reader(asyncio.Protocol):
    """One connection. Asks again as soon as it is answered, until it has nothing more to ask."""

    request: bytes
    status: int
    until: float = 0.0  # of time.perf_counter; 0: once
    answers: int = 0
    last: Answer | None = None
    done: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    _read: bytes = b""
    _transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self._read += data
        end = self._read.find(_END)
        if end < 0:
            return
        length = _LENGTH.search(self._read, 0, end)
        if len(self._read) < end + len(_END) + (int(length[1]) if length else 0):
            return
        self._answered(self._read[:end], self._read[end + len(_END) :])

    def _answered(self, head: bytes, body: bytes) -> None:
        assert self._transport is not None
        status = int(head[9:12])
        if status != self.status and not self.done.done():
            self.done.set_exception(AssertionError(f"{status} instead of {self.status}: {self.request!r}"))
        self.answers += 1
        self._read = b""
        if time.perf_counter() < self.until:
            self._transport.write(self.request)
            return
        self.last = Answer(status, head, body)
        self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            fault = AssertionError("cut off") if self.last is None else None
            self.done.set_exception(fault) if fault else self.done.set_result(None)


async def once(port: int, path: str, headers: Mapping[str, str] | None = None, *, status: int = 200) -> Answer:
    reader = Reader(_request(path, headers or {}), status)
    await _through(port, reader)
    assert reader.last is not None
    return reader.last


async def rate(
    port: int, path: str, seconds: float, headers: Mapping[str, str] | None = None, *, status: int = 200
) -> float:
    """Requests a second."""
    request, begun = _request(path, headers or {}), time.perf_counter()
    readers = [Reader(request, status, begun + seconds) for _ in range(READERS)]
    await asyncio.gather(*(_through(port, reader) for reader in readers))
    return sum(reader.answers for reader in readers) / (time.perf_counter() - begun)


async def _through(port: int, reader: Reader) -> None:
    async with asyncio.timeout(PATIENCE_S):
        await asyncio.get_running_loop().create_connection(lambda: reader, "127.0.0.1", port)
        await reader.done


def _request(path: str, headers: Mapping[str, str]) -> bytes:
    usual = {"Host": "127.0.0.1", "User-Agent": "reader/1", "Accept": "*/*", "Accept-Language": "en-US,en;q=0.9"}
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in {**usual, **headers}.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
