"""Discord's HTTP API for what carries our JSON: posts, and answers to interactions.

discord.py has a client for it, which repeats what failed without saying so: a forum post would come twice, and a post
under the global limit is lost after five tries. Here every request is made once, within the limits, and its failure is
told apart: certainly not accepted, perhaps accepted, refused. https://docs.discord.com/developers/topics/rate-limits
"""

import json
import logging
import ssl
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp

from adapters.discord import errors
from adapters.discord.errors import Refusal, TokenRefused
from adapters.discord.pace import Buckets, Pace
from bot.platform import Unavailable, Uncertain

API = "https://discord.com/api/v10"
AGENT = "DiscordBot (paperboy, 1)"
TIMEOUT = 15.0
_UNREADABLE = 60.0  # how long to stay away after a 429 of what stands before Discord, if it does not say
_TOKEN_REFUSED = 300.0

# Nobody was reached, or a proxy did not let us through: its answer to CONNECT comes before any request of ours.
_NOT_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
)

log = logging.getLogger(__name__)

# What we build holds no circle; to look for one is a quarter of the writing.
_written = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode

Answer = Any
File = tuple[str, bytes]


class Rest:
    def __init__(
        self,
        token: str,
        *,
        api: str = API,
        proxy: str | None = None,
        tls: ssl.SSLContext | None = None,
        pace: Pace | None = None,
        timeout: float = TIMEOUT,
        refused: Callable[[], None] = lambda: None,
    ) -> None:
        """`refused` is called when Discord does not take the token."""
        self._token, self._api, self._proxy, self._tls = token, api.rstrip("/"), proxy, tls
        self._pace, self._buckets = pace or Pace(), Buckets()
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._refused = refused
        self._session: aiohttp.ClientSession | None = None
        self.unauthorized = False
        self.limited = 0  # requests that were refused as too many

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(self, method: str, path: str, body: Any = None, *, query: Mapping[str, str] | None = None) -> Answer:
        """With the bot's token, in its turn. Raises Refusal, Unavailable, and Uncertain if it only might have been
        accepted; repeating a GET, PUT or PATCH does no harm, so these are Unavailable instead."""
        if self.unauthorized:
            raise TokenRefused("Discord does not take the token", _TOKEN_REFUSED)
        await self._buckets.turn(method, path)
        async with self._pace.turn():
            headers = {"Authorization": f"Bot {self._token}"}
            return await self._request(method, path, body, headers, query=query)

    async def answer(self, method: str, path: str, body: Any, files: tuple[File, ...] = ()) -> Answer:
        """With an interaction's own token: outside the bot's limits, and at once."""
        return await self._request(method, path, body, {}, files=files)

    async def _request(
        self,
        method: str,
        path: str,
        body: Any,
        headers: dict[str, str],
        *,
        query: Mapping[str, str] | None = None,
        files: tuple[File, ...] = (),
    ) -> Answer:
        data: Any = None
        if files:
            data = _form(body, files)
        elif body is not None:
            data = _written(body).encode()
            headers["Content-Type"] = "application/json"
        try:
            async with self._client().request(
                method,
                self._api + path,
                data=data,
                headers=headers,
                params=query,
                proxy=self._proxy,
                ssl=self._tls or True,
            ) as response:
                raw = await response.read()
        except _NOT_SENT as error:
            raise Unavailable(f"{type(error).__name__}: {error}") from error
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise _lost(method, f"{type(error).__name__}: {error}") from error
        return self._read(method, path, response, raw)

    def _read(self, method: str, path: str, response: aiohttp.ClientResponse, raw: bytes) -> Answer:
        self._buckets.learn(method, path, response.headers)
        parsed = _parsed(raw)
        if response.status < 300:
            return parsed
        said = parsed if isinstance(parsed, dict) else {}
        if response.status == 429:
            raise self._limited(method, path, response, said)
        if response.status >= 500:
            raise _lost(method, f"{response.status} {said.get('message', '')}")
        code = said.get("code", 0)
        refusal = Refusal(
            response.status, code if isinstance(code, int) else 0, json.dumps(said, ensure_ascii=False)[:800]
        )
        if response.status == 401 and not path.startswith(("/interactions/", "/webhooks/")):
            self._unauthorized()
            raise TokenRefused("Discord does not take the token", _TOKEN_REFUSED) from refusal
        raise refusal

    def _unauthorized(self) -> None:
        if not self.unauthorized:
            self.unauthorized = True
            log.critical("Discord does not take the token: nothing is posted there until there is another one")
            self._refused()

    def _limited(self, method: str, path: str, response: aiohttp.ClientResponse, said: dict[str, Any]) -> Unavailable:
        told = _seconds(said.get("retry_after", response.headers.get("Retry-After")))
        own = errors.later(said.get("code"))  # of edits of old messages, for example
        wait = told or own or _UNREADABLE
        self.limited += 1
        everywhere = bool(said.get("global")) or not said  # a page comes from what stands before Discord: all is closed
        log.warning("rate limited", extra={"path": path, "seconds": wait, "everywhere": everywhere})
        if everywhere:
            self._pace.close(wait)
        elif told or not own:  # otherwise it says nothing of the route's other requests
            self._buckets.close(method, path, wait)
        return Unavailable(f"rate limited: {said.get('message', '')}", wait)

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0),
                timeout=self._timeout,
                headers={"User-Agent": AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session


def _seconds(said: Any) -> float | None:
    try:
        return max(float(said), 0.05) if said else None
    except (TypeError, ValueError):
        return None


def _lost(method: str, why: str) -> Exception:
    return Uncertain(why) if method == "POST" else Unavailable(why)


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw) if raw else None
    except ValueError:
        return None


def _form(body: Any, files: tuple[File, ...]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)  # Discord does not understand `files%5B0%5D`
    form.add_field("payload_json", json.dumps(body, ensure_ascii=False), content_type="application/json")
    for number, (name, content) in enumerate(files):
        form.add_field(f"files[{number}]", content, filename=name, content_type="application/octet-stream")
    return form
