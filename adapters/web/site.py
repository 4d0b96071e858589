"""The routes of the web page, put together."""

from aiohttp import web

from adapters.web.frame import Frame


class Site:
    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def routes(self) -> list[web.RouteDef]:
        return []
