"""What is kept of a reader, and forgotten."""

import datetime as dt

import pytest

from bot.model import PaperId, Preference, Reader
from bot.store import Store
from bot.store.readers import Known

NOW = dt.datetime(2025, 6, 2, tzinfo=dt.UTC)
MINJI, KIM = Reader("discord", "", "1"), Reader("slack", "T1", "1")
_PAPER = """
INSERT INTO papers (id, title, authors, abstract, ko, en, tags, links, related, named, digest, position, rank, news,
                    published_at)
VALUES (:id, 'T', '', '', '', '', '', '', '', 1, '2025-06-02', :id, :id, 'news', 0)
"""


@pytest.fixture
async def store(tmp_path):
    store = await Store.open(tmp_path / "paperboy.sqlite3")
    async with store.write() as tx:
        await tx.run_many(_PAPER, [{"id": n} for n in range(1, 13)])
    yield store
    await store.close()


async def test_a_stranger_has_no_preference_and_was_never_met(store):
    assert await store.readers.preference(MINJI) == Preference()
    assert await store.readers.known(MINJI) is None


async def test_meeting_somebody_changes_nothing_that_was_chosen(store):
    await store.readers.set_language(MINJI, "ko")
    await store.readers.meet(MINJI)
    assert await store.readers.known(MINJI) == Known(Preference(language="ko"))


async def test_language_and_zone_are_kept_apart_for_each_reader(store):
    await store.readers.set_language(MINJI, "ko")
    await store.readers.set_zone(MINJI, "Asia/Seoul")
    await store.readers.set_language(KIM, "en")
    assert await store.readers.preference(MINJI) == Preference(language="ko", zone="Asia/Seoul")
    assert await store.readers.preference(KIM) == Preference(language="en")
    await store.readers.set_language(MINJI, None)
    assert await store.readers.preference(MINJI) == Preference(zone="Asia/Seoul")


async def test_a_paper_is_saved_once(store):
    assert await store.readers.save(MINJI, [PaperId(1), PaperId(2)], NOW) == 2
    assert await store.readers.save(MINJI, [PaperId(2), PaperId(3)], NOW) == 1
    assert await store.readers.known(MINJI) == Known(saved=frozenset(map(PaperId, (1, 2, 3))))
    assert await store.readers.unsave(MINJI, PaperId(3))
    assert not await store.readers.unsave(MINJI, PaperId(3))


async def test_saved_papers_come_in_pages_saved_last_first(store):
    for n in range(1, 13):
        await store.readers.save(MINJI, [PaperId(n)], NOW + dt.timedelta(seconds=n // 2))
    seen, after = [], ""
    for _ in range(3):
        page = await store.readers.saved(MINJI, after=after, limit=5)
        seen += page.papers
        after = page.after
    assert seen == list(range(12, 0, -1))
    assert after == ""


@pytest.mark.parametrize("after", ["", "x", "9" * 60, "1-2-3", "٣-٣"])
async def test_a_place_that_nobody_said_is_the_beginning(store, after):
    await store.readers.save(MINJI, [PaperId(1)], NOW)
    assert (await store.readers.saved(MINJI, after=after)).papers == (1,)


async def test_erasing_forgets_everything_about_one_reader(store):
    await store.readers.set_language(MINJI, "ko")
    await store.readers.save(MINJI, [PaperId(1)], NOW)
    await store.readers.save(KIM, [PaperId(1)], NOW)
    assert (await store.readers.about(MINJI)).saved == 1
    await store.readers.erase(MINJI)
    assert await store.readers.known(MINJI) is None
    assert (await store.readers.about(MINJI)).saved == 0
    assert (await store.readers.saved(MINJI)).papers == ()
    assert (await store.readers.saved(KIM)).papers == (1,)
    left = await store.database.fetch("SELECT COUNT(*) FROM readers")
    assert left[0][0] == 1
