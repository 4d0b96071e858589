"""What every answer has: its language, its headers, the templates, the address that links begin with."""

import datetime as dt
import re
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from adapters.web import text
from adapters.web.asked import Asked, to_paper, to_tag
from adapters.web.headers import HEADERS, has
from adapters.web.kept import Kept
from adapters.web.static_files import StaticFiles
from bot.archive import Archive
from bot.model import LANGUAGES, Language

COOKIE = "lang"
_A_YEAR_S = 365 * 24 * 3600
_HOST = re.compile(r"[\w.-]{1,253}(:\d{1,5})?|\[[0-9a-f:.]{2,45}\](:\d{1,5})?", re.IGNORECASE | re.ASCII)
_CHOSEN = re.compile(r"\s*([a-z]{2})[\w-]*\s*(?:;\s*q=([\d.]+))?\s*", re.IGNORECASE)
HTML = "text/html; charset=utf-8"


class Say(Protocol):
    def __call__(self, language: Language, key: str, **values: str | int | dt.date) -> str: ...


class Day(Protocol):
    def __call__(self, language: Language, date: dt.date, *, weekday: bool = False) -> str: ...


@dataclass(frozen=True, slots=True)
class Wording:
    """The core's wording: its catalogue, how it writes dates (`2025년 6월 2일`; short: `2025. 6. 2.`) and months."""

    say: Say
    day: Day
    short_day: Callable[[Language, dt.date], str]
    month: Callable[[Language, dt.date], str]


class Frame:
    """`language`: the instance's. `public_url`: how readers reach the web server, where the operator said so. `tries`:
    whether the page to try it all is there."""

    def __init__(
        self, archive: Archive, wording: Wording, *, language: Language, public_url: str, tries: bool = False
    ) -> None:
        self.archive, self.wording, self.static = archive, wording, StaticFiles()
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
        self._templates.globals.update(
            tries=tries, static=self.static.address, to_paper=to_paper, to_tag=to_tag, text=text, today=self._today
        )

    def language(self, request: web.Request) -> Language:
        """What the address says, else the cookie, else the browser, else the instance's."""
        for chosen in (request.query.get("lang"), request.cookies.get(COOKIE)):
            if chosen in LANGUAGES:
                return chosen
        return preferred(request.headers.get("Accept-Language", "")) or self._language

    @property
    def own_language(self) -> Language:
        """The instance's."""
        return self._language

    def base(self, request: web.Request) -> str:
        """What absolute addresses begin with."""
        if self._public_url:
            return self._public_url
        return f"{request.scheme}://{request.host}" if _HOST.fullmatch(request.host) else ""

    def asked(self, request: web.Request, *known: str) -> Asked:
        """`known`: the parameters that the page reads."""
        return Asked.of(request, known, self.language(request), self.base(request))

    def say(self, language: Language, key: str, **values: str | int | dt.date) -> str:
        return self.wording.say(language, key, **values)

    def page(self, template: str, asked: Asked, **values: Any) -> bytes:
        """One that extends base.html, which needs to know where it stands."""
        return self.html(template, asked.language, here=asked, **values)

    def html(self, template: str, language: Language, **values: Any) -> bytes:
        page = self._templates.get_template(template)
        wording = {
            "say": partial(self.wording.say, language),
            "day": partial(self.wording.day, language),
            "short_day": partial(self.wording.short_day, language),
            "month": partial(self.wording.month, language),
        }
        return page.render(language=language, **wording, **values).encode("utf-8", "replace")

    def _today(self) -> dt.date:
        return self.archive.today

    async def answer(
        self, request: web.Request, asked: Hashable, make: Callable[[], Awaitable[bytes]], *, kind: str = HTML
    ) -> web.Response:
        """What was made for `asked`, or nothing but its tag for who has it already."""
        made = await self.kept.get(asked, make)
        headers = {**HEADERS, "ETag": made.etag, "Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}
        if has(request, made.etag):
            return remember(request, web.Response(status=304, headers=headers))
        return remember(request, web.Response(body=made.body, headers={**headers, "Content-Type": kind}))


def preferred(accepted: str) -> Language | None:
    """The first of ours that the browser's reader likes best. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4"""
    liked: list[tuple[float, Language]] = []
    for part in accepted[:200].split(","):
        match = _CHOSEN.fullmatch(part)
        spoken = match and match[1].lower()
        if match and spoken in LANGUAGES and (weight := _weight(match[2])):
            liked.append((weight, spoken))
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
