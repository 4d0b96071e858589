"""The page to try it, as somebody without a token uses it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Keys

from tests.browser.chromium import DESKTOP, PHONE, Tab
from tests.web_service import Web, web

GRADPOWER = "GradPower: Powering Gradients for Faster Language Model Pre-Training"
SIDES = ("discord", "slack")


@pytest.fixture
def service(chromium: object, tmp_path: Path) -> Iterator[Web]:
    """One's own, since posts and subscriptions stay. Its clock stands at nine in Seoul."""
    with web(tmp_path) as service:
        yield service


@pytest.fixture
def tab(archive: Web, visit: Callable[[str], Tab]) -> Iterator[Tab]:
    """Somebody new, where others may have been."""
    tab = visit(archive.address)
    enter(tab)
    yield tab
    tab.leave()


@pytest.fixture
def first(service: Web, visit: Callable[[str], Tab]) -> Iterator[Tab]:
    """Somebody new, where nobody was before."""
    tab = visit(service.address)
    enter(tab)
    yield tab
    tab.leave()


def enter(tab: Tab, language: str = "en") -> None:
    tab.open(f"/try?lang={language}")
    tab.one("#chat[data-live=on]")


def said(tab: Tab, line: str) -> None:
    """Types it, and waits for its answer."""
    before = len(tab.all(".entry[data-kind=private]"))
    tab.one("#line").send_keys(line, Keys.ENTER)
    tab.until(lambda: len(tab.all(".entry[data-kind=private]")) > before, f"an answer to {line}")


def in_both(tab: Tab, text: str, kind: str = "private") -> None:
    """The last of its kind says it, in either dialect."""

    def shown() -> bool:
        sides = [tab.all(f".room:not([hidden]) .entry[data-kind={kind}] .side.{side}") for side in SIDES]
        return all(side and text in side[-1].text for side in sides)

    tab.until(shown, f"{text!r} for Discord and for Slack")


def in_sight(tab: Tab, css: str) -> bool:
    """Whether it begins within what the timeline shows."""
    return bool(tab.driver.execute_script(_IN_SIGHT, css))


_IN_SIGHT = """
const entry = document.querySelector(arguments[0]);
const [top, box] = [entry.getBoundingClientRect().top, entry.closest(".room").getBoundingClientRect()];
return top >= box.top - 1 && top < box.bottom;
"""


def press(tab: Tab, side: str, label: str) -> None:
    """In the last answer."""
    buttons = [
        button
        for button in tab.all(f".room:not([hidden]) .side.{side} button[data-press]")
        if button.text == label and button.is_displayed()
    ]
    assert buttons, label
    tab.driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", buttons[-1])
    buttons[-1].click()


def test_an_empty_channel_says_so_in_words_that_are_no_button(first: Tab):
    for scheme in ("light", "dark"):
        first.likes(scheme)
        empty, send = first.one(".room:not([hidden]) .empty"), first.one("#send")
        assert empty.value_of_css_property("cursor") != "pointer"
        assert empty.value_of_css_property("background-color") != send.value_of_css_property("background-color")
    said(first, "/help")
    assert not any(each.is_displayed() for each in first.all(".room:not([hidden]) .empty"))


def test_a_typed_command_is_answered_as_in_discord_and_as_in_slack(tab: Tab):
    said(tab, "/paper tag:optimizer")
    in_both(tab, GRADPOWER)
    in_both(tab, "using the power of gradients can improve optimization speed")


def test_one_of_the_two_is_shown_where_that_is_chosen_and_remembered(tab: Tab):
    said(tab, "/paper tag:optimizer")
    tab.press("label", saying="Slack")
    tab.until(lambda: not tab.all(".side.discord .message")[-1].is_displayed(), "Slack alone")
    assert GRADPOWER in tab.one(".entry .side.slack").text
    enter(tab)
    assert tab.one("#chat").get_attribute("data-layout") == "slack"


def test_a_half_typed_line_is_completed_from_the_keyboard(tab: Tab):
    tab.one("#line").send_keys("/paper tag:optimi")
    tab.one("#completions [role=option]", saying="optimizer")
    tab.keys(Keys.ARROW_DOWN)
    tab.one("#completions [role=option][aria-selected=true]")
    while "optimizer" not in tab.one("#completions [aria-selected=true]").text:
        tab.keys(Keys.ARROW_DOWN)
    tab.keys(Keys.ENTER)
    tab.until(lambda: "tag:optimizer" in (tab.one("#line").get_attribute("value") or ""), "the completed line")
    tab.keys(Keys.ENTER)
    in_both(tab, GRADPOWER)


