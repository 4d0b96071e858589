"""The parts at work: timers ring, due posts are planned and paid, platforms listen, until somebody stops it."""

import asyncio
import datetime as dt
import gc
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict
from functools import partial

import structlog

from bot import pulse
from bot.app import App
from bot.clock import Clock
from bot.health import Health
from bot.heartbeat import Heartbeat
from bot.metrics import Metrics, Watched
from bot.server import Server
from bot.store import StoreError
from bot.store.housekeeping import keep_house
from bot.store.removals import erase_removed
from bot.store.visits import end_over

TICK = dt.timedelta(seconds=5)
LOOK = dt.timedelta(seconds=60)  # at the folders of documents
KEEP = dt.timedelta(minutes=10)  # whether today has its backup
HOUSEKEEPING = dt.timedelta(days=1)

Job = Callable[[], Awaitable[object]]
log = structlog.get_logger()


async def serve(app: App, stop: asyncio.Event) -> None:
    """Until `stop`: then claims nothing more, and finishes what is being sent."""
    await app.begin()
    door, house = asyncio.Event(), asyncio.Event()
    heart, beats = Heartbeat(app.store, app.platforms), asyncio.Event()
    clock = Clock({app.due: TICK, beats: TICK, app.look: LOOK, app.keep: KEEP, door: TICK, house: HOUSEKEEPING})
    health = Health(app.store, clock.silent_s)
    clock.start()
    routes = [*health.routes(), *_metrics(app, clock).routes(), *app.routes]
    server = Server(app.settings.web_host, app.settings.web_port, routes)
    app.address = partial(_address, server)
    await _open(server, say=True)
    app.welcome()
    work: list[asyncio.Task[None]] = []
    try:
        for platform in app.platforms.values():
            await platform.start(app)
        jobs = _jobs(app) | {beats: lambda: heart.beat(app.now_of()), door: partial(_open, server)}
        jobs[house] = partial(_keep_house, app)
        work += [asyncio.create_task(_forever(bell, job)) for bell, job in jobs.items()]
        health.ready = True
        _keep_for_good()
        log.info("ready", platforms=sorted(app.platforms), database=str(app.store.database.path), page=app.page())
        await stop.wait()
        log.info("stopping")
        health.ready = False
        await app.drain()
    finally:
        clock.stop()
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
        stopped = await asyncio.gather(*(each.stop() for each in app.platforms.values()), return_exceptions=True)
        for failure in filter(None, stopped):
            log.error("a platform did not stop as it should", reason=f"{type(failure).__name__}: {failure}")
        with suppress(StoreError):
            await heart.stop(app.now_of())
        await server.stop()


def _keep_for_good() -> None:
    """What was imported and made for the start stays until the end: to look for garbage among it again and again costs
    each answer a little, and now and then a pause (https://docs.python.org/3/library/gc.html#gc.freeze)."""
    gc.collect()
    gc.freeze()


def _jobs(app: App) -> dict[asyncio.Event, Job]:
    """Planning never waits for paying: a slot comes while thousands of posts are still on their way."""
    jobs: dict[asyncio.Event, Job] = {app.due: app.plan, app.look: app.read_sources, app.keep: app.back_up}
    return jobs | {owed: partial(worker.pay, app.now_of) for worker, owed in app.workers.items()}


async def _keep_house(app: App) -> None:
    if erased := await erase_removed(app.store.database, app.now_of()):
        log.info("erased what workspaces had left that removed the bot", workspaces=erased)
    if ended := await end_over(app.store, app.now_of()):
        log.info("erased readers as whom nobody can come back", readers=ended)
    if tidied := await keep_house(app.store.database, app.now_of()):
        log.info("tidied up", **asdict(tidied))


def _metrics(app: App, clock: Clock) -> Metrics:
    return Metrics(
        Watched(
            database=app.store.database,
            tally=app.tally,
            platforms=app.platforms,
            now_of=app.now_of,
            silent_s=clock.silent_s,
            backups=app.settings.backups,
        )
    )


async def _open(server: Server, *, say: bool = False) -> None:
    """A port that another program has stops neither the terminal nor the platforms that need no web server; it is
    taken up when it gets free."""
    if server.listens:
        return
    try:
        await server.start()
    except OSError as error:
        if say:
            log.warning(
                "web server cannot listen yet: set PAPERBOY_WEB_PORT to a free port, or stop who has it",
                host=server.host,
                port=server.wanted,
                reason=error.strerror or str(error),
            )


def _address(server: Server) -> str:
    """Where a browser on this machine finds it."""
    if not server.listens:
        return ""
    host = pulse.reachable(server.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{server.port}"


async def _forever(bell: asyncio.Event, work: Job) -> None:
    """Does the work whenever the bell rings. A failure is logged, and the next bell tries again."""
    while True:
        await bell.wait()
        bell.clear()
        try:
            await work()
        except StoreError as error:
            log.error("database trouble", reason=error.key, path=error.values.get("path", ""))
        except Exception:
            log.exception("unexpected")
