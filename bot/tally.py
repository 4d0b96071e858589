"""What happens in this process, counted for `/metrics` (bot/metrics.py): so cheaply that nobody need ask for it."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Literal

Outcome = Literal["ok", "wrong", "failed"]

ANSWERED_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)  # Discord waits for three seconds
LATE_S = (1.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 900.0, 3600.0, 14_400.0, 86_400.0)


class Histogram:
    """How many values were at most so high. `counts` has one more for those above all bounds."""

    __slots__ = ("bounds", "counts", "total")

    def __init__(self, bounds: Sequence[float]) -> None:
        self.bounds, self.counts, self.total = bounds, [0] * (len(bounds) + 1), 0.0

    def add(self, value: float) -> None:
        self.counts[bisect_left(self.bounds, value)] += 1
        self.total += value


class Tally:
    """Labels are ours alone: verbs of the table of commands, names of adapters, outcomes."""

    def __init__(self) -> None:
        self.commands: Counter[tuple[str, Outcome]] = Counter()
        self.answered: defaultdict[str, Histogram] = defaultdict(partial(Histogram, ANSWERED_S))
        self.late: defaultdict[str, Histogram] = defaultdict(partial(Histogram, LATE_S))
        self.uncertain: Counter[str] = Counter()
        self.imported: Counter[str] = Counter()

    def used(self, verb: str, outcome: Outcome, seconds: float) -> None:
        self.commands[verb, outcome] += 1
        self.answered[verb].add(seconds)
