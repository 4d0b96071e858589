"""A digest page as a reader copies it, one field a line, to digests."""

import datetime as dt

from bot.model import PageDigest


def read(raw: bytes | str, *, date: dt.date | None = None, today: dt.date) -> tuple[PageDigest, ...]:
    """Every digest of the page in its order. `date` is for a page that names none. Raises Refused."""
    raise NotImplementedError
