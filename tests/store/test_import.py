"""What an import stores, skips, refuses and says; what is left when it stops in the middle."""

import asyncio
import datetime as dt
import os
from pathlib import Path

import pytest

from bot.importer import import_source
from bot.importer import run as importing
from bot.store import Store
from tests.vault import ALIASES, SEOUL, Vault, note, page


async def test_an_unchanged_vault_is_imported_without_a_change(vault):
    vault.put("2025/250601 One.md", note("One of many", arxiv="2506.00001", tags="#rl"))
    vault.put("250602 Two.md", note("Two of many", arxiv="2506.00002"))
    first = await vault.read()
    assert (first.added, first.archived, first.unchanged) == (2, 2, 0)
    before = await vault.rows("SELECT * FROM papers")
    again = await vault.read()
    assert (again.added, again.changed, again.unchanged, again.archived) == (0, 0, 2, 0)
    assert await vault.rows("SELECT * FROM papers") == before


async def test_a_file_that_was_only_touched_is_unchanged_and_not_read_twice(vault):
    file = vault.put("250601 One.md", note("One of many"))
    await vault.read()
    os.utime(file, (1, 1))
    assert (await vault.read()).unchanged == 1
    [(touched,)] = await vault.rows("SELECT touched_ns FROM documents")
    assert touched == max(file.stat().st_mtime_ns, file.stat().st_ctime_ns)


async def test_a_file_put_in_its_place_with_the_old_date_and_size_is_noticed(vault):
    file = vault.put("250601 One.md", note("One of many", ko="좋은 논문."))
    os.utime(file, ns=(10**18, 10**18))
    await vault.read()
    file.write_text(file.read_text("utf-8").replace("좋은", "나쁜"), "utf-8")
    os.utime(file, ns=(10**18, 10**18))
    assert (await vault.read()).changed == 1


async def test_the_rest_is_stored_when_documents_are_refused(vault):
    vault.put("250601 Good.md", note("A good one"))
    (vault.folder / "vault" / "250602 Bytes.md").write_bytes(b"first line\n\xff\xfe")
    vault.put("250603 Conflict.md", note("A torn one", ko="<<<<<<< HEAD\n이것\n======="))
    vault.put("page.txt", "no date here\n")
    summary = await vault.read()
    refused = [(refusal.path, refusal.line, refusal.key) for refusal in summary.refused]
    assert refused == [
        ("250602 Bytes.md", 2, "refused-not-utf8"),
        ("250603 Conflict.md", 3, "refused-conflict"),
        ("page.txt", 1, "refused-no-date"),
    ]
    assert await vault.titles() == ["A good one"]


async def test_a_document_that_becomes_unreadable_keeps_what_it_said(vault):
    vault.put("250601 One.md", note("One of many", ko="좋은 논문."))
    await vault.read()
    vault.put("250601 One.md", "<<<<<<< HEAD\n")
    assert len((await vault.read()).refused) == 1
    assert (await vault.paper()).ko == "좋은 논문."
    assert await vault.rows("SELECT withdrawn FROM papers") == [(0,)]


