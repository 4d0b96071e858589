"""/paper: what is found, said and offered, in both languages, for good and bad input."""

import pytest

from bot.view import Form, Notice, PaperCard, Results
from tests.desk import Desk, button, labels, sentence, title, titles
from tests.papers import said

GRADPOWER = "GradPower: Powering Gradients for Faster Language Model Pre-Training"


async def test_a_tag_answers_privately_with_its_papers_newest_first_five_at_a_time(desk: Desk):
    reply = await desk.type("tag:optimizer")
    assert isinstance(reply.view, Results)
    assert reply.answer == "private"
    assert reply.view.heading == "#optimizer"
    assert reply.view.note == "13 papers · newest first · page 1 of 3"
    assert titles(reply) == [f"Optimizer Study {n}: How Steps Add Up" for n in range(1, 6)]
    assert [line.number for line in reply.view.lines] == [1, 2, 3, 4, 5]


async def test_the_same_in_korean(desk: Desk):
    reply = await desk.type("태그:optimizer 언어:ko")
    assert reply.view.note == "논문 13편 · 최신순 · 1/3쪽"
    assert said(reply.view.lines[0].passages[0].text) == "1번째 학습 최적화 연구예요."
    assert labels(reply) == ["다음", "오래된순", "채널에 공유"]


async def test_pages_turn_forward_and_back_in_place(desk: Desk):
    first = await desk.type("tag:optimizer")
    second = await desk.press(first, "Next")
    third = await desk.press(second, "Next")
    assert second.answer == third.answer == "replace"
    assert [line.number for line in second.view.lines] == [6, 7, 8, 9, 10]
    assert titles(third)[-1] == GRADPOWER
    assert third.view.note == "13 papers · newest first · page 3 of 3"
    assert "Next" not in labels(third)
    back = await desk.press(third, "Previous")
    assert titles(back) == titles(second)
    assert titles(await desk.press(back, "Previous")) == titles(first)


async def test_oldest_first_begins_at_the_other_end(desk: Desk):
    oldest = await desk.press(await desk.type("tag:optimizer"), "Oldest first")
    assert titles(oldest)[:2] == [GRADPOWER, "Optimizer Study 12: How Steps Add Up"]
    assert oldest.view.note == "13 papers · oldest first · page 1 of 3"
    following = await desk.press(oldest, "Next")
    assert titles(await desk.press(following, "Previous")) == titles(oldest)


async def test_tag_words_and_date_narrow_together(desk: Desk):
    reply = await desk.ask("paper", {"tag": "optimizer", "query": "gradpower", "date": "2025-06"})
    assert isinstance(reply.view, PaperCard)
    assert title(reply) == GRADPOWER
    assert "No paper was found" in sentence(
        await desk.ask("paper", {"tag": "optimizer", "query": "gradpower", "date": "2024"})
    )


@pytest.mark.parametrize(
    ("date", "korean", "english"), [("2025-06", "2025년 6월", "June 2025"), ("2025", "2025년", "2025")]
)
async def test_a_month_and_a_year_are_said_by_their_names(desk: Desk, date, korean, english):
    assert (await desk.ask("paper", {"date": date}, locale="ko")).view.heading == korean
    assert (await desk.ask("paper", {"date": date})).view.heading == english


@pytest.mark.parametrize("words", ["뇌과학", "ㄱ", "random nothing", "ㅎㅅ"])
async def test_words_that_are_like_no_tag_suggest_none(desk: Desk, words):
    reply = await desk.ask("paper", {"query": words})
    assert "No paper was found" in sentence(reply)
    assert labels(reply) == []


async def test_two_tags_want_both(desk: Desk):
    reply = await desk.type("tag: rl, reasoning")
    assert title(reply).startswith("ProRL")


@pytest.mark.parametrize("typed", ["2505.24275", "https://arxiv.org/pdf/2505.24275v2", "10.48550/arXiv.2505.24275"])
async def test_an_arxiv_id_link_or_doi_answers_with_the_card(desk: Desk, typed):
    reply = await desk.type(typed)
    assert title(reply) == GRADPOWER
    assert reply.view.url == "https://arxiv.org/abs/2505.24275"


async def test_an_id_that_is_not_there_says_so_and_links_to_it(desk: Desk):
    reply = await desk.type("2505.99999")
    assert sentence(reply).startswith("This paper is not in the archive: arXiv:2505.99999")
    assert button(reply, "arXiv").url == "https://arxiv.org/abs/2505.99999"


async def test_a_single_hit_answers_with_the_card_in_the_readers_language(desk: Desk):
    for locale, beginning in (("ko", "그래디언트의 거듭제곱을"), ("en-GB", "This study suggests")):
        reply = await desk.type("GradPower", locale=locale)
        assert isinstance(reply.view, PaperCard)
        assert said(reply.view.passages[0].text).startswith(beginning)


async def test_words_search_korean_and_english_together(desk: Desk):
    assert (await desk.type("최적화 연구")).view.heading == "“최적화 연구”"
    assert (await desk.type("muon 학습 optimization")).view.lines


async def test_without_anything_the_newest_five_and_how_to_search(desk: Desk):
    reply = await desk.type("")
    assert reply.view.heading == "Newest papers"
    assert titles(reply)[:2] == ["Only in Korean", "No Commentary at All"]
    assert "By tag: /paper tag:optimizer · by words: /paper muon" in reply.view.hints
    assert "Search" in labels(reply)


