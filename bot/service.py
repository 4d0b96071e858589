"""The parts at work: timers ring, due posts are planned and paid, platforms listen, until somebody stops it."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

import structlog

from bot.app import App
from bot.clock import Clock
from bot.health import Health
from bot.heartbeat import Heartbeat
from bot.server import Server
from bot.store import StoreError
from bot.store.removals import erase_removed

TICK = dt.timedelta(seconds=5)
LOOK = dt.timedelta(seconds=60)  # at the folders of documents
KEEP = dt.timedelta(minutes=10)  # whether today has its backup
FORGET = dt.timedelta(days=1)  # what workspaces that removed the bot have left

Job = Callable[[], Awaitable[object]]
log = structlog.get_logger()


async def serve(app: App, stop: asyncio.Event) -> None:
    """Until `stop`: then claims nothing more, and finishes what is being sent."""
    await app.begin()
    forget = asyncio.Event()
    heart, beats = Heartbeat(app.store, app.platforms), asyncio.Event()
    clock = Clock({app.due: TICK, beats: TICK, app.look: LOOK, app.keep: KEEP, forget: FORGET})
    health = Health(app.store, clock.silent_s)
    clock.start()
    server = await _server(app, health)
    work: list[asyncio.Task[None]] = []
    try:
        for platform in app.platforms.values():
            await platform.start(app)
        jobs = _jobs(app, forget) | {beats: lambda: heart.beat(app.now_of())}
        work += [asyncio.create_task(_forever(bell, job)) for bell, job in jobs.items()]
        health.ready = True
        log.info("ready", platforms=sorted(app.platforms), database=str(app.store.database.path))
        await stop.wait()
        log.info("stopping")
        health.ready = False
        await app.drain()
    finally:
        clock.stop()
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
        for platform in app.platforms.values():
            await platform.stop()
        with suppress(StoreError):
            await heart.stop(app.now_of())
        if server:
            await server.stop()


def _jobs(app: App, forget: asyncio.Event) -> dict[asyncio.Event, Job]:
    """Planning never waits for paying: a slot comes while thousands of posts are still on their way."""
    jobs: dict[asyncio.Event, Job] = {app.due: app.plan, app.look: app.read_sources, app.keep: app.back_up}
    jobs[forget] = partial(_forget, app)
    return jobs | {owed: partial(worker.pay, app.now_of) for worker, owed in app.workers.items()}


async def _forget(app: App) -> None:
    if erased := await erase_removed(app.store.database, app.now_of()):
        log.info("erased what workspaces had left that removed the bot", workspaces=erased)


async def _server(app: App, health: Health) -> Server | None:
    """A port that another program has stops neither the terminal nor the platforms that need no web server."""
    server = Server(app.settings.web_host, app.settings.web_port, [*health.routes(), *app.routes])
    try:
        await server.start()
    except OSError as error:
        log.warning(
            "web server cannot listen: set PAPERBOY_WEB_PORT to a free port",
            host=app.settings.web_host,
            port=app.settings.web_port,
            reason=error.strerror or str(error),
        )
        await server.stop()
        return None
    return server


async def _forever(bell: asyncio.Event, work: Job) -> None:
    """Does the work whenever the bell rings. A failure is logged, and the next bell tries again."""
    while True:
        await bell.wait()
        bell.clear()
        try:
            await work()
        except StoreError as error:
            log.error("database trouble", reason=error.key)
        except Exception:
            log.exception("unexpected")
