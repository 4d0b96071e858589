"""The reader's own things: language, first contact, settings, saved papers, erasing, help; and what fails."""

import pytest
import structlog

from bot.model import Channel
from bot.view import Home, Notice
from tests.desk import ADA, DIRECT, HERE, Desk, button, labels, sentence, titles

GREETING = {"en": "To be answered in English: /paper language en", "ko": "한국어로 보려면: /paper 언어 ko"}


# --- language ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["ko", "kr", "Korean", "한국어", "한글"])
async def test_the_switch_to_korean_is_kept_and_says_that_posts_stay(desk: Desk, typed):
    reply = await desk.type(f"language {typed}")
    assert sentence(reply) == "답변 언어를 정했어요: 한국어 채널에 올라오는 글은 채널에 정해진 언어 그대로예요."
    assert (await desk.type("digest")).view.language == "ko"
    assert (await desk.ask("digest", here=DIRECT)).view.language == "ko"


async def test_auto_follows_the_platform_again(desk: Desk):
    await desk.type("language ko")
    reply = await desk.type("language auto")
    assert sentence(reply).startswith("The language of your answers is set: Automatic")
    assert (await desk.type("digest", locale="ko")).view.language == "ko"


async def test_without_a_choice_it_says_what_holds_and_offers_the_others(desk: Desk):
    reply = await desk.ask("language")
    assert sentence(reply).startswith("Your language: Automatic")
    assert labels(reply) == ["한국어", "English", "Automatic"]
    assert button(reply, "Automatic").state == "on"
    assert (await desk.press(reply, "한국어")).view.language == "ko"


@pytest.mark.parametrize(
    ("locale", "words"), [("en-US", "“elvish” is no language"), ("ko", "쓰지 않는 언어예요: “elvish”")]
)
async def test_a_language_nobody_speaks(desk: Desk, locale, words):
    reply = await desk.ask("language", {"choice": "elvish"}, locale=locale)
    assert words in sentence(reply)
    assert {"한국어", "English"} <= set(labels(reply))


async def test_the_option_goes_before_the_preference_and_that_before_the_platform(desk: Desk):
    assert (await desk.ask("digest", locale="ko")).view.language == "ko"
    await desk.ask("language", {"choice": "en"})
    assert (await desk.ask("digest", locale="ko")).view.language == "en"
    assert (await desk.ask("digest", {"language": "한국어"}, locale="en")).view.language == "ko"


async def test_a_reader_of_whom_nothing_is_known_gets_the_channels_then_the_instances(desk: Desk):
    assert (await desk.ask("digest", locale="ja", reader=ADA)).view.language == "en"
    await desk.ask("subscribe", {"language": "ko+en"})
    assert (await desk.ask("digest", locale="ja", reader=ADA)).view.language == "ko"
    desk.instance(language="ko")
    assert (await desk.ask("digest", locale="", reader=ADA, here=Channel("test", "T", "new"))).view.language == "ko"


# --- first contact -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "args"),
    [("paper", {"tag": "optimizer"}), ("paper", {"query": "GradPower"}), ("digest", {}), ("random", {})],
)
async def test_the_first_answer_names_the_language_switch_once(desk: Desk, verb, args):
    first, second = await desk.ask(verb, args), await desk.ask(verb, args)
    assert GREETING["ko"] in first.view.hints
    assert GREETING["ko"] not in second.view.hints


async def test_the_line_is_in_the_language_that_the_answer_is_not(desk: Desk):
    assert GREETING["en"] in (await desk.ask("digest", locale="ko")).view.hints
    desk.board.can |= {"commands"}
    greeted = await desk.ask("digest", locale="ko", reader=ADA)
    assert greeted.view.hints[-1] == "To be answered in English: /언어 선택:en"


async def test_a_first_mistake_is_greeted_too_and_tags_and_subscriptions(desk: Desk):
    assert GREETING["ko"] in sentence(await desk.ask("paper", {"tag": "optimzer"}))
    assert GREETING["ko"] in (await desk.ask("tags", reader=ADA)).view.note
    from bot.model import Reader

    assert GREETING["ko"] in (await desk.ask("subscribe", reader=Reader("test", "", "x"))).view.notes


async def test_whoever_chose_a_language_is_not_greeted(desk: Desk):
    await desk.ask("language", {"choice": "en"})
    assert (await desk.ask("digest")).view.hints == ()


async def test_a_shared_card_greets_nobody(desk: Desk):
    shared = await desk.ask("share", {"paper": "1"})
    assert shared.view.hints == ()
    assert GREETING["ko"] in (await desk.ask("digest")).view.hints


# --- /settings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("locale", "headings"), [
    ("en", ["Language: Automatic", "Saved papers: 0", "Latest digest", "What is stored about you"]),
    ("ko", ["언어: 자동", "저장한 논문: 0편", "최신 논문 소식", "저장된 내 정보"]),
])  # fmt: skip
async def test_settings_show_a_readers_own_place(desk: Desk, locale, headings):
    reply = await desk.type("settings", locale=locale)
    assert isinstance(reply.view, Home)
    assert reply.answer == "home"
    assert [section.heading for section in reply.view.sections] == headings


async def test_a_language_chosen_there_shows_the_place_again(desk: Desk):
    reply = await desk.press(await desk.type("settings"), "한국어")
    assert (reply.answer, reply.view.heading) == ("home", "내 설정")
    assert button(reply, "한국어").state == "on"


