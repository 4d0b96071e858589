"""The nearest of many names to one that was mistyped, in Latin and Hangul alike."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from bot import hangul

LONGEST = 60  # letters that are compared; nobody mistypes a longer name
SHORTLIST = 16  # names whose letters are compared in order, the slow part
LIKE = 0.6


class Likeness:
    """Names by their pairs of keystrokes, so that a wrong vowel in a syllable is one wrong letter, not another word."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Pairs of a name and what it stands for; several names may stand for one."""
        self._names = [(pressed, _pairs(pressed), value) for pressed, value in ((_short(n), v) for n, v in names)]

    def nearest(self, typed: str, n: int, *, like: float = LIKE) -> tuple[str, ...]:
        """What the names nearest to `typed` stand for, nearest first, without repeats; empty where none is near."""
        pressed = _short(typed)
        pairs = _pairs(pressed)
        shared = ((2 * len(pairs & have) / (len(pairs) + len(have)), name, value) for name, have, value in self._names)
        shortlist = sorted((row for row in shared if row[0] > 0), key=lambda row: -row[0])[:SHORTLIST]
        compare = SequenceMatcher(autojunk=False, b=pressed)
        likes: dict[str, float] = {}
        for overlap, name, value in shortlist:
            compare.set_seq1(name)
            likeness = compare.ratio()
            if likeness >= like:
                likes[value] = max(likes.get(value, 0), likeness + overlap / 10)
        return tuple(sorted(likes, key=lambda value: -likes[value])[:n])


def _short(text: str) -> str:
    return hangul.keys(text[:LONGEST])[:LONGEST]


def _pairs(pressed: str) -> frozenset[str]:
    """The empty first half of the first pair keeps one-letter names comparable."""
    return frozenset(a + b for a, b in zip(" " + pressed, pressed, strict=False))
