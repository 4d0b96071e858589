"""What commands asked the archive a moment ago, kept for as long as nobody commits anything, in any process."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

KEPT = 256  # answers; the longest are pages of five papers, of some 10 kB each

T = TypeVar("T")


class Memo:
    """The rule of invalidation is one: every commit forgets everything. SQLite itself counts the commits of others for
    a connection (https://sqlite.org/pragma.html#pragma_data_version), so the one that asks here does nothing else. To
    ask costs a read of shared memory, a tenth of what the hop to a connection's thread does; hence no thread. It is
    done once in each turn of the event loop: whoever waited for a commit goes on in a later one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._watch: sqlite3.Connection | None = None
        self._commits: int | None = None
        self._looked = False  # in this turn of the event loop
        self._answers: dict[Hashable, Any] = {}

    async def of(self, question: Hashable, ask: Callable[[], Awaitable[T]]) -> T:
        """The answer is handed out many times: it has to be a frozen value."""
        if not self._looked:
            self._look()
        commits = self._commits
        if question in self._answers:
            answer: T = self._answers.pop(question)
            self._answers[question] = answer  # the one asked last goes last
            return answer
        answer = await ask()
        # Where somebody else has noticed a commit meanwhile, this may be the answer of before.
        if commits is not None and commits == self._commits:
            if len(self._answers) >= KEPT:
                del self._answers[next(iter(self._answers))]
            self._answers[question] = answer
        return answer

    def forget(self) -> None:
        self._answers.clear()

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
        self._watch = None
        self._answers.clear()

    def _look(self) -> None:
        commits = self._counted()
        if commits != self._commits:
            self._answers.clear()
            self._commits = commits
        self._looked = True
        asyncio.get_running_loop().call_soon(self._turn_over)

    def _turn_over(self) -> None:
        self._looked = False

    def _counted(self) -> int | None:
        """None while it cannot be told: then nothing is kept."""
        try:
            if self._watch is None:
                self._watch = sqlite3.connect(self._path, timeout=0, isolation_level=None)
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error:
            return None
