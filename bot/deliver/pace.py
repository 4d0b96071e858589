"""When to try again, and how long one request and one lease may last."""

import datetime as dt
import random

LEASE = dt.timedelta(seconds=60)  # shorter than Discord remembers a nonce, so that a crash is met in time
REQUEST = dt.timedelta(seconds=45)  # one request at most, so that the lease covers it
FIRST_WAIT = dt.timedelta(seconds=5)
LONGEST_WAIT = dt.timedelta(minutes=30)
_JITTER = 0.25


def wait(attempts: int, retry_after: float | None = None, *, rng: random.Random) -> dt.timedelta:
    """Doubles with every attempt; never shorter than the platform said. Jitter, so that not all return at once."""
    doubled = min(FIRST_WAIT.total_seconds() * 2.0 ** min(attempts, 20), LONGEST_WAIT.total_seconds())
    return dt.timedelta(seconds=max(doubled * (1 - _JITTER), retry_after or 0) + doubled * rng.uniform(0, 2 * _JITTER))
