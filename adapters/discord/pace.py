"""Discord's limits, kept instead of met: 50 requests a second in all, and each route's own, as its headers say.

A 429 costs more than a wait: 10,000 refused requests in ten minutes close the address for everybody behind it.
https://docs.discord.com/developers/topics/rate-limits
"""

import asyncio
import re
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress

from bot.platform import Unavailable

AT_ONCE = 49  # of 50 in a second; discord.py makes a request of its own now and then
GAP = 1 / 50
LONGEST = 10.0  # a longer wait is better spent on other channels
_SWEEP = 512  # routes that are remembered before old ones are forgotten
_MAJOR = re.compile(r"^/(?:channels|guilds)/\d+|^/[^/]+")
_ID = re.compile(r"\d{15,}")

Now = Callable[[], float]


class Pace:
    """Turns for all requests together. A request counts from when it leaves until a second after its answer came, so
    that whatever the way adds, never more than so many can reach Discord within one of its seconds."""

    def __init__(self, at_once: int = AT_ONCE, now: Now = time.monotonic) -> None:
        self._at_once, self._now = at_once, now
        self._queue, self._landing = asyncio.Lock(), asyncio.Event()
        self._flying, self._landed = 0, deque[float]()
        self._next = self._closed = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        async with self._queue:
            while (wait := self._wait()) > 0:
                self._landing.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._landing.wait()
            self._next = self._now() + GAP
            self._flying += 1
        try:
            yield
        finally:
            self._flying -= 1
            self._landed.append(self._now())
            self._landing.set()

    def _wait(self) -> float:
        """Seconds until the next request may leave, unless another lands before."""
        now = self._now()
        while self._landed and self._landed[0] <= now - 1:
            self._landed.popleft()
        if self._closed - now > LONGEST:
            raise Unavailable("Discord's limit for all requests", self._closed - now)
        if self._closed > now or self._flying + len(self._landed) < self._at_once:
            return max(self._closed, self._next) - now
        return max(self._landed[0] + 1 - now, 0.001) if self._landed else LONGEST

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
