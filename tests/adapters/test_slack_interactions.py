"""Everything that a person can do with the app in Slack, answered where he or she expects it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("slack_bolt")

from bot.commands import cards
from bot.model import PaperId
from bot.platform import Call, Reply
from bot.present import papers
from bot.present.notices import notice
from bot.view import Action, Choice, Form, Notice
from tests.papers import paper, same
from tests.servers.slack.faults import refusing
from tests.servers.slack.shown import texts
from tests.slack_parts import post, workplace


@pytest.fixture
async def open_there() -> AsyncIterator[Any]:
    """Opens a workplace as a test wants it."""
    async with AsyncExitStack() as stack:

        async def opened(core: Any = None, **changed: Any) -> SimpleNamespace:
            return await stack.enter_async_context(workplace(core, **changed))

        yield opened


# --- commands -----------------------------------------------------------------------------------------------------


async def test_a_command_is_acknowledged_at_once_and_answered_privately_in_the_readers_language(
    open_there: Any, desk: Any
) -> None:
    there = await open_there(desk.core)
    use = await there.slack.command("/paper", "tag:optimizer", user=there.kim, channel=there.channel)
    assert use.acknowledged
    assert use.outcome.payload == {}
    answer = await use.message()
    assert answer["is_ephemeral"]
    assert "#optimizer" in texts(answer)
    assert "GradPower" not in texts(answer)  # twelve newer ones come first
    assert "논문" in texts(answer)
    (call,) = there.host.calls
    assert (call.line, call.locale, call.zone, call.here.name) == ("tag:optimizer", "ko-KR", "Asia/Seoul", "papers")


async def test_what_people_type_reaches_the_core_as_they_meant_it(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core)
    for line in ("tag：optimizer gradpower", "#optimizer gradpower", "“gradpower” lang:ko", "gradpower & powering"):
        use = await there.slack.command("/paper", line, user=there.kim, channel=there.channel)
        assert "GradPower" in texts(await use.message())
    assert there.host.calls[-1].line == "gradpower & powering"


async def test_a_button_of_a_list_turns_its_page_in_place_and_opens_a_card_as_a_modal(
    open_there: Any, desk: Any
) -> None:
    there = await open_there(desk.core)
    use = await there.slack.command("/paper", "#optimizer", user=there.kim, channel=there.channel)
    first = await use.message()
    before = texts(first)
    turned = await (await there.slack.press(first, "다음", user=there.kim)).message()
    assert turned["ts"] == first["ts"]
    assert texts(turned) != before
    card = next(block for block in turned["blocks"] if "accessory" in block)
    pressed = await there.slack.press(turned, card["accessory"]["action_id"], block=card["block_id"], user=there.kim)
    modal = await pressed.view()
    assert modal["type"] == "modal"
    await there.slack.press(modal, "초록", user=there.kim)
    await there.slack.until(lambda: "We study how the steps" in texts(there.slack.modal(there.kim)))


async def test_saving_changes_the_card_and_sharing_posts_in_the_channels_language(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core)
    use = await there.slack.command("/paper", "2505.24275", user=there.kim, channel=there.channel)
    card = await use.message()
    assert "GradPower" in texts(card)
    saved = await (await there.slack.press(card, "저장", user=there.kim)).message()
    assert saved["ts"] == card["ts"]
    await there.slack.press(saved, "채널에 공유", user=there.kim)
    (shared,) = await there.slack.posts(there.channel, 1)
    assert "GradPower" in texts(shared)
    assert "using the power of gradients" in texts(shared)
    pressed = await there.slack.press(shared, "Save", user=there.ada)
    assert "is_ephemeral" in await pressed.message()


async def test_typing_in_the_find_form_suggests_tags_also_for_half_a_syllable(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core)
    use = await there.slack.command("/paper", "", user=there.kim, channel=there.channel)
    pressed = await there.slack.press(await use.message(), "찾기", user=there.kim)
    form = await pressed.view()
    options = await there.slack.suggest(form, "p1:paper/tag", "옵팀", user=there.kim)
    assert options[0]["value"] == "optimizer"
    assert await there.slack.suggest(form, "p1:paper/tag", "", user=there.kim)
    submitted = await there.slack.submit({"p1:paper/tag": "optimizer", "p1:paper/query": "gradpower"}, user=there.kim)
    assert submitted.refusals == []
    assert "GradPower" in texts(there.slack.modal(there.kim))


async def test_without_words_the_form_to_find_papers_opens_beside_the_newest_ones(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core)
    use = await there.slack.command("/paper", "  ", user=there.kim, channel=there.channel)
    assert "논문" in texts(await use.message())
    form = await use.view()
    await there.slack.suggest(form, "p1:paper/tag", "opt", user=there.kim)
    await there.slack.submit({"p1:paper/tag": "optimizer", "p1:paper/query": "gradpower"}, user=there.kim)
    assert "GradPower" in texts(there.slack.modal(there.kim))
    await there.slack.close_modal(user=there.kim, everything=True)
    other = await there.slack.command("/paper", "#optimizer", user=there.kim, channel=there.channel)
    await other.message()
    assert other.views == []


async def test_a_form_that_cannot_open_takes_no_answer_away(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core)
    there.slack.fail_next("views.open", refusing("expired_trigger_id"))
    use = await there.slack.command("/paper", "", user=there.kim, channel=there.channel)
    assert "논문" in texts(await use.message())
    assert use.views == []


async def test_another_tag_may_be_chosen_from_an_answer(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core)
    answer = await (await there.slack.command("/paper", "", user=there.kim, channel=there.channel)).message()
    await there.slack.suggest(answer, "p1:paper/tag", "opt", user=there.kim)
    chosen = await there.slack.press(answer, "p1:paper/tag", value="optimizer", user=there.kim)
    assert "#optimizer" in texts(await chosen.message())


async def test_the_language_is_changed_and_kept(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core)
    said = await (await there.slack.command("/paper", "language ko", user=there.ada, channel=there.channel)).message()
    assert "한국어" in texts(said)
    answer = await (await there.slack.command("/paper", "", user=there.ada, channel=there.channel)).message()
    assert "논문" in texts(answer)


async def test_a_slow_answer_still_comes(open_there: Any) -> None:
    there = await open_there()
    go = asyncio.Event()

    async def slowly(_call: Call) -> Reply:
        await go.wait()
        return Reply(notice("en", "at last"))

    there.host.answer = slowly
    use = await there.slack.command("/paper", "x", user=there.kim, channel=there.channel)
    assert use.acknowledged
    assert use.took < 1
    go.set()
    assert "at last" in texts(await use.message())


async def test_a_modal_opens_before_a_slow_answer_is_there(open_there: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.interactions.QUICK", 0.05)
    there = await open_there()
    go = asyncio.Event()

    async def slowly(_call: Call) -> Reply:
        await go.wait()
        return Reply(papers.card(paper(1), languages=("en",), fold=same))

    await there.platform.send(there.here, post(there.platform, there.here)[0], "k", None)
    (posted,) = there.slack.messages(there.channel)
    there.host.answer = slowly
    block = next(block for block in posted["blocks"] if "accessory" in block)
    pressed = await there.slack.press(posted, "초록", block=block["block_id"], user=there.kim)
    assert "…" in texts(await pressed.view())
    go.set()
    await there.slack.until(lambda: "Paper 1" in texts(there.slack.modal(there.kim)))


async def test_text_to_copy_comes_in_a_modal(open_there: Any) -> None:
    there = await open_there()
    code = "\n".join(f"@article{{key{n}, title = {{A <title> & more}}}}" for n in range(300))
    there.host.answer = lambda _call: Reply(Notice(language="en", text=(), code=code))
    use = await there.slack.command("/paper", "x", user=there.kim, channel=there.channel)
    assert "key299" in texts(await use.view())


# --- buttons of posts, old and foreign ----------------------------------------------------------------------------


async def test_a_button_of_a_post_knows_its_papers_and_answers_privately(open_there: Any) -> None:
    there = await open_there()
    await there.platform.send(there.here, post(there.platform, there.here)[0], "k", None)
    (posted,) = there.slack.messages(there.channel)
    answer = await (await there.slack.press(posted, "English", user=there.kim)).message()
    assert answer["is_ephemeral"]
    (call,) = there.host.calls
    assert (call.verb, call.message) == ("translate", (PaperId(1), PaperId(2)))
    assert len(there.slack.messages(there.channel)) == 1


async def test_a_link_button_needs_no_answer_and_an_unknown_one_says_so(open_there: Any) -> None:
    there = await open_there()
    web = there.platform.web
    old = [{"type": "actions", "elements": [
        {"type": "button", "text": {"type": "plain_text", "text": "Old"}, "action_id": "abs", "value": "1"},
        {"type": "button", "text": {"type": "plain_text", "text": "Web"}, "action_id": "link", "url": "https://x.org"},
    ]}]  # fmt: skip
    body = {"channel": there.channel.id, "text": "old", "blocks": old}
    await web.call("chat.postMessage", there.slack.token(there.team), body=body)
    (posted,) = there.slack.messages(there.channel)
    assert "오래" not in texts(await (await there.slack.press(posted, "Old", user=there.kim)).message())
    pressed = await there.slack.press(posted, "Web", user=there.kim)
    assert pressed.acknowledged
    assert there.host.calls == []


async def test_the_shortcuts_find_papers_and_save_one_from_a_message(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core)
    found = await (await there.slack.shortcut("find", user=there.kim)).view()
    assert found["submit"]
    use = await there.slack.command("/paper", "2505.24275", user=there.ada, channel=there.channel)
    await there.slack.press(await use.message(), "Share in channel", user=there.ada)
    (shared,) = await there.slack.posts(there.channel, 1)
    saved = await there.slack.shortcut("save", user=there.kim, message=shared)
    assert "GradPower" in texts(await saved.message())
    person = there.slack.say(there.channel, there.ada, "hello")
    nothing = await there.slack.shortcut("save", user=there.kim, message=person)
    assert "GradPower" not in texts(await nothing.message())


async def test_the_home_tab_shows_what_is_the_readers_and_changes_with_it(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core)
    await there.slack.open_home(there.kim)
    await there.slack.until(lambda: there.slack.home(there.kim))
    before = texts(there.slack.home(there.kim))
    assert "언어" in before
    home = there.slack.home(there.kim)
    block = next(b["block_id"] for b in home["blocks"] if b["type"] == "actions")
    await there.slack.press(home, "English", block=block, user=there.kim)
    await there.slack.until(lambda: "Language" in texts(there.slack.home(there.kim)))


async def test_a_form_that_fails_says_so_in_its_place(open_there: Any) -> None:
    there = await open_there()
    there.host.answer = lambda _call: Reply(
        Form(language="en", heading="Ask", verb="erase", submit="Go", fields=()), "form"
    )
    use = await there.slack.command("/paper", "x", user=there.kim, channel=there.channel)
    await use.view()

    def broken(_call: Call) -> Reply:
        raise RuntimeError("a bug")

    there.host.answer = broken
    submitted = await there.slack.submit(user=there.kim)
    assert submitted.acknowledged
    assert "문제가 생겼어요" in texts(there.slack.modal(there.kim))


def test_the_core_has_the_verbs_that_this_adapter_calls_by_name() -> None:
    assert {"save", "card", "abstract", "whole"} <= set(cards.HANDLERS)
    assert Action("x", "find").verb == "find"
    assert Choice("a", "b").value == "b"


async def test_what_is_shared_when_the_address_for_answers_is_used_up_is_posted_all_the_same(
    open_there: Any, desk: Any
) -> None:
    there = await open_there(desk.core)
    use = await there.slack.command("/paper", "#optimizer", user=there.ada, channel=there.channel)
    answer = await use.message()
    block = next(each for each in answer["blocks"] if "accessory" in each)
    card = await (await there.slack.press(answer, "p1:card", block=block["block_id"], user=there.ada)).view()
    title = texts(card).split("|")[1][:10]
    there.slack.clock.move(minutes=31)
    await there.slack.press(card, "Share in channel", user=there.ada)
    (shared,) = await there.slack.posts(there.channel, 1)
    assert title in texts(shared)
