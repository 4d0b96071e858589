"""A card, a list and a message with papers: their buttons, and what is shared."""

from bot.model import PaperId
from tests.desk import ADA, DIRECT, Desk, actions, button, labels, sentence, titles
from tests.papers import said


async def test_the_abstract_opens_and_folds_in_place(desk: Desk):
    card = await desk.type("2505.24275")
    opened = await desk.press(card, "Abstract")
    assert card.view.abstract is None
    assert opened.answer == "replace"
    assert said(opened.view.abstract.text).startswith("We propose GradPower")
    assert (await desk.press(opened, "Hide abstract")).view.abstract is None


async def test_the_other_language_stays_with_the_card(desk: Desk):
    card = await desk.type("2505.24275")
    korean = await desk.press(card, "한국어")
    opened = await desk.press(korean, "초록")
    assert opened.view.language == "ko"
    assert opened.view.abstract is not None
    assert (await desk.press(opened, "English")).view.language == "en"


async def test_save_turns_into_saved_and_back(desk: Desk):
    card = await desk.type("2505.24275")
    saved = await desk.press(card, "Save")
    assert button(saved, "Saved").state == "on"
    assert button(await desk.type("2505.24275"), "Saved").state == "on"
    assert "Save" in labels(await desk.press(saved, "Saved"))


async def test_a_card_is_shared_in_the_channels_language_not_in_the_readers(desk: Desk):
    await desk.ask("subscribe", {"language": "ko"})
    card = await desk.type("2505.24275")
    shared = await desk.press(card, "Share in channel")
    assert shared.answer == "share"
    assert shared.view.language == "ko"
    assert labels(shared) == ["초록", "English", "저장", "arXiv"]


async def test_a_shared_cards_buttons_answer_privately_in_the_pressers_language(desk: Desk):
    shared = await desk.press(await desk.type("2505.24275"), "Share in channel")
    for label, locale, language in (("Abstract", "ko", "ko"), ("Abstract", "en-US", "en"), ("한국어", "en-US", "ko")):
        reply = await desk.press(shared, label, locale=locale, reader=ADA)
        assert (reply.answer, reply.view.language) == ("private", language)


async def test_only_who_may_write_shares(desk: Desk):
    card = await desk.type("2505.24275")
    assert "Share in channel" not in labels(await desk.type("2505.24275", may_write=False))
    refused = await desk.press(card, "Share in channel", may_write=False)
    assert refused.answer == "private"
    assert "may not write" in sentence(refused)
    assert "Share in channel" not in labels(await desk.type("2505.24275", here=DIRECT))
    assert "Share in channel" in labels(await desk.type("2505.24275", here=DIRECT, between=True))


async def test_a_list_is_shared_in_the_channels_language_with_the_other_one_beside_it(desk: Desk):
    await desk.ask("subscribe", {"language": "ko"})
    second = await desk.press(await desk.type("tag:optimizer"), "Next")
    shared = await desk.press(second, "Share in channel")
    assert shared.answer == "share"
    assert shared.view.language == "ko"
    assert titles(shared) == titles(second)
    shown = tuple(line.paper for line in shared.view.lines)
    translated = await desk.press(shared, "English", locale="ko", message=shown)
    assert (translated.answer, translated.view.language) == ("private", "en")
    assert titles(translated) == titles(second)


async def test_a_paper_that_is_gone_or_forged_gets_a_sentence(desk: Desk):
    for number in ("999999", "", "-1", "1; DROP TABLE papers", "9" * 30, "٣"):
        for verb in ("card", "abstract", "recard", "keep", "unkeep", "whole", "read", "unsave", "share", "drop"):
            assert "not in the archive" in sentence(await desk.ask(verb, {"paper": number}))


async def test_every_action_of_a_shared_list_is_for_everybody(desk: Desk):
    shared = await desk.press(await desk.type("tag:optimizer"), "Share in channel")
    assert all("language" not in each.args for each in actions(shared.view) if each.verb == "card")


# --- a message that shows papers -------------------------------------------------------------------------------------


async def test_a_message_with_one_paper_saves_it(desk: Desk):
    reply = await desk.ask("save", message=(PaperId(1),))
    assert sentence(reply).startswith("Saved: ")
    undone = await desk.press(reply, "Undo")
    assert sentence(undone).startswith("Removed from your saved papers: ")


async def test_of_several_papers_it_asks_which(desk: Desk):
    reply = await desk.ask("save", message=(PaperId(1), PaperId(2), PaperId(3)), locale="ko")
    assert sentence(reply).startswith("어떤 논문을 저장할까요?")
    assert len(labels(reply)) == 3
    assert sentence(await desk.press(reply, labels(reply)[1], locale="ko")).startswith("저장했어요: ")


async def test_a_message_without_papers_saves_nothing(desk: Desk):
    assert "shows no paper" in sentence(await desk.ask("save"))
    assert "not in the archive" in sentence(await desk.ask("save", message=(PaperId(999),)))
