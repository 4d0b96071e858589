"""Search terms, the same for every engine: Hangul as overlapping pairs, Latin as words, tags as tokens."""

from collections.abc import Iterable


def index(texts: Iterable[str], tags: Iterable[int]) -> str:
    """What stands in the index for a paper with these texts and ids of tags."""
    raise NotImplementedError


def query(words: str, tags: Iterable[int]) -> str:
    """An FTS5 MATCH expression; empty if there is nothing to look for."""
    raise NotImplementedError
