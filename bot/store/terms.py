"""Search terms, the same for every engine: Hangul as overlapping pairs, Latin as words, tags as tokens.

`학습` stands inside `강화학습을`: words between spaces would miss more than half of what a Korean reader looks for.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

MAX_WORDS = 24
SHORT = 2  # letters of a Latin word that is looked for as it stands first
LONGEST_PREFIX = 5  # letters of the longest one that the index keeps (`prefix` in the schema)
MAX_LETTERS = 400  # of a query; nobody types more, and every pair costs

_RUN = re.compile(r"[가-힣]+|[^\W_가-힣]+")  # no underscore: it marks the tokens of tags
_NO_ASCII_WORD = {code: " " for code in range(128) if not chr(code).isalnum()}
_AFTER_HANGUL = chr(ord("힣") + 1)
_WORD = re.compile(r'"[^"]+"|[^\s"]+')
_QUOTES = str.maketrans("“”„‟＂", '"' * 5)


def index(texts: Iterable[str], tags: Iterable[int]) -> str:
    """What stands in the index for a paper with these texts and ids of tags."""
    pieces: list[str] = []
    for ascii_only, some in groupby(texts, str.isascii):  # much of an archive, and quicker without an expression
        text = "\n".join(some)
        if ascii_only:
            pieces.append(text.translate(_NO_ASCII_WORD))
            continue
        for run in _RUN.findall(_normal(text)):
            pieces += _terms(run) if _hangul(run) else (run,)
    return " ".join((*pieces, *(f"_t{tag}" for tag in tags)))


def half_typed(words: str) -> str:
    """The word that more letters may follow, if it has so many already that the index keeps no list of what begins so:
    FTS5 would gather all papers with any such word before it finds the newest. Empty if there is none, or one that the
    index may spell in another way."""
    last = next((runs[-1] for runs in reversed(_typed(words)) if not _hangul(runs[-1])), "")
    return last.lower() if len(last) > LONGEST_PREFIX and last.isascii() else ""


def query(words: str, tags: Iterable[int], *, begun: bool = False, endings: Sequence[str] | None = None) -> str:
    """An FTS5 MATCH expression; empty if there is nothing to look for. All of it has to be found, in any order; what is
    written as one word, or between quotation marks, side by side. `begun`: one or two Latin letters may begin a word,
    too; asked for only when there is no such word, since `rl` is one and begins thousands. `endings`: all that the half
    typed word may become."""
    looked_for = _typed(words)
    shortest = 1 if begun else SHORT + 1
    last = max((place for place, runs in enumerate(looked_for) if not _hangul(runs[-1])), default=None)
    phrases = [_phrase(runs, shortest if place == last else None) for place, runs in enumerate(looked_for)]
    if endings and last is not None:
        *before, _ = looked_for[last]
        phrases[last] = f"({' OR '.join(_phrase([*before, ending], None) for ending in endings)})"
    return " AND ".join([f'"_t{tag}"' for tag in tags] + phrases)


def _typed(words: str) -> list[list[str]]:
    """The runs of each word."""
    typed = _WORD.findall(words[:MAX_LETTERS].translate(_QUOTES))[:MAX_WORDS]
    return [runs for word in typed if (runs := list(_runs(word)))]


def _runs(text: str) -> Iterator[str]:
    """Hangul and other words, one script each: `LLM을` is two."""
    yield from _RUN.findall(_normal(text))


def _normal(text: str) -> str:
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return text
    return unicodedata.normalize("NFKC", text)


def _terms(run: str) -> list[str]:
    """A run's pairs and its last syllable alone, so that every syllable begins a term."""
    if not _hangul(run):
        return [run]
    return [run[at : at + 2] for at in range(len(run))]


def _phrase(runs: list[str], shortest: int | None) -> str:
    """In the last run only the pairs: more may follow it. A lone syllable begins a term; so does a Latin word of at
    least `shortest` letters, which may be half typed."""
    end = runs[-1]
    begins = len(end) == 1 if _hangul(end) else shortest is not None and len(end) >= shortest
    ending = _terms(end)[:-1] if _hangul(end) and len(end) > 1 else [end]
    terms = [term for run in runs[:-1] for term in _terms(run)] + ending
    return f'"{" ".join(terms)}"' + ("*" if begins else "")


def _hangul(run: str) -> bool:
    return "가" <= run < _AFTER_HANGUL
