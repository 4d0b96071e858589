"""Two papers that turn out to be one, when both have been on their way to channels."""

import json

from bot.model import PaperId
from bot.store import queries
from bot.store.closing import settle
from bot.store.database import Transaction

_SQL = queries.load("uniting")


async def unite(tx: Transaction, kept: PaperId, lost: PaperId) -> None:
    """What was sent as `lost` counts as `kept`; what was sent as one of them is not sent as the other any more."""
    await _take_back(tx, kept, lost)
    for row in await tx.fetch(_SQL["showing"], {"paper": lost}):
        papers = json.loads(row["papers"])
        if lost in papers:
            united = list(dict.fromkeys(kept if paper == lost else paper for paper in papers))
            await tx.run(_SQL["set_papers"], {"part": row["id"], "papers": json.dumps(united)})
    await tx.run(_SQL["unite_ledger"], {"kept": kept, "lost": lost})
    await tx.run(_SQL["forget_lost"], {"lost": lost})


async def _take_back(tx: Transaction, kept: PaperId, lost: PaperId) -> None:
    seen_in: set[int] = set()
    for row in await tx.fetch(_SQL["had_as_both"], {"kept": kept, "lost": lost}):
        if row["channel"] not in seen_in:
            seen_in.add(row["channel"])
        elif row["unseen"]:
            await tx.run(_SQL["forget"], {"channel": row["channel"], "paper": row["paper"]})
            await _leave_out(tx, row["delivery"], row["paper"])


async def _leave_out(tx: Transaction, delivery: int, paper: PaperId) -> None:
    for part in await tx.fetch(_SQL["unseen_parts"], {"delivery": delivery}):
        papers = json.loads(part["papers"])
        if paper not in papers:
            continue
        papers.remove(paper)
        await tx.run(_SQL["set_papers"], {"part": part["id"], "papers": json.dumps(papers)})
        if not papers:
            await tx.run(_SQL["close_empty"], {"part": part["id"]})
    await settle(tx, delivery)
