"""The Web API over HTTP: tokens, scopes, limits, faults, the handlers, and the record of every exchange."""

import asyncio
import base64
import binascii
import json
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.servers.slack import faults
from tests.servers.slack.faults import Fault, Faults, Kind
from tests.servers.slack.limits import TIER_3, Limits
from tests.servers.slack.refused import Json, Limited, Refused
from tests.servers.slack.request import Request, parsed
from tests.servers.slack.router import METHODS, Method
from tests.servers.slack.state import Installation, World
from tests.servers.wire_log import WireLog

EXCHANGES_KEPT = 20_000
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
OPEN_CONNECTION = "apps.connections.open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """`status` is 0 where no answer left the server. Of a delivery, `answer` is what Slack had sent."""

    at: float
    method: str
    path: str
    body: Any
    status: int
    answer: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    body: Any
    headers: dict[str, str]


class Record:
    """What went over the wire: kept for the test, and written to the wire log."""

    def __init__(self, world: World, log: WireLog) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=EXCHANGES_KEPT)
        self._world = world
        self._log = log

    def add(self, method: str, path: str, body: Any, status: int, answer: Any) -> None:
        at = self._world.clock.now()
        self.exchanges.append(Exchange(at=at, method=method, path=path, body=body, status=status, answer=answer))
        self._world.moved.set()
        self._log.write(method=method, path=path, body=body, status=status, answer=answer)


class Endpoint:
    """Takes a request, suffers the fault that was ordered for it, and answers."""

    def __init__(self, record: Record, planned: Faults) -> None:
        self._record = record
        self._planned = planned
        self._closing = asyncio.Event()
        self.mistakes: list[Exception] = []  # of this server itself: a test that met one fails

    def open(self) -> None:
        self._closing.clear()

    def close(self) -> None:
        """Lets go of the connections that are kept in silence."""
        self._closing.set()

    async def serve(
        self, request: web.Request, name: str, path: str, body: Any, answer: Callable[[], Answer]
    ) -> web.StreamResponse:
        fault = self._planned.take(name, body)
        if fault is not None and not fault.accepted:
            return await self._fail(request, path, body, fault)
        try:
            given = answer()
        except Exception as mistake:
            self.mistakes.append(mistake)
            raise
        if fault is not None and fault.kind is not Kind.DELAY:
            return await self._fail(request, path, body, fault)
        if fault is not None:
            await asyncio.sleep(fault.seconds)
        self._record.add(request.method, path, body, given.status, given.body)
        if isinstance(given.body, str):
            return web.Response(status=given.status, text=given.body, headers=given.headers)
        text = json.dumps(given.body, ensure_ascii=False)
        return web.Response(
            status=given.status, text=text, headers=given.headers, content_type="application/json", charset="utf-8"
        )

    async def _fail(self, request: web.Request, path: str, body: Any, fault: Fault) -> web.StreamResponse:
        self._record.add(request.method, path, body, fault.status, None)
        if fault.kind is Kind.ANSWER:
            return web.Response(status=fault.status, headers=fault.headers, body=fault.body)
        if fault.kind is Kind.SILENCE:
            await self._closing.wait()
        if fault.kind is Kind.RESET:
            faults.reset(request.transport)
        faults.abort(request.transport)
        return web.Response(status=500)


class WebApi:
    def __init__(
        self, world: World, limits: Limits, endpoint: Endpoint, app_token: str, connect: Callable[[], Json]
    ) -> None:
        self.app_token = app_token
        self.connects_a_minute = TIER_3
        self._world = world
        self._limits = limits
        self._endpoint = endpoint
        self._connect = connect

    async def serve(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        args, refused = await _arguments(request)
        token = _token(request, args)
        body = parsed({key: value for key, value in args.items() if key not in ("token", "client_secret")})

        def answer() -> Answer:
            headers = {"X-Slack-Req-Id": secrets.token_hex(16)}
            try:
                if refused is not None:
                    raise refused
                return Answer(status=200, body=self._call(request, name, args, token), headers=headers)
            except Limited as limited:
                return Answer(status=429, body=limited.body, headers=headers | {"Retry-After": str(limited.wait)})
            except Refused as no:
                return Answer(status=200, body=no.body, headers=headers)

        return await self._endpoint.serve(request, name, name, body, answer)

    def _call(self, request: web.Request, name: str, args: Json, token: str) -> Json:
        if name == OPEN_CONNECTION:
            return self._open_connection(token)
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        caller = self._caller(token, method)
        home = caller.team_id or caller.org_id if caller is not None else ""
        self._limits.take_request(name, str(home), method.a_minute)
        seen = Request(
            world=self._world,
            limits=self._limits,
            method=name,
            args=parsed(args),
            caller=caller,
            token=token,
            client=_client(request),
        )
        if caller is not None:
            seen.need(*method.scopes)
        return method.handler(seen)

    def _open_connection(self, token: str) -> Json:
        if not token:
            raise Refused("not_authed")
        if token != self.app_token:
            raise Refused("not_allowed_token_type" if token in self._world.tokens else "invalid_auth")
        self._limits.take_request(OPEN_CONNECTION, "", self.connects_a_minute)
        return self._connect()

    def _caller(self, token: str, method: Method) -> Installation | None:
        """Whose token it is; every way in which a token can be wrong has its own name."""
        if not method.needs_token:
            return None
        if not token:
            raise Refused("not_authed")
        if token == self.app_token:
            raise Refused("not_allowed_token_type")
        known = self._world.tokens.get(token)
        if known is None or known.installation is None:
            raise Refused("invalid_auth")
        if not known.installation.active:
            raise Refused("account_inactive")
        if known.revoked:
            raise Refused("token_revoked")
        if known.expires_at is not None and self._world.clock.now() >= known.expires_at:
            raise Refused("token_expired")
        return known.installation


async def _arguments(request: web.Request) -> tuple[Json, Refused | None]:
    """Query and body together, or why the body cannot be read."""
    args: Json = dict(request.query)
    if request.content_type in FORMS:
        return args | {key: value for key, value in (await request.post()).items() if isinstance(value, str)}, None
    raw = await request.read()
    if not raw:
        return args, None
    if request.content_type != "application/json":
        return args, Refused("invalid_post_type")
    try:
        read = json.loads(raw)
    except ValueError:
        return args, Refused("invalid_json")
    return (args | read, None) if isinstance(read, dict) else (args, Refused("json_not_object"))


def _token(request: web.Request, args: Json) -> str:
    """In the header, or as a field of a form; in an address or in JSON it does not count."""
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header.removeprefix("Bearer ").strip()
    in_form = request.content_type in FORMS and "token" not in request.query
    return str(args.get("token", "")) if in_form else ""


def _client(request: web.Request) -> tuple[str, str]:
    header = request.headers.get("Authorization", "")
    if not header.startswith("Basic "):
        return "", ""
    try:
        name, _, secret = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return name, secret
