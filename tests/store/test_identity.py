"""Which documents speak of the same paper (formats.md 3), and what becomes of two papers that turn out to be one."""

import datetime as dt

import pytest

from bot.model import PaperId, Query, Reader
from tests.seven_papers import SEVEN
from tests.vault import note, page

READER = Reader("test", "", "u1")


def as_note(number: int) -> str:
    """A note on a paper of the page that ships: with a link, a title in other letters, and a commentary of its own."""
    entry = SEVEN[number]
    return note(
        entry.title.upper(),
        arxiv=f"2505.0000{number}",
        authors=", ".join(entry.authors),
        ko="노트의 코멘트.",
        tags="#new",
    )


@pytest.mark.parametrize("page_first", [True, False])
async def test_the_seven_papers_come_from_page_and_notes_in_either_order(vault, page_first, seed_page):
    for number, _ in enumerate(SEVEN):
        vault.put(f"250603 {number}.md", as_note(number))
    for read in (vault.ingest, vault.read) if page_first else (vault.read, vault.ingest):
        await read(*([seed_page] if read == vault.ingest else []))
    papers = await vault.papers()
    assert [(paper.title, paper.ko, paper.en) for paper in papers] == [(e.title, e.ko, e.en) for e in SEVEN]
    assert [(str(paper.digest), paper.position) for paper in papers] == [("2025-06-02", n) for n in range(1, 8)]
    assert [paper.arxiv_id for paper in papers] == [f"2505.0000{number}" for number in range(7)]
    assert [paper.links[0] for paper in papers] == [f"https://arxiv.org/abs/2505.0000{number}" for number in range(7)]
    assert [paper.tags for paper in papers] == [(*entry.tags, "new") for entry in SEVEN]


async def test_a_note_fills_what_the_page_leaves_open(vault):
    await vault.ingest(vault.lone("p.txt", page("2026-01-02", {"title": "A paper", "ko": "페이지의 코멘트."})))
    vault.put("260102 A paper.md", note("A paper", arxiv="2601.00001", ko="노트의 코멘트.", en="The note's comment."))
    await vault.read()
    paper = await vault.paper()
    assert (paper.ko, paper.en, paper.arxiv_id) == ("페이지의 코멘트.", "The note's comment.", "2601.00001")


async def test_a_corrected_title_or_id_stays_with_its_paper_and_the_old_keys_too(vault):
    vault.put("260102 a.md", note("A papre with a typo", arxiv="2601.00001", abstract="We count."))
    await vault.read()
    before = await vault.paper()
    vault.put("260102 a.md", note("A paper without one", arxiv="2601.00002", abstract="We count."))
    assert (await vault.read()).changed == 1
    after = await vault.paper()
    assert (after.id, after.title, after.arxiv_id) == (before.id, "A paper without one", "2601.00002")
    for alias in ("arxiv:2601.00001", "arxiv:2601.00002", "title:apaprewithatypo", "title:apaperwithoutone"):
        found = await vault.store.papers.by_alias(alias)
        assert found is not None
        assert found.id == after.id


async def test_a_page_corrected_under_another_name_keeps_its_papers(vault):
    wrong, right = {"title": "A papre", "abstract": "We count."}, {"title": "A paper", "abstract": "We count."}
    await vault.ingest(vault.lone("1.txt", page("2026-01-02", wrong)))
    before = await vault.paper()
    await vault.ingest(vault.lone("2.txt", page("2026-01-02", right)))
    assert ((await vault.paper()).id, (await vault.paper()).title) == (before.id, "A paper")


async def test_two_papers_of_a_day_by_the_same_people_are_two(vault):
    one = {"title": "Counting sheep", "abstract": "We count sheep at night until everybody sleeps."}
    other = {"title": "Boiling eggs", "abstract": "Eggs are boiled for five minutes, in water from a lake."}
    await vault.ingest(vault.lone("1.txt", page("2026-01-02", one, other)))
    await vault.ingest(vault.lone("2.txt", page("2026-01-02", {"title": "Third", "abstract": "Something else again."})))
    assert await vault.titles() == ["Counting sheep", "Third", "Boiling eggs"]