async def test_settings_show_the_readers_subscriptions_with_the_way_to_manage_them(desk: Desk):
    await desk.ask("subscribe", here=DIRECT, may_manage=False)
    await desk.ask("subscribe")
    reply = await desk.ask("settings")
    assert [section.heading for section in reply.view.sections[1:3]] == [
        "Subscription: direct message",
        "Subscription: #general",
    ]
    assert reply.view.sections[1].actions[0].args == {"channel": "dm-minji"}
    assert reply.view.sections[2].actions[0].args == {}


async def test_settings_of_an_empty_archive(empty_desk: Desk):
    assert len((await empty_desk.ask("settings")).view.sections) == 3


# --- saved papers ------------------------------------------------------------------------------------------------


async def test_nobody_has_saved_anything_at_first(desk: Desk):
    assert sentence(await desk.type("saved")).startswith("You have not saved any paper yet.")
    assert sentence(await desk.type("저장목록", locale="ko")).startswith("아직 저장한 논문이 없어요.")
    assert sentence(await desk.ask("bibtex")).startswith("You have not saved any paper yet.")


async def test_saved_papers_saved_last_first_in_pages(desk: Desk):
    for number in range(1, 8):
        await desk.ask("save", {"paper": str(number)})
    reply = await desk.type("saved")
    assert [line.paper for line in reply.view.lines] == [7, 6, 5, 4, 3]
    assert reply.view.note == "7 papers"
    more = await desk.press(reply, "Next")
    assert (more.answer, [line.paper for line in more.view.lines]) == ("replace", [2, 1])
    assert [line.paper for line in (await desk.press(more, "First page")).view.lines] == [7, 6, 5, 4, 3]


async def test_taking_one_off_shows_the_rest_of_the_page(desk: Desk):
    for number in range(1, 7):
        await desk.ask("save", {"paper": str(number)})
    last = await desk.press(await desk.type("saved"), "Next")
    rest = await desk.press(last, "Remove 1")
    assert (rest.answer, [line.paper for line in rest.view.lines]) == ("replace", [6, 5, 4, 3, 2])
    for _ in range(4):
        rest = await desk.press(rest, "Remove 1")
    assert sentence(await desk.press(rest, "Remove 1")).startswith("You have not saved any paper yet.")


async def test_bibtex_comes_as_a_file_and_as_text(desk: Desk):
    await desk.ask("save", {"paper": "1"})
    reply = await desk.press(await desk.type("saved"), "BibTeX")
    assert reply.file.name == "paperboy.bib"
    assert reply.file.text == reply.view.code
    assert reply.view.code.startswith("@misc{liu2025prorl,")
    assert sentence(reply) == "1 paper as BibTeX"


async def test_readers_are_apart(desk: Desk):
    await desk.ask("save", {"paper": "1"})
    assert "not saved any" in sentence(await desk.ask("saved", reader=ADA))


# --- erasing -----------------------------------------------------------------------------------------------------


async def test_erasing_asks_first_and_then_forgets(desk: Desk):
    await desk.ask("language", {"choice": "ko"})
    await desk.ask("save", {"paper": "1"})
    await desk.ask("subscribe", here=DIRECT)
    await desk.ask("subscribe", here=HERE)
    asked = await desk.press(await desk.ask("settings"), "내 정보 지우기")
    assert sentence(asked).startswith("내 언어 설정, 저장한 논문 1편, 랜덤으로 본 논문 기록을 지워요.")
    assert (await desk.core.store.readers.about(desk.who.reader)).saved == 1
    erased = await desk.press(asked, "네, 모두 지울게요")
    assert sentence(erased) == "저장된 내 정보를 모두 지웠어요."
    assert await desk.core.store.readers.known(desk.who.reader) is None
    assert await desk.core.store.subscriptions.get(DIRECT) is None
    assert sorted(each.state for each in await desk.core.store.subscriptions.all()) == ["active", "ended"]
    left = await desk.core.store.subscriptions.get(HERE)
    assert (left.state, left.made_by.id) == ("active", "")


# --- help, and what fails ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("locale", "lines"), [
    ("en", ["/paper tag:optimizer", "/paper language ko", "/paper subscribe time:09:00"]),
    ("ko", ["/paper 태그:optimizer", "/paper 언어 ko", "/paper 구독 시각:09:00"]),
])  # fmt: skip
async def test_help_names_every_command_as_it_is_typed_here(desk: Desk, locale, lines):
    reply = await desk.type("help", locale=locale)
    commands = [block.spans[0].text for block in reply.view.text if block.kind == "item"]
    assert len(commands) == 11
    assert set(lines) <= set(commands)


async def test_whatever_fails_answers_with_a_reference_that_stands_in_the_log(desk: Desk):
    await desk.core.store.database.close()
    for locale, words in (
        ("en", "tell whoever runs this bot the reference"),
        ("ko", "운영자에게 이 번호를 알려 주세요"),
    ):
        with structlog.testing.capture_logs() as logged:
            reply = await desk.ask("digest", locale=locale)
        assert isinstance(reply.view, Notice)
        assert words in sentence(reply)
        assert logged[0]["reference"] in sentence(reply)
        assert (logged[0]["log_level"], logged[0]["verb"]) == ("error", "digest")


async def test_every_answer_is_private_except_what_is_shared(desk: Desk):
    for verb in ("paper", "random", "digest", "tags", "language", "saved", "help", "subscription", "subscribe"):
        assert (await desk.ask(verb)).answer == "private"
    assert titles(await desk.ask("paper"))
