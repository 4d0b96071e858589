"""Notes that are renamed, moved, deleted and restored (formats.md 3)."""

from tests.vault import note, page

SHEEP = "양을 세면 잠이 온다는 오래된 가설을 여러 목장에서 다시 확인한 연구."


async def test_a_moved_note_is_the_same_paper(vault):
    vault.put("260102 a.md", note("A paper", ko=SHEEP))
    await vault.read()
    before = await vault.paper()
    vault.move("260102 a.md", "2026/deep/260102 a.md")
    summary = await vault.read()
    assert (summary.added, summary.changed, summary.unchanged, summary.remarks) == (0, 0, 1, ())
    assert await vault.paper() == before
    assert await vault.rows("SELECT path, state FROM documents") == [("2026/deep/260102 a.md", "live")]


async def test_a_renamed_note_with_like_content_is_the_same_paper_even_with_another_title(vault):
    vault.put("260102 a.md", note("A papre", ko=SHEEP))
    await vault.read()
    before = await vault.paper()
    vault.delete("260102 a.md")
    vault.put("260102 b.md", note("Counting sheep", authors="Ada Lovelace", ko=SHEEP + " 한 줄 더."))
    await vault.read()
    after = await vault.paper()
    assert (after.id, after.title) == (before.id, "Counting sheep")


async def test_a_diary_that_is_renamed_is_the_same(vault):
    vault.put("260102 diary.md", SHEEP)
    await vault.read()
    vault.move("260102 diary.md", "260102 journal.md")
    await vault.read()
    assert (await vault.paper()).title == "journal"


async def test_another_note_by_the_same_people_is_no_renamed_one(vault):
    vault.put("260102 a.md", note("Counting sheep", ko=SHEEP))
    await vault.read()
    vault.delete("260102 a.md")
    vault.put("260102 b.md", note("Boiling eggs", ko="달걀은 오 분 동안 삶는다."))
    assert (await vault.read()).added == 1
    assert await vault.titles() == ["Counting sheep", "Boiling eggs"]


async def test_two_notes_that_change_names_stay_apart(vault):
    vault.put("260101 a.md", note("Counting sheep", ko=SHEEP))
    vault.put("260102 b.md", note("Boiling eggs", ko="달걀은 오 분 동안 삶는다."))
    await vault.read()
    before = {paper.title: paper.id for paper in await vault.papers()}
    vault.move("260101 a.md", "x/1.md")
    vault.move("260102 b.md", "x/2.md")
    await vault.read()
    assert {paper.title: paper.id for paper in await vault.papers()} == before


async def test_a_deleted_note_stays_in_the_archive_and_is_not_owed(vault):
    await vault.read()
    vault.put("260103 a.md", note("A paper", tags="#rl"))
    await vault.read()
    assert await vault.owed() == ["A paper"]
    vault.delete("260103 a.md")
    summary = await vault.read()
    assert [(remark.key, remark.values["count"]) for remark in summary.remarks] == [("remark-gone", 1)]
    assert await vault.owed() == []
    assert (await vault.paper()).tags == ("rl",)
    assert (await vault.read()).remarks == ()


async def test_a_move_into_the_trash_is_a_deletion_and_the_way_back_is_none(vault):
    await vault.read()
    vault.put("260103 a.md", note("A paper"))
    await vault.read()
    vault.move("260103 a.md", ".trash/260103 a.md")
    await vault.read()
    assert await vault.owed() == []
    vault.later(days=1)
    vault.move(".trash/260103 a.md", "260103 a.md")
    await vault.read()
    assert await vault.owed() == ["A paper"]
    assert str((await vault.paper()).digest) == "2026-01-03"


async def test_a_paper_with_another_document_is_not_withdrawn(vault):
    await vault.ingest(vault.lone("p.txt", page("2026-01-03", {"title": "A paper", "tags": "#llm"})))
    vault.put("260103 a.md", note("A paper", tags="#rl"))
    await vault.read()
    assert (await vault.paper()).tags == ("llm", "rl")
    vault.delete("260103 a.md")
    await vault.read()
    assert await vault.owed() == ["A paper"]
    assert (await vault.paper()).tags == ("llm",)


async def test_a_folder_that_cannot_be_read_is_not_taken_for_deleted(vault, monkeypatch):
    from bot.ingest import folder

    vault.put("deep/260103 a.md", note("A paper"))
    await vault.read()
    walk = folder.walk

    def blind(root):
        listing = walk(root)
        return folder.Listing(files=[], unread={"deep": "Permission denied"}) if listing.files else listing

    monkeypatch.setattr(folder, "walk", blind)
    summary = await vault.read()
    assert [refusal.path for refusal in summary.refused] == ["deep"]
    assert await vault.rows("SELECT state FROM documents") == [("live",)]


async def test_a_renamed_page_is_the_same_document(vault):
    vault.put("monday.txt", page("2026-01-02", {"title": "A paper"}))
    await vault.read()
    vault.move("monday.txt", "2026-01-02.txt")
    await vault.read()
    assert await vault.rows("SELECT path, state FROM documents") == [("2026-01-02.txt", "live")]
