"""How programs are answered: whole, or in a few bytes where nothing has changed; also to pages of other sites, for all
that is here may be read by everybody."""

import datetime as dt
import hashlib
from collections.abc import Awaitable, Callable, Hashable
from email.utils import format_datetime, parsedate_to_datetime

from aiohttp import web
from multidict import CIMultiDict

from adapters.web.frame import Frame
from adapters.web.headers import HEADERS, has

# No cookie and no session: https://fetch.spec.whatwg.org/#http-access-control-allow-origin
PUBLIC = {
    **HEADERS,
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
}
# As much as says that nothing has changed: https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5
_KNOWN = {"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
_LONG = 300  # letters of an address; longer ones are kept as hashes
_PREFLIGHT = {
    **PUBLIC,
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


class Programs:
    def __init__(self, frame: Frame) -> None:
        self._frame, self._version, self._changed = frame, "", ""

    async def answer(
        self, request: web.Request, asked: Hashable, make: Callable[[], Awaitable[bytes]], *, kind: str
    ) -> web.Response:
        """What was made for `asked`, kept as long as the archive stays the same."""
        changed = self._last_modified()  # before it is made: never later than what it says
        made = await self._frame.kept.get(asked, make)
        known = CIMultiDict(_KNOWN)
        known["ETag"], known["Last-Modified"] = made.etag, changed
        if _has(request, made.etag, changed):
            return web.Response(status=304, headers=known)
        return web.Response(body=made.body, headers={**PUBLIC, **known, "Content-Type": kind})

    def _last_modified(self) -> str:
        version = self._frame.archive.version
        if version != self._version:
            moment = self._frame.archive.changed.astimezone(dt.UTC)
            self._version, self._changed = version, format_datetime(moment, usegmt=True)
        return self._changed


def asked_for(request: web.Request) -> Hashable:
    """What an answer depends on, as it was sent: to understand it would cost more than to answer."""
    path = request.raw_path
    if len(path) > _LONG:
        path = hashlib.blake2b(path.encode("utf-8", "surrogateescape")).hexdigest()
    return path, request.headers.get("Host", "")[:_LONG]  # no longer one stands in an answer


def trouble(status: int, body: bytes, kind: str) -> web.Response:
    return web.Response(status=status, body=body, headers={**PUBLIC, "Content-Type": kind, "Cache-Control": "no-store"})


def preflight() -> web.Response:
    """A browser asks whether a page of another site may ask. https://fetch.spec.whatwg.org/#cors-preflight-fetch"""
    return web.Response(status=204, headers=_PREFLIGHT)


def _has(request: web.Request, etag: str, changed: str) -> bool:
    """Whether who asks has it already; the tag decides where both are told. RFC 9110, section 13.2.2"""
    told = has(request, etag)
    if told is not None:
        return told
    since = request.headers.get("If-Modified-Since")
    return since is not None and (since == changed or _later(since, changed))


def _later(since: str, changed: str) -> bool:
    try:
        return parsedate_to_datetime(since) >= parsedate_to_datetime(changed)
    except (ValueError, TypeError):  # no date, or one without a zone
        return False
