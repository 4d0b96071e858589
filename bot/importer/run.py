"""An import from start to end: look, compare, read, file, some hundreds of documents a transaction.

A kill in the middle leaves whole documents only; the next import goes on where this one stopped.
"""

import asyncio
import datetime as dt
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.importer import homes, reading
from bot.importer.filing import Filing, Moment
from bot.importer.reading import Arrival, Candidate, Outcome, Unchanged
from bot.importer.renaming import Lost
from bot.importer.summary import Refusal, Summary, Tally, unreadable
from bot.ingest import folder, merge
from bot.ingest.folder import Found, Listing
from bot.store import Store, Transaction
from bot.store.database import Params
from bot.store.documents import LONE, Known, Source
from bot.store.shelf import Shelf, Wanted
from bot.tags import Aliases

BATCH_FILES = 400
BATCH_BYTES = 8_000_000
_BREATH = 8  # documents that are filed before others may run

T = TypeVar("T")
Progress = Callable[[int, int], None]
Write = Callable[[], AbstractAsyncContextManager[Transaction]]


async def import_source(
    store: Store,
    root: Path,
    *,
    name: str = "",
    date: dt.date | None = None,
    aliases: Aliases,
    now: dt.datetime,
    zone: ZoneInfo,
    on_progress: Progress | None = None,
    dry_run: bool = False,
) -> Summary:
    """A folder. Its first import is archive. It is known by `name`, else by its resolved path. `date` is for its
    pages that name none. Raises StoreError."""
    tally = Tally(now.astimezone(zone).date())
    try:
        root = await asyncio.to_thread(root.resolve)
        listing = await asyncio.to_thread(folder.walk, root)
    except OSError as error:
        tally.refused.append(unreadable(folder.shown(str(root)), error.strerror or str(error)))
        return tally.summary()
    async with _writing(store, aliases, dry_run) as write:
        async with write() as tx:
            source = await store.documents.source(tx, name, folder.shown(str(root)), now)
            known = {document.path: document for document in await store.documents.known(tx, source)}
        moment = Moment(now=now, today=tally.today, first=not source.complete)
        run = _Run(store, write, source, moment, aliases, tally, on_progress)
        await run.folder(listing, known, date)
        if tally.happened() or moment.first:
            async with write() as tx:
                await store.documents.finish(tx, source, tally.as_json(), now)
    return tally.summary()


async def import_files(
    store: Store,
    paths: Iterable[Path],
    *,
    date: dt.date | None = None,
    aliases: Aliases,
    now: dt.datetime,
    zone: ZoneInfo,
    on_progress: Progress | None = None,
    dry_run: bool = False,
) -> Summary:
    """Lone files: a later import. `date` is for pages that name none. Raises StoreError."""
    tally = Tally(now.astimezone(zone).date())
    files = await asyncio.to_thread(homes.look_at, list(paths), tally)
    async with _writing(store, aliases, dry_run) as write:
        async with write() as tx:
            lone = await store.documents.source(tx, LONE, LONE, now)
            at_home = homes.at_home(files, await store.documents.sources(tx), lone)
        moment = Moment(now=now, today=tally.today, first=False)
        for source, found in at_home:
            async with write() as tx:
                known = {document.path: document for document in await store.documents.known(tx, source)}
            run = _Run(store, write, source, moment, aliases, tally, on_progress)
            await run.files(found, known, date)
        async with write() as tx:
            await store.documents.finish(tx, lone, tally.as_json(), now)
    return tally.summary()


