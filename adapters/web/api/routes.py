"""The answers of `/api`."""

import datetime as dt
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlencode

import structlog
from aiohttp import web

from adapters.web import pages
from adapters.web.api import asked, values
from adapters.web.api.asked import LONGEST_ADDRESS
from adapters.web.api.document import document
from adapters.web.api.endpoints import ENDPOINTS, Endpoint
from adapters.web.chosen import LANGUAGES, tags_of, words_of
from adapters.web.frame import Frame
from adapters.web.programs import PUBLIC, Programs, asked_for, preflight, trouble
from bot.archive import Wanted
from bot.model import LANGUAGES as BOTH
from bot.model import DayCount

JSON = "application/json"
COUNTED = 8  # tags whose days are remembered

log = structlog.get_logger()
Handle = Callable[[web.Request, Any, str], Awaitable[values.Value]]  # what is asked is as the table says


class Api:
    def __init__(self, frame: Frame, programs: Programs) -> None:
        self._frame, self._programs, self._archive = frame, programs, frame.archive
        self._counted_at, self._counted = "", dict[str, Sequence[DayCount]]()
        self._handlers: dict[str, Handle] = {
            "papers": self._papers,
            "paper": self._paper,
            "digests": self._digests,
            "tags": self._tags,
        }

    def routes(self) -> list[web.RouteDef]:
        """An address of arXiv may have a slash; whatever else stands there, a line break even, is answered in JSON."""
        made = [web.get("/api", self._document)]
        made += [web.get(each.path.replace("{address}", "{address:(?s:.+)}"), self._route(each)) for each in ENDPOINTS]
        return [*made, web.route("*", "/api", self._else), web.route("*", "/api/{rest:(?s:.*)}", self._else)]

    def _route(self, endpoint: Endpoint) -> Callable[[web.Request], Awaitable[web.Response]]:
        handle = self._handlers[endpoint.name]

        async def answer(request: web.Request) -> web.Response:
            async def made() -> bytes:
                base, given = self._frame.base(request), asked.read(request.query, endpoint.asked)
                found = await handle(request, given, base)
                return found.model_dump_json().encode()

            try:
                return await self._programs.answer(request, asked_for(request), made, kind=JSON)
            except pages.Trouble as wrong:
                return self._trouble(request, wrong.status, wrong.key, **wrong.values)
            except Exception:
                reference = secrets.token_hex(3)
                log.exception("answer failed", reference=reference, page=endpoint.path)
                return self._trouble(request, 500, "failed", reference=reference)

        return answer

    # --- the answers ---

    async def _document(self, request: web.Request) -> web.Response:
        async def made() -> bytes:
            return document()

        return await self._programs.answer(request, "/api", made, kind=JSON)

    async def _papers(self, request: web.Request, given: asked.ForPapers, base: str) -> values.Papers:
        wanted = Wanted(
            tags=tags_of(given.tag, self._archive),
            words=words_of(given.q),
            since=given.since,
            until=given.until,
            after=given.after,
            limit=given.limit,
        )
        found = await self._archive.find(wanted, BOTH)
        languages = LANGUAGES[given.lang]
        return values.Papers(
            papers=[values.Paper.made(article, base, languages) for article in found.articles],
            next=_next(request, base, found.after),
        )

    async def _paper(self, request: web.Request, given: asked.ForPaper, base: str) -> values.OnePaper:
        address = request.match_info["address"]
        found = await self._archive.paper(address, BOTH) if len(address) <= LONGEST_ADDRESS else None
        if found is None:
            raise pages.NotHere("api-no-paper")
        return values.OnePaper.opened(found, base, LANGUAGES[given.lang])

    async def _digests(self, request: web.Request, given: asked.ForDigests, base: str) -> values.Digests:
        tags = tags_of([given.tag], self._archive)
        days = await self._days("".join(tags))
        before = min(given.until or dt.date.max, (given.after or dt.date.max))
        fit = [
            day
            for day in reversed(days)
            if (given.since is None or day.date >= given.since)
            and day.date <= before
            and (given.after is None or day.date < given.after)
        ]
        shown = fit[: given.limit]
        return values.Digests(
            digests=[values.Digest(date=day.date, papers=day.count, page=f"{base}/d/{day.date}") for day in shown],
            next=_next(request, base, shown[-1].date if len(fit) > len(shown) else None),
        )

    async def _tags(self, request: web.Request, given: asked.ForTags, base: str) -> values.Tags:
        fit = sorted((tag for tag in self._archive.tags() if tag.slug > given.after), key=lambda tag: tag.slug)
        shown = fit[: given.limit]
        return values.Tags(
            tags=[values.Tag(tag=tag.slug, papers=tag.count) for tag in shown],
            next=_next(request, base, shown[-1].slug if len(fit) > len(shown) else None),
        )

    async def _days(self, tag: str) -> Sequence[DayCount]:
        """Of the tags that were asked for last: whoever follows the list's pages has them counted once."""
        version = self._archive.version
        if self._counted_at != version or len(self._counted) >= COUNTED:
            self._counted_at, self._counted = version, {}
        if tag in self._counted:
            return self._counted[tag]
        days = await self._archive.days(tag)
        if self._counted_at == version:
            self._counted[tag] = days
        return days

    # --- what is no answer ---

    async def _else(self, request: web.Request) -> web.Response:
        if request.method == "OPTIONS":
            return preflight()
        if request.method in ("GET", "HEAD"):
            if place := await pages.meant(request):
                return web.Response(status=308, headers={**PUBLIC, "Location": place, "Cache-Control": "no-cache"})
            return self._trouble(request, 404, "api-nothing")
        refused = self._trouble(request, 405, "web-only-read")
        refused.headers["Allow"] = "GET, HEAD, OPTIONS"
        return refused

    def _trouble(self, request: web.Request, status: int, key: str, **said: pages.Values) -> web.Response:
        told = values.Trouble(error=self._frame.say(self._frame.language(request), key, **said))
        return trouble(status, told.model_dump_json().encode(), JSON)


def _next(request: web.Request, base: str, after: int | str | dt.date | None) -> str | None:
    if after is None:
        return None
    given = [(name, value) for name, value in request.query.items() if name != "after"]
    return f"{base}{request.path}?{urlencode([*given, ('after', str(after))])}"
