"""Who is who on the page, and from where one may ask: a page of another site shall not speak for its reader.

A reader is a random name; the cookie carries it with a signature, so that the server remembers nobody.
"""

import datetime as dt
import hashlib
import hmac
import ipaddress
import re
import secrets
from urllib.parse import urlsplit

from aiohttp import web

from bot.platform import Memory

COOKIE = "try"
PATH = "/try"
LASTS = dt.timedelta(days=30)
_PLACE = "web:key"
_COOKIE = re.compile(r"([0-9a-f]{16})\.([0-9a-f]{32})")


class Sessions:
    def __init__(self, memory: Memory) -> None:
        self._memory, self._key = memory, b""

    async def open(self) -> None:
        """The key outlives the process, so that a reader stays the same one after a restart."""
        kept = await self._memory.get(_PLACE)
        if kept is None:
            kept = secrets.token_hex(32)
            await self._memory.put(_PLACE, kept)
        self._key = bytes.fromhex(kept)

    def reader(self, request: web.Request) -> str:
        """Empty without a cookie of ours."""
        found = _COOKIE.fullmatch(request.cookies.get(COOKIE, ""))
        return found[1] if found and hmac.compare_digest(found[2], self._signature(found[1])) else ""

    def welcome(self, request: web.Request, response: web.Response, *, secure: bool) -> str:
        """Who asks, or somebody new: known for a month from now on."""
        reader = self.reader(request) or secrets.token_hex(8)
        response.set_cookie(
            COOKIE,
            f"{reader}.{self._signature(reader)}",
            path=PATH,
            max_age=int(LASTS.total_seconds()),
            httponly=True,
            samesite="Strict",
            secure=secure,
        )
        return reader

    def _signature(self, reader: str) -> str:
        return hmac.new(self._key, reader.encode(), hashlib.sha256).hexdigest()[:32]


def known_host(request: web.Request, public_url: str) -> bool:
    """An address as such, this machine, or the name that the operator gave: another name that leads here is one that
    somebody else gave it, to have our reader's browser ask us in our own name (DNS rebinding)."""
    try:
        host = urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return False
    if host == "localhost" or (public_url and host == urlsplit(public_url).hostname):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def same_origin(request: web.Request) -> bool:
    """What changes something says where it comes from; what only reads need not.
    https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin"""
    origin = request.headers.get("Origin")
    if origin is None:
        return request.method == "GET"
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc == request.host
