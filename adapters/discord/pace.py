"""Discord's limits, kept instead of met: 50 requests a second in all, and each route's own, as its headers say.

A 429 costs more than a wait: 10,000 refused requests in ten minutes close the address for everybody behind it.
https://docs.discord.com/developers/topics/rate-limits
"""

import asyncio
import re
import time
from collections.abc import Callable, Mapping

from bot.platform import Unavailable

A_SECOND = 46  # of 50: requests that left evenly may arrive bunched
LONGEST = 10.0  # a longer wait is better spent on other channels
_SWEEP = 512  # routes that are remembered before old ones are forgotten
_MAJOR = re.compile(r"^/(?:channels|guilds)/\d+|^/[^/]+")
_ID = re.compile(r"\d{15,}")

Now = Callable[[], float]


class Pace:
    """Turns at an even pace. What was not used is not caught up: a burst is what the limit forbids."""

    def __init__(self, a_second: float = A_SECOND, now: Now = time.monotonic) -> None:
        self._gap, self._now = 1 / a_second, now
        self._next = self._closed = 0.0

    async def turn(self) -> None:
        mine = max(self._now(), self._next, self._closed)
        if mine - self._now() > LONGEST:
            raise Unavailable("Discord's limit for all requests", mine - self._now())
        self._next = mine + self._gap
        await asyncio.sleep(max(mine - self._now(), 0))
        if self._closed > self._now():  # meanwhile somebody else was told to wait
            await self.turn()

    def close(self, seconds: float) -> None:
        self._closed = max(self._closed, self._now() + seconds)


class Buckets:
    """What the headers say of each route: how many requests are left, and until when."""

    def __init__(self, now: Now = time.monotonic) -> None:
        self._now = now
        self._open_at: dict[str, float] = {}

    async def turn(self, method: str, path: str) -> None:
        """Waits until the route may be used again."""
        route = _route(method, path)
        while (wait := self._open_at.get(route, 0.0) - self._now()) > 0:
            if wait > LONGEST:
                raise Unavailable("Discord's limit for this channel", wait)
            await asyncio.sleep(wait)

    def learn(self, method: str, path: str, headers: Mapping[str, str]) -> None:
        if headers.get("X-RateLimit-Remaining") == "0":
            try:
                self.close(method, path, float(headers.get("X-RateLimit-Reset-After", "1")))
            except ValueError:
                self.close(method, path, 1.0)

    def close(self, method: str, path: str, seconds: float) -> None:
        now = self._now()
        if len(self._open_at) >= _SWEEP:
            self._open_at = {route: at for route, at in self._open_at.items() if at > now}
        route = _route(method, path)
        self._open_at[route] = max(self._open_at.get(route, 0.0), now + seconds)


def _route(method: str, path: str) -> str:
    """Requests that share a bucket: the same method and path, whatever the ids below the channel or server."""
    major = _MAJOR.match(path)
    head = major[0] if major else ""
    return f"{method} {head}{_ID.sub('#', path[len(head) :])}"
