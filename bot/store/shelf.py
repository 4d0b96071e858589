"""What one transaction of an import needs of the archive, loaded at once, and what it changes, written at once."""

import asyncio
import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.model import PaperId, Statement
from bot.store import holdings, queries
from bot.store.database import Params, Transaction
from bot.store.holdings import Document, Holding
from bot.store.indexing import Fold, Found, Indexing

_AT_ONCE = 40  # documents whose statements are made before others may run

Place = tuple[int, int]  # document, ordinal


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a batch of documents may touch."""

    source: int
    paths: Sequence[str]
    documents: Sequence[int] = ()  # that have another path now
    aliases: Sequence[str] = ()
    dates: Sequence[str] = ()  # digests of pages, in ISO form


class Shelf:
    def __init__(self, source: int) -> None:
        self.source = source
        self.documents: dict[int, Document] = {}
        self.paths: dict[str, int] = {}
        self.papers: dict[PaperId, Holding] = {}
        self.aliases: dict[str, PaperId] = {}
        self.changed: set[PaperId] = set()  # in this transaction, in what is shown of them
        self._about: dict[PaperId, dict[Place, Statement]] = {}
        self._by: dict[int, dict[Place, PaperId]] = {}
        self._days: dict[dt.date | None, set[int]] = {}  # documents that are pages of the date
        self._new_papers: set[PaperId] = set()
        self._dirty_papers: set[PaperId] = set()
        self._new_documents: set[int] = set()
        self._dirty_documents: set[int] = set()
        self._new_aliases: set[str] = set()
        self._sql = {**queries.load("documents"), **queries.load("documents", "sqlite")}
        self._last_paper = self._last_document = 0

    @classmethod
    async def load(cls, tx: Transaction, wanted: Wanted) -> "Shelf":
        shelf = cls(wanted.source)
        await shelf._load_documents(tx, wanted)
        papers = await shelf._find_papers(tx, wanted)
        await shelf._load_papers(tx, papers)
        for query, name in (("last_paper", "paper"), ("last_ids", "document")):
            row = await tx.fetch_one(shelf._sql[query])
            setattr(shelf, f"_last_{name}", row[name] if row else 0)
        return shelf

    # --- what is known ---

    def about(self, paper: PaperId) -> Sequence[Statement]:
        return list(self._about.get(paper, {}).values())

    def said_by(self, document: int) -> Sequence[tuple[PaperId, Statement]]:
        """In the document's order."""
        places = sorted(self._by.get(document, {}).items())
        return [(paper, self._about[paper][place]) for place, paper in places]

    def in_digest(self, date: dt.date | None) -> Sequence[tuple[PaperId, Statement]]:
        """What pages put under this date."""
        said = [one for document in sorted(self._days.get(date, ())) for one in self.said_by(document)]
        return [(paper, statement) for paper, statement in said if statement.digest == date]

    # --- what changes ---

    def new_paper(self) -> PaperId:
        self._last_paper += 1
        self._new_papers.add(PaperId(self._last_paper))
        return PaperId(self._last_paper)

    def new_document(self) -> int:
        self._last_document += 1
        self._new_documents.add(self._last_document)
        return self._last_document

    def put_document(self, document: Document) -> None:
        self.documents[document.id] = document
        self.paths[document.path] = document.id
        self._dirty_documents.add(document.id)

    def put_statements(self, document: int, said: Iterable[tuple[PaperId, Statement]]) -> None:
        """In place of all that the document said before."""
        for place, paper in self._by.pop(document, {}).items():
            del self._about[paper][place]
        self._dirty_documents.add(document)
        for paper, statement in said:
            self._remember(paper, statement)

    def put_paper(self, holding: Holding) -> None:
        self.papers[holding.id] = holding
        self._dirty_papers.add(holding.id)

    def put_alias(self, alias: str, paper: PaperId) -> None:
        """A key that leads to a paper already keeps leading to it."""
        if alias not in self.aliases:
            self.aliases[alias] = paper
            self._new_aliases.add(alias)

    async def unite(self, tx: Transaction, kept: PaperId, lost: PaperId, fold: Fold) -> None:
        """The archive's part of it. The ledger's is united before (Deliveries.unite); the kept paper has to be put
        anew afterwards."""
        await self.save(tx, fold)
        for place, statement in self._about.pop(lost, {}).items():
            self._about.setdefault(kept, {})[place] = statement
            self._by[place[0]][place] = kept
        for alias, paper in self.aliases.items():
            if paper == lost:
                self.aliases[alias] = kept
        self.aliases[f"id:{lost}"] = kept
        both = {"kept": kept, "lost": lost}
        await Indexing().drop(tx, lost)
        for step in ("unite_aliases", "unite_entries", "unite_saved", "drop_saved", "unite_seen", "drop_seen"):
            await tx.run(self._sql[step], both)
        await tx.run(self._sql["drop_paper"], both)
        await tx.run(self._sql["add_alias"], {"alias": f"id:{lost}", "paper": kept})
        del self.papers[lost]
        self.changed.discard(lost)

    async def save(self, tx: Transaction, fold: Fold) -> None:
        """Writes what changed since the last time, some queries for all of it. The search index first: SQLite works on
        it for long without Python's lock, while the next documents are read."""
        await self._save_papers(tx, fold)
        await self._save_documents(tx)
        aliases = [{"alias": alias, "paper": self.aliases[alias]} for alias in sorted(self._new_aliases)]
        await tx.run_many(self._sql["add_alias"], aliases)
        await self._save_statements(tx)
        for done in (self._new_papers, self._dirty_papers, self._new_documents, self._dirty_documents):
            done.clear()
        self._new_aliases.clear()

    # --- queries ---

    async def _load_documents(self, tx: Transaction, wanted: Wanted) -> None:
        params = {"source": wanted.source, "paths": _json(wanted.paths), "documents": _json(wanted.documents)}
        for row in await tx.fetch(self._sql["documents_at"], params):
            document = holdings.document(row)
            self.documents[document.id] = document
            self.paths[document.path] = document.id

    async def _find_papers(self, tx: Transaction, wanted: Wanted) -> set[PaperId]:
        for row in await tx.fetch(self._sql["papers_known_as"], {"aliases": _json(wanted.aliases)}):
            self.aliases[row["alias"]] = PaperId(row["paper"])
        papers = set(self.aliases.values())
        documents = {"documents": _json(tuple(self.documents))}
        papers.update(row["paper"] for row in await tx.fetch(self._sql["papers_of_documents"], documents))
        dates = {"dates": _json(wanted.dates)}
        papers.update(row["paper"] for row in await tx.fetch(self._sql["papers_of_pages"], dates))
        return papers

    async def _load_papers(self, tx: Transaction, papers: set[PaperId]) -> None:
        params = {"papers": _json(tuple(papers))}
        for row in await tx.fetch(self._sql["holdings"], params):
            self.papers[PaperId(row["id"])] = holdings.holding(row)
        for row in await tx.fetch(self._sql["statements"], params):
            self._remember(PaperId(row["paper"]), holdings.statement(row))

    def _remember(self, paper: PaperId, statement: Statement) -> None:
        place = (statement.document, statement.ordinal)
        self._about.setdefault(paper, {})[place] = statement
        self._by.setdefault(statement.document, {})[place] = paper
        if statement.kind == "page":
            self._days.setdefault(statement.digest, set()).add(statement.document)

    async def _save_documents(self, tx: Transaction) -> None:
        for query, numbers in (
            ("change_document", self._dirty_documents - self._new_documents),
            ("add_document", self._new_documents),
        ):
            documents = [self.documents[number] for number in sorted(numbers)]
            rows = [holdings.document_params(document, self.source) for document in documents]
            await tx.run_many(self._sql[query], rows)

    async def _save_papers(self, tx: Transaction, fold: Fold) -> None:
        changed = [self.papers[paper] for paper in sorted(self._dirty_papers & self.papers.keys())]
        for query, are_new in (("change_paper", False), ("add_paper", True)):
            rows = [holdings.holding_params(h) for h in changed if (h.id in self._new_papers) is are_new]
            await tx.run_many(self._sql[query], rows)
        await Indexing().write(tx, [Found(holding.id, holding.rank, holding.entry) for holding in changed], fold)

    async def _save_statements(self, tx: Transaction) -> None:
        silenced = [{"document": document} for document in sorted(self._dirty_documents - self._new_documents)]
        await tx.run_many(self._sql["silence"], silenced)
        rows: list[Params] = []
        for place, document in enumerate(sorted(self._dirty_documents)):
            if place % _AT_ONCE == 0:
                await asyncio.sleep(0)
            rows += [holdings.statement_params(statement, paper) for paper, statement in self.said_by(document)]
        await tx.run_many(self._sql["add_entry"], rows)


def said_anew(document: Document, statement: Statement) -> Statement:
    """The statement as the document stands now."""
    return replace(statement, live=document.state == "live", first=document.first, changed=document.changed)


def _json(items: Sequence[Any]) -> str:
    return json.dumps(items, ensure_ascii=False)
