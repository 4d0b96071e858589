"""What all pages of the archive have in common: they answer in the reader's language also when something is wrong."""

import datetime as dt
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from aiohttp import web
from yarl import URL

from adapters.web.asked import LONGEST_PATH, Asked, encoded
from adapters.web.frame import HTML, Frame, remember
from adapters.web.headers import HEADERS
from bot.fitting import cut
from bot.model import LANGUAGES

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"\d{1,19}", re.ASCII)
_BEYOND = 2**63  # higher than every rank

DESCRIPTION = 200  # characters; what shows a link's preview cuts at about as many

log = structlog.get_logger()
Values = str | int | dt.date
Handle = Callable[[web.Request, Asked], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Way:
    """A link that leads on."""

    label: str
    url: str


class Trouble(Exception):
    """What is asked for cannot be shown; `key` says why in one sentence."""

    status = 400

    def __init__(self, key: str, *ways: Way, **values: Values) -> None:
        super().__init__(key)
        self.key, self.ways, self.values = key, ways, values


class Wrong(Trouble):
    """The address is one that cannot be meant."""


class NotHere(Trouble):
    status = 404


class Moved(Exception):
    """What is asked for stands at another address of this site, for good."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class Pages:
    """Makes routes of the functions that make pages."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def route(self, path: str, handle: Handle, *known: str) -> web.RouteDef:
        """`known`: the parameters that the page reads."""

        async def answer(request: web.Request) -> web.StreamResponse:
            asked = self._frame.asked(request, *known)
            try:
                if place := without_slash(request):
                    return moved(place, for_good=True)
                return await handle(request, asked)
            except Moved as elsewhere:
                return sent_to(request, elsewhere.place, for_good=True)
            except Trouble as trouble:
                said = self._frame.say(asked.language, trouble.key, **trouble.values)
                return self.trouble(request, asked, trouble.status, said, trouble.ways)
            except Exception:
                reference = secrets.token_hex(3)
                log.exception("page failed", reference=reference, page=path)
                said = self._frame.say(asked.language, "failed", reference=reference)
                return self.trouble(request, asked, 500, said)

        return web.get(path, answer)

    def unknown(self) -> web.RouteDef:
        """Whatever no other route answers; last of all."""

        async def answer(request: web.Request) -> web.Response:
            asked = self._frame.asked(request)
            if request.method not in ("GET", "HEAD"):
                said = self._frame.say(asked.language, "web-only-read")
                return self.trouble(request, asked, 405, said, allow="GET, HEAD")
            if place := await meant(request):
                return moved(place, for_good=True)
            return self.trouble(request, asked, 404, self._frame.say(asked.language, "web-not-found"))

        return web.route("*", "/{rest:(?s:.*)}", answer)

    def trouble(
        self, request: web.Request, asked: Asked, status: int, said: str, ways: tuple[Way, ...] = (), allow: str = ""
    ) -> web.Response:
        body = self._frame.page("trouble.html", asked, status=status, said=said, ways=ways)
        return self.once(request, body, status, **({"Allow": allow} if allow else {}))

    def once(self, request: web.Request, body: bytes, status: int, **more: str) -> web.Response:
        """A page that nobody keeps."""
        headers = {**HEADERS, "Content-Type": HTML, "Cache-Control": "no-store", **more}
        return remember(request, web.Response(status=status, body=body, headers=headers))


def sent_to(request: web.Request, place: str, *, for_good: bool) -> web.Response:
    """To another page in the language that the address names."""
    named = request.query.get("lang", "")
    if named in LANGUAGES:
        place += f"{'&' if '?' in place else '?'}lang={named}"
    return moved(place, for_good=for_good)


def moved(place: str, *, for_good: bool) -> web.Response:
    headers = {**HEADERS, "Location": place, "Cache-Control": "no-cache" if for_good else "no-store"}
    return web.Response(status=308 if for_good else 302, headers=headers)


def without_slash(request: web.Request) -> str:
    """The address without the slash at its end, empty where it has none. It is one of this site, however the one that
    was asked for begins."""
    if request.path == "/" or not request.path.endswith("/") or len(request.path) > LONGEST_PATH:
        return ""
    query = request.rel_url.raw_query_string
    return encoded(request.path.rstrip("/")) + (f"?{query}" if query else "")


async def meant(request: web.Request) -> str:
    """Where something is without the slash, while nothing is with it."""
    place = without_slash(request)
    if not place:
        return ""
    there = await request.app.router.resolve(request.clone(rel_url=URL(place, encoded=True)))
    return place if there.handler != request.match_info.handler else ""


def shortened(line: str) -> str:
    """For a link's preview."""
    return cut(line, DESCRIPTION)


def date_of(text: str) -> dt.date | None:
    """`2025-06-02` and no other spelling."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def rank_of(text: str) -> int | None:
    """Where a page of a list begins. Raises Wrong."""
    if not text:
        return None
    if not _NUMBER.fullmatch(text) or int(text) >= _BEYOND:
        raise Wrong("web-wrong-after")
    return int(text)
