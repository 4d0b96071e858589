"""Slack's Web API, through slack_sdk without its retries: its default repeats a post that was accepted when only the
answer was lost. Here every request is made once, and its failure is told apart: certainly not accepted, perhaps
accepted, refused.
"""

import json
import logging
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.connection import Connection
from adapters.slack.errors import PERHAPS, Refusal
from bot.platform import SendError, Unavailable, Uncertain

TIMEOUT = 20.0
_UNSAID = 30.0  # how long to stay away after a 429 that does not say
_LIMITED = frozenset({"ratelimited", "rate_limited"})
_ONCE = frozenset({"chat.postMessage", "chat.postEphemeral"})  # repeating another one does no harm

log = logging.getLogger(__name__)


class Limited(Unavailable):
    """429."""


class Answer(dict[str, Any]):
    """What Slack answered; `scopes` is what the token may do, as each answer says."""

    scopes: frozenset[str] = frozenset()


class Web:
    def __init__(self, connection: Connection, *, timeout: float = TIMEOUT) -> None:
        self._connection = connection
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._session: aiohttp.ClientSession | None = None
        self._client: AsyncWebClient | None = None
        self.limited = 0  # requests that were refused as too many

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
        self._session = self._client = None

    async def call(
        self,
        method: str,
        token: str = "",
        *,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> Answer:
        """`body` for methods that take JSON, `query` for those that read, which do not. Raises Refusal, Unavailable,
        and Uncertain where it only might have been accepted."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        given: dict[str, Any] = {"json": dict(body)} if body is not None else {"params": dict(query or {})}
        return await self._request(method, {"headers": headers, **given})

    async def _request(self, method: str, given: dict[str, Any]) -> Answer:
        try:
            response = await self.client().api_call(method, **given)
        except SlackApiError as error:
            refused = _refused(method, error)
            self.limited += isinstance(refused, Limited)
            raise refused from error
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            raise Unavailable(repr(error)) from error
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise _lost(method, repr(error)) from error
        answer = Answer(response.data if isinstance(response.data, dict) else {})
        answer.scopes = frozenset(str(response.headers.get("X-OAuth-Scopes", "")).replace(",", " ").split())
        return answer

    async def form(self, method: str, fields: Mapping[str, str]) -> Answer:
        """With secrets, which belong into a body and no address."""
        return await self._request(method, {"data": dict(fields)})

    async def respond(self, url: str, body: Mapping[str, Any]) -> None:
        """To a response_url: five times within half an hour, without a token."""
        data = json.dumps(body, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        try:
            async with self.session().post(
                url, data=data, headers=headers, proxy=self._connection.proxy, ssl=self._connection.tls or True
            ) as response:
                said = await response.text()
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise Uncertain(repr(error)) from error
        if response.status == 429:
            self.limited += 1
            raise Limited("response_url", _wait(response.headers))
        if response.status >= 500:
            raise Uncertain(f"response_url: {response.status}")
        if response.status >= 300 or '"ok":false' in said.replace(" ", ""):
            raise Refusal(_error_in(said), said[:300])

    def session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0), timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session

    def client(self) -> AsyncWebClient:
        """For Bolt and Socket Mode too: they take their address and their proxy from it."""
        if self._client is None:
            connection = self._connection
            self._client = AsyncWebClient(
                base_url=connection.api_url, ssl=connection.tls, session=self.session(), retry_handlers=[]
            )
            self._client.proxy = connection.proxy  # without this it reads the environment by itself
        return self._client


def _refused(method: str, error: SlackApiError) -> Exception:
    response: Any = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    data = getattr(response, "data", None)
    said = data if isinstance(data, dict) else {}
    name = str(said.get("error", ""))
    if status == 429 or name in _LIMITED:
        return Limited(method, _wait(response.headers))
    if status >= 500 or name in PERHAPS or not name:
        return _lost(method, f"{status} {name}")
    about = said.get("errors") or (said.get("response_metadata") or {}).get("messages") or ""
    return Refusal(name, str(about)[:800], str(said.get("needed", "")))


def _lost(method: str, why: str) -> SendError:
    return Uncertain(f"{method}: {why}") if method in _ONCE else Unavailable(f"{method}: {why}")


def _wait(headers: Any) -> float:
    try:
        return max(float(headers.get("Retry-After") or _UNSAID), 0.05)
    except ValueError:
        return _UNSAID


def _error_in(said: str) -> str:
    try:
        return str(json.loads(said)["error"])
    except (ValueError, KeyError, TypeError):
        return said[:60] or "unknown"
