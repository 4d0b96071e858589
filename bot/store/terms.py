"""Search terms, the same for every engine: Hangul as overlapping pairs, Latin as words, tags as tokens.

`학습` stands inside `강화학습을`: words between spaces would miss more than half of what a Korean reader looks for.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

MAX_WORDS = 24
MAX_LETTERS = 400  # of a query; nobody types more, and every pair costs

_RUN = re.compile(r"[가-힣]+|[^\W_가-힣]+")  # no underscore: it marks the tokens of tags
_HANGUL = re.compile(r"[가-힣]+")
_NO_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(r'"[^"]+"|[^\s"]+')
_QUOTES = str.maketrans("“”„‟＂", '"' * 5)


def index(texts: Iterable[str], tags: Iterable[int]) -> str:
    """What stands in the index for a paper with these texts and ids of tags."""
    words = _NO_WORD.sub(" ", _normal("\n".join(texts)))
    return " ".join((_HANGUL.sub(_spaced, words), *(f"_t{tag}" for tag in tags)))


def query(words: str, tags: Iterable[int]) -> str:
    """An FTS5 MATCH expression; empty if there is nothing to look for. All of it has to be found, in any order; what is
    written as one word, or between quotation marks, side by side."""
    typed = _WORD.findall(words[:MAX_LETTERS].translate(_QUOTES))[:MAX_WORDS]
    looked_for = [runs for word in typed if (runs := list(_runs(word)))]
    phrases = [_phrase(runs, last=place == len(looked_for)) for place, runs in enumerate(looked_for, 1)]
    return " AND ".join([f'"_t{tag}"' for tag in tags] + phrases)


def _runs(text: str) -> Iterator[str]:
    """Hangul and other words, one script each: `LLM을` is two."""
    yield from _RUN.findall(_normal(text))


def _normal(text: str) -> str:
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return text
    return unicodedata.normalize("NFKC", text)


def _spaced(run: re.Match[str]) -> str:
    return f" {' '.join(_terms(run[0]))} "


def _terms(run: str) -> list[str]:
    """A run's pairs and its last syllable alone, so that every syllable begins a term."""
    if not _hangul(run):
        return [run]
    return [*map("".join, pairwise(run)), run[-1]]


def _phrase(runs: list[str], *, last: bool) -> str:
    """In the last run only the pairs: more may follow it. A lone syllable begins a term, and so does the last Latin
    word, which may be half typed."""
    end = runs[-1]
    half = len(end) == 1 if _hangul(end) else last
    ending = [end] if len(end) == 1 or not _hangul(end) else _terms(end)[:-1]
    terms = [term for run in runs[:-1] for term in _terms(run)] + ending
    return f'"{" ".join(terms)}"' + ("*" if half else "")


def _hangul(run: str) -> bool:
    return "가" <= run[0] <= "힣"