async def test_the_way_to_search_is_written_as_the_platform_writes_it(desk: Desk):
    desk.board.can |= {"commands"}
    english = await desk.ask("paper")
    korean = await desk.ask("paper", locale="ko")
    assert "By tag: /paper tag:optimizer · by words: /paper query:muon" in english.view.hints
    assert "태그로 찾기: /논문 태그:optimizer · 검색어로 찾기: /논문 검색어:muon" in korean.view.hints


async def test_search_opens_a_form_whose_submit_is_a_search(desk: Desk):
    form = await desk.press(await desk.type(""), "Search")
    assert isinstance(form.view, Form)
    assert form.answer == "form"
    assert form.view.verb == "paper"
    assert [field.option.key for field in form.view.fields] == ["tag", "query", "date", "language"]
    assert (await desk.ask("paper", {"tag": "optimizer", "query": "", "date": "", "language": ""})).view.lines


@pytest.mark.parametrize(("locale", "beginning"), [("en-US", "There is no tag #optimzer"), ("ko", "없는 태그예요")])
async def test_an_unknown_tag_gets_the_nearest(desk: Desk, locale, beginning):
    reply = await desk.ask("paper", {"tag": "optimzer"}, locale=locale)
    assert sentence(reply).startswith(beginning)
    assert "#optimizer" in labels(reply)
    assert (await desk.press(reply, "#optimizer", locale=locale)).view.heading == "#optimizer"


async def test_a_tag_like_no_other_offers_the_list(desk: Desk):
    reply = await desk.ask("paper", {"tag": "xyzzyxyzzy"})
    assert labels(reply) == ["All tags"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"tag": "x" * 10_000}, "100 characters"),
        ({"tag": "!!!"}, "no tag"),
        ({"query": "word " * 2_000}, "300 characters"),
        ({"date": "someday"}, "“someday” is no date; write a day (2025-06-06)"),
        ({"date": "2025-13-40"}, "is no date"),
        ({"language": "klingon"}, "“klingon” is no language that Paperboy speaks"),
        ({"query": "zzzz yyyy"}, "No paper was found: “zzzz yyyy”"),
        ({"tag": "rl", "query": "zzzz"}, "All conditions have to be met together"),
    ],
)
async def test_bad_input_gets_one_sentence(desk: Desk, args, words):
    reply = await desk.ask("paper", args)
    assert isinstance(reply.view, Notice)
    assert words in sentence(reply)
    assert len(sentence(reply)) < 400


async def test_bad_input_in_korean(desk: Desk):
    reply = await desk.ask("paper", {"date": "언젠가"}, locale="ko")
    assert sentence(reply).startswith("날짜가 아니에요: “언젠가”")


async def test_words_that_are_nearly_a_tag_name_it(desk: Desk):
    assert "#state-space-model" in labels(await desk.ask("paper", {"query": "state space modle"}))


async def test_words_that_are_a_tag_offer_it(desk: Desk):
    assert "#muon" in labels(await desk.type("muon"))


async def test_a_long_search_offers_no_page_by_button_but_a_hint(desk: Desk):
    words = " ".join(["optimization", "study", "number", "steps", "add", "up", "optimizer", "detail", "nothing"] * 2)
    reply = await desk.ask("paper", {"query": words})
    assert len(reply.view.lines) == 5
    assert "Next" not in labels(reply)
    assert "For more, search with fewer words or add a date." in reply.view.hints


async def test_a_verb_that_does_not_fit_is_a_search_that_names_the_command(desk: Desk):
    reply = await desk.type("language models memorize")
    assert "/paper language" in said(reply.view.text) if isinstance(reply.view, Notice) else True
    found = await desk.type("random optimization study")
    hints = found.view.hints if isinstance(found.view, Results) else (sentence(found),)
    assert any("/paper random" in hint for hint in hints)


async def test_a_command_that_does_not_exist_gets_the_nearest(desk: Desk):
    assert "/paper tags" in sentence(await desk.type("/tagz"))
    assert "There is no command “tagz”" in sentence(await desk.type("/tagz"))
    assert labels(await desk.type("/xyzzy")) == ["Help"]
    assert sentence(await desk.ask("papr")).startswith("There is no command “papr”")


@pytest.mark.parametrize("date", ["2025-06-01 ~ 2025-06-04", "2025-06", "June 3, 2025", "2025년"])
async def test_pages_of_a_time_go_on_where_they_were(desk: Desk, date):
    first = await desk.ask("paper", {"date": date})
    second = await desk.press(first, "Next")
    assert second.view.heading == first.view.heading
    assert not set(titles(first)) & set(titles(second))


async def test_an_empty_archive_says_so_in_one_sentence(empty_desk: Desk):
    for verb in ("paper", "random", "digest", "tags"):
        assert sentence(await empty_desk.ask(verb)).startswith("There are no papers yet")


@pytest.mark.parametrize("typed", ["\u202e steps", "st\u200beps\u2066", "\ufeffsteps\x07"])
async def test_what_hides_or_turns_text_in_typed_words_is_neither_shown_nor_shared(desk: Desk, typed: str):
    found = await desk.ask("paper", {"query": typed})
    assert len(titles(found)) == 5
    assert found.view.heading == "“steps”"
    shared = await desk.press(found, "Share in channel")
    assert (shared.answer, shared.view.heading) == ("share", "“steps”")