def test_half_a_syllable_is_enough(tab: Tab):
    tab.one("#line").send_keys("/논문 태그:강ㅎ")
    tab.one("#completions [role=option]", saying="rl")


def test_a_reader_who_switches_to_korean_reads_everything_in_korean(tab: Tab):
    said(tab, "/language ko")
    said(tab, "/paper tag:optimizer")
    in_both(tab, "그래디언트의 거듭제곱을 사용하면")
    tab.press(".languages a", saying="한국어")
    tab.one("h1", saying="써 보기")
    assert tab.path.startswith("/try")
    tab.one("#chat[data-live=on]")


def test_a_daily_post_appears_when_its_time_comes_without_a_reload(first: Tab, service: Web):
    said(first, "/subscribe 09:02 Asia/Seoul")
    in_both(first, "Subscribed")
    assert first.all(".entry[data-kind=post]") == []
    first.driver.execute_script("window.neverReloaded = true")
    service.forward(minutes=2)
    in_both(first, GRADPOWER, "post")
    assert first.driver.execute_script("return window.neverReloaded")
    first.until(lambda: in_sight(first, ".entry[data-kind=post]"), "the post's beginning in sight")
    enter(first)  # and it is still there for who comes later
    in_both(first, GRADPOWER, "post")


def test_who_reads_further_up_is_told_of_a_new_post_and_not_disturbed(first: Tab, service: Web):
    said(first, "/digest")
    said(first, "/subscribe 09:02 Asia/Seoul")
    first.driver.execute_script("document.querySelector('.room').scrollTop = 40")
    service.forward(minutes=2)
    first.one(".newest", saying="New message")
    assert not in_sight(first, ".entry[data-kind=post]")
    first.press(".newest")
    first.until(lambda: in_sight(first, ".entry[data-kind=post]"), "the post's beginning in sight")
    assert first.driver.execute_script("return document.querySelector('.newest').hidden")


@pytest.mark.parametrize("side", SIDES)
def test_post_now_shows_the_post_at_once(first: Tab, side: str):
    said(first, "/subscribe 18:00 Asia/Seoul")
    press(first, side, "Post now")
    in_both(first, GRADPOWER, "post")


@pytest.mark.parametrize("side", SIDES)
def test_a_button_does_what_it_says(tab: Tab, side: str):
    said(tab, "/paper tag:optimizer")
    press(tab, side, "Abstract")
    in_both(tab, "We propose GradPower, a lightweight gradient-transformation technique")


def test_what_is_shared_stands_in_the_channel_for_everybody(first: Tab):
    said(first, "/paper tag:optimizer")
    press(first, "discord", "Share in channel")
    in_both(first, GRADPOWER, "post")


@pytest.mark.parametrize("side", SIDES)
def test_a_form_is_filled_in_and_sent(tab: Tab, side: str):
    said(tab, "/help")
    press(tab, side, "Search")
    tab.one(f"dialog#modal[data-dialect={side}][open] form")
    tab.one("#modal label", saying="Query").find_element("css selector", "input").send_keys("gradients")
    tab.press("#modal [type=submit]")
    tab.reads(GRADPOWER)


def test_whoever_leaves_and_comes_back_often_is_still_answered(tab: Tab):
    """A browser keeps pages that were left, and opens no more than six connections to one host."""
    for _ in range(8):
        tab.leave()
        enter(tab)
    said(tab, "/paper tag:optimizer")
    tab.leave()
    tab.driver.back()
    tab.one("#chat[data-live=on]")
    said(tab, "/random")


def test_a_refused_line_says_what_was_wrong(tab: Tab):
    said(tab, "/subscribe 25:99")
    in_both(tab, "25:99")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chat_shuts_nobody_out_and_fits_a_phone(tab: Tab, scheme: str, language: str):
    tab.likes(scheme)
    enter(tab, language)
    said(tab, f"/language {language}")
    said(tab, "/paper tag:optimizer")
    said(tab, "/subscribe 18:00 Asia/Seoul")
    said(tab, "/help")
    for size in (DESKTOP, PHONE):
        tab.shape(size)
        assert tab.axe() == []
        assert tab.sideways() == []


def test_an_open_form_shuts_nobody_out(tab: Tab):
    said(tab, "/help")
    for side, scheme in (("discord", "light"), ("slack", "dark")):
        tab.likes(scheme)
        press(tab, side, "Search")
        tab.one(f"dialog#modal[data-dialect={side}][open] form")
        assert tab.axe() == []
        tab.keys(Keys.ESCAPE)
        tab.until(lambda: not tab.all("dialog[open]"), "the page without the form")
