"""The local Discord's own time: it runs like ours, and a test can move it ahead."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Deadlines, rate limits, nonces and ids all follow this one clock."""

    def __init__(self) -> None:
        self._start = time.time() - time.monotonic()

    def now(self) -> float:
        return self._start + time.monotonic()

    def stamp(self) -> str:
        return datetime.fromtimestamp(self.now(), UTC).isoformat()

    def move(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0, days: float = 0) -> None:
        self._start += timedelta(seconds=seconds, minutes=minutes, hours=hours, days=days).total_seconds()
