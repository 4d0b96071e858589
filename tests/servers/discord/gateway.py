"""The gateway: hello, heartbeats, identify, ready, resume, and every way to lose it."""

import asyncio
import json
import secrets
from typing import Any

from aiohttp import WSMsgType, web

from tests.servers.discord import faults, payloads
from tests.servers.discord.refused import Json
from tests.servers.discord.sessions import (
    EVERY_INTENT,
    GUILDS,
    HEARTBEAT,
    HEARTBEAT_ACK,
    HELLO,
    IDENTIFY,
    PRESENCE,
    PRIVILEGED,
    RECONNECT,
    REQUEST_MEMBERS,
    RESUME,
    VOICE_STATE,
    Link,
    Session,
    wanted_by,
)
from tests.servers.discord.state import SESSIONS_A_DAY, World

UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED, AUTHENTICATION_FAILED = 4001, 4002, 4003, 4004
ALREADY_AUTHENTICATED, INVALID_SEQUENCE, RATE_LIMITED, TIMED_OUT = 4005, 4007, 4008, 4009
INVALID_SHARD, SHARDING_REQUIRED, INVALID_VERSION, INVALID_INTENTS, DISALLOWED_INTENTS = 4010, 4011, 4012, 4013, 4014
LARGEST_PAYLOAD = 4096
GUILDS_A_SHARD = 2500
IDENTIFY_SECONDS, RESUME_SECONDS = 5.0, 300.0


