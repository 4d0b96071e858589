"""What every document goes through before it is read."""


def decode(raw: bytes, *, limit: int | None = None) -> str:
    """The text of a document, cleaned. Raises Refused: not UTF-8, larger than `limit` bytes, conflict markers."""
    raise NotImplementedError
