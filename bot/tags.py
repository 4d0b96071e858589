"""Tags: slugs, their aliases in both languages, and completion from memory."""

from collections.abc import Sequence
from pathlib import Path

from bot.model import TagCount


def slug(text: str) -> str:
    return text


class Aliases:
    """Which slugs mean the same: a shipped table, or the operator's own file."""

    @classmethod
    def load(cls, path: Path | None = None) -> "Aliases":
        """None: the table that ships. Raises ValueError with one line that says what is wrong in the file."""
        return cls()

    def fold(self, tag: str) -> str:
        """The slug that `tag`, itself a slug, stands for."""
        return tag

    def names(self, tag: str) -> tuple[str, ...]:
        """What else the tag is called, in the table's order, without the slug itself."""
        return ()


class TagIndex:
    """An immutable snapshot of the tags that occur, for completion on every keystroke."""

    def __init__(self, counts: Sequence[TagCount], aliases: Aliases) -> None:
        self.aliases = aliases

    def complete(self, typed: str, limit: int) -> tuple[TagCount, ...]:
        return ()

    def known(self, tag: str) -> bool:
        return False

    def nearest(self, tag: str, n: int = 3) -> tuple[str, ...]:
        return ()

    def count(self, tag: str) -> int:
        return 0

    def fold(self, text: str) -> str:
        """The slug of `text`, or the one that it is an alias of."""
        return self.aliases.fold(slug(text))
