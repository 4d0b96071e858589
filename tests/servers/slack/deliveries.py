"""What Slack sends to the app: interactions once, events again until they are taken."""

import asyncio
import secrets
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from typing import Protocol

from tests.servers.slack.manifest import wants
from tests.servers.slack.refused import Json
from tests.servers.slack.state import Installation, World
from tests.servers.slack.use import Outcome

COMMAND, INTERACTIVE, EVENT = "slash_commands", "interactive", "events_api"
ANSWER_SECONDS = 3.0
# At once, after a minute, after five (Events API, "error handling").
RETRY_AFTER = (0.0, 60.0, 300.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    kind: str
    payload: Json
    retry: int = 0
    reason: str = ""

    @property
    def name(self) -> str:
        """As the wire log and the faults name it: `block_actions`, `slash_commands`, `app_home_opened` …"""
        if self.kind == INTERACTIVE:
            return str(self.payload["type"])
        return str(self.payload["event"]["type"]) if self.kind == EVENT else self.kind


class Carrier(Protocol):
    """Socket Mode or HTTP."""

    async def carry(self, delivery: Delivery) -> Outcome: ...


class Deliveries:
    """`redelivered`: the kinds that come again without acknowledgement.

    Documented for events only; that commands and presses came twice over Socket Mode was reported as well
    (slackapi/bolt-js#2188), so a test can add them.
    """

    def __init__(self, world: World, carrier: Carrier) -> None:
        self.carrier = carrier
        self.redelivered = {EVENT}
        self.lost: list[Delivery] = []
        self.waiting = 0  # for their time to come again
        self._world = world
        self._running: set[asyncio.Task[Outcome]] = set()
        world.emit = self.emit

    async def send(self, delivery: Delivery) -> Outcome:
        """Once, and if need be and may be again; the outcome is that of the last time."""
        outcome = await self.carrier.carry(delivery)
        for number, wait in enumerate(RETRY_AFTER, 1):
            if outcome.ok or outcome.no_retry or delivery.kind not in self.redelivered:
                break
            await self._wait(wait)
            outcome = await self.carrier.carry(replace(delivery, retry=number, reason=outcome.error))
        if not outcome.ok:
            self.lost.append(delivery)
        return outcome

    async def _wait(self, seconds: float) -> None:
        self.waiting += 1
        try:
            await self._world.clock.sleep(seconds)
        finally:
            self.waiting -= 1

    def emit(self, installation: Installation, team_id: str, event: Json) -> None:
        """An event of a workspace, if the app subscribed to it and has the scope."""
        name = f"message.{event['channel_type']}" if event["type"] == "message" else event["type"]
        if not wants(self._world.app.manifest, name, installation.scopes):
            return
        self.start(self.send(Delivery(kind=EVENT, payload=self._wrapped(installation, team_id, event))))

    def _wrapped(self, installation: Installation, team_id: str, event: Json) -> Json:
        world = self._world
        org = world.workspaces[team_id].org
        org_id = org.id if org is not None else None
        authorization = {
            "enterprise_id": org_id,
            "team_id": None if installation.for_org else team_id,
            "user_id": installation.bot.id,
            "is_bot": True,
            "is_enterprise_install": installation.for_org,
        }
        channel = world.channels.get(event.get("channel", "")) if isinstance(event.get("channel"), str) else None
        return {
            "token": world.app.verification_token,
            "team_id": team_id,
            "enterprise_id": org_id,
            "api_app_id": world.app.id,
            "event": event | {"event_ts": world.new_ts()},
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(world.clock.now()),
            "authorizations": [authorization],
            "is_ext_shared_channel": channel is not None and channel.external,
            "event_context": f"4-{secrets.token_urlsafe(24)}",
        }

    def start(self, work: Awaitable[Outcome]) -> None:
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    @property
    def pending(self) -> int:
        """Events that were neither acknowledged nor given up."""
        return len(self._running)

    async def settled(self, *, within: float = 10) -> None:
        """Waits until every event was acknowledged or given up."""
        async with asyncio.timeout(within):
            while self._running:
                await asyncio.wait(set(self._running))

    def stop(self) -> None:
        for task in self._running:
            task.cancel()
