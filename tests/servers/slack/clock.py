"""The local Slack's own time: it runs like ours, a test can move it ahead, and whatever waits for it moves along."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta


class Alarm:
    """Calls once at an instant of the clock, unless it is cancelled before."""

    def __init__(self, clock: "Clock", at: float, call: Callable[[], None]) -> None:
        self._clock = clock
        self._at = at
        self._call = call
        self._handle: asyncio.TimerHandle | None = None
        self.set()

    def set(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
        wait = max(self._at - self._clock.now(), 0)
        self._handle = asyncio.get_running_loop().call_later(wait, self._ring)

    def _ring(self) -> None:
        self.cancel()
        self._call()

    def cancel(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
        self._clock.alarms.discard(self)


class Clock:
    """Deadlines, rate limits, tokens, ids and redeliveries all follow this one clock."""

    def __init__(self) -> None:
        self.alarms: set[Alarm] = set()
        self._start = time.time() - time.monotonic()

    def now(self) -> float:
        return self._start + time.monotonic()

    def move(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0, days: float = 0) -> None:
        self._start += timedelta(seconds=seconds, minutes=minutes, hours=hours, days=days).total_seconds()
        for alarm in list(self.alarms):
            alarm.set()

    def alarm(self, at: float, call: Callable[[], None]) -> Alarm:
        made = Alarm(self, at, call)
        self.alarms.add(made)
        return made

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        alarm = self.alarm(self.now() + seconds, woken.set)
        try:
            await woken.wait()
        finally:
            alarm.cancel()