async def test_a_page_that_names_a_paper_twice_has_it_once(vault):
    twice = {"title": "A paper"}
    await vault.ingest(vault.lone("1.txt", page("2026-01-02", twice, {"title": "Another"}, twice)))
    assert await vault.titles() == ["A paper", "Another"]
    vault.lone("1.txt", page("2026-01-02", {"title": "Another"}))
    await vault.ingest(vault.folder / "elsewhere" / "1.txt")
    assert await vault.titles() == ["A paper", "Another"]


async def test_nothing_known_is_erased_by_a_document_that_lacks_it_but_tags_are(vault):
    text = {"arxiv": "2601.00001", "abstract": "We count.", "ko": "좋은 논문.", "en": "A good one.", "tags": "#rl #llm"}
    vault.put("260102 a.md", note("A paper", **text))
    await vault.read()
    vault.put("260102 a.md", note("A paper", arxiv="2601.00001", tags="#llm"))
    await vault.read()
    paper = await vault.paper()
    assert (paper.abstract, paper.ko, paper.en, paper.tags) == ("We count.", "좋은 논문.", "A good one.", ("llm",))
    assert (await vault.store.papers.find(Query(tags=("rl",)))).papers == ()


async def two_that_are_one(vault) -> tuple[PaperId, PaperId]:
    """A paper known by its title, another by its id."""
    vault.put("260101 title.md", note("A paper", ko="하나.", tags="#rl"))
    vault.put("260102 id.md", "https://arxiv.org/abs/2601.00001\n\n둘째 노트.\n\n#llm\n")
    await vault.read()
    one, other = await vault.papers()
    return one.id, other.id


async def test_two_papers_joined_by_an_alias_become_one_with_all_that_hangs_on_them(vault):
    kept, lost = await two_that_are_one(vault)
    reader, store = READER, vault.store
    await vault.post(kept, "c1")
    await vault.post(lost, "c2")
    await store.readers.save(reader, [lost], vault.now)
    await store.papers.random(("llm",), reader)
    await store.seen.flush()
    vault.put("260103 both.md", note("A paper", arxiv="2601.00001"))
    await vault.read()
    paper = await vault.paper()
    assert paper.id == kept
    assert set(paper.tags) == {"rl", "llm"}
    assert await vault.rows("SELECT c.channel, l.paper FROM ledger AS l JOIN channels AS c ON c.id = l.channel") == [
        ("c1", kept),
        ("c2", kept),
    ]
    assert await vault.rows("SELECT paper FROM saved UNION ALL SELECT paper FROM seen") == [(kept,), (kept,)]
    assert await vault.rows("SELECT papers FROM parts") == [(f"[{kept}]",)] * 2
    assert await store.papers.get(lost) == await store.papers.get(kept)  # a button in an old message still works
    assert [one.id for one in await store.papers.get_many([lost, kept])] == [kept]
    assert [one.id for one in (await store.papers.find(Query(words="둘째 paper"))).papers] == []
    assert [one.id for one in (await store.papers.find(Query(words="하나 paper"))).papers] == [kept]
    assert [(tag.slug, tag.count) for tag in await store.tags.counts()] == [("llm", 1), ("rl", 1)]


async def test_an_id_of_a_paper_that_was_united_is_never_given_again(vault):
    _, lost = await two_that_are_one(vault)
    vault.put("260103 both.md", note("A paper", arxiv="2601.00001"))
    vault.put("260103 new.md", note("A new one"))
    await vault.read()
    assert lost not in [paper.id for paper in await vault.papers()]


async def test_papers_that_only_share_a_short_title_are_two(vault):
    vault.put("200101 Scaling.md", "https://arxiv.org/abs/2001.00001\n\n스케일링 법칙.\n")
    vault.put("230101 Scaling.md", "https://arxiv.org/abs/2301.00001\n\n다른 스케일링 법칙.\n")
    await vault.read()
    assert len(await vault.papers()) == 2


async def test_diaries_of_one_name_are_two(vault):
    vault.put("a/260101 Meeting.md", "오늘 회의.\n")
    vault.put("b/260101 Meeting.md", "다른 회의.\n")
    summary = await vault.read()
    assert [remark.key for remark in summary.remarks] == ["remark-unnamed"] * 2
    assert len(await vault.papers()) == 2


