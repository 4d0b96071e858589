"""Timing in this process, and the table that `make bench` prints."""

import asyncio
import resource
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Figure:
    """One row: what was measured, the floor from the same run, and what it should reach."""

    what: str
    value: float
    unit: str
    floor: float | None = None
    floor_is: str = ""
    reach: float | None = None  # in `unit`
    ratio: float | None = None  # at most this many times the floor
    share: float | None = None  # at least this much of the floor

    @property
    def held(self) -> bool | None:
        """None where nothing has to be reached."""
        if self.reach is None and self.ratio is None and self.share is None:
            return None
        in_reach = self.reach is None or self.value <= self.reach
        near_floor = self.ratio is None or self.floor is None or self.value <= self.ratio * self.floor
        enough = self.share is None or self.floor is None or self.value >= self.share * self.floor
        return in_reach and near_floor and enough


async def pairs(
    ours: Callable[[], Awaitable[object]], floor: Callable[[], Awaitable[object]], rounds: int = 400
) -> tuple[float, float]:
    """Median microseconds of both, taken in turn, so that the machine's drift meets both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for side, call in enumerate((ours, floor)):
            start = time.perf_counter()
            await call()
            times[side].append(time.perf_counter() - start)
    return statistics.median(times[0]) * 1e6, statistics.median(times[1]) * 1e6


async def cpu_each(call: Callable[[], Awaitable[object]], rounds: int = 400) -> float:
    """Microseconds of this process's CPU, all threads, for each call."""
    start = time.process_time()
    for _ in range(rounds):
        await call()
    return (time.process_time() - start) / rounds * 1e6


class LongestPause:
    """The longest time for which the event loop answered nobody, in milliseconds."""

    STEP = 0.001

    def __init__(self) -> None:
        self.longest = 0.0

    async def __aenter__(self) -> "LongestPause":
        self._task = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.sleep(0)
        self._task.cancel()

    async def _watch(self) -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(self.STEP)
            now = time.perf_counter()
            self.longest = max(self.longest, (now - last - self.STEP) * 1000)
            last = now


def resident_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def show(title: str, figures: list[Figure]) -> None:
    table = Table(title=title, title_justify="left")
    for name, justify in (("measured", "left"), ("value", "right"), ("floor", "right"), ("ratio", "right")):
        table.add_column(name, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    table.add_column("floor is")
    table.add_column("reach", justify="right")
    for figure in figures:
        table.add_row(*_cells(figure))
    Console(width=150).print(table)


def _cells(figure: Figure) -> tuple[str, ...]:
    floor = f"{_number(figure.floor)} {figure.unit}" if figure.floor else ""
    ratio = f"{figure.value / figure.floor:.2f}" if figure.floor else ""
    wanted = [f"≤ {figure.reach:,g} {figure.unit}"] if figure.reach is not None else []
    wanted += [f"≤ {figure.ratio:g} floors"] if figure.ratio is not None else []
    wanted += [f"≥ {figure.share:.3g} floors"] if figure.share is not None else []
    mark = {None: "", True: "✓ ", False: "✗ "}[figure.held]
    return (
        figure.what,
        f"{_number(figure.value)} {figure.unit}",
        floor,
        ratio,
        figure.floor_is,
        mark + ", ".join(wanted),
    )


def _number(value: float) -> str:
    return f"{value:,.3g}" if value < 1000 else f"{value:,.0f}"
