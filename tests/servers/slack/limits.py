"""Slack's rate limits: one message a second in a channel with short bursts, a workspace's total, and the tiers."""

import math
from dataclasses import dataclass

from tests.servers.slack.clock import Clock
from tests.servers.slack.refused import Limited

A_MINUTE = 60.0
TIER_1, TIER_2, TIER_3, TIER_4 = 1, 20, 50, 100  # requests a minute, of one method in one workspace
SPECIAL = 0  # limited by its own rule, or hardly at all
READS_HISTORY = ("conversations.history", "conversations.replies")
IN_A_CHANNEL, BURST = 1.0, 3
# "Several hundred messages a minute", say the documents of a workspace, and no number.
IN_A_WORKSPACE = 20.0


class Bucket:
    """Fills at a steady rate up to a burst; each request takes one."""

    def __init__(self, a_second: float, burst: float, now: float) -> None:
        self._a_second = a_second
        self._burst = burst
        self._level = burst
        self._at = now

    def take(self, now: float) -> float:
        """0, or the seconds after which one may come again."""
        self._level = min(self._burst, self._level + (now - self._at) * self._a_second)
        self._at = now
        if self._level >= 1:
            self._level -= 1
            return 0
        return (1 - self._level) / self._a_second


@dataclass(slots=True)
class Window:
    ends: float
    used: int = 0


class Limits:
    """`tiers = False` lifts the limits of methods, for measurements that use one much faster than people do.

    `commercial`: an app that is sold outside the Marketplace reads history once a minute, 15 messages at a time.
    """

    def __init__(self, clock: Clock, *, a_second: float = IN_A_WORKSPACE, burst: int = BURST) -> None:
        self.tiers = True
        self.commercial = False
        self.refused = 0
        self._clock = clock
        self._a_second = a_second
        self._burst = burst
        self._buckets: dict[str, Bucket] = {}
        self._windows: dict[tuple[str, str], Window] = {}

    def take_request(self, method: str, team_id: str, a_minute: int) -> None:
        if not a_minute or not self.tiers:
            return
        if self.commercial and method in READS_HISTORY:
            a_minute = 1
        now = self._clock.now()
        window = self._windows.get((method, team_id))
        if window is None or now >= window.ends:
            window = self._windows[method, team_id] = Window(ends=now + A_MINUTE)
        window.used += 1
        if window.used > a_minute:
            self._refuse(window.ends - now)

    def take_message(self, channel_id: str, team_id: str, a_second: float = 0) -> None:
        """A message counts in its channel and, if it may come there, in its workspace."""
        rate = a_second or self._a_second
        self._take(channel_id, IN_A_CHANNEL, self._burst)
        self._take(f"{team_id} {rate}", rate, max(rate, 1))

    def _take(self, name: str, a_second: float, burst: float) -> None:
        now = self._clock.now()
        bucket = self._buckets.get(name)
        if bucket is None:
            bucket = self._buckets[name] = Bucket(a_second, burst, now)
        wait = bucket.take(now)
        if wait:
            self._refuse(wait)

    def _refuse(self, wait: float) -> None:
        self.refused += 1
        raise Limited(max(math.ceil(wait), 1))
