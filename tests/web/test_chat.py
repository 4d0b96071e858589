"""The page to try it, as its reader meets it: a chat that is a platform like the others."""

import asyncio
import json

import pytest

from bot.store.visits import end_over
from tests.chat_parts import Place, service, tab

TITLE = "GradPower: Powering Gradients for Faster Language Model Pre-Training"


# --- typing ---


async def test_a_typed_command_is_answered_as_in_discord_and_as_in_slack(ada):
    place = await ada.say("/paper tag:optimizer")
    assert list(place.sides) == ["discord", "slack"]
    for side in place.sides.values():
        assert TITLE in side.text
        assert json.loads(side.attrs["data-papers"]) == [6]
    assert "Only you can see this" in place.sides["discord"].text
    assert "Only visible to you" in place.sides["slack"].text
    assert "/paper tag:optimizer" in place.text
    assert "data-unknown" not in place.html


async def test_the_page_speaks_the_readers_language_and_the_answers_too(there):
    async with tab(there.address, "ko") as minji:
        place = await minji.say("/논문 태그:optimizer")
        assert "나만 볼 수 있어요" in place.text
        assert place.button("discord", "저장")


async def test_a_reader_changes_the_language_of_the_answers(ada):
    assert "한국어" in (await ada.say("/language ko")).text
    place = await ada.say("/paper tag:optimizer")
    assert place.button("slack", "저장")
    assert "경사" in place.text or "그래디언트" in place.text


async def test_half_a_syllable_and_half_a_word_complete_the_line(ada):
    assert "/paper tag:optimizer" in await ada.choices("/paper tag:opti")
    assert any(choice.startswith("/구독") for choice in await ada.choices("/구도"))
    assert await ada.choices("/zzzz") == []


async def test_a_failure_is_told_where_it_was_typed(ada):
    assert "optimizer" in (await ada.say("/paper tag:optimizr")).text


# --- pressing ---


async def test_a_button_of_an_answer_replaces_it_in_both_dialects(ada):
    card = await ada.say("/paper tag:optimizer")
    for dialect in ("discord", "slack"):
        done = await ada.press(card, dialect, "Abstract")
        assert done["do"] == "replace"
        opened = Place(done["html"])
        assert opened.button("slack", "Save")
        assert len(opened.text) > len(card.text)


async def test_what_somebody_shares_stands_in_the_channel_for_all(there, ada):
    async with tab(there.address) as alan, alan.listening() as stream:
        assert await stream.caught_up() == []
        card = await ada.say("/paper tag:optimizer")
        assert await ada.press(card, "discord", "Share in channel") == {"do": "nothing"}
        room, post = await stream.post()
        assert room == "papers"
        assert all(TITLE in side.text for side in post.sides.values())
        assert "Only you" not in post.text


async def test_a_list_opens_its_cards_in_discord_as_a_message_and_in_slack_as_a_modal(ada):
    place = await ada.say("/paper the")
    assert (await ada.press(place, "discord", "Open"))["do"] == "append"
    done = await ada.press(place, "slack", "Open")
    assert (done["do"], done["dialect"], done["instead"]) == ("open", "slack", False)
    modal = Place(done["html"])
    again = await ada.press(modal, "slack", "Abstract", surface="modal", papers=done["papers"])
    assert (again["do"], again["instead"]) == ("open", True)


@pytest.mark.parametrize("dialect", ["discord", "slack"])
async def test_the_form_to_search_opens_is_filled_in_and_answered(ada, dialect):
    done = await ada.press(await ada.say("/help"), dialect, "Search")
    assert done["do"] == "open"
    modal = Place(done["html"]).page.one("form").attrs
    answer = await ada.asked(
        "press", dialect=dialect, surface="modal", pressed=modal["data-form"], value=modal.get("data-value", ""),
        filled={"query": "gradient power", "tag": ""},
    )  # fmt: skip
    assert answer["do"] == {"discord": "append", "slack": "open"}[dialect]
    assert "GradPower" in answer["html"]


async def test_slacks_menu_of_tags_asks_for_its_entries(ada):
    place = await ada.say("/tags")
    menu = next(each for each in place.page.all("input") if "data-suggest" in each.attrs).attrs["data-suggest"]
    found = await ada.asked("suggest", dialect="slack", pressed=menu, line="opti")
    assert "optimizer" in [each["value"] for each in found]
    done = await ada.asked("press", dialect="slack", surface="private", pressed=menu, chosen="optimizer")
    assert TITLE in done["html"]


async def test_discords_menu_of_tags_is_one_too(ada):
    place = await ada.say("/tags")
    menu = place.page.all("select", class_="dc-select")[0].attrs["data-choose"]
    done = await ada.asked("press", dialect="discord", surface="private", pressed=menu, chosen="optimizer")
    assert TITLE in done["html"]


async def test_a_saved_list_is_taken_away_as_a_file(ada):
    await ada.press(await ada.say("/paper tag:optimizer"), "discord", "Save")
    saved = await ada.say("/saved")
    done = await ada.press(saved, "discord", "BibTeX")
    assert "@misc" in done["html"] or "@article" in done["html"]
    assert (await ada.press(saved, "slack", "BibTeX"))["do"] == "open"


async def test_a_button_that_is_not_ours_any_more_says_so(ada):
    for pressed in ("p1:gone:1", "", "x"):
        done = await ada.asked("press", dialect="discord", surface="post", pressed=pressed)
        assert done["do"] == "say"
        assert "older" in done["text"]


# --- posts ---


async def test_a_subscription_two_minutes_ahead_posts_two_minutes_later_without_a_reload(there, ada):
    async with ada.listening() as stream:
        assert await stream.caught_up() == []
        card = await ada.say("/subscribe 09:02")
        assert "2025" in card.text
        there.forward(minutes=1)
        there.forward(minutes=1, seconds=5)
        room, post = await stream.post()
        assert room == "papers"
        for side in post.sides.values():
            assert TITLE in side.text
            assert len(json.loads(side.attrs["data-papers"])) == 7


async def test_times_are_meant_on_the_readers_clock(ada):
    ada.zone = "America/New_York"
    assert "America/New_York" in (await ada.say("/subscribe 09:00")).text


async def test_post_now_shows_it_at_once_in_every_tab(there, ada):
    ada.room = "논문"
    async with tab(there.address, "ko") as minji, ada.listening() as one, minji.listening() as other:
        await one.caught_up()
        await other.caught_up()
        card = await ada.say("/구독 09:00")
        label = next(each.text for each in card.page.all("button") if "postnow" in each.attrs.get("data-press", ""))
        await ada.press(card, "slack", label)
        for stream in (one, other):
            room, post = await stream.post()
            assert room == "논문"
            assert "거듭제곱" in post.text or "그래디언트" in post.text


async def test_direct_messages_are_their_readers_own(there, ada):
    ada.room = "dm"
    async with tab(there.address) as alan, ada.listening() as own, alan.listening() as others:
        await own.caught_up()
        await others.caught_up()
        await ada.say("/subscribe 09:02")
        alan.room = "papers"
        await alan.say("/subscribe 09:03")
        there.forward(minutes=4)
        assert {(await own.post())[0], (await own.post())[0]} == {"dm", "papers"}
        assert (await others.post())[0] == "papers"
        there.forward(minutes=1)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await others.post()


async def test_a_room_to_which_nobody_can_come_back_is_ended_some_days_later(there, ada):
    ada.room = "dm"
    await ada.say("/subscribe 09:02")
    there.forward(days=25)
    await ada.asked("hello")  # for another month
    there.forward(days=31)
    assert await end_over(there.app.store, there.clock()) == 0
    there.forward(days=5)
    assert await end_over(there.app.store, there.clock()) == 1
    (left,) = await there.app.store.subscriptions.all()
    assert (left.state, left.channel.id[:5], left.made_by.id) == ("ended", "hash:", "")


async def test_after_a_restart_everything_stands_there_once_and_its_buttons_work(tmp_path):
    async with service(tmp_path) as there, tab(there.address) as ada, ada.listening() as stream:
        await stream.caught_up()
        await ada.say("/subscribe 09:02")
        there.forward(minutes=3)
        _, post = await stream.post()
        last = stream.last
        cookies = ada._session.cookie_jar
    async with service(tmp_path, there.clock.now) as again, tab(again.address, hello=False) as ada:
        ada._session._cookie_jar = cookies
        async with ada.listening() as stream:
            [told] = await stream.caught_up()
            kept = Place(told["html"])
            assert kept.html == post.html
        async with ada.listening(last) as stream:
            assert await stream.caught_up() == []
        abstract = next(each.text for each in kept.page.all("button") if "abstract" in each.attrs.get("data-press", ""))
        assert (await ada.press(kept, "discord", abstract))["do"] == "append"


async def test_what_came_while_the_line_was_cut_is_told_when_it_is_back(there, ada):
    async with ada.listening() as stream:
        await stream.caught_up()
        last = stream.last
    card = await ada.say("/paper tag:optimizer")
    await ada.press(card, "discord", "Share in channel")
    await ada.press(card, "discord", "Share in channel")
    async with ada.listening(last) as stream:
        assert len(await stream.caught_up()) == 2
        last = stream.last
    async with ada.listening(last) as stream:
        assert await stream.caught_up() == []


async def test_a_fresh_page_gets_the_latest_messages_and_the_earlier_ones_when_asked(there, ada):
    card = await ada.say("/paper tag:optimizer")
    for _ in range(33):
        await ada.press(card, "slack", "Share in channel")
    async with ada.listening() as stream:
        told = await stream.caught_up()
    assert [each["number"] for each in told] == list(range(4, 34))
    found = await ada.asked("earlier", value="4")
    assert found["html"].count("<article") == 3
    assert found["more"] is False
