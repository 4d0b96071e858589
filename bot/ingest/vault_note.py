"""A note of the curator's vault, one paper, to what it says."""

import datetime as dt

from bot.model import Note


def read(raw: bytes | str, *, name: str, today: dt.date) -> Note:
    """`name` is the file's name, with or without folder and .md. Raises Refused."""
    raise NotImplementedError
