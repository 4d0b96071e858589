"""Which new file is an old one under another name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.importer.reading import Arrival
from bot.ingest import merge
from bot.model import Entry
from bot.store.documents import Known

MOST_COMPARED = 1000  # lost documents whose words are compared with those of a new one


@dataclass(frozen=True, slots=True)
class _Lost:
    document: Known
    entry: Entry
    words: frozenset[str]


class Lost:
    """Documents whose files are gone; each can be found again once."""

    def __init__(self, documents: Iterable[Known], entries: Mapping[int, Entry]) -> None:
        self._lost = {
            known.id: _Lost(known, entries[known.id], merge.words(entries[known.id]))
            for known in documents
            if known.id in entries
        }
        self._hashes = {lost.document.hash: lost.document.id for lost in self._lost.values()}
        self._names = {lost.document.name: lost.document.id for lost in self._lost.values()}
        self._keys = {key: lost.document.id for lost in self._lost.values() for key in merge.keys(lost.entry)}

    def find(self, arrival: Arrival) -> int | None:
        """The document with the same content, else with like content."""
        if not self._lost:
            return None
        likely = (number for number in self._likely(arrival) if number in self._lost)
        found = next((number for number in likely if self._lost[number].document.kind == arrival.kind), None)
        if found is not None:
            del self._lost[found]
        return found

    def _likely(self, arrival: Arrival) -> Iterable[int]:
        if arrival.hash in self._hashes:
            yield self._hashes[arrival.hash]
        entry = arrival.said[0].entry
        yield from (self._keys[key] for key in merge.keys(entry) if key in self._keys)
        words = merge.words(entry)
        namesake = self._lost.get(self._names.get(arrival.found.name.casefold(), 0))
        if namesake is not None and merge.like(namesake.words, words):
            yield namesake.document.id
        if len(self._lost) <= MOST_COMPARED:
            alike = (number for number, lost in self._lost.items() if merge.like(lost.words, words))
            yield from sorted(alike, key=lambda number: -len(self._lost[number].words & words))
