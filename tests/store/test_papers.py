"""Reading the archive: by tag, by date, page by page; digests; the export."""

import datetime as dt

import pytest

from bot.model import Filter, Page, PaperId, Query
from tests.vault import note, page


def same(tag: str) -> str:
    return tag


@pytest.fixture
async def archive(vault):
    """Twelve notes on twelve days of 2025, every third about rl, every second about llm; the last two on one day."""
    for number in range(12):
        day = min(number + 1, 11)
        tags = " ".join(tag for tag, every in (("#강화학습", 3), ("#llm", 2)) if number % every == 0)
        vault.put(f"2506{day:02} {number}.md", note(f"Paper {number:02}", authors=f"Author {number}", tags=tags))
    await vault.read()
    return vault


def titles(page: Page) -> list[str]:
    return [paper.title.removeprefix("Paper ") for paper in page.papers]


async def test_pages_follow_one_another_newest_first_without_gap_or_repeat(archive):
    find, seen, after = archive.store.papers.find, [], None
    while True:
        found = await find(Query(), after=after, limit=5)
        assert found.total == 12
        seen += titles(found)
        if (after := found.after) is None:
            break
    assert seen == ["10", "11", "09", "08", "07", "06", "05", "04", "03", "02", "01", "00"]


async def test_pages_oldest_first(archive):
    find = archive.store.papers.find
    first = await find(Query(tags=("llm",)), limit=4, oldest=True)
    assert titles(first) == ["00", "02", "04", "06"]
    assert titles(await find(Query(tags=("llm",)), limit=4, oldest=True, after=first.after)) == ["08", "10"]


async def test_a_tag_is_found_under_what_its_aliases_fold_to(archive):
    assert titles(await archive.store.papers.find(Query(tags=("rl",)))) == ["09", "06", "03", "00"]
    assert (await archive.store.papers.find(Query(tags=("강화학습",)))).papers == ()


async def test_several_tags_want_all_of_them(archive):
    found = await archive.store.papers.find(Query(tags=("rl", "llm")))
    assert (titles(found), found.total) == (["06", "00"], 2)
    assert (await archive.store.papers.find(Query(tags=("rl", "unknown")))).papers == ()


async def test_days_narrow_and_are_inclusive(archive):
    june = [dt.date(2025, 6, day) for day in (3, 6, 11)]
    assert titles(await archive.store.papers.find(Query(since=june[0], until=june[1]))) == ["05", "04", "03", "02"]
    assert titles(await archive.store.papers.find(Query(since=june[2], until=june[2]))) == ["10", "11"]
    assert titles(await archive.store.papers.find(Query(tags=("rl",), until=june[1]))) == ["03", "00"]
    assert titles(await archive.store.papers.find(Query(words="paper", since=june[2]))) == ["10", "11"]
    assert (await archive.store.papers.find(Query(since=june[1], until=june[0]))).papers == ()
    everything = Query(since=dt.date.min, until=dt.date.max)
    assert len((await archive.store.papers.find(everything, limit=20)).papers) == 12


async def test_many_are_got_in_the_order_asked_for(archive):
    papers = {paper.title: paper.id for paper in await archive.papers()}
    wanted = [papers["Paper 03"], PaperId(999), papers["Paper 01"], papers["Paper 03"]]
    got = await archive.store.papers.get_many(wanted)
    assert [paper.title for paper in got] == ["Paper 03", "Paper 01"]
    assert await archive.store.papers.get_many([]) == ()
    assert await archive.store.papers.get(PaperId(999)) is None


async def test_digests_before_and_after_a_day(archive):
    digests = archive.store.digests
    assert await digests.latest() == dt.date(2025, 6, 11)
    assert await digests.latest(dt.date(2025, 6, 5)) == dt.date(2025, 6, 5)
    assert await digests.around(dt.date(2025, 6, 1)) == (None, dt.date(2025, 6, 2))
    assert await digests.around(dt.date(2025, 7, 1)) == (dt.date(2025, 6, 11), None)
    assert [paper.title for paper in await digests.on(dt.date(2025, 6, 11))] == ["Paper 10", "Paper 11"]
    assert await digests.on(dt.date(2025, 7, 1)) == ()


async def test_an_empty_archive_has_nothing_and_says_so(vault):
    store = vault.store
    assert await store.digests.latest() is None
    assert await store.digests.around(dt.date(2025, 6, 1)) == (None, None)
    assert await store.digests.newest_for(Filter(), same) == ()
    assert await store.papers.find(Query()) == Page((), None, 0)
    assert await store.papers.random((), None) is None
    assert await store.tags.counts() == ()
    assert await vault.papers() == []


@pytest.mark.parametrize(
    ("wanted", "excluded", "found"),
    [
        ((), (), ["10", "11"]),
        (("rl",), (), ["09"]),
        (("강화학습",), (), ["09"]),
        (("llm",), (), ["10"]),
        (("rl", "llm"), (), ["10"]),
        ((), ("llm",), ["11"]),
        (("rl",), ("llm",), ["09"]),
        (("llm",), ("llm",), []),
        (("unknown",), (), []),
    ],
)
async def test_the_newest_digest_that_has_a_paper_for_a_filter(archive, wanted, excluded, found):
    wants = Filter(wanted=wanted, excluded=excluded)
    fold = {"강화학습": "rl"}
    papers = await archive.store.digests.newest_for(wants, lambda tag: fold.get(tag, tag))
    assert [paper.title.removeprefix("Paper ") for paper in papers] == found


async def test_the_newest_digest_for_a_filter_is_not_of_tomorrow_and_has_no_deleted_note(archive):
    await archive.read()
    archive.delete("250611 10.md")
    archive.delete("250611 11.md")
    await archive.read()
    papers = await archive.store.digests.newest_for(Filter(), same)
    assert [paper.title for paper in papers] == ["Paper 09"]
    papers = await archive.store.digests.newest_for(Filter(), same, dt.date(2025, 6, 4))
    assert [paper.title for paper in papers] == ["Paper 03"]


async def test_the_export_is_sorted_by_date_then_position_and_narrows(archive):
    await archive.ingest(archive.lone("p.txt", page("2025-06-11", {"title": "First of the page"})))
    papers = await archive.papers()
    order = [(paper.digest, paper.position) for paper in papers]
    assert order == sorted(order)
    assert [paper.title for paper in papers[-3:]] == ["First of the page", "Paper 10", "Paper 11"]
    tagged = [paper async for paper in archive.store.papers.export("rl", dt.date(2025, 6, 4))]
    assert [paper.title for paper in tagged] == ["Paper 03", "Paper 06", "Paper 09"]
    assert [paper async for paper in archive.store.papers.export("unknown")] == []


async def test_an_export_goes_on_undisturbed_by_what_is_imported_meanwhile(archive):
    exported = []
    async for paper in archive.store.papers.export():
        if not exported:
            archive.put("250601 new.md", note("Came in between"))
            await archive.read()
        exported.append(paper.title)
    assert "Came in between" not in exported
    assert len(exported) == 12
