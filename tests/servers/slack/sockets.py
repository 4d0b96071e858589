"""Socket Mode: connections, envelopes, acknowledgements, and every way to lose them."""

import asyncio
import json
import secrets
from typing import Any

from aiohttp import WSMsgType, web

from tests.servers.slack import faults
from tests.servers.slack.deliveries import ANSWER_SECONDS, COMMAND, EVENT, INTERACTIVE, Delivery
from tests.servers.slack.faults import Faults, Kind
from tests.servers.slack.refused import Json
from tests.servers.slack.state import World
from tests.servers.slack.use import Outcome
from tests.servers.slack.web_api import Record

MOST_CONNECTIONS = 10
TICKET_SECONDS = 30.0
LIFETIME_SECONDS = 18_060  # "approximate_connection_time", as it is usually announced
WITHOUT_ANSWER = ("block_actions", "shortcut", "message_action", "view_closed")


class Link:
    """One connection, and the envelopes that went over it and are not acknowledged yet."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.leaving = False  # was asked to go: nothing is sent over it any more
        self.waiting: dict[str, asyncio.Future[Outcome]] = {}
        self._transport = request.transport

    async def send(self, message: Json) -> None:
        await self.socket.send_str(json.dumps(message, ensure_ascii=False))

    def reset(self) -> None:
        faults.reset(self._transport)

    def abort(self) -> None:
        faults.abort(self._transport)

    def lose(self, reason: str) -> None:
        for waiting in self.waiting.values():
            settle(waiting, Outcome(ok=False, error=reason))
        self.waiting.clear()


def settle(waiting: "asyncio.Future[Outcome]", outcome: Outcome) -> None:
    if not waiting.done():
        waiting.set_result(outcome)


class Sockets:
    """Serves connections and carries envelopes; `down` and `deaf` are faults that a test sets."""

    def __init__(self, world: World, record: Record, planned: Faults) -> None:
        self.down = False  # connections are reset before the handshake
        self.deaf = False  # pings are not answered
        self.opened = 0
        self.acknowledged = 0
        self.too_late = 0  # acknowledgements after three seconds
        self._world = world
        self._record = record
        self._planned = planned
        self._tickets: dict[str, float] = {}
        self._links: list[Link] = []
        self._turn = 0

    def ticket(self) -> Json:
        """apps.connections.open: an address that works once, and soon."""
        name = secrets.token_urlsafe(18)
        self._tickets[name] = self._world.clock.now()
        address = self._world.web_url.replace("http", "ws", 1)
        return {"ok": True, "url": f"{address}/link/?ticket={name}&app_id={self._world.app.id}"}

    @property
    def connections(self) -> int:
        return len(self._links)

    async def connected(self, number: int = 1, *, within: float = 10) -> None:
        """Waits until so many connections can take envelopes."""
        await self._world.until(lambda: len(self._open()) >= number, within=within)

    def _open(self) -> list[Link]:
        return [link for link in self._links if not link.leaving and not link.socket.closed]

    async def warn(self) -> None:
        """Slack announces that it will soon ask for a new connection."""
        for link in list(self._links):
            await link.send({"type": "disconnect", "reason": "warning", "debug_info": {"host": "local"}})

    async def refresh(self) -> None:
        """Slack asks every connection to be renewed, and closes the old ones."""
        await self._leave("refresh_requested")

    async def disable(self) -> None:
        """Socket Mode is switched off in the app's settings."""
        self.down = True
        await self._leave("link_disabled")

    async def _leave(self, reason: str) -> None:
        for link in list(self._links):
            link.leaving = True
            await link.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})
            self._world.clock.alarm(self._world.clock.now() + 10, link.abort)

    def drop(self) -> None:
        """Every connection is reset."""
        for link in list(self._links):
            link.reset()

    def die(self) -> None:
        """As `drop`, and nobody gets in until `revive`."""
        self.down = True
        self.drop()

    def revive(self) -> None:
        self.down = False

    def abort(self) -> None:
        for link in list(self._links):
            link.abort()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        born = self._tickets.pop(request.query.get("ticket", ""), None)
        if self.down:
            faults.reset(request.transport)
            return web.Response(status=503)
        if born is None or self._world.clock.now() - born > TICKET_SECONDS:
            return web.Response(status=404)
        socket = web.WebSocketResponse(compress=False, autoping=False)
        await socket.prepare(request)
        link = Link(socket, request)
        if len(self._links) >= MOST_CONNECTIONS:
            await link.send({"type": "disconnect", "reason": "too_many_websockets", "debug_info": {"host": "local"}})
            await socket.close()
            return socket
        self._links.append(link)
        self.opened += 1
        try:
            await link.send(self._hello())
            self._world.moved.set()
            await self._listen(link)
        except ConnectionError:
            pass
        finally:
            self._links.remove(link)
            link.lose("connection_lost")
            self._world.moved.set()
        return socket

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._links),
            "connection_info": {"app_id": self._world.app.id},
            "debug_info": {
                "host": "local",
                "build_number": 1,
                "approximate_connection_time": LIFETIME_SECONDS,
            },
        }

    async def _listen(self, link: Link) -> None:
        async for message in link.socket:
            if message.type is WSMsgType.PING and not self.deaf:
                await link.socket.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                self._acknowledge(link, message.data)

    def _acknowledge(self, link: Link, text: str) -> None:
        try:
            answer = json.loads(text)
            name = answer["envelope_id"]
        except (ValueError, KeyError, TypeError):
            return
        waiting = link.waiting.pop(name, None)
        if waiting is None or waiting.done():
            self.too_late += 1
        else:
            self.acknowledged += 1
            payload = answer.get("payload")
            settle(waiting, Outcome(ok=True, payload=payload if isinstance(payload, dict) else {}))

    async def carry(self, delivery: Delivery) -> Outcome:
        fault = self._planned.take(delivery.name, delivery.payload)
        open_links = self._open()
        if not open_links:
            return self._recorded(delivery, Outcome(ok=False, error="no_connection"))
        self._turn += 1
        link = open_links[self._turn % len(open_links)]
        if fault is not None and not fault.accepted:
            link.reset()
            return self._recorded(delivery, Outcome(ok=False, error="connection_lost"))
        waiting: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        envelope = self._envelope(delivery)
        link.waiting[envelope["envelope_id"]] = waiting
        clock = self._world.clock
        late = Outcome(ok=False, error="timeout")
        alarm = clock.alarm(clock.now() + ANSWER_SECONDS, lambda: settle(waiting, late))
        try:
            await link.send(envelope)
            outcome = await waiting
        except ConnectionError:
            outcome = Outcome(ok=False, error="connection_lost")
        finally:
            alarm.cancel()
        if fault is not None:
            # The app has taken it and answered, and Slack has not heard of it.
            if fault.kind is Kind.RESET:
                link.reset()
            outcome = Outcome(ok=False, error="timeout")
        return self._recorded(delivery, outcome)

    def _envelope(self, delivery: Delivery) -> Json:
        made: Json = {
            "envelope_id": f"{secrets.token_hex(4)}-{secrets.token_hex(2)}-{secrets.token_hex(6)}",
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": _takes_answer(delivery),
        }
        if delivery.kind == EVENT:
            made |= {"retry_attempt": delivery.retry, "retry_reason": delivery.reason}
        return made

    def _recorded(self, delivery: Delivery, outcome: Outcome) -> Outcome:
        body: Any = outcome.payload or None
        self._record.add("SOCKET", delivery.name, body, 200 if outcome.ok else 0, delivery.payload)
        return outcome


def _takes_answer(delivery: Delivery) -> bool:
    if delivery.kind == COMMAND:
        return True
    return delivery.kind == INTERACTIVE and delivery.payload["type"] not in WITHOUT_ANSWER
