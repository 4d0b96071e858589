"""The routes of the web page, put together."""

from aiohttp import web

from adapters.web.api.routes import Api
from adapters.web.archive.calendar import Calendars
from adapters.web.archive.digests import Digests
from adapters.web.archive.papers import Papers
from adapters.web.archive.search import Search
from adapters.web.archive.tags import Tags
from adapters.web.feeds.routes import Feeds
from adapters.web.frame import Frame
from adapters.web.guides import Guides
from adapters.web.pages import Pages
from adapters.web.programs import Programs


class Site:
    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def routes(self) -> list[web.RouteDef]:
        """What is unknown comes last: it answers whatever nobody else does."""
        pages, programs = Pages(self._frame), Programs(self._frame)
        return [
            *self._frame.static.routes(),
            *Digests(self._frame, pages).routes(),
            *Papers(self._frame, pages).routes(),
            *Tags(self._frame, pages).routes(),
            *Search(self._frame, pages).routes(),
            *Calendars(self._frame, pages).routes(),
            *Guides(self._frame, pages).routes(),
            *Feeds(self._frame, programs).routes(),
            *Api(self._frame, programs).routes(),
            pages.unknown(),
        ]