@dataclass(slots=True)
class _Run:
    """The import of one source."""

    store: Store
    write: Write
    source: Source
    moment: Moment
    aliases: Aliases
    tally: Tally
    on_progress: Progress | None
    lost: Lost = field(default_factory=lambda: Lost((), {}))
    found_again: set[int] = field(default_factory=set)
    _total: int = 0
    _done: int = 0

    async def folder(self, listing: Listing, known: Mapping[str, Known], date: dt.date | None) -> None:
        """All that is there, and what is not there any more."""
        for path, reason in listing.unread.items():
            self.tally.refused.append(unreadable(path, reason))
        for path in listing.outside:
            self.tally.remark("remark-outside", path=path)
        self._total = len(listing.files)
        candidates, unchanged = await asyncio.to_thread(_compare, listing.files, known, date)
        self.tally.unchanged += unchanged
        self._progress(self._total - len(candidates))
        here = {found.path for found in listing.files}
        gone = [one for one in known.values() if one.path not in here and not listing.hides(one.path)]
        if any(candidate.found.path not in known for candidate in candidates):
            async with self.write() as tx:
                self.lost = Lost(gone, await self.store.documents.said_by(tx, [document.id for document in gone]))
        await self._read(candidates, known)
        still_gone = [one for one in gone if one.state != "deleted" and one.id not in self.found_again]
        for some in _batches(still_gone, lambda _: 0):
            await self._remove(some)

    async def files(self, found: Sequence[Found], known: Mapping[str, Known], date: dt.date | None) -> None:
        self._total = len(found)
        await self._read([_candidate(one, known, date) for one in found], known)

    async def _read(self, candidates: list[Candidate], known: Mapping[str, Known]) -> None:
        batches = _batches(candidates, lambda candidate: candidate.found.size)
        async with aclosing(_read_ahead(batches, self.moment.today)) as read:
            async for outcomes in read:
                await self._store(outcomes, known)
                self._progress(len(outcomes))

    async def _store(self, outcomes: Sequence[Outcome], known: Mapping[str, Known]) -> None:
        self.tally.refused.extend(outcome for outcome in outcomes if isinstance(outcome, Refusal))
        unchanged = [known[outcome.found.path] for outcome in outcomes if isinstance(outcome, Unchanged)]
        self.tally.unchanged += sum(document.says for document in unchanged)
        arrivals = [self._named(one, known) for one in outcomes if isinstance(one, Arrival)]
        touched = [_touched(one.found, known) for one in outcomes if isinstance(one, Unchanged)]
        if not arrivals and not touched:
            return
        async with self.write() as tx:
            await self.store.documents.touch(tx, touched)
            filing = await self._filing(tx, arrivals)
            for place, arrival in enumerate(arrivals):
                if place % _BREATH == 0:
                    await asyncio.sleep(0)
                await filing.file(arrival)
            await filing.save()

    def _named(self, arrival: Arrival, known: Mapping[str, Known]) -> Arrival:
        """With the document that it is, if only the path is new."""
        if arrival.found.path in known or not arrival.said:
            return arrival
        was = self.lost.find(arrival)
        if was is None:
            return arrival
        self.found_again.add(was)
        return replace(arrival, was=was)

    async def _remove(self, documents: Sequence[Known]) -> None:
        async with self.write() as tx:
            filing = await self._filing(tx, (), [document.id for document in documents])
            for document in documents:
                filing.remove(document.id)
            await filing.save()

    async def _filing(self, tx: Transaction, arrivals: Sequence[Arrival], documents: Sequence[int] = ()) -> Filing:
        wanted = Wanted(
            source=self.source.id,
            paths=[arrival.found.path for arrival in arrivals],
            documents=[*documents, *(arrival.was for arrival in arrivals if arrival.was is not None)],
            aliases=[key for arrival in arrivals for said in arrival.said for key in merge.keys(said.entry)],
            dates=sorted({said.digest.isoformat() for a in arrivals for said in a.said if said.digest}),
        )
        shelf = await Shelf.load(tx, wanted)
        return Filing(self.store, tx, shelf, self.moment, self.aliases.fold, self.tally)

    def _progress(self, done: int) -> None:
        self._done += done
        if self.on_progress is not None:
            self.on_progress(self._done, self._total)


class _OnlyTried(Exception):
    """Takes back what a dry run stored."""


@asynccontextmanager
async def _writing(store: Store, aliases: Aliases, dry_run: bool) -> AsyncIterator[Write]:
    """A dry run does everything in one transaction and takes it back."""
    if not dry_run:
        await store.tags.reindex(aliases)
        yield store.write
        return
    try:
        async with store.write() as tx:
            yield lambda: nullcontext(tx)
            raise _OnlyTried
    except _OnlyTried:
        return


def _compare(files: Sequence[Found], known: Mapping[str, Known], date: dt.date | None) -> tuple[list[Candidate], int]:
    """The files that may have something new to say, and how many papers the others hold. In a folder `date` is for
    what must be a page: every note of a vault would be tried as one."""
    candidates, unchanged = [], 0
    for found in files:
        document = known.get(found.path)
        given = None if found.path.lower().endswith(folder.NOTES) else date
        if document and document.state != "deleted" and _as_it_was(found, document) and given is None:
            unchanged += document.says
        else:
            candidates.append(_candidate(found, known, given))
    return candidates, unchanged


def _as_it_was(found: Found, document: Known) -> bool:
    return (found.size, found.touched_ns) == (document.size, document.touched_ns)


def _candidate(found: Found, known: Mapping[str, Known], date: dt.date | None) -> Candidate:
    """One that was deleted has to be filed again, whatever it says."""
    document = known.get(found.path)
    return Candidate(found=found, hash=document.hash if document and document.state != "deleted" else "", date=date)


def _touched(found: Found, known: Mapping[str, Known]) -> Params:
    return {"document": known[found.path].id, "size": found.size, "touched_ns": found.touched_ns}


async def _read_ahead(batches: Iterable[list[Candidate]], today: dt.date) -> AsyncGenerator[list[Outcome], None]:
    """One batch is read while the one before is stored."""
    ahead: asyncio.Task[list[Outcome]] | None = None
    try:
        for batch in batches:
            ready, ahead = ahead, asyncio.create_task(asyncio.to_thread(reading.read_all, batch, today))
            if ready is not None:
                yield await ready
        if ahead is not None:
            yield await ahead
    finally:
        if ahead is not None:
            ahead.cancel()


def _batches(items: Sequence[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    batch: list[T] = []
    total = 0
    for item in items:
        batch.append(item)
        total += size(item)
        if len(batch) >= BATCH_FILES or total >= BATCH_BYTES:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch
