"""A gateway session: what was sent in it, to whom, and the connection that it has at the moment."""

import asyncio
import json
import zlib
from collections import deque
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from tests.servers.discord.faults import abort, reset
from tests.servers.discord.refused import Json

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME, RECONNECT, REQUEST_MEMBERS = 0, 1, 2, 3, 4, 6, 7, 8
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11
EVENTS_KEPT = 20_000
SENDS_A_MINUTE = 120

GUILDS, MEMBERS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 1, 1 << 9, 1 << 12
PRESENCES, MESSAGE_CONTENT = 1 << 8, 1 << 15
PRIVILEGED = MEMBERS | PRESENCES | MESSAGE_CONTENT
EVERY_INTENT = sum(1 << bit for bit in (*range(17), 20, 21, 24, 25))
_ALWAYS = ("READY", "RESUMED", "INTERACTION_CREATE", "USER_UPDATE")


def wanted_by(intents: int, event: str, *, in_guild: bool) -> bool:
    """Whether an event reaches a session with these intents (docs.discord.com, events/gateway)."""
    if event in _ALWAYS:
        return True
    if event.startswith("MESSAGE_"):
        return bool(intents & (GUILD_MESSAGES if in_guild else DIRECT_MESSAGES))
    return bool(intents & GUILDS)


class Link:
    """One WebSocket connection; what is sent waits in a queue, so that sending never waits for the network."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.session: Session | None = None
        self._transport = request.transport
        self._queue: asyncio.Queue[str | int] = asyncio.Queue()
        zipped = request.query.get("compress") == "zlib-stream"
        self._zip = zlib.compressobj() if zipped else None
        self._received: deque[float] = deque()

    def send(self, operation: int, data: Any, *, event: str | None = None, number: int | None = None) -> None:
        self.send_text(json.dumps({"op": operation, "d": data, "s": number, "t": event}, ensure_ascii=False))

    def refuse(self, *, resumable: bool = False) -> None:
        self.send(INVALID_SESSION, resumable)

    def send_text(self, text: str) -> None:
        self._queue.put_nowait(text)

    def close(self, code: int) -> None:
        """After everything that is queued."""
        self._queue.put_nowait(code)

    def reset(self) -> None:
        reset(self._transport)

    def abort(self) -> None:
        abort(self._transport)

    async def write(self) -> None:
        try:
            while isinstance(text := await self._queue.get(), str):
                await self._write(text)
            await self.socket.close(code=text, drain=False)
        except ConnectionError:
            return

    async def _write(self, text: str) -> None:
        if self._zip is None:
            await self.socket.send_str(text)
            return
        packed = self._zip.compress(text.encode()) + self._zip.flush(zlib.Z_SYNC_FLUSH)
        await self.socket.send_bytes(packed)

    def too_fast(self, now: float) -> bool:
        """More than 120 payloads in a minute."""
        self._received.append(now)
        while now - self._received[0] > 60:
            self._received.popleft()
        return len(self._received) > SENDS_A_MINUTE


class Session:
    """Lives on for a while without a connection, so that it can be resumed."""

    def __init__(self, *, name: str, intents: int, shard: tuple[int, int]) -> None:
        self.name = name
        self.intents = intents
        self.shard = shard
        self.link: Link | None = None
        self.lost_at: float | None = None
        self.sequence = 0
        self._sent: deque[tuple[int, str]] = deque(maxlen=EVENTS_KEPT)

    def serves(self, guild_id: int | None) -> bool:
        number, count = self.shard
        return number == (0 if guild_id is None else (guild_id >> 22) % count)

    def dispatch(self, event: str, data: Mapping[str, Any]) -> None:
        self.sequence += 1
        payload: Json = {"op": DISPATCH, "d": data, "s": self.sequence, "t": event}
        text = json.dumps(payload, ensure_ascii=False)
        self._sent.append((self.sequence, text))
        if self.link is not None:
            self.link.send_text(text)

    def can_replay(self, after: int) -> bool:
        return not self._sent or self._sent[0][0] <= after + 1

    def replay(self, link: Link, after: int) -> None:
        self.link, self.lost_at, link.session = link, None, self
        for number, text in self._sent:
            if number > after:
                link.send_text(text)
        self.dispatch("RESUMED", {"_trace": []})
