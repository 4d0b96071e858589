"""Discord's rate limits: fixed windows, the real headers, and the ban that follows too many invalid requests."""

import hashlib
import math
from dataclasses import dataclass

from tests.servers.discord.clock import Clock
from tests.servers.discord.refused import Json

GLOBAL_A_SECOND = 50
INVALID_MOST, INVALID_SECONDS = 10_000, 600.0
VIA = "1.1 google"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A bucket: so many requests in so many seconds, for each top-level resource."""

    name: str
    most: int
    seconds: float

    @property
    def bucket(self) -> str:
        return hashlib.blake2b(self.name.encode(), digest_size=16).hexdigest()


# Discord documents none of these numbers, so a client has to read the headers; these are observed by authors of
# bots and libraries. Routes for which nobody tells a number have no bucket here, only the global limit.
CREATE_MESSAGE = Rule(name="create message", most=5, seconds=5)
EDIT_MESSAGE = Rule(name="edit message", most=5, seconds=5)
PUBLISH = Rule(name="publish", most=10, seconds=3600)
REPLY_AGAIN = Rule(name="answer an interaction again", most=5, seconds=2)


@dataclass(slots=True)
class Window:
    ends: float
    used: int = 0


class Limited(Exception):
    """A 429: its headers and its body."""

    def __init__(self, headers: dict[str, str], body: Json) -> None:
        super().__init__(str(body))
        self.headers = headers
        self.body = body


class Limits:
    """Counts requests in fixed windows that begin with their first request."""

    def __init__(self, clock: Clock, *, a_second: int = GLOBAL_A_SECOND) -> None:
        self._clock = clock
        self._a_second = a_second
        self._everything = Window(ends=0)
        self._windows: dict[tuple[str, str], Window] = {}
        self._invalid = Window(ends=0)
        self._banned_until = 0.0

    def take(self, rule: Rule | None, resource: str, *, counts_globally: bool) -> dict[str, str]:
        """The headers of a request that is within its limits; raises Limited for one that is not."""
        now = self._clock.now()
        if counts_globally:
            self._take_global(now)
        if rule is None:
            return {}
        window = self._windows.get((rule.name, resource))
        if window is None or now >= window.ends:
            window = self._windows[rule.name, resource] = Window(ends=now + rule.seconds)
        window.used += 1
        left = rule.most - window.used
        headers = _headers(rule, window, max(left, 0), now)
        if left < 0:
            raise Limited(headers | _retry(window.ends - now, "user"), _body(window.ends - now, everywhere=False))
        return headers

    def _take_global(self, now: float) -> None:
        if now >= self._everything.ends:
            self._everything = Window(ends=now + 1)
        self._everything.used += 1
        if self._everything.used > self._a_second:
            wait = self._everything.ends - now
            headers = _retry(wait, "global") | {"X-RateLimit-Global": "true"}
            raise Limited(headers, _body(wait, everywhere=True))

    @property
    def invalid_requests(self) -> int:
        """401, 403 and 429 (but for shared limits) in the present ten minutes."""
        return self._invalid.used if self._clock.now() < self._invalid.ends else 0

    @property
    def banned(self) -> bool:
        return self._clock.now() < self._banned_until

    def count_invalid(self) -> None:
        now = self._clock.now()
        if now >= self._invalid.ends:
            self._invalid = Window(ends=now + INVALID_SECONDS)
        self._invalid.used += 1
        if self._invalid.used >= INVALID_MOST:
            self._banned_until = self._invalid.ends


def limited(wait: float, *, everywhere: bool = False, shared: bool = False) -> Limited:
    """A 429 that a test orders, with the headers of a real one."""
    scope = "global" if everywhere else "shared" if shared else "user"
    headers = _retry(wait, scope) | ({"X-RateLimit-Global": "true"} if everywhere else {})
    return Limited(headers, _body(wait, everywhere=everywhere))


def _headers(rule: Rule, window: Window, left: int, now: float) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(rule.most),
        "X-RateLimit-Remaining": str(left),
        "X-RateLimit-Reset": f"{window.ends:.3f}",
        "X-RateLimit-Reset-After": f"{max(window.ends - now, 0.001):.3f}",
        "X-RateLimit-Bucket": rule.bucket,
    }


def _retry(wait: float, scope: str) -> dict[str, str]:
    return {"Retry-After": str(math.ceil(wait)), "X-RateLimit-Scope": scope}


def _body(wait: float, *, everywhere: bool) -> Json:
    # Rounded up, so that who waits as long as told is never early.
    wait = math.ceil(wait * 1000) / 1000
    return {"message": "You are being rate limited.", "retry_after": wait, "global": everywhere}