class Gateway:
    """Serves connections and keeps sessions; the attributes `down` and `deaf` are faults that a test sets."""

    def __init__(self, world: World, *, heartbeat: float, privileged: int = 0) -> None:
        self.down = False  # connections are reset before the handshake
        self.deaf = False  # heartbeats are not acknowledged
        self.identifies = 0
        self.resumes = 0
        self.heartbeats = 0
        self.sessions: dict[str, Session] = {}
        self._world = world
        self._heartbeat = heartbeat
        self._privileged = privileged
        self._links: set[Link] = set()
        self._last_identify: dict[int, float] = {}
        world.emit = self.emit

    def emit(self, event: str, data: Json, guild_id: int | None) -> None:
        for session in self.sessions.values():
            if session.serves(guild_id) and wanted_by(session.intents, event, in_guild=guild_id is not None):
                session.dispatch(event, data)

    async def connected(self, sessions: int = 1) -> None:
        """Waits until so many sessions have a connection."""
        await self._world.until(lambda: self._alive() >= sessions)

    def _alive(self) -> int:
        return sum(session.link is not None for session in self.sessions.values())

    def ask_to_reconnect(self) -> None:
        for link in list(self._links):
            link.send(RECONNECT, None)

    def invalidate(self, *, resumable: bool = False) -> None:
        for link in list(self._links):
            if not resumable and link.session is not None:
                self.sessions.pop(link.session.name, None)
            link.refuse(resumable=resumable)

    def close(self, code: int = 1000) -> None:
        for link in list(self._links):
            link.close(code)

    def drop(self) -> None:
        """Every connection is reset; the sessions can be resumed."""
        for link in list(self._links):
            link.reset()

    def die(self) -> None:
        """As `drop`, and no session survives, and nobody gets in until `revive`."""
        self.down = True
        self.sessions.clear()
        self.drop()

    def revive(self) -> None:
        self.down = False

    def allow_identify(self) -> None:
        """The next session need not wait five seconds: for tests that start the app again and again."""
        self._last_identify.clear()

    def abort(self) -> None:
        for link in list(self._links):
            link.abort()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if self.down:
            faults.reset(request.transport)
            return web.Response(status=503)
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        link = Link(socket, request)
        self._links.add(link)
        writing = asyncio.create_task(link.write())
        try:
            await self._converse(link, request)
        finally:
            self._links.discard(link)
            self._detach(link)
            self._world.moved.set()
            writing.cancel()
        return socket

    async def _converse(self, link: Link, request: web.Request) -> None:
        if request.query.get("v") != "10" or request.query.get("encoding", "json") != "json":
            await link.socket.close(code=INVALID_VERSION)
            return
        link.send(HELLO, {"heartbeat_interval": int(self._heartbeat * 1000), "_trace": []})
        while True:
            try:
                message = await link.socket.receive(timeout=self._heartbeat * 1.5)
            except TimeoutError:
                self._forget(link)
                await link.socket.close(code=TIMED_OUT)
                return
            if message.type is not WSMsgType.TEXT:
                if link.socket.close_code in (1000, 1001):
                    self._forget(link)
                return
            code = self._receive(link, message.data)
            self._world.moved.set()
            if code:
                await link.socket.close(code=code)
                return

    def _detach(self, link: Link) -> None:
        session = link.session
        if session is not None and session.link is link:
            session.link, session.lost_at = None, self._world.clock.now()

    def _forget(self, link: Link) -> None:
        if link.session is not None:
            self.sessions.pop(link.session.name, None)

    def _receive(self, link: Link, text: str) -> int:
        """The code to close the connection with, or 0."""
        if link.too_fast(self._world.clock.now()):
            return RATE_LIMITED
        if len(text.encode()) > LARGEST_PAYLOAD:
            return DECODE_ERROR
        try:
            payload = json.loads(text)
            operation, data = payload["op"], payload.get("d")
        except (ValueError, KeyError, TypeError):
            return DECODE_ERROR
        if operation == HEARTBEAT:
            self.heartbeats += 1
            if not self.deaf:
                link.send(HEARTBEAT_ACK, None)
            return 0
        if operation == IDENTIFY:
            return self._identify(link, data)
        if operation == RESUME:
            return self._resume(link, data)
        if operation not in (PRESENCE, VOICE_STATE, REQUEST_MEMBERS):
            return UNKNOWN_OPCODE
        return 0 if link.session is not None else NOT_AUTHENTICATED

    def _identify(self, link: Link, data: Any) -> int:
        self.identifies += 1
        if link.session is not None:
            return ALREADY_AUTHENTICATED
        shard = data.get("shard") or [0, 1]
        code = self._unfit(data, shard)
        if code:
            return code
        now, key = self._world.clock.now(), shard[0] % self._world.concurrency
        if now - self._last_identify.get(key, -IDENTIFY_SECONDS) < IDENTIFY_SECONDS:
            link.refuse()
            return 0
        if self._world.starts_today() >= SESSIONS_A_DAY:
            self._world.token = secrets.token_hex(16)  # Discord resets the token and writes to the owner
            return AUTHENTICATION_FAILED
        self._last_identify[key] = now
        self._world.session_starts.append(now)
        self._begin(link, data["intents"], (shard[0], shard[1]))
        return 0

    def _unfit(self, data: Json, shard: list[int]) -> int:
        if data.get("token") != self._world.token:
            return AUTHENTICATION_FAILED
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~EVERY_INTENT:
            return INVALID_INTENTS
        if intents & PRIVILEGED & ~self._privileged:
            return DISALLOWED_INTENTS
        if len(shard) != 2 or not 0 <= shard[0] < shard[1]:
            return INVALID_SHARD
        mine = sum((guild.id >> 22) % shard[1] == shard[0] for guild in self._world.guilds_here())
        return SHARDING_REQUIRED if mine > GUILDS_A_SHARD else 0

    def _begin(self, link: Link, intents: int, shard: tuple[int, int]) -> None:
        self.sessions = {name: one for name, one in self.sessions.items() if not self._too_old(one)}
        session = Session(name=secrets.token_hex(16), intents=intents, shard=shard)
        session.link, link.session = link, session
        self.sessions[session.name] = session
        guilds = [guild for guild in self._world.guilds_here() if session.serves(guild.id)]
        ready = {
            "v": 10,
            "user": payloads.me(self._world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.name,
            "session_type": "normal",
            "resume_gateway_url": self._world.gateway_url + "resume",
            "shard": list(shard),
            "application": {"id": str(self._world.application_id), "flags": 0},
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "_trace": [],
        }
        session.dispatch("READY", ready)
        for guild in guilds:
            if intents & GUILDS and not guild.unavailable:
                session.dispatch("GUILD_CREATE", payloads.guild_create(self._world, guild) | {"unavailable": False})

    def _resume(self, link: Link, data: Any) -> int:
        self.resumes += 1
        if data.get("token") != self._world.token:
            return AUTHENTICATION_FAILED
        session = self.sessions.get(data.get("session_id"))
        if session is None or self._too_old(session) or not session.can_replay(data.get("seq") or 0):
            link.refuse()
            return 0
        if (data.get("seq") or 0) > session.sequence:
            return INVALID_SEQUENCE
        if session.link is not None:
            session.link.close(4000)
        session.replay(link, data.get("seq") or 0)
        return 0

    def _too_old(self, session: Session) -> bool:
        return session.lost_at is not None and self._world.clock.now() - session.lost_at > RESUME_SECONDS
