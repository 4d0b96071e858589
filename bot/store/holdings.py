"""Rows of the archive as an import sees them: documents, statements, papers with what is known of their posting."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.model import Entry, Kind, PaperId, Publication, Statement
from bot.store.database import Row, from_micros, lines, to_micros, unlines

DocumentState = Literal["live", "draft", "deleted"]

_TEXTS = ("title", "abstract", "ko", "en")
_LISTS = ("authors", "tags", "links", "related")
_SAID = (*_TEXTS, *_LISTS, "arxiv_id")
_AS_JSON = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    id: int
    path: str
    name: str
    kind: Kind
    hash: str
    size: int
    touched_ns: int
    arrived: dt.datetime
    changed: dt.datetime
    first: bool  # came with the first import of its source
    says: int  # how many entries
    state: DocumentState


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A paper. `entry.related` are names of notes, not yet papers."""

    id: PaperId
    entry: Entry
    publication: Publication
    withdrawn: bool = False
    posted: bool = False  # the ledger knows it

    @property
    def rank(self) -> int:
        return self.publication.rank(self.id)


def document(row: Row) -> Document:
    id_, path, name, kind, hash_, size, touched_ns, arrived_at, changed_at, first, says, state = row
    return Document(
        id=id_,
        path=path,
        name=name,
        kind=kind,
        hash=hash_,
        size=size,
        touched_ns=touched_ns,
        arrived=from_micros(arrived_at),
        changed=from_micros(changed_at),
        first=bool(first),
        says=says,
        state=state,
    )


def document_params(document: Document, source: int) -> Mapping[str, Any]:
    return {
        "id": document.id,
        "source": source,
        "path": document.path,
        "name": document.name,
        "kind": document.kind,
        "hash": document.hash,
        "size": document.size,
        "touched_ns": document.touched_ns,
        "arrived_at": to_micros(document.arrived),
        "changed_at": to_micros(document.changed),
        "first": int(document.first),
        "says": document.says,
        "state": document.state,
    }


def holding(row: Row) -> Holding:
    return Holding(
        id=PaperId(row["id"]),
        entry=entry_of_paper(row),
        publication=Publication(
            digest=dt.date.fromisoformat(row["digest"]),
            position=row["position"],
            news=row["news"],
            published=from_micros(row["published_at"]),
        ),
        withdrawn=bool(row["withdrawn"]),
        posted=bool(row["posted"]),
    )


def holding_params(holding: Holding) -> Mapping[str, Any]:
    entry, publication = holding.entry, holding.publication
    return {
        "id": holding.id,
        **{name: getattr(entry, name) for name in _TEXTS},
        **{name: lines(getattr(entry, name)) for name in _LISTS},
        "arxiv_id": entry.arxiv_id,
        "named": int(entry.named),
        "digest": publication.digest.isoformat(),
        "position": publication.position,
        "rank": holding.rank,
        "news": publication.news,
        "published_at": to_micros(publication.published),
        "withdrawn": int(holding.withdrawn),
    }


def statement(row: Row) -> Statement:
    return Statement(
        document=row["document"],
        ordinal=row["ordinal"],
        kind=row["kind"],
        live=bool(row["live"]),
        first=bool(row["first"]),
        changed=from_micros(row["changed_at"]),
        digest=dt.date.fromisoformat(row["digest"]) if row["digest"] else None,
        position=row["position"],
        entry=entry(row["entry"]),
    )


def statement_params(statement: Statement, paper: PaperId) -> Mapping[str, Any]:
    return {
        "document": statement.document,
        "ordinal": statement.ordinal,
        "paper": paper,
        "digest": statement.digest.isoformat() if statement.digest else None,
        "position": statement.position,
        "entry": entry_json(statement.entry),
    }


def entry(text: str) -> Entry:
    known: dict[str, Any] = json.loads(text)
    for name in _LISTS:
        known[name] = tuple(known.get(name, ()))
    return Entry(**known)


def entry_json(entry: Entry) -> str:
    """Without what the document does not say."""
    known: dict[str, Any] = {name: value for name in _SAID if (value := getattr(entry, name))}
    if not entry.named:
        known["named"] = False
    return _AS_JSON.encode(known)


def entry_of_paper(row: Row) -> Entry:
    """What all documents say together, as the paper's own row has it."""
    texts: dict[str, Any] = {name: row[name] for name in _TEXTS}
    lists: dict[str, Any] = {name: unlines(row[name]) for name in _LISTS}
    return Entry(arxiv_id=row["arxiv_id"], named=bool(row["named"]), **texts, **lists)
