"""The service's one web server, for what platforms bring to it."""

from collections.abc import Sequence

import structlog
from aiohttp import web, web_response
from aiohttp.typedefs import Handler

from bot.discretion import discretion

_LAST_S = 0.5  # for a request that is being answered at the end; aiohttp waits so long twice
_REST_S = 1.0  # for the rest of a request that is answered already, lest its sender misses the answer

# Which versions run here is of use only to who looks for holes. aiohttp has no setting for that, and its signals do not
# reach its own answer to what is no HTTP.
web_response.SERVER_SOFTWARE = "paperboy"  # type: ignore[attr-defined]

log = structlog.get_logger()


class Server:
    def __init__(self, host: str, port: int, routes: Sequence[web.RouteDef]) -> None:
        self.host, self.wanted = host, port
        application = web.Application(middlewares=[_discreet])
        application.add_routes(routes)
        # An access log would hold what people typed.
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=_LAST_S, lingering_time=_REST_S)
        self._set_up = False

    @property
    def listens(self) -> bool:
        return bool(self._runner.addresses)

    @property
    def port(self) -> int:
        """The one in use: it may have been left to the machine."""
        return int(self._runner.addresses[0][1])

    async def start(self) -> None:
        """Raises OSError where the port is taken; may be tried again."""
        if not self._set_up:
            await self._runner.setup()
            self._set_up = True
        site = web.TCPSite(self._runner, self.host, self.wanted)
        try:
            await site.start()
        except OSError:
            await site.stop()  # the runner would keep each that was tried
            raise
        log.info("web server listens", host=self.host, port=self.port)

    async def stop(self) -> None:
        await self._runner.cleanup()


@web.middleware
async def _discreet(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What somebody looked for gets into no log, not even by an error's text."""
    if "?" in request.raw_path:
        discretion.hear(request.query.values())
    return await handler(request)
