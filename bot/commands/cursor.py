"""Where a page of results begins, as short as a button needs it: order, number of the first line, rank beside it."""

import re
from dataclasses import dataclass

from bot.model import Paper

_LARGEST = 2**63 - 1  # what the database takes
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_FORM = re.compile(r"(?P<order>[no])(?P<number>\d{1,6})(?:(?P<side>[+-])(?P<rank>[0-9a-z]{1,13}))?")


@dataclass(frozen=True, slots=True)
class Cursor:
    """`back`: the page ends before `rank` instead of beginning after it."""

    oldest: bool = False
    number: int = 1
    rank: int | None = None
    back: bool = False

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """A text that nobody packed is the first page."""
        match = _FORM.fullmatch(text)
        if not match:
            return cls()
        rank = None if match["rank"] is None else min(int(match["rank"], 36), _LARGEST)
        return cls(match["order"] == "o", max(1, int(match["number"])), rank, match["side"] == "-")

    def pack(self) -> str:
        if self == Cursor():
            return ""
        place = f"{'-' if self.back else '+'}{_base36(self.rank)}" if self.rank is not None else ""
        return f"{'o' if self.oldest else 'n'}{self.number}{place}"

    def next(self, papers: tuple[Paper, ...]) -> "Cursor":
        return Cursor(self.oldest, self.number + len(papers), papers[-1].rank)

    def previous(self, papers: tuple[Paper, ...], size: int) -> "Cursor":
        number = self.number - size
        return Cursor(self.oldest, number, papers[0].rank, back=True) if number > 1 else Cursor(self.oldest)

    def turned(self) -> "Cursor":
        """The first page in the other order."""
        return Cursor(not self.oldest)


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits
