"""The digest of a paper, and whether it is news (formats.md 4)."""

from tests.vault import note, page


async def news(vault) -> list[tuple[str, str, str]]:
    return [(paper.title, str(paper.digest), paper.news) for paper in await vault.papers()]


async def test_all_of_the_first_import_is_archive_under_the_dates_of_the_files(vault):
    vault.put("260102 new.md", note("A new one"))
    vault.put("200102 old.md", note("An old one"))
    vault.put("page.txt", page("2026-01-03", {"title": "One of a page"}))
    summary = await vault.read()
    assert (summary.archived, summary.remarks) == (3, ())
    assert await news(vault) == [
        ("An old one", "2020-01-02", "archive"),
        ("A new one", "2026-01-02", "archive"),
        ("One of a page", "2026-01-03", "archive"),
    ]


async def test_a_later_note_belongs_to_the_day_on_which_it_arrived_in_the_zone_of_the_service(vault):
    await vault.read()
    vault.later(hours=13)  # 1 o'clock of the next day in Seoul, still the day before in Greenwich
    vault.put("260101 a.md", note("A paper"))
    await vault.read()
    assert await news(vault) == [("A paper", "2026-01-04", "news")]


async def test_a_lone_note_counts_as_a_later_import(vault):
    await vault.ingest(vault.lone("251221 a.md", note("A paper")))
    assert await news(vault) == [("A paper", "2026-01-03", "news")]


async def test_a_later_note_whose_file_is_older_than_two_weeks_is_archive_and_that_is_said(vault):
    await vault.read()
    vault.put("251219 a.md", note("A paper"))
    summary = await vault.read()
    assert await news(vault) == [("A paper", "2025-12-19", "archive")]
    [remark] = summary.remarks
    assert (remark.key, remark.values["count"], str(remark.values["date"]), remark.values["days"]) == (
        "remark-old", 1, "2025-12-19", 15,
    )  # fmt: skip


async def test_a_note_without_a_possible_date_belongs_to_the_day_of_its_arrival(vault):
    vault.put("999999 a.md", note("A paper"))
    summary = await vault.read()
    assert [remark.key for remark in summary.remarks] == ["remark-undated"]
    assert await news(vault) == [("A paper", "2026-01-03", "archive")]


async def test_a_page_with_last_years_date_is_said_and_judged_anew_when_it_is_corrected(vault):
    papers = [{"title": f"Paper {number}", "abstract": f"Abstract {number}."} for number in range(7)]
    lone = vault.lone("page.txt", page("2025-01-03", *papers))
    summary = await vault.ingest(lone)
    [remark] = summary.remarks
    assert (summary.archived, remark.values["count"], remark.values["days"]) == (7, 7, 365)
    assert await vault.owed() == []
    vault.later(hours=1)
    summary = await vault.ingest(vault.lone("page.txt", page("2026-01-03", *papers)))
    assert (summary.changed, summary.archived, summary.remarks) == (7, 0, ())
    assert await vault.owed() == [paper["title"] for paper in papers]
    assert {paper.published for paper in await vault.papers()} == {vault.now}


async def test_a_corrected_date_is_not_judged_anew_when_the_paper_was_posted(vault):
    lone = vault.lone("page.txt", page("2025-12-31", {"title": "A paper"}))
    await vault.ingest(lone)
    before = await vault.paper()
    await vault.post(before.id)
    vault.later(hours=1)
    await vault.ingest(vault.lone("page.txt", page("2026-01-03", {"title": "A paper"})))
    after = await vault.paper()
    assert (str(after.digest), after.news, after.published) == ("2026-01-03", "news", before.published)


async def test_a_note_with_a_corrected_date_is_judged_anew(vault):
    await vault.read()
    vault.put("250103 a.md", note("A paper", ko="좋은 논문."))
    await vault.read()
    assert await vault.owed() == []
    vault.move("250103 a.md", "260103 a.md")
    await vault.read()
    assert await vault.owed() == ["A paper"]


async def test_a_note_of_the_first_import_stays_archive_whatever_date_it_gets(vault):
    vault.put("250103 a.md", note("A paper"))
    await vault.read()
    vault.move("250103 a.md", "260103 a.md")
    await vault.read()
    assert await news(vault) == [("A paper", "2026-01-03", "archive")]


async def test_a_paper_from_the_archive_becomes_news_when_a_page_publishes_it(vault):
    vault.put("200102 old.md", note("An old one", ko="노트."))
    await vault.read()
    vault.later(days=1)
    summary = await vault.ingest(vault.lone("p.txt", page("2026-01-04", {"title": "An old one"})))
    assert (summary.added, summary.changed, summary.archived) == (0, 1, 0)
    assert await news(vault) == [("An old one", "2026-01-04", "news")]
    assert (await vault.paper()).published == vault.now


async def test_a_second_note_on_an_archived_paper_makes_no_news(vault):
    vault.put("200102 old.md", note("An old one", arxiv="2001.00001"))
    await vault.read()
    vault.put("260103 again.md", note("An old one", arxiv="2001.00001"))
    await vault.read()
    assert await news(vault) == [("An old one", "2020-01-02", "archive")]


async def test_a_page_of_thirteen_months_ago_imported_again_changes_nothing(vault):
    text = page("2024-12-01", {"title": "A paper"})
    vault.now = vault.now.replace(year=2024, month=12, day=1)
    await vault.ingest(vault.lone("p.txt", text))
    before = await vault.paper()
    vault.later(days=398)
    summary = await vault.ingest(vault.lone("again.txt", text))
    assert (summary.unchanged, summary.remarks) == (1, ())
    assert await vault.paper() == before


async def test_what_a_page_published_once_stays_in_its_digest(vault):
    await vault.ingest(vault.lone("1.txt", page("2026-01-02", {"title": "A paper"}, {"title": "B", "abstract": "b"})))
    await vault.ingest(vault.lone("2.txt", page("2026-01-03", {"title": "A paper"})))
    assert await news(vault) == [("A paper", "2026-01-02", "news"), ("B", "2026-01-02", "news")]


async def test_a_page_puts_notes_of_its_day_in_order_and_others_follow(vault):
    await vault.read()
    for name in ("Alpha", "Beta", "Gamma"):
        vault.put(f"260103 {name}.md", note(name, authors=f"{name} Author"))
    await vault.read()
    gamma = {"title": "Gamma", "authors": "Gamma Author"}
    await vault.ingest(vault.lone("p.txt", page("2026-01-03", gamma, {"title": "Delta", "authors": "D. Author"})))
    assert [(paper.title, paper.position) for paper in await vault.papers()] == [
        ("Gamma", 1),
        ("Delta", 2),
        ("Alpha", 3),
        ("Beta", 4),
    ]
    assert await vault.owed() == ["Gamma", "Delta", "Alpha", "Beta"]


async def test_a_date_too_far_ahead_is_refused_and_one_within_a_week_is_not(vault):
    summary = await vault.ingest(
        vault.lone("far.txt", page("2026-01-11", {"title": "Far"})),
        vault.lone("near.txt", page("2026-01-10", {"title": "Near"})),
    )
    assert [refusal.key for refusal in summary.refused] == ["refused-future-date"]
    assert await vault.owed() == ["Near"]


async def test_a_diary_is_never_owed(vault):
    await vault.read()
    vault.put("260103 diary.md", "오늘은 논문을 읽지 않았다.\n")
    await vault.read()
    assert await vault.owed() == []
    assert len(await vault.papers()) == 1
