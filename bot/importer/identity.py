"""Which known papers an entry is about. None: a new one. Several: they are one (formats.md 3)."""

from collections.abc import Callable, Iterable, Sequence

from bot.importer.reading import Said
from bot.ingest import merge
from bot.model import Entry, PaperId, Statement
from bot.store.shelf import Shelf

Before = Sequence[tuple[PaperId, Statement]]  # what the document said when it was read last


def of_note(shelf: Shelf, entry: Entry, before: Before) -> list[PaperId]:
    """A note keeps its paper, unless it became quite another note."""
    own = [paper for paper, statement in before if merge.alike(statement.entry, entry)]
    return own + [paper for paper in _known_as(shelf, entry) if paper not in own]


def of_page(shelf: Shelf, said: Sequence[Said], before: Before) -> list[list[PaperId]]:
    """First what has the same title or id; then, among what is left, what was corrected."""
    places = [_known_as(shelf, one.entry) for one in said]
    taken = {paper for place in places for paper in place}
    for place, one in zip(places, said, strict=True):
        if not place and (paper := _corrected(shelf, one, before, taken)) is not None:
            place.append(paper)
            taken.add(paper)
    return places


def _known_as(shelf: Shelf, entry: Entry) -> list[PaperId]:
    found = (shelf.aliases.get(alias) for alias in merge.keys(entry))
    papers = [paper for paper in dict.fromkeys(found) if paper is not None]
    return [paper for paper in papers if merge.same(shelf.papers[paper].entry, entry)]


def _corrected(shelf: Shelf, said: Said, before: Before, taken: set[PaperId]) -> PaperId | None:
    """In the same document whatever is alike; elsewhere under the same date: two papers of a day may have the same
    authors, so that their texts have to be alike too, unless the abstract is the same."""
    left = [(paper, statement) for paper, statement in before if paper not in taken]
    if (own := _first(left, lambda old: merge.alike(old, said.entry))) is not None:
        return own
    day = [(paper, statement) for paper, statement in shelf.in_digest(said.digest) if paper not in taken]
    return _first(day, lambda old: merge.corrected_elsewhere(old, said.entry))


def _first(left: Iterable[tuple[PaperId, Statement]], fits: Callable[[Entry], bool]) -> PaperId | None:
    return next((paper for paper, statement in left if fits(statement.entry)), None)