async def test_a_note_that_became_quite_another_one_leaves_its_paper(vault):
    vault.put("inbox.md", note("A paper on sheep", arxiv="2601.00001", ko="양을 세는 방법에 대한 연구."))
    await vault.read()
    vault.put("inbox.md", note("Boiling eggs", authors="Grace Hopper", arxiv="2601.00002", ko="달걀을 삶는 시간."))
    await vault.read()
    assert {paper.title for paper in await vault.papers()} == {"A paper on sheep", "Boiling eggs"}
    assert await vault.rows("SELECT withdrawn FROM papers ORDER BY id") == [(1,), (0,)]


async def test_a_correction_marks_the_messages_that_show_the_paper(vault):
    vault.put("260102 a.md", note("A paper", ko="좋은 논문."))
    await vault.read()
    await vault.post((await vault.paper()).id)
    vault.later(hours=1)
    await vault.read()
    assert await vault.rows("SELECT stale FROM parts") == [(0,)]
    vault.put("260102 a.md", note("A paper", ko="아주 좋은 논문."))
    await vault.read()
    assert await vault.rows("SELECT stale FROM parts") == [(1,)]


async def test_related_papers_are_found_by_the_name_of_their_note_even_when_it_comes_later(vault):
    vault.put("260102 a.md", note("A paper", more="# Links\n\n[[200101 Older One]]\n[[nobody]]"))
    await vault.read()
    assert (await vault.paper()).related == ()
    vault.put("deep/200101 older one.md", note("An older paper"))
    await vault.read()
    older, newer = await vault.papers()
    assert newer.related == (older.id,)
    vault.move("deep/200101 older one.md", "200101 Older One.md")
    await vault.read()
    assert (await vault.papers())[1].related == (older.id,)


async def test_the_archive_says_when_it_changed(vault):
    vault.put("260102 a.md", note("A paper"))
    seen = [await vault.store.recall("archive")]
    for text in ("A paper", "A paper", "A better paper"):
        vault.put("260102 a.md", note(text))
        await vault.read()
        seen.append(await vault.store.recall("archive"))
    assert seen[0] != seen[1] == seen[2] != seen[3]


async def test_the_last_import_is_remembered(vault):
    vault.put("260102 a.md", note("A paper"))
    await vault.read()
    vault.later(days=1)
    await vault.read()
    [row] = await vault.rows("SELECT last_at, summary, complete FROM sources")
    at = dt.datetime.fromtimestamp(int(str(row[0])) / 1e6, dt.UTC)
    assert (at, row[1:]) == (
        vault.now - dt.timedelta(days=1),
        ('{"added": 1, "changed": 0, "unchanged": 0, "archived": 1, "refused": 0}', 1),
    )


async def test_two_papers_that_become_one_count_as_a_change(vault):
    vault.put("260102 a.md", note("Counting sheep", ko="양을 셌다."))
    vault.put("260102 b.md", note("Sleep", arxiv="2601.00001", ko="잠을 잤다."))
    await vault.read()
    vault.put("260102 b.md", note("Counting sheep", arxiv="2601.00001", ko="잠을 잤다."))
    summary = await vault.read()
    assert len(await vault.papers()) == 1
    assert (summary.added, summary.changed, summary.unchanged) == (0, 1, 1)


async def test_related_papers_are_found_by_the_name_that_a_note_had_before_it_was_renamed(vault):
    vault.put("260101 Older.md", note("Older", ko="양을 세면 잠이 온다는 가설."))
    vault.put("260102 Newer.md", note("Newer", more="# Links\n\n[[260101 Older]]"))
    await vault.read()
    vault.move("260101 Older.md", "260101 Old.md")
    await vault.read()
    papers = {paper.title: paper for paper in await vault.papers()}
    assert papers["Newer"].related == (papers["Older"].id,)
    vault.put("260101 Older.md", note("Another", authors="Emmy Noether", ko="그 이름을 이제 쓰는 전혀 다른 노트."))
    await vault.read()
    papers = {paper.title: paper for paper in await vault.papers()}
    assert papers["Newer"].related == (papers["Another"].id,)
