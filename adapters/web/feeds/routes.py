"""`/feed.atom`, `/feed.rss` and `/feed.json`: what is new in the archive, all of it or what somebody chose."""

import datetime as dt
import secrets
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import ModuleType
from urllib.parse import urlencode
from uuid import UUID

import structlog
from aiohttp import web

from adapters.web.asked import to_tag
from adapters.web.chosen import Chosen, chosen
from adapters.web.feeds.entries import Entries
from adapters.web.feeds.feed import Feed
from adapters.web.frame import Frame
from adapters.web.pages import Trouble, Values
from adapters.web.programs import Programs, asked_for, trouble
from bot.archive import Article, Wanted

PAPERS, DAYS = 50, 20
DAY_PAPERS = 100  # of one day's entry
MOST = 400  # papers that the entries of days are made of
_AT_ONCE = 50
_PATHS = ("/feed.atom", "/feed.rss", "/feed.json")
TEXT = "text/plain; charset=utf-8"

log = structlog.get_logger()


class Feeds:
    def __init__(self, frame: Frame, programs: Programs) -> None:
        self._frame, self._programs = frame, programs

    def routes(self) -> list[web.RouteDef]:
        return [web.get(path, self._feed) for path in _PATHS]

    async def _feed(self, request: web.Request) -> web.Response:
        form = _form(request.path)
        try:
            return await self._programs.answer(
                request, asked_for(request), lambda: self._written(request, form.written), kind=form.KIND
            )
        except Trouble as wrong:
            return self._trouble(request, wrong.status, wrong.key, **wrong.values)
        except Exception:
            reference = secrets.token_hex(3)
            log.exception("answer failed", reference=reference, page=request.path)
            return self._trouble(request, 500, "failed", reference=reference)

    def _trouble(self, request: web.Request, status: int, key: str, **values: Values) -> web.Response:
        said = self._frame.say(self._frame.language(request), key, **values)
        return trouble(status, f"{said}\n".encode(), TEXT)

    async def _written(self, request: web.Request, write: Callable[[Feed], bytes]) -> bytes:
        base = self._frame.base(request)
        wanted = chosen(request.query, self._frame.archive, self._frame.own_language)
        return write(await self._made(wanted, base, f"{base}{request.path}?{wanted.query}"))

    async def _made(self, wanted: Chosen, base: str, own: str) -> Feed:
        archive, language = self._frame.archive, wanted.languages[0]
        entries = Entries(
            wording=self._frame.wording,
            language=language,
            name=UUID(hex=await archive.name()),
            begins=archive.begins,
            base=base,
        )
        if wanted.per == "day":
            articles = await self._days(wanted)
            items = entries.days(articles, wanted.selection, DAY_PAPERS, await self._uncounted(wanted, articles))
        else:
            found = await archive.find(Wanted(tags=wanted.tags, words=wanted.words, limit=PAPERS), wanted.languages)
            items = entries.papers(found.articles)
        name = self._frame.say(language, "web-name")
        return Feed(
            id=entries.id(f"feed/{wanted.per}/{'+'.join(wanted.languages)}/{wanted.selection}"),
            title=" · ".join((name, *(f"#{tag}" for tag in wanted.tags), *filter(None, (wanted.words,)))),
            about=self._frame.say(language, "web-about"),
            language=language,
            author=name,
            home=f"{base}{_home(wanted)}",
            own=own,
            updated=max((item.updated for item in items), default=archive.begins(archive.today)),
            items=items,
        )

    async def _days(self, wanted: Chosen) -> list[Article]:
        """The papers of the newest days, whole days only unless there is but one."""
        some: list[Article] = []
        dates: dict[object, None] = {}
        after: int | None = None
        while len(dates) <= DAYS and len(some) < MOST:
            found = await self._frame.archive.find(
                Wanted(tags=wanted.tags, words=wanted.words, after=after, limit=_AT_ONCE), wanted.languages
            )
            some += found.articles
            dates = dict.fromkeys(article.digest for article in some)
            after = found.after
            if after is None:
                break
        whole = list(dates)[: DAYS if after is None or len(dates) > DAYS else max(len(dates) - 1, 1)]
        return [article for article in some if article.digest in whole]

    async def _uncounted(self, wanted: Chosen, articles: Sequence[Article]) -> Mapping[dt.date, int]:
        """How many papers a day has that is too large to have been read."""
        if len(articles) < MOST or wanted.words or len(wanted.tags) > 1:
            return {}
        return {day.date: day.count for day in await self._frame.archive.days("".join(wanted.tags))}


def _home(wanted: Chosen) -> str:
    """The page that shows the same, or nearly so."""
    if wanted.words:
        return f"/search?{urlencode([('q', wanted.words), *(('tag', tag) for tag in wanted.tags[:1])])}"
    return to_tag(wanted.tags[0]) if wanted.tags else "/"


@cache
def _form(path: str) -> ModuleType:
    """Loaded when somebody asks: what writes XML would delay each start."""
    from adapters.web.feeds import atom, jsonfeed, rss

    return {"/feed.atom": atom, "/feed.rss": rss, "/feed.json": jsonfeed}[path]
