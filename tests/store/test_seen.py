"""What readers had at random: known at once, written a moment later, kept over a restart, forgotten with the reader."""

import asyncio

import pytest

from bot.model import Reader
from bot.store import Store
from tests.vault import note

READER, OTHER = Reader("test", "", "u1"), Reader("test", "", "u2")
PAPERS = 12


@pytest.fixture
async def archive(vault):
    for number in range(PAPERS):
        vault.put(f"2506{number + 1:02} {number}.md", note(f"Paper {number}", authors=f"A. {number}", tags="#all"))
    await vault.read()
    return vault


async def written(vault) -> int:
    [(count,)] = await vault.rows("SELECT COUNT(*) FROM seen")
    return int(str(count))


async def test_draws_are_written_together_a_moment_later(archive):
    store = archive.store
    await asyncio.gather(*(store.papers.random((), Reader("test", "", f"u{n % 3}")) for n in range(9)))
    assert await written(archive) == 0
    await store.seen.flush()
    assert await written(archive) == 9


async def test_draws_at_the_same_moment_are_of_different_papers(archive):
    drawn = await asyncio.gather(*(archive.store.papers.random(("all",), READER) for _ in range(PAPERS)))
    assert len({paper.id for paper in drawn}) == PAPERS


async def test_who_draws_fast_is_dealt_papers_ahead(archive, monkeypatch):
    """At first a question to the database for each draw; then one for many."""
    asked = 0
    fetch = archive.store.database.fetch

    async def counted(*query):
        nonlocal asked
        asked += 1
        return await fetch(*query)

    monkeypatch.setattr(archive.store.database, "fetch", counted)
    archive.store.papers._dice.seed(4)
    drawn = [await archive.store.papers.random((), READER) for _ in range(6)]
    assert len({paper.id for paper in drawn}) == 6
    assert asked <= 4


async def test_what_is_dealt_ahead_is_taken_back_when_somebody_else_draws(archive):
    """Another process has the same reader: what it wrote does not come here too."""
    here, there = archive.store, await Store.open(archive.store.database.path)
    try:
        drawn = [await here.papers.random((), READER) for _ in range(5)]
        await here.seen.flush()
        drawn += [await here.papers.random((), READER) for _ in range(3)]
        await here.seen.flush()
        drawn += [await there.papers.random((), READER) for _ in range(2)]
        await there.seen.flush()
        drawn += [await here.papers.random((), READER) for _ in range(PAPERS - 10)]
    finally:
        await there.close()
    assert len({paper.id for paper in drawn}) == PAPERS


async def test_none_comes_twice_whenever_it_is_written(archive):
    drawn = []
    for number in range(PAPERS):
        drawn.append(await archive.store.papers.random((), READER))
        if number % 5 == 0:
            await archive.store.seen.flush()
    assert len({paper.id for paper in drawn}) == PAPERS


async def test_a_clean_restart_keeps_what_was_had(archive):
    drawn = [await archive.store.papers.random((), READER) for _ in range(5)]
    await archive.store.close()
    store = await Store.open(archive.store.database.path)
    try:
        drawn += [await store.papers.random((), READER) for _ in range(PAPERS - 5)]
    finally:
        await store.close()
    assert len({paper.id for paper in drawn}) == PAPERS


async def test_what_is_stored_about_a_reader_counts_what_is_not_written_yet(archive):
    for reader in (READER, READER, OTHER):
        await archive.store.papers.random((), reader)
    assert (await archive.store.readers.about(READER)).seen == 2


async def test_an_erased_reader_comes_back_neither_by_a_draw_before(archive):
    await archive.store.papers.random((), READER)
    await archive.store.papers.random((), OTHER)
    await archive.store.readers.erase(READER)
    await archive.store.seen.flush()
    assert await archive.store.readers.known(READER) is None
    assert await written(archive) == 1


async def test_a_paper_that_left_the_archive_before_it_was_written_stops_nothing(archive):
    """A paper united with another one counts as that one; of one that is gone nothing is kept."""
    store = archive.store
    store.seen.add(READER, "", 999_999)
    paper = await store.papers.random((), READER)
    await store.seen.flush()
    assert await archive.rows("SELECT paper FROM seen") == [(paper.id,)]


async def test_a_full_disk_loses_nothing_that_can_be_written_later(archive):
    store = archive.store
    await store.papers.random((), READER)
    pages = (await archive.rows("PRAGMA page_count"))[0][0]
    await store.database._writer.execute_fetchall(f"PRAGMA max_page_count = {pages}")
    store.seen._unwritten[READER, "x" * 100_000] = {1}
    await store.seen._flush_or_say()
    assert await written(archive) == 0
    await store.database._writer.execute_fetchall("PRAGMA max_page_count = 1000000")
    await store.seen.flush()
    assert await written(archive) == 2
