"""HTTP mode: signed requests to the addresses of the app, which may have many replicas behind a balancer."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Sequence
from urllib.parse import urlencode

import aiohttp

from tests.servers.slack.deliveries import ANSWER_SECONDS, COMMAND, EVENT, Delivery
from tests.servers.slack.faults import Faults
from tests.servers.slack.refused import Json
from tests.servers.slack.state import World
from tests.servers.slack.use import Outcome
from tests.servers.slack.web_api import Record

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class HttpCalls:
    """`age`: seconds by which the next signatures are older than now; `secret`: another one than the app's.

    Signatures carry the machine's time, not the moved one: the app under test goes by the machine's.
    """

    def __init__(self, world: World, record: Record, planned: Faults, addresses: Sequence[str]) -> None:
        self.age = 0.0
        self.secret = world.app.signing_secret
        self.statuses: list[int] = []
        self._world = world
        self._record = record
        self._planned = planned
        self._addresses = list(addresses)
        self._turn = 0
        self._session: aiohttp.ClientSession | None = None

    async def carry(self, delivery: Delivery) -> Outcome:
        content_type, body = _packed(delivery)
        headers = {"X-Slack-Retry-Num": str(delivery.retry), "X-Slack-Retry-Reason": delivery.reason}
        fault = self._planned.take(delivery.name, delivery.payload)
        if fault is not None and not fault.accepted:
            outcome = Outcome(ok=False, error="connection_failed")
        else:
            outcome = await self.post(body, content_type, headers if delivery.retry else {})
        if fault is not None:
            outcome = Outcome(ok=False, error="http_timeout")
        answer = outcome.payload or None
        self._record.add("HTTP", delivery.name, answer, 200 if outcome.ok else 0, delivery.payload)
        return outcome

    async def verify_address(self) -> bool:
        """What Slack does when the address is entered: a challenge that must come back."""
        challenge = hashlib.sha256(self._world.new_ts().encode()).hexdigest()
        asked = {"type": "url_verification", "token": self._world.app.verification_token, "challenge": challenge}
        outcome = await self.post(json.dumps(asked), JSON, {})
        return outcome.ok and challenge in (outcome.payload.get("challenge"), outcome.payload.get("text"))

    async def post(self, body: str, content_type: str, more: dict[str, str]) -> Outcome:
        """One signed request; no answer within three seconds is as good as none."""
        self._turn += 1
        address = self._addresses[self._turn % len(self._addresses)]
        call = asyncio.ensure_future(self._post(address, body, self._signed(body, content_type) | more))
        clock = self._world.clock

        def give_up() -> None:
            call.cancel()

        alarm = clock.alarm(clock.now() + ANSWER_SECONDS, give_up)
        try:
            await asyncio.wait({call})
            if call.cancelled():
                return Outcome(ok=False, error="http_timeout")
            return call.result()
        except (aiohttp.ClientError, OSError):
            return Outcome(ok=False, error="connection_failed")
        finally:
            alarm.cancel()
            call.cancel()

    async def _post(self, address: str, body: str, headers: dict[str, str]) -> Outcome:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        async with self._session.post(address, data=body.encode(), headers=headers, allow_redirects=False) as answer:
            text = await answer.text()
            self.statuses.append(answer.status)
            if answer.status != 200:
                no_retry = answer.headers.get("X-Slack-No-Retry") == "1"
                return Outcome(ok=False, error="http_error", no_retry=no_retry)
            return Outcome(ok=True, payload=_read(text))

    def _signed(self, body: str, content_type: str) -> dict[str, str]:
        at = str(int(time.time() - self.age))
        digest = hmac.new(self.secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        return {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={digest}",
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None


def _packed(delivery: Delivery) -> tuple[str, str]:
    if delivery.kind == EVENT:
        return JSON, json.dumps(delivery.payload, ensure_ascii=False)
    if delivery.kind == COMMAND:
        return FORM, urlencode(delivery.payload)
    return FORM, urlencode({"payload": json.dumps(delivery.payload, ensure_ascii=False)})


def _read(text: str) -> Json:
    """An answer in JSON, or plain text, which is a message."""
    if not text:
        return {}
    try:
        read = json.loads(text)
    except ValueError:
        return {"text": text}
    return read if isinstance(read, dict) else {"text": text}
