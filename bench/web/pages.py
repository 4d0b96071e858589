"""Pages and feeds that were made already, in turn with the floor; then how long the first reader of each waits."""

import asyncio
import json
import re
import statistics
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.archive import RARE
from bench.measure import Figure
from bench.web import servers
from bench.web.load import Answer, once, rate

SHARE = 0.4  # of the floor's requests a second
CONDITIONAL_SHARE = 1 / 1.5
ROUNDS, ROUND_S = 15, 0.4
FIRST = 60  # pages that nobody asked for before
FLOOR = "bare aiohttp, same bytes"


@dataclass(frozen=True)
class Case:
    what: str
    path: str
    answer: Answer
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return 304 if self.headers else 200


async def figures(database: Path) -> list[Figure]:
    async with servers.ours(database) as server:
        cases = await _cases(server.port)
        with tempfile.TemporaryDirectory() as folder:
            _write(Path(folder), cases)
            async with servers.bare(Path(folder)) as floor:
                rates = [await _rate(case, server.port, floor.port) for case in cases]
        firsts = [await _first(what, server.port, paths) for what, paths in (await _unasked(server.port)).items()]
        return [*rates, *firsts, Figure("memory afterwards", _resident(server.pid), "MiB")]


async def _cases(port: int) -> list[Case]:
    """The newest day that `/` leads to, a large tag, feeds whole and by tag."""
    paths = {
        "a day": (await _days(port))[0],
        "a tag": "/t/optimizer",
        "a feed": "/feed.atom",
        "a feed by tag": "/feed.atom?tag=optimizer&lang=ko",
    }
    cases = [Case(what, path, await once(port, path)) for what, path in paths.items()]
    feed = cases[2]
    tag = {"If-None-Match": feed.answer.header("ETag")}
    return [*cases, Case("a feed that the reader has", feed.path, feed.answer, tag)]


async def _days(port: int) -> list[str]:
    """The addresses of days, newest first, as far as pages link to them."""
    home = (await once(port, "/")).body.decode()
    days = sorted(set(re.findall(r"/d/\d{4}-\d\d-\d\d", home)), reverse=True)
    while len(days) < FIRST + 1:
        before = min(days)
        page = (await once(port, before)).body.decode()
        days += sorted(set(re.findall(r"/d/\d{4}-\d\d-\d\d", page)) - set(days), reverse=True)
        assert min(days) < before, "no link to the day before"
    return days


def _write(folder: Path, cases: Iterable[Case]) -> None:
    """What the floor answers with; the router looks at paths without their queries."""
    answers = []
    for number, case in enumerate(cases):
        if not case.headers:
            folder.joinpath(str(number)).write_bytes(case.answer.body)
            kind, etag = case.answer.header("Content-Type"), case.answer.header("ETag")
            answers.append({"path": _floor_path(case), "file": str(number), "kind": kind, "etag": etag})
    folder.joinpath("answers.json").write_text(json.dumps(answers))


def _floor_path(case: Case) -> str:
    return re.sub(r"[?=&.]", "/", case.path)


async def _rate(case: Case, ours: int, floor: int) -> Figure:
    """Medians of rounds that are taken in turn, so that the machine's drift meets both alike."""
    rates: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        rates[0].append(await rate(ours, case.path, ROUND_S, case.headers, status=case.status))
        rates[1].append(await rate(floor, _floor_path(case), ROUND_S, case.headers, status=case.status))
    share = CONDITIONAL_SHARE if case.headers else SHARE
    return Figure(
        f"{case.what} ({len(case.answer.body) / 1024:.0f} KiB)", statistics.median(rates[0]), "requests/s",
        statistics.median(rates[1]), FLOOR, share=share,
    )  # fmt: skip


async def _unasked(port: int) -> dict[str, list[str]]:
    days = await _days(port)
    papers = set[str]()
    for tag in RARE[-10:]:
        papers.update(re.findall(r'(/p/[^"?#]+)"', (await once(port, f"/t/{tag}")).body.decode()))
    return {
        "a day, first time": [f"{day}?lang=ko" for day in days[:FIRST]],
        "a tag, first time": [f"/t/{tag}" for tag in RARE[:FIRST]],
        "a paper, first time": sorted(papers)[:FIRST],
        "a search, first time": [f"/search?q={tag}+%ED%95%99%EC%8A%B5" for tag in RARE[:FIRST]],
        "a feed by tag, first time": [f"/feed.atom?tag={tag}" for tag in RARE[:FIRST]],
    }


async def _first(what: str, port: int, paths: list[str]) -> Figure:
    times = []
    for path in paths:
        begun = time.perf_counter()
        await once(port, path)
        times.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(0)
    return Figure(what, statistics.median(times), "ms")


def _resident(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0
