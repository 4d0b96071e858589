"""A few timers, no business: each rings a bell, and whoever waits for that bell does the work."""

import asyncio
import datetime as dt
import time
from collections.abc import Mapping

from apscheduler.schedulers.asyncio import AsyncIOScheduler

LATE_S = 60  # a beat that comes later than this (a suspended machine) is skipped; the next one is soon


class Clock:
    def __init__(self, bells: Mapping[asyncio.Event, dt.timedelta]) -> None:
        """Rings each bell at once and then at its interval."""
        self._rang = time.monotonic()
        self._scheduler = AsyncIOScheduler(
            timezone=dt.UTC, job_defaults={"misfire_grace_time": LATE_S, "coalesce": True, "max_instances": 1}
        )
        for bell, interval in bells.items():
            first = dt.datetime.now(dt.UTC)
            self._scheduler.add_job(
                self._ring, "interval", (bell,), seconds=interval.total_seconds(), next_run_time=first
            )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    def silent_s(self) -> float:
        """Since a bell rang: the pulse of the whole process."""
        return time.monotonic() - self._rang

    async def _ring(self, bell: asyncio.Event) -> None:
        """A coroutine, because the scheduler calls plain functions in a thread, where no Event may be set."""
        self._rang = time.monotonic()
        bell.set()
