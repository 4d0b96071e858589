"""The routes of the web page, put together."""

from aiohttp import web

from adapters.web.api.routes import Api
from adapters.web.calendars import Calendars
from adapters.web.digests import Digests
from adapters.web.feeds import Feeds
from adapters.web.finding import Finding
from adapters.web.frame import Frame
from adapters.web.guides import Guides
from adapters.web.pages import Pages
from adapters.web.papers import Papers
from adapters.web.programs import Programs
from adapters.web.tags import Tags


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
            *Finding(self._frame, pages).routes(),
            *Calendars(self._frame, pages).routes(),
            *Guides(self._frame, pages).routes(),
            *Feeds(self._frame, programs).routes(),
            *Api(self._frame, programs).routes(),
            pages.unknown(),
        ]
