"""Documents and their sources: what was read from where, and what is new there."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.model import Entry, Kind
from bot.store import holdings, queries
from bot.store.database import Database, Params, Transaction, to_micros
from bot.store.holdings import DocumentState

LONE = ""  # name and root of the source of files that were imported alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    id: int
    name: str
    root: str
    complete: bool  # its first import has ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A document as it was read last."""

    id: int
    path: str
    name: str
    kind: Kind
    hash: str
    size: int
    touched_ns: int
    says: int
    state: DocumentState


class Documents:
    """`tx` is asked even for what is only read: an import that only tries sees what it would have stored."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = {**queries.load("documents"), **queries.load("documents", "sqlite")}

    async def source(self, tx: Transaction, name: str, root: str, now: dt.datetime) -> Source:
        """The source of this name, else of this folder; a new one if there is neither, with the folder as name if it
        has none. Files of the folder that were imported alone become its documents."""
        row = await tx.fetch_one(self._sql["source_named"], {"name": name or root, "root": root})
        if row is None:
            name = name or root
            params = {"name": name, "root": root, "now": to_micros(now)}
            made = await tx.fetch(self._sql["add_source"], params)
            source = Source(id=made[0]["id"], name=name, root=root, complete=False)
        else:
            name = name or row["name"]
            source = Source(id=row["id"], name=name, root=root, complete=bool(row["complete"]))
            if (row["name"], row["root"]) != (name, root):
                await tx.run(self._sql["rename_source"], {"source": source.id, "name": name, "root": root})
        if root != LONE:
            await self._adopt(tx, source)
        return source

    async def sources(self, tx: Transaction) -> tuple[Source, ...]:
        rows = await tx.fetch(self._sql["sources"])
        return tuple(
            Source(id=row["id"], name=row["name"], root=row["root"], complete=bool(row["complete"])) for row in rows
        )

    async def known(self, tx: Transaction, source: Source) -> Sequence[Known]:
        rows = await tx.fetch(self._sql["known_documents"], {"source": source.id})
        return [_known(*row) for row in rows]

    async def said_by(self, tx: Transaction, documents: Iterable[int]) -> Mapping[int, Entry]:
        """The first thing that each document says."""
        rows = await tx.fetch(self._sql["said_by"], {"documents": json.dumps(list(documents))})
        return {row["document"]: holdings.entry(row["entry"]) for row in rows}

    async def touch(self, tx: Transaction, files: Iterable[Params]) -> None:
        """`document`, `size` and `touched_ns` of files whose content is as it was."""
        await tx.run_many(self._sql["touch"], files)

    async def finish(self, tx: Transaction, source: Source, summary: str, now: dt.datetime) -> None:
        params = {"source": source.id, "summary": summary, "now": to_micros(now)}
        await tx.run(self._sql["finish_import"], params)

    async def _adopt(self, tx: Transaction, source: Source) -> None:
        lone = await tx.fetch_one(self._sql["source_named"], {"name": LONE, "root": LONE})
        if lone is None:
            return
        inside = f"{source.root.rstrip('/')}/"
        for row in await tx.fetch(self._sql["lone_files"], {"source": lone["id"]}):
            if row["path"].startswith(inside):
                params = {"source": source.id, "document": row["id"], "path": row["path"].removeprefix(inside)}
                await tx.run(self._sql["adopt"], params)


def _known(
    id_: int, path: str, name: str, kind: Kind, hash_: str, size: int, touched_ns: int, says: int, state: DocumentState
) -> Known:
    return Known(
        id=id_, path=path, name=name, kind=kind, hash=hash_, size=size, touched_ns=touched_ns, says=says, state=state
    )
