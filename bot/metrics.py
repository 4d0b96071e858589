"""`/metrics`: figures for Prometheus. https://prometheus.io/docs/practices/naming/

What happens is counted in bot/tally.py and in the database; prometheus_client, which costs a start thirty milliseconds,
is loaded when somebody asks.
"""

import asyncio
import datetime as dt
import platform as machine
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import structlog
from aiohttp import web

from bot import VERSION
from bot.keeping import backups
from bot.model import SubscriptionState
from bot.platform import Platform
from bot.store import Database
from bot.store.figures import Figures, figures
from bot.tally import Histogram, Outcome, Tally

if TYPE_CHECKING:
    from prometheus_client.core import Metric

KEPT_S = 3.0  # figures of the database, for who asks in a loop
PATIENCE_S = 5.0
_OUTCOMES = get_args(Outcome)
_ENDED = ("done", "closed")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What there is to tell of. `silent_s`: seconds since the clock rang; `backups`: their folder, where there are."""

    database: Database
    tally: Tally
    platforms: Mapping[str, Platform]
    now_of: Callable[[], dt.datetime]
    silent_s: Callable[[], float]
    backups: Path | None


class Metrics:
    def __init__(self, watched: Watched) -> None:
        self._watched, self._lock = watched, asyncio.Lock()
        self._figures: Figures | None = None
        self._asked = -KEPT_S

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/metrics", self._answer)]

    async def _answer(self, request: web.Request) -> web.Response:
        from prometheus_client import CollectorRegistry, ProcessCollector
        from prometheus_client.exposition import choose_encoder

        found, backed_up = await self._looked(), await asyncio.to_thread(self._last_backup)
        registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        registry.register(_Ready([*_of_process(self._watched), *_of_database(self._watched, found, backed_up)]))
        encode, kind = choose_encoder(request.headers.get("Accept", ""))
        return web.Response(body=encode(registry), headers={"Content-Type": kind, "Cache-Control": "no-store"})

    async def _looked(self) -> Figures | None:
        """None where the database does not answer."""
        async with self._lock:
            if time.monotonic() - self._asked >= KEPT_S:
                self._figures = await self._look()
                self._asked = time.monotonic()
            return self._figures

    async def _look(self) -> Figures | None:
        try:
            return await asyncio.wait_for(figures(self._watched.database), PATIENCE_S)
        except Exception as error:  # whatever it is, the other figures are told
            log.warning("the database does not answer", reason=f"{type(error).__name__}: {error}")
            return None

    def _last_backup(self) -> float | None:
        """When it was made; None where there is none."""
        folder = self._watched.backups
        return max((file.stat().st_mtime for file in backups(folder).values()), default=None) if folder else None


class _Ready:
    """What prometheus_client asks for figures."""

    def __init__(self, families: "Iterable[Metric]") -> None:
        self._families = list(families)

    def collect(self) -> "Iterable[Metric]":
        return self._families


def _of_process(watched: Watched) -> "Iterator[Metric]":
    from prometheus_client.core import InfoMetricFamily

    tally, platforms = watched.tally, watched.platforms.items()
    told = {"version": VERSION, "python": machine.python_version()}
    yield InfoMetricFamily("paperboy_build", "Which Paperboy this is.", told)
    silent = {(): watched.silent_s()}
    yield _gauge("paperboy_clock_silent_seconds", "Since the clock rang; it does every five seconds.", (), silent)
    connected = {(name,): float(each.connected) for name, each in platforms}
    yield _gauge("paperboy_connected", "1 where people reach the bot.", ("platform",), connected)
    limited = {(name,): each.limited for name, each in platforms}
    yield _counter("paperboy_rate_limits", "Requests refused as too many.", ("platform",), limited)
    uncertain = {(name,): tally.uncertain[name] for name, _ in platforms}
    yield _counter("paperboy_uncertain_sends", "Posts that only may have arrived.", ("platform",), uncertain)
    late = {name: tally.late[name] for name, _ in platforms}
    yield _histogram("paperboy_post_lag_seconds", "From the slot to the message.", "platform", late)
    yield _histogram("paperboy_command_seconds", "From the call to its answer.", "verb", tally.answered)
    used = {(verb, outcome): tally.commands[verb, outcome] for verb in tally.answered for outcome in _OUTCOMES}
    yield _counter("paperboy_commands", "Commands and buttons, by outcome.", ("verb", "outcome"), used)
    imported = {(outcome,): tally.imported[outcome] for outcome in ("added", "changed", "refused")}
    yield _counter("paperboy_imports", "Papers and refused documents.", ("outcome",), imported)


def _of_database(watched: Watched, found: Figures | None, backed_up: float | None) -> "Iterator[Metric]":
    now, names = watched.now_of(), watched.platforms
    yield _gauge("paperboy_database_up", "1 where the database answers.", (), {(): float(found is not None)})
    if watched.backups:
        age = {(): now.timestamp() - backed_up if backed_up else float("inf")}
        yield _gauge("paperboy_backup_age_seconds", "Since the newest daily backup.", (), age)
    if found is None:
        return
    owed = {(name,): found.open.get(name, (0, now)) for name in {*names, *found.open}}
    counted = {name: count for name, (count, _) in owed.items()}
    yield _gauge("paperboy_deliveries_open", "Deliveries that are owed.", ("platform",), counted)
    served = {name: owed[name,][1] for name in names}  # what waits for one that is switched off is nobody's alarm
    oldest = {(name,): max((now - slot).total_seconds(), 0.0) for name, slot in served.items()}
    yield _gauge("paperboy_oldest_unpaid_seconds", "Since the slot of the oldest of them.", ("platform",), oldest)
    ended = dict.fromkeys(((name, state) for name in names for state in _ENDED), 0) | dict(found.over)
    yield _counter("paperboy_deliveries", "Deliveries that ended, by how.", ("platform", "state"), ended)
    doubtful = {
        (name, who): found.doubtful.get((name, who == "person"), 0)
        for name in {*names, *(name for name, _ in found.doubtful)}
        for who in ("platform", "person")
    }
    about = "Messages that may have arrived, by who finds out."
    yield _gauge("paperboy_uncertain_messages", about, ("platform", "waits_for"), doubtful)
    states = dict.fromkeys(((name, state) for name in names for state in get_args(SubscriptionState)), 0)
    held = states | dict(found.subscriptions)
    yield _gauge("paperboy_subscriptions", "Subscriptions, by state.", ("platform", "state"), held)
    yield _gauge("paperboy_papers", "Papers in the archive.", (), {(): found.papers})
    yield _gauge("paperboy_refused_documents", "By the last imports.", (), {(): found.refused})
    if found.imported:
        moment = {(): found.imported.timestamp()}
        yield _gauge("paperboy_last_import_timestamp_seconds", "That found anything to do.", (), moment)
    yield _gauge("paperboy_schema", "Number of the database's schema.", (), {(): found.schema})


Labels = tuple[str, ...]
Values = Mapping[Any, float]  # by the labels


def _gauge(name: str, about: str, labels: Labels, values: Values) -> "Metric":
    from prometheus_client.core import GaugeMetricFamily

    family = GaugeMetricFamily(name, about, labels=labels)
    for named, value in sorted(values.items()):
        family.add_metric(named, value)
    return family


def _counter(name: str, about: str, labels: Labels, values: Values) -> "Metric":
    from prometheus_client.core import CounterMetricFamily

    family = CounterMetricFamily(name, about, labels=labels)
    for named, value in sorted(values.items()):
        family.add_metric(named, value)
    return family


def _histogram(name: str, about: str, label: str, values: Mapping[str, Histogram]) -> "Metric":
    from prometheus_client.core import HistogramMetricFamily

    family = HistogramMetricFamily(name, about, labels=(label,))
    for named, histogram in sorted(values.items()):
        reached, buckets = 0, list[tuple[str, float]]()
        for bound, count in zip((*histogram.bounds, float("inf")), histogram.counts, strict=True):
            reached += count
            buckets.append(("+Inf" if bound == float("inf") else str(bound), reached))
        family.add_metric((named,), buckets, histogram.total)
    return family
