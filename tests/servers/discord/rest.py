"""The HTTP side: authorization, limits, faults, the handlers, and the record of every exchange."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.servers.discord import faults, router, uploads
from tests.servers.discord.faults import Fault, Faults, Kind
from tests.servers.discord.limits import VIA, Limited, Limits
from tests.servers.discord.refused import Refused, no_such_route, unauthorized
from tests.servers.discord.request import Answer, Request
from tests.servers.discord.router import Route
from tests.servers.discord.state import World
from tests.servers.discord.uploads import File, Sent
from tests.servers.wire_log import WireLog

PREFIXES = ("/api/v10", "/api")
EXCHANGES_KEPT = 20_000
Headers = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """`status` is 0 where no answer left the server."""

    at: float
    method: str
    path: str
    body: Any
    status: int
    answer: Any
    files: tuple[File, ...] = ()


class Rest:
    def __init__(self, world: World, limits: Limits, planned: Faults, log: WireLog) -> None:
        self.mistakes: list[Exception] = []
        self.exchanges: deque[Exchange] = deque(maxlen=EXCHANGES_KEPT)
        self._world = world
        self._limits = limits
        self._planned = planned
        self._log = log
        self._closing = asyncio.Event()

    def open(self) -> None:
        self._closing.clear()

    def close(self) -> None:
        """Lets go of the connections that are kept in silence."""
        self._closing.set()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        path = _without_prefix(request.path)
        sent = await uploads.received(request)
        fault = self._planned.take(request.method, path)
        if fault is not None and not fault.accepted:
            return await self._fail(request, path, sent, fault)
        status, answer, headers = self._answer(request, path, sent)
        if fault is not None and fault.kind is not Kind.DELAY:
            return await self._fail(request, path, sent, fault)
        if fault is not None:
            await asyncio.sleep(fault.seconds)
        self._record(request.method, path, sent, status, answer)
        return _response(status, answer, headers)

    def _record(self, method: str, path: str, sent: Sent, status: int, answer: Any) -> None:
        at = self._world.clock.now()
        files = tuple(sent.files.values())
        self.exchanges.append(
            Exchange(at=at, method=method, path=path, body=sent.body, status=status, answer=answer, files=files)
        )
        self._world.moved.set()
        self._log.write(method=method, path=path, body=sent.body, status=status, answer=answer)

    async def _fail(self, request: web.Request, path: str, sent: Sent, fault: Fault) -> web.StreamResponse:
        self._record(request.method, path, sent, fault.status, None)
        if fault.kind is Kind.ANSWER:
            if fault.status in (401, 403, 429):
                self._limits.count_invalid()
            return web.Response(status=fault.status, headers=fault.headers, body=fault.body)
        if fault.kind is Kind.SILENCE:
            await self._closing.wait()
        if fault.kind is Kind.RESET:
            faults.reset(request.transport)
        faults.abort(request.transport)
        return web.Response(status=500)

    def _answer(self, request: web.Request, path: str, sent: Sent) -> tuple[int, Any, Headers]:
        if self._limits.banned:
            return 429, None, {"Retry-After": "600"}
        headers: Headers = {}
        try:
            route, params = self._route(request, path)
            counted = not route.for_interactions
            headers = self._limits.take(route.rule, router.resource(params), counts_globally=counted)
            if sent.broken:
                raise Refused(50109)
            seen = Request(
                method=request.method, path=path, query=request.query, body=uploads.placed(sent), params=params
            )
            answer = self._handled(route, seen)
        except Limited as limited:
            self._limits.count_invalid()
            return 429, limited.body, limited.headers
        except Refused as refused:
            if refused.status in (401, 403, 429):
                self._limits.count_invalid()
            answer = Answer(status=refused.status, body=refused.body)
        return answer.status, answer.body, headers

    def _handled(self, route: Route, request: Request) -> Answer:
        """A mistake of this server itself must not look like one of Discord's moods: it fails the test at the end."""
        try:
            return route.handler(self._world, request)
        except Refused:
            raise
        except Exception as mistake:
            self.mistakes.append(mistake)
            raise Refused(0, status=500, message="500: Internal Server Error") from mistake

    def _route(self, request: web.Request, path: str) -> tuple[Route, dict[str, str]]:
        found = router.match(request.method, path)
        if found is None:
            raise no_such_route()
        authorized = request.headers.get("Authorization") == f"Bot {self._world.token}"
        if not found[0].for_interactions and not authorized:
            raise unauthorized()
        return found


def _without_prefix(path: str) -> str:
    for prefix in PREFIXES:
        if path.startswith(prefix + "/"):
            return path.removeprefix(prefix)
    return path


def _response(status: int, answer: Any, headers: Headers) -> web.Response:
    if status == 429 and answer is None:
        # The ban of an address comes from the proxy before Discord: a page, and no `Via`.
        return web.Response(status=429, headers=headers, text="error code: 1015", content_type="text/html")
    every = {"Via": VIA, **headers}
    if status == 204:
        return web.Response(status=204, headers=every)
    # The bare content type: with a charset, discord.py does not read the body as JSON.
    every["Content-Type"] = "application/json"
    return web.Response(status=status, headers=every, body=json.dumps(answer, ensure_ascii=False).encode())