async def test_a_huge_file_is_refused_without_being_read(vault):
    with (vault.folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    with (vault.folder / "huge.md").open("wb") as file:
        file.truncate(1_000_001)
    summary = await vault.ingest(vault.folder / "huge.txt", vault.folder / "huge.md")
    assert [refusal.key for refusal in summary.refused] == ["refused-too-large"] * 2


async def test_hidden_folders_links_in_a_loop_and_other_files_are_not_read(vault):
    vault.put("a/250601 One.md", note("One of many"))
    vault.put(".trash/250602 Two.md", note("Two of many"))
    vault.put("a/.250603 Three.md", note("Three of many"))
    vault.put("a/picture.png", "not a paper")
    (vault.folder / "vault" / "a" / "loop").symlink_to(vault.folder / "vault")
    (vault.folder / "vault" / "broken.md").symlink_to("nowhere.md")
    os.mkfifo(vault.folder / "vault" / "pipe.md")
    summary = await vault.read()
    assert await vault.titles() == ["One of many"]
    assert [refusal.path for refusal in summary.refused] == ["broken.md"]


async def test_names_with_newlines_and_bytes_that_are_no_text(vault):
    vault.put("2506\n01 One.md", note("One of many"))
    (vault.folder / "vault" / os.fsdecode(b"250601 \xff.md")).write_text(note("Two of many"), "utf-8")
    summary = await vault.read()
    assert (summary.added, summary.refused) == (2, ())
    assert (await vault.read()).unchanged == 2


async def test_a_folder_that_is_not_there_is_refused_and_deletes_nothing(vault):
    vault.put("260103 One.md", note("One of many"))
    await vault.read()
    (vault.folder / "vault").rename(vault.folder / "gone")
    store, root = vault.store, vault.folder / "vault"
    summary = await import_source(store, root, aliases=ALIASES, now=vault.now, zone=SEOUL)
    assert [refusal.key for refusal in summary.refused] == ["refused-unreadable"]
    assert await vault.rows("SELECT state FROM documents") == [("live",)]


async def test_a_dry_run_says_everything_and_stores_nothing(vault):
    vault.put("250601 One.md", note("One of many"))
    summary = await vault.read(dry_run=True)
    assert (summary.added, summary.archived) == (1, 1)
    for table in ("papers", "documents", "sources", "aliases", "search_terms"):
        assert await vault.rows(f"SELECT * FROM {table}") == []  # noqa: S608
    assert (await vault.read()).added == 1


async def test_a_draft_arrives_when_it_stops_being_one(vault):
    await vault.read()
    vault.put("260103 One.md", "---\ndraft: true\n---\n" + note("One of many"))
    summary = await vault.read()
    assert (summary.added, [remark.key for remark in summary.remarks]) == (0, ["remark-draft"])
    vault.later(days=2)
    vault.put("260103 One.md", note("One of many"))
    assert (await vault.read()).added == 1
    assert str((await vault.paper()).digest) == "2026-01-05"


async def test_progress_ends_at_the_total(vault):
    for number in range(5):
        vault.put(f"25060{number + 1} {number}.md", note(f"Paper number {number}"))
    seen = []
    await vault.read(on_progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (5, 5)


class PulledPlug(Exception):
    pass


async def test_an_import_that_stops_in_the_middle_leaves_whole_documents_and_goes_on(vault, monkeypatch):
    """The first import is still the first one when it goes on: all of it is archive."""
    monkeypatch.setattr(importing, "BATCH_FILES", 2)
    for number in range(1, 8):
        vault.put(f"26010{number % 3 + 1} {number}.md", note(f"Paper number {number}", tags="#rl"))

    def stop(done: int, total: int) -> None:
        if done >= 4:
            raise PulledPlug

    with pytest.raises(PulledPlug):
        await vault.read(on_progress=stop)
    [(papers,)] = await vault.rows("SELECT COUNT(*) FROM papers")
    assert papers == 4
    assert await vault.rows("SELECT count FROM tags WHERE slug = 'rl'") == [(papers,)]
    vault.later(days=1)
    summary = await vault.read()
    assert (summary.added, summary.unchanged, summary.archived) == (3, 4, 3)
    assert await vault.owed() == []


async def test_a_cancelled_import_leaves_the_store_usable(vault):
    for number in range(30):
        vault.put(f"250601 {number}.md", note(f"Paper number {number}"))
    task = asyncio.create_task(vault.read(on_progress=lambda *_: task.cancel()))
    with pytest.raises(asyncio.CancelledError):
        await task
    await vault.read()
    assert len(await vault.papers()) == 30


async def test_two_processes_may_import_the_same_folder(vault, tmp_path):
    for number in range(20):
        vault.put(f"250601 {number}.md", note(f"Paper number {number}", tags="#rl"))
    other = await Store.open(tmp_path / "paperboy.db")
    try:
        twin = Vault(vault.folder, other)
        await asyncio.gather(vault.read(), twin.read())
    finally:
        await other.close()
    assert len(await vault.papers()) == 20
    assert await vault.rows("SELECT count FROM tags WHERE slug = 'rl'") == [(20,)]


async def test_a_lone_file_of_a_known_folder_is_its_document(vault):
    vault.put("250601 One.md", note("One of many"))
    await vault.read()
    new = vault.put("deep/260103 Two.md", note("Two of many"))
    assert (await vault.ingest(new)).added == 1
    assert (await vault.read()).unchanged == 2
    assert await vault.owed() == ["Two of many"]


async def test_a_folder_adopts_what_was_imported_alone(vault):
    lone = vault.put("260103 One.md", note("One of many"))
    await vault.ingest(lone)
    vault.put("260102 Two.md", note("Two of many"))
    summary = await vault.read()
    assert (summary.added, summary.unchanged) == (1, 1)
    assert await vault.owed() == ["One of many"]
    assert await vault.rows("SELECT COUNT(*) FROM documents") == [(2,)]


async def test_a_page_without_a_date_needs_one_from_the_caller_who_may_correct_it(vault):
    lone = vault.lone("page.txt", page("", {"title": "A paper without a day"}))
    assert [refusal.key for refusal in (await vault.ingest(lone)).refused] == ["refused-no-date"]
    for day in (1, 2):
        await vault.ingest(lone, date=vault.now.date().replace(day=day))
        assert (await vault.paper()).digest.day == day


async def test_a_page_may_be_kept_as_markdown_and_a_diary_may_begin_with_a_date(vault):
    vault.put("2026-01-02.md", page("# 2026-01-02", {"title": "A paper on a page"}))
    vault.put("diary.md", "2026-01-02\n\n오늘은 논문을 읽지 않았다.\n")
    await vault.read()
    assert await vault.rows("SELECT path, kind FROM documents ORDER BY path") == [
        ("2026-01-02.md", "page"),
        ("diary.md", "note"),
    ]


async def test_a_file_that_is_none_is_refused(vault):
    summary = await vault.ingest(Path("/nowhere/at/all.md"), vault.folder)
    assert [refusal.key for refusal in summary.refused] == ["refused-unreadable"] * 2


async def test_an_undated_page_of_a_folder_takes_the_date_that_is_given(vault):
    undated = page("", {"title": "On a page"})
    vault.put("page.txt", undated)
    vault.put("260102 Note.md", note("In a note") + "\nTitle\n\n(Ann Lee)\n")
    summary = await vault.read(date=dt.date(2026, 1, 2))
    assert (summary.added, summary.refused) == (2, ())
    assert await vault.rows("SELECT digest, kind FROM entries JOIN documents ON id = document ORDER BY kind") == [
        ("2026-01-02", "note"),
        ("2026-01-02", "page"),
    ]
    again = await vault.read(date=dt.date(2026, 1, 2))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)


async def test_a_page_of_markdown_with_a_heading_above_its_date_is_a_page(vault):
    vault.put("digest.md", "# Daily digest\n\n" + page("## 2026-01-02", {"title": "One"}, {"title": "Two"}))
    await vault.read()
    assert sorted(await vault.titles()) == ["One", "Two"]


async def test_a_link_that_leads_out_of_the_folder_or_into_a_hidden_one_is_not_read_and_is_named(vault):
    secret = vault.lone("secret/260101 Secret.md", note("Secret"))
    vault.put(".trash/260101 Thrown away.md", note("Thrown away"))
    kept = vault.put("notes/260101 Kept.md", note("Kept"))
    root = kept.parents[1]
    (root / "folder").symlink_to(secret.parent)
    (root / "260101 Out.md").symlink_to(secret)
    (root / "trash").symlink_to(root / ".trash")
    (root / "loop").symlink_to(root / "loop")
    (root / "again").symlink_to(root / "notes")
    summary = await vault.read()
    assert await vault.titles() == ["Kept"]
    outside = [remark.values["path"] for remark in summary.remarks if remark.key == "remark-outside"]
    assert outside == ["260101 Out.md", "folder", "trash"]
