"""What every answer has: its language, its headers, the templates, the address that links begin with."""

import datetime as dt
import re
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Any, Protocol

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from adapters.web.kept import Kept
from bot.archive import Archive
from bot.model import LANGUAGES, Language

COOKIE = "lang"
_A_YEAR_S = 365 * 24 * 3600
_CHOSEN = re.compile(r"\s*([a-z]{2})[\w-]*\s*(?:;\s*q=([\d.]+))?\s*", re.IGNORECASE)

# Nothing from elsewhere, nothing inline. https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HTML = "text/html; charset=utf-8"


class Say(Protocol):
    def __call__(self, language: Language, key: str, **values: str | int | dt.date) -> str: ...


class Day(Protocol):
    def __call__(self, language: Language, date: dt.date, *, weekday: bool = False) -> str: ...


@dataclass(frozen=True, slots=True)
class Wording:
    """The core's wording: its catalogue, and how it writes dates (`2025년 6월 2일`; short: `2025. 6. 2.`)."""

    say: Say
    day: Day
    short_day: Callable[[Language, dt.date], str]


class Frame:
    """`language`: the instance's. `public_url`: how readers reach the web server, where the operator said so."""

    def __init__(self, archive: Archive, wording: Wording, *, language: Language, public_url: str) -> None:
        self.archive, self.wording = archive, wording
        self._language, self._public_url = language, public_url.rstrip("/")
        self.kept = Kept(lambda: archive.version)
        self._templates = Environment(
            loader=PackageLoader("adapters.web"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,
        )

    def language(self, request: web.Request) -> Language:
        """What the address says, else the cookie, else the browser, else the instance's."""
        for chosen in (request.query.get("lang"), request.cookies.get(COOKIE)):
            if chosen in LANGUAGES:
                return chosen
        return preferred(request.headers.get("Accept-Language", "")) or self._language

    def base(self, request: web.Request) -> str:
        """What absolute addresses begin with."""
        return self._public_url or f"{request.scheme}://{request.host}"

    def html(self, template: str, language: Language, **values: Any) -> bytes:
        def say(key: str, **said: str | int | dt.date) -> str:
            return self.wording.say(language, key, **said)

        page = self._templates.get_template(template)
        return page.render(language=language, say=say, day=self.wording.day, **values).encode()

    async def answer(
        self, request: web.Request, asked: Hashable, make: Callable[[], Awaitable[bytes]], *, kind: str = HTML
    ) -> web.Response:
        """What was made for `asked`, or nothing but its tag for who has it already."""
        made = await self.kept.get(asked, make)
        headers = {**HEADERS, "ETag": made.etag, "Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}
        if made.etag in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=headers)
        return remember(request, web.Response(body=made.body, headers={**headers, "Content-Type": kind}))


def preferred(accepted: str) -> Language | None:
    """The first of ours that the browser's reader likes best. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4"""
    liked: list[tuple[float, Language]] = []
    for part in accepted[:200].split(","):
        match = _CHOSEN.fullmatch(part)
        spoken = match and match[1].lower()
        if match and spoken in LANGUAGES:
            liked.append((_weight(match[2]), spoken))
    return max(liked, key=lambda each: each[0])[1] if liked else None


def _weight(text: str | None) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0


def remember(request: web.Request, response: web.Response) -> web.Response:
    """The language that the address names, for the pages that come next: the only cookie of the archive."""
    chosen = request.query.get("lang")
    if chosen in LANGUAGES and request.cookies.get(COOKIE) != chosen:
        response.set_cookie(COOKIE, chosen, max_age=_A_YEAR_S, httponly=True, samesite="Lax")
    return response
