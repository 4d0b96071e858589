"""Whether the service lives, for who watches it from outside: `/healthz` and `/readyz`."""

import asyncio
from collections.abc import Callable

import structlog
from aiohttp import web

from bot.pulse import SERVICE
from bot.store import Store

SILENT_S = 30.0  # six beats of the clock: by then it has stopped, or something holds up the whole process
PATIENCE_S = 3.0  # for the database; what asks us gives up soon after

log = structlog.get_logger()


class Health:
    """`silent_s`: seconds since the clock last rang."""

    def __init__(self, store: Store, silent_s: Callable[[], float]) -> None:
        self._store, self._silent_s = store, silent_s
        self.ready = False

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/healthz", self._alive), web.get("/readyz", self._ready)]

    async def _alive(self, _: web.Request) -> web.Response:
        beats = self._silent_s() < SILENT_S
        return _answer(scheduler=beats, database=await self._database_answers())

    async def _ready(self, _: web.Request) -> web.Response:
        return _answer(ready=self.ready, database=await self._database_answers())

    async def _database_answers(self) -> bool:
        try:
            await asyncio.wait_for(self._store.recall("archive"), PATIENCE_S)
        except Exception as error:  # whatever it is, who asks shall get an answer
            log.warning("the database does not answer", reason=f"{type(error).__name__}: {error}")
            return False
        return True


def _answer(**parts: bool) -> web.Response:
    fine = all(parts.values())
    told = {name: "ok" if well else "failing" for name, well in parts.items()}
    headers = {"Cache-Control": "no-store"}
    return web.json_response({"service": SERVICE, "ok": fine} | told, status=200 if fine else 503, headers=headers)
