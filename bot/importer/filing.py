"""Files what documents say: which paper each entry is about, what that paper is from now on."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.importer import identity
from bot.importer.reading import Arrival, Said
from bot.importer.summary import Tally
from bot.ingest import merge, publication
from bot.model import AFTER_PAGES, PaperId, Publication, Statement
from bot.store import Store, Transaction
from bot.store.holdings import Document, Holding
from bot.store.indexing import Fold
from bot.store.shelf import Shelf, said_anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When an import runs. `first`: it is the first one of its source, and all of it is archive."""

    now: dt.datetime
    today: dt.date
    first: bool


class Filing:
    """One transaction's worth of documents."""

    def __init__(self, store: Store, tx: Transaction, shelf: Shelf, moment: Moment, fold: Fold, tally: Tally) -> None:
        self._store, self._tx, self._shelf = store, tx, shelf
        self._moment, self._fold, self._tally = moment, fold, tally
        self._united: set[PaperId] = set()  # were two papers, and are not yet counted as changed

    async def file(self, arrival: Arrival) -> None:
        """A document that is new or changed."""
        shelf, found = self._shelf, arrival.found
        number = arrival.was if arrival.was in shelf.documents else shelf.paths.get(found.path)
        before = shelf.said_by(number) if number is not None else ()
        old = shelf.documents.get(number) if number is not None else None
        document = self._document(arrival, old, silent=not before)
        shelf.put_document(document)
        if arrival.draft:
            self._tally.remark("remark-draft", path=found.path)
            self._restate(document, before)
            return
        places = await self._places(arrival, before)
        if old is not None and old.name != document.name and document.kind == "note":
            shelf.put_alias(f"note:{old.name}", places[0])  # other notes may still call it by the name it had
        before = shelf.said_by(document.id)  # two of its papers may have become one
        said = [
            (paper, self._statement(document, ordinal, entry))
            for ordinal, (paper, entry) in enumerate(zip(places, arrival.said, strict=True), 1)
        ]
        shelf.put_statements(document.id, said)
        self._publish(document, said, before)
        for paper in {paper for paper, _ in before} - set(places):
            self._refresh(paper, shelf.papers[paper].publication)
        self._remark(arrival)

    def remove(self, number: int) -> None:
        """A document whose file is gone. Its papers stay; what was not posted is not owed any more."""
        document = replace(self._shelf.documents[number], state="deleted", changed=self._moment.now)
        self._shelf.put_document(document)
        self._restate(document, self._shelf.said_by(number))
        self._tally.gone += document.says

    async def save(self) -> None:
        await self._shelf.save(self._tx, self._fold)
        posted = [paper for paper in self._shelf.changed if self._shelf.papers[paper].posted]
        if posted:
            await self._store.deliveries.mark_stale(self._tx, posted, self._moment.now)

    # --- the document ---

    def _document(self, arrival: Arrival, old: Document | None, *, silent: bool) -> Document:
        """As it stands now. A draft arrives when it stops being one."""
        found, moment = arrival.found, self._moment
        arrives = old is None or (old.state == "draft" and silent)
        return Document(
            id=old.id if old else self._shelf.new_document(),
            path=found.path,
            name=found.name.casefold(),
            kind=arrival.kind,
            hash=arrival.hash,
            size=found.size,
            touched_ns=found.touched_ns,
            arrived=moment.now if old is None or arrives else old.arrived,
            changed=moment.now,
            first=moment.first if old is None or arrives else old.first,
            says=0 if arrival.draft else len(arrival.said),
            state="draft" if arrival.draft else "live",
        )

    def _statement(self, document: Document, ordinal: int, said: Said) -> Statement:
        return Statement(
            document=document.id,
            ordinal=ordinal,
            kind=document.kind,
            first=document.first,
            changed=document.changed,
            digest=said.digest,
            position=said.position,
            entry=said.entry,
        )

    def _restate(self, document: Document, said: Sequence[tuple[PaperId, Statement]]) -> None:
        """The same words of a document that is another one now: gone, or a draft."""
        self._shelf.put_statements(document.id, [(paper, said_anew(document, s)) for paper, s in said])
        for paper in {paper for paper, _ in said}:
            self._refresh(paper, self._shelf.papers[paper].publication)

    # --- which paper ---

    async def _places(self, arrival: Arrival, before: Sequence[tuple[PaperId, Statement]]) -> list[PaperId]:
        page = arrival.kind == "page"
        groups = (
            identity.of_page(self._shelf, arrival.said, before)
            if page
            else [identity.of_note(self._shelf, said.entry, before) for said in arrival.said]
        )
        fresh: dict[str, PaperId] = {}  # papers that this page names first, perhaps twice
        places = []
        for said, group in zip(arrival.said, groups, strict=True):
            keys = merge.keys(said.entry)
            papers = sorted({self._now(paper) for paper in group or [fresh[key] for key in keys if key in fresh]})
            for lost in papers[1:]:
                await self._unite(papers[0], lost)
            place = papers[0] if papers else self._shelf.new_paper()
            fresh |= dict.fromkeys(keys, place) if not papers else {}
            places.append(place)
        return [self._now(paper) for paper in places]

    def _now(self, paper: PaperId) -> PaperId:
        """The paper, if it was not united with another one meanwhile."""
        return self._shelf.aliases.get(f"id:{paper}", paper)

    async def _unite(self, kept: PaperId, lost: PaperId) -> None:
        """Two papers turned out to be one."""
        shelf = self._shelf
        await shelf.save(self._tx, self._fold)  # both have to stand in the database
        ours, theirs = shelf.papers[kept], shelf.papers[lost]
        await self._store.deliveries.unite(self._tx, kept, lost)
        await shelf.unite(self._tx, kept, lost, self._fold)
        one = publication.united(ours.publication, theirs.publication, posted=ours.posted, other_posted=theirs.posted)
        entry = merge.merged(shelf.about(kept), merge.filled(ours.entry, theirs.entry))
        posted = ours.posted or theirs.posted
        withdrawn = ours.withdrawn and theirs.withdrawn
        shelf.put_paper(Holding(id=kept, entry=entry, publication=one, withdrawn=withdrawn, posted=posted))
        shelf.changed.add(kept)
        self._united.add(kept)

    # --- what it is from now on ---

    def _publish(
        self,
        document: Document,
        said: Sequence[tuple[PaperId, Statement]],
        before: Sequence[tuple[PaperId, Statement]],
    ) -> None:
        """Of a paper that the document names twice, the first time counts."""
        first: dict[PaperId, Statement] = {}
        for paper, statement in said:
            first.setdefault(paper, statement)
        for paper, statement in first.items():
            holding = self._shelf.papers.get(paper)
            case = publication.Case(
                said=statement,
                was=_was(paper, statement, before),
                before=holding.publication if holding else None,
                posted=holding.posted if holding else False,
                now=self._moment.now,
                today=self._moment.today,
            )
            decided = publication.decide(case)
            if decided.position >= AFTER_PAGES:
                decided = replace(decided, position=AFTER_PAGES + paper)
            self._count(holding, decided, document.first, statement.digest)
            self._refresh(paper, decided, count=True)

    def _count(self, holding: Holding | None, decided: Publication, first: bool, date: dt.date | None) -> None:
        """What is stored and will not be posted; if that is for its date alone, the date may be wrong."""
        judged = holding is None or holding.publication.published != decided.published
        if judged and decided.news == "archive":
            self._tally.archived += 1
            if date is not None and publication.too_old(date, self._moment.today) and not first:
                self._tally.old[date] += 1

    def _refresh(self, paper: PaperId, decided: Publication, *, count: bool = False) -> None:
        """What all of the paper's documents say, taken together anew."""
        shelf = self._shelf
        old, statements = shelf.papers.get(paper), shelf.about(paper)
        new = Holding(
            id=paper,
            entry=merge.merged(statements, old.entry if old else None),
            publication=decided,
            withdrawn=not any(statement.live for statement in statements),
            posted=old.posted if old else False,
        )
        for statement in statements:
            for alias in merge.keys(statement.entry):
                shelf.put_alias(alias, paper)
        if count:
            self._tally.count(new=old is None, changed=old != new or paper in self._united)
            self._united.discard(paper)
        if old != new:
            shelf.put_paper(new)
            if old is not None and _shown(old) != _shown(new):
                shelf.changed.add(paper)

    def _remark(self, arrival: Arrival) -> None:
        if arrival.kind == "page":
            return
        note = arrival.said[0]
        if note.digest is None:
            self._tally.remark("remark-undated", path=arrival.found.path)
        if not note.entry.named:
            self._tally.remark("remark-unnamed", path=arrival.found.path)


def _shown(holding: Holding) -> tuple[object, ...]:
    """What a message that shows the paper depends on."""
    return holding.entry, holding.publication.digest, holding.withdrawn


def _was(paper: PaperId, now: Statement, before: Iterable[tuple[PaperId, Statement]]) -> Statement | None:
    """What the document said of the paper before; if under several dates, then under this one."""
    same = [statement for other, statement in before if other == paper]
    return next((s for s in same if s.digest == now.digest), same[0] if same else None)
