"""Which documents speak of the same paper, and what all of them say together. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from bot.model import Entry, Statement

LIKE = 0.5  # twice the words that two versions of one text have in common, by the words of both
_WORD = re.compile(r"\w+")
_NO_LETTERS = re.compile(r"[\W_]+")


@lru_cache(4096)
def title_key(title: str) -> str:
    """NFKC, case-folded, letters and digits only."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", title).casefold())


def keys(entry: Entry) -> tuple[str, ...]:
    """The aliases under which the paper is known. A diary has none: many are called alike."""
    if not entry.named:
        return ()
    arxiv = (f"arxiv:{entry.arxiv_id}",) if entry.arxiv_id else ()
    title = title_key(entry.title)
    return (*arxiv, f"title:{title}") if title else arxiv


def same(mine: Entry, theirs: Entry) -> bool:
    """Whether two entries that share an alias may be one paper: two papers can have one short title."""
    if not mine.arxiv_id or not theirs.arxiv_id or mine.arxiv_id == theirs.arxiv_id:
        return True
    return bool(_names(mine) & _names(theirs))


def alike(old: Entry, new: Entry) -> bool:
    """Whether one entry can be a corrected version of the other."""
    if set(keys(old)) & set(keys(new)) or corrected(old, new):
        return True
    return like(words(old), words(new))


def words(entry: Entry) -> frozenset[str]:
    return frozenset(_WORD.findall(" ".join((entry.title, entry.abstract, entry.ko, entry.en)).casefold()))


def like(before: frozenset[str], after: frozenset[str]) -> bool:
    """Whether these are the words of two versions of one text."""
    return 2 * len(before & after) >= LIKE * (len(before) + len(after)) > 0


def corrected(old: Entry, new: Entry) -> bool:
    """Same authors or same abstract, so that only the title can be another one."""
    return _same_abstract(old, new) or _same_authors(old, new)


def corrected_elsewhere(old: Entry, new: Entry) -> bool:
    """The same of another document: the same people may have written two papers of one day."""
    return _same_abstract(old, new) or (_same_authors(old, new) and like(words(old), words(new)))


def merged(statements: Iterable[Statement], before: Entry | None) -> Entry:
    """A page outranks a note; a note fills gaps and gives links and id; nothing that is known is erased by a document
    that lacks it. Tags are what the documents say now."""
    ordered = sorted(statements, key=_precedence)
    if len(ordered) == 1 and before is None:  # most papers of most archives
        return ordered[0].entry
    said = [statement.entry for statement in ordered]
    notes_first = [s.entry for s in ordered if s.kind == "note"] + [s.entry for s in ordered if s.kind == "page"]
    known = [*said, before] if before else said
    return Entry(
        title=_first(entry.title for entry in known),
        authors=next((entry.authors for entry in known if entry.authors), ()),
        abstract=_first(entry.abstract for entry in known),
        ko=_first(entry.ko for entry in known),
        en=_first(entry.en for entry in known),
        tags=_union(s.entry.tags for s in _living(ordered)) if said or not before else before.tags,
        links=_union(e.links for e in notes_first) or (before.links if before else ()),
        arxiv_id=_first(e.arxiv_id or "" for e in (*notes_first, *([before] if before else []))) or None,
        related=_union(e.related for e in said) or (before.related if before else ()),
        named=any(entry.named for entry in said) if said or not before else before.named,
    )


def filled(entry: Entry, other: Entry) -> Entry:
    """The entry, with what only the other one knows."""
    gaps = {name: getattr(other, name) for name in Entry.__slots__ if not getattr(entry, name)}
    return replace(entry, **gaps)


def _precedence(statement: Statement) -> tuple[bool, bool, float, int]:
    """Pages before notes, what is there before what was deleted; the last word of pages, the first note."""
    if statement.kind == "page":
        return False, not statement.live, -statement.changed.timestamp(), -statement.document
    return True, not statement.live, 0, statement.document


def _living(statements: Sequence[Statement]) -> Sequence[Statement]:
    return [statement for statement in statements if statement.live] or statements


def _same_abstract(old: Entry, new: Entry) -> bool:
    return bool(old.abstract) and title_key(old.abstract) == title_key(new.abstract)


def _same_authors(old: Entry, new: Entry) -> bool:
    return bool(old.authors) and _names(old) == _names(new)


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(lists)))


def _names(entry: Entry) -> frozenset[str]:
    return frozenset(map(title_key, entry.authors))
