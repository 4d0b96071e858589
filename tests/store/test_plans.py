"""No query walks through a whole table, but those that are meant to: each has its reason here."""

import re

import pytest

from bot.store import Store, queries

MEANT = {
    "deliveries.counts": "asked by people only, for status and doctor",
    "deliveries.channels_after": "a slice of a walk",
    "documents.source_named": "a few sources",
    "documents.sources": "a few sources",
    "figures.over": "sums, a few for each platform",
    "figures.sources": "a few sources",
    "figures.subscriptions": "counts them, at most as often as Prometheus asks",
    "housekeeping.forget_beats": "a few names",
    "housekeeping.forget_emptied": "a few names",
    "housekeeping.forget_notices": "once a day, and notices go when they are old",
    "housekeeping.old_draws": "once a day",
    "housekeeping.undated": "once a day",
    "outbox.drop_payloads": "only those that are to be sent",
    "papers.export": "an export is of everything",
    "readers.forget_notices": "notices go when they are old",
    "removals.before": "a few workspaces",
    "removals.forget_memory": "a few names",
    "removals.forget_place": "a few names",
    "sources.imports": "a few sources",
    "state.recall_all": "a few names",
    "subscriptions.active": "a slice of a walk",
    "subscriptions.all": "asked by people only",
    "subscriptions.unsaid": "notices go when they are old",
    "tags.counts": "tags are few, and this is all of them",
    "tags.some_papers": "a slice of a walk, when the aliases changed",
    "workspaces.counts": "asked by people only",
}
"""Query, and why it may."""

# https://sqlite.org/eqp.html: a scan, or a search by nothing but a range of the primary key, which may be all of it.
WALK = re.compile(r"SCAN (?!CONSTANT|sqlite_|\(subquery|.*VIRTUAL TABLE)|PRIMARY KEY \(\w+[<>]")


@pytest.fixture
async def store(tmp_path):
    opened = await Store.open(tmp_path / "a.db")
    yield opened
    await opened.close()


def every_query() -> dict[str, str]:
    found = {}
    for dialect in ("", "sqlite"):
        folder = queries.SQL_FOLDER / dialect if dialect else queries.SQL_FOLDER
        nouns = [entry.name.removesuffix(".sql") for entry in folder.iterdir() if entry.name.endswith(".sql")]
        for noun in nouns:
            found |= {f"{noun}.{name}": sql for name, sql in queries.load(noun, dialect).items()}
    return found


async def partial_indexes(store: Store) -> frozenset[str]:
    """They hold what is open or in doubt, which is never much."""
    rows = await store.database.fetch("SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'")
    return frozenset(row["name"] for row in rows)


async def test_every_query_finds_what_it_wants_by_an_index(store):
    walking, partial = {}, await partial_indexes(store)
    for name, sql in every_query().items():
        parameters = dict.fromkeys(re.findall(r":(\w+)", sql))
        plan = [row["detail"] for row in await store.database.fetch(f"EXPLAIN QUERY PLAN {sql}", parameters)]
        if walks := [step for step in plan if WALK.search(step) and not partial.intersection(step.split())]:
            walking[name] = walks
    unmeant = {name: walks for name, walks in walking.items() if name not in MEANT}
    assert not unmeant, "give the query an index, or its reason a place in MEANT"
    assert MEANT.keys() <= walking.keys(), "these do not walk any more: take them out of MEANT"
