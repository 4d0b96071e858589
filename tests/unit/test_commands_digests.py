"""/digest, the days around it, a post's papers in the other language, and /tags."""

import pytest

from bot.model import PaperId
from bot.view import Results, TagList
from tests.desk import Desk, labels, sentence, titles


async def test_the_latest_digest_with_the_day_before(desk: Desk):
    reply = await desk.type("digest")
    assert reply.answer == "private"
    assert reply.view.heading == "Thursday, June 5, 2025 · 2 papers"
    assert labels(reply)[0] == "← Jun 3, 2025"


async def test_the_digest_of_a_day_in_the_curators_order_and_in_full(desk: Desk):
    reply = await desk.type("다이제스트 2025년 6월 2일", locale="ko")
    assert reply.view.heading == "2025년 6월 2일 (월) · 논문 7편"
    assert [title.split(":")[0] for title in titles(reply)][:2] == ["ProRL", "ATLAS"]
    assert {"← 2025. 1. 10.", "2025. 6. 3. →", "English", "채널에 공유"} <= set(labels(reply))


async def test_a_long_digest_comes_in_pages(desk: Desk):
    reply = await desk.ask("digest", {"date": "2025-06-03"})
    assert len(reply.view.lines) == 7
    assert reply.view.note.endswith("nos. 1–7")
    rest = await desk.press(reply, "Next")
    assert rest.answer == "replace"
    assert [line.number for line in rest.view.lines] == [8, 9, 10, 11, 12]
    assert titles(await desk.press(rest, "Previous")) == titles(reply)


async def test_the_days_turn_in_place(desk: Desk):
    reply = await desk.press(await desk.type("digest"), "← Jun 3, 2025")
    assert reply.answer == "replace"
    assert reply.view.heading == "Tuesday, June 3, 2025 · 12 papers"
    assert (await desk.press(reply, "Jun 5, 2025 →")).view.heading.startswith("Thursday")


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-US", "There is no digest of June 4, 2025; the nearest is of June 3, 2025."),
        ("ko", "논문 소식이 없는 날이에요: 2025년 6월 4일 · 가장 가까운 날: 2025년 6월 3일"),
    ],
)
async def test_an_empty_day_names_the_nearest(desk: Desk, locale, words):
    reply = await desk.ask("digest", {"date": "2025-06-04"}, locale=locale)
    assert sentence(reply).startswith(words)
    assert isinstance((await desk.press(reply, labels(reply)[0], locale=locale)).view, Results)


async def test_a_month_shows_its_newest_digest(desk: Desk):
    assert (await desk.ask("digest", {"date": "2025-06"})).view.heading.startswith("Thursday, June 5")
    assert "no digest between February 1, 2025 and February 28, 2025" in sentence(
        await desk.ask("digest", {"date": "2025-02"})
    )


async def test_a_date_that_is_none(desk: Desk):
    assert "“soon” is no date" in sentence(await desk.ask("digest", {"date": "soon"}))
    assert "is no date" in sentence(await desk.ask("day"))


async def test_a_digest_is_shared_in_the_channels_language(desk: Desk):
    await desk.ask("subscribe", {"language": "ko+en"})
    shared = await desk.press(await desk.type("digest 2025-06-02"), "Share in channel")
    assert shared.answer == "share"
    assert shared.view.heading.startswith("2025년 6월 2일 (월)")
    assert len(shared.view.lines[0].passages) == 2
    assert labels(shared) == []


async def test_sharing_needs_the_right_to_write(desk: Desk):
    for verb, args in (("shareday", {"date": "2025-06-02"}), ("shareresults", {"tag": "rl"})):
        assert "may not write" in sentence(await desk.ask(verb, args, may_write=False))


async def test_a_post_in_the_other_language_answers_privately_with_the_papers_of_the_message(desk: Desk):
    reply = await desk.ask(
        "translate", {"language": "en", "date": "2025-06-02"}, message=(PaperId(2), PaperId(1)), locale="ko"
    )
    assert (reply.answer, reply.view.language) == ("private", "en")
    assert [line.paper for line in reply.view.lines] == [2, 1]
    assert all(line.action.args["language"] == "en" for line in reply.view.lines)


async def test_without_the_messages_papers_the_digest_of_its_date_is_shown(desk: Desk):
    reply = await desk.ask("translate", {"language": "ko", "date": "2025-06-02"})
    assert reply.view.heading == "2025년 6월 2일 (월) · 논문 7편"
    assert "shows no paper" in sentence(await desk.ask("translate", {"language": "en"}))


async def test_an_english_reader_sees_no_empty_place_where_commentary_is_missing(desk: Desk):
    reply = await desk.type("digest 2025-06-05")
    assert [line.passages[0].label for line in reply.view.lines] == [
        "Commentary in Korean",
        "No commentary · the abstract begins",
    ]
    assert all(line.passages[0].text for line in reply.view.lines)


# --- /tags -------------------------------------------------------------------------------------------------------


async def test_tags_come_with_their_counts_most_papers_first(desk: Desk):
    reply = await desk.type("tags")
    assert isinstance(reply.view, TagList)
    assert reply.view.tags[:2] == (("optimizer", 13), ("muon", 12))
    assert reply.view.heading == f"{len(reply.view.tags)} tags"


async def test_tags_by_their_beginning_in_both_languages(desk: Desk):
    assert {tag for tag, _ in (await desk.type("tags opt")).view.tags} == {"optimizer", "optimization"}
    assert "rl" in {tag for tag, _ in (await desk.ask("tags", {"query": "강화하"}, locale="ko")).view.tags}


async def test_a_tag_that_nothing_begins_with(desk: Desk):
    assert "There is no tag #xyzzyxyzzy" in sentence(await desk.ask("tags", {"query": "xyzzyxyzzy"}))
    assert "100 characters" in sentence(await desk.ask("tags", {"query": "x" * 101}))


async def test_many_tags_come_in_pages(desk: Desk):
    from bot.model import TagCount
    from bot.tags import TagIndex

    many = TagIndex([TagCount(f"tag-{n:02}", 100 - n) for n in range(60)], desk.core.aliases)
    desk.instance(tags=lambda: many)
    first = await desk.ask("tags")
    second = await desk.press(first, "Next")
    assert (len(first.view.tags), second.view.tags[0]) == (25, ("tag-25", 75))
    assert labels(await desk.press(second, "Next")) == ["Previous"]
