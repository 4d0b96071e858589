"""Every query of the archive beside bare `aiosqlite.execute_fetchall` of the very same SQL with the same values."""

import itertools
import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

import aiosqlite

from bench.measure import Figure, cpu_each, pairs
from bot.hangul import keys
from bot.model import Query, Reader
from bot.store import Store
from bot.tags import TagIndex

RATIO, SLOWEST_MS = 1.5, 5.0
ROUNDS = 400
FLOOR = "bare execute_fetchall, same SQL"
Call = Callable[[], Awaitable[object]]


async def figures(store: Store, tags: TagIndex) -> list[Figure]:
    bare = await aiosqlite.connect(store.database.path, isolation_level=None)
    await bare.execute_fetchall("CREATE VIRTUAL TABLE temp.search_words USING fts5vocab (main, search, row)")
    try:
        rows = [await _figure(store, bare, what, call) for what, call in (await _cases(store)).items()]
    finally:
        await bare.close()
    return [*rows, await _completion(tags)]


async def _cases(store: Store) -> dict[str, Call]:
    twentieth = None
    for _ in range(19):
        twentieth = (await store.papers.find(Query(tags=("optimizer",)), after=twentieth)).after
    readers = (Reader("bench", "", f"u{number}") for number in itertools.count())
    return {
        "tag page 1": lambda: store.papers.find(Query(tags=("optimizer",))),
        "tag page 20": lambda: store.papers.find(Query(tags=("optimizer",)), after=twentieth),
        "two tags": lambda: store.papers.find(Query(tags=("optimizer", "topic-7"))),
        "random": lambda: store.papers.random((), None),
        "random by tag": lambda: store.papers.random(("optimizer",), None),
        "random for a reader": lambda: store.papers.random(("optimizer",), next(readers)),
        "search: 학습": lambda: store.papers.find(Query(words="학습")),
        "search: 강화학습": lambda: store.papers.find(Query(words="강화학습")),
        "search: one syllable 뇌": lambda: store.papers.find(Query(words="뇌")),
        "search: optimizer": lambda: store.papers.find(Query(words="optimizer")),
        "search: muon 학습": lambda: store.papers.find(Query(words="muon 학습")),
        "search: no hit": lambda: store.papers.find(Query(words="absolutelynothing")),
        "a digest": lambda: _digest(store),
    }


async def _digest(store: Store) -> object:
    day = await store.digests.latest()
    return day and await store.digests.on(day)


class _Recorder:
    """Notes every query that the store's reader and writer run, and lets it through."""

    def __init__(self, connections: Sequence[aiosqlite.Connection]) -> None:
        self.connections, self.heard = connections, list[tuple[str, Any]]()

    def __enter__(self) -> "_Recorder":
        for connection in self.connections:
            original = connection.execute_fetchall

            def heard(sql: str, values: Any = None, _original: Any = original) -> Any:
                self.heard.append((sql, values))
                return _original(sql, values)

            connection.execute_fetchall = heard  # type: ignore[method-assign]
        return self

    def __exit__(self, *_: object) -> None:
        for connection in self.connections:
            del connection.execute_fetchall


async def _figure(store: Store, bare: aiosqlite.Connection, what: str, call: Call) -> Figure:
    """Asked anew each time, not from memory; the floor with the values of other rounds, since dice fall differently."""

    async def ours() -> None:
        store.database.memo.forget()
        await call()

    rounds = []
    for _ in range(ROUNDS if "random" in what else 1):
        with _Recorder([store.database._reader]) as recorder:
            await ours()
        rounds.append(recorder.heard)
    random.Random(0).shuffle(rounds)
    asked = itertools.cycle(rounds)

    async def floor() -> None:
        for sql, values in next(asked):
            await bare.execute_fetchall(sql, values)

    taken, least = await pairs(ours, floor, ROUNDS)
    return Figure(what, taken / 1000, "ms", least / 1000, FLOOR, reach=SLOWEST_MS, ratio=RATIO)


async def _completion(tags: TagIndex) -> Figure:
    typed: Iterator[str] = itertools.cycle(("opt", "강화하", "ㄱㅎ", "r", "topic-1"))

    async def complete() -> None:
        tags.complete(next(typed), 25)

    async def floor() -> None:
        wanted = keys(next(typed))
        sorted(name for name in _NAMES if name.startswith(wanted))[:25]

    ours, least = await pairs(complete, floor)
    return Figure(
        "tag completion, from memory",
        ours / 1000,
        "ms",
        least / 1000,
        "startswith over as many words",
        reach=SLOWEST_MS,
    )


_NAMES = ["".join(random.Random(number).choices("abcdefghij", k=8)) for number in range(370)]


async def dispatch_figure(call: Call, papers: int) -> Figure:
    await cpu_each(call, 50)
    return Figure(
        f"dispatch /paper tag: to rendered reply, CPU ({papers:,})", await cpu_each(call) / 1000, "ms", reach=1.5
    )
