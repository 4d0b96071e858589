"""The pages of digests: the latest, and one for each date."""

import datetime as dt

from aiohttp import web

from adapters.web import text
from adapters.web.asked import Asked
from adapters.web.frame import Frame
from adapters.web.pages import NotHere, Pages, Way, Wrong, date_of, shortened
from bot.archive import Issue


class Digests:
    def __init__(self, frame: Frame, pages: Pages) -> None:
        self._frame, self._pages, self._archive = frame, pages, frame.archive

    def routes(self) -> list[web.RouteDef]:
        return [
            self._pages.route("/", self._home),
            self._pages.route("/d/{date}", self._day),
            self._pages.route("/feeds", self._feeds),
        ]

    async def _home(self, request: web.Request, asked: Asked) -> web.Response:
        return await self._frame.answer(request, asked, lambda: self._latest(asked))

    async def _day(self, request: web.Request, asked: Asked) -> web.Response:
        date = date_of(request.match_info["date"])
        if date is None:
            raise Wrong("web-wrong-date", example=self._archive.today.isoformat())
        return await self._frame.answer(request, asked, lambda: self._of(asked, date))

    async def _feeds(self, request: web.Request, asked: Asked) -> web.Response:
        """Where the feeds are, for who does not know that a reader program finds them by itself."""

        async def made() -> bytes:
            tags = self._archive.tags()
            return self._frame.page("feeds.html", asked, tag=tags[0].slug if tags else "")

        return await self._frame.answer(request, asked, made)

    async def _latest(self, asked: Asked) -> bytes:
        date = await self._archive.latest()
        issue = await self._archive.issue(date, (asked.language,)) if date else None
        if issue is None:
            return self._frame.page("empty.html", asked)
        return self._shown(asked, issue, home=True)

    async def _of(self, asked: Asked, date: dt.date) -> bytes:
        issue = await self._archive.issue(date, (asked.language,))
        if issue is None:
            raise await self._nothing(asked, date)
        return self._shown(asked, issue, home=False)

    def _shown(self, asked: Asked, issue: Issue, *, home: bool) -> bytes:
        titles = "; ".join(text.words(article.title) for article in issue.articles)
        return self._frame.page(
            "digest.html",
            asked,
            issue=issue,
            home=home,
            description=shortened(titles),
            published=min(article.published for article in issue.articles),
        )

    async def _nothing(self, asked: Asked, date: dt.date) -> NotHere:
        """Names the nearest digests, if there are any."""
        around = [near for near in await self._archive.around(date) if near]
        ways = (Way(self._frame.wording.day(asked.language, near, weekday=True), f"/d/{near}") for near in around)
        return NotHere("web-no-digest-nearest" if around else "web-no-digest", *ways, date=date)
