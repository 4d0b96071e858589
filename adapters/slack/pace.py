"""Slack's limits, kept instead of met: one message a second in a channel, and a limit of the workspace that no document
gives a number for, learnt from 429 and Retry-After.
https://docs.slack.dev/apis/web-api/rate-limits
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.platform import Unavailable

CHANNEL_GAP = 1.05  # seconds: requests that left evenly may arrive bunched
FIRST_RATE = 18.0  # messages a second in a workspace, before anything is known
SLOWEST, FASTEST = 1.0, 50.0
SLOWER, FASTER = 0.8, 1.05
CALM = 600  # messages without a 429 before a faster pace is tried
LONGEST = 10.0  # a longer wait is better spent on other channels
_SWEEP = 4096  # channels that are remembered before old ones are forgotten

Now = Callable[[], float]


@dataclass(slots=True)
class _Workspace:
    rate: float = FIRST_RATE
    next: float = 0.0
    closed: float = 0.0
    calm: int = 0


class Pace:
    """Turns to post. What was not used is not caught up: a burst is what the limit forbids."""

    def __init__(self, now: Now = time.monotonic) -> None:
        self._now = now
        self._workspaces: dict[str, _Workspace] = {}
        self._channels: dict[str, float] = {}

    async def turn(self, workspace: str, channel: str) -> None:
        """Waits until a message may be posted there. Raises Unavailable where that takes long."""
        known = self._workspaces.setdefault(workspace, _Workspace())
        while (wait := max(known.closed, self._channels.get(channel, 0.0)) - self._now()) > 0:
            await self._sleep(wait)
        mine = max(self._now(), known.next)
        known.next = mine + 1 / known.rate
        self._remember(channel, mine + CHANNEL_GAP)
        try:
            await self._sleep(mine - self._now())
        except Unavailable:
            known.next -= 1 / known.rate  # a turn that nobody takes
            raise
        if known.closed > self._now():  # meanwhile somebody else was told to wait
            await self.turn(workspace, channel)

    async def _sleep(self, seconds: float) -> None:
        if seconds > LONGEST:
            raise Unavailable("Slack's limit", seconds)
        await asyncio.sleep(max(seconds, 0))

    def posted(self, workspace: str) -> None:
        known = self._workspaces.setdefault(workspace, _Workspace())
        known.calm += 1
        if known.calm >= CALM:
            known.calm, known.rate = 0, min(known.rate * FASTER, FASTEST)

    def close(self, workspace: str, seconds: float) -> None:
        """A 429. Many of one burst count once."""
        known, now = self._workspaces.setdefault(workspace, _Workspace()), self._now()
        if known.closed <= now:
            known.rate = max(known.rate * SLOWER, SLOWEST)
        known.closed, known.calm = max(known.closed, now + seconds), 0

    def rate(self, workspace: str) -> float:
        return self._workspaces.get(workspace, _Workspace()).rate

    def _remember(self, channel: str, until: float) -> None:
        if len(self._channels) >= _SWEEP:
            now = self._now()
            self._channels = {name: at for name, at in self._channels.items() if at > now}
        self._channels[channel] = until
