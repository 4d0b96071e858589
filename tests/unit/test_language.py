import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import language
from bot.model import LANGUAGES, Language, Languages

DAY = dt.date(2025, 6, 2)


def test_days_are_written_as_each_language_writes_them() -> None:
    assert language.day("ko", DAY) == "2025년 6월 2일"
    assert language.day("en", DAY) == "June 2, 2025"
    assert language.day("ko", DAY, weekday=True) == "2025년 6월 2일 (월)"
    assert language.day("en", DAY, weekday=True) == "Monday, June 2, 2025"
    assert (language.short_day("ko", DAY), language.short_day("en", DAY)) == ("2025. 6. 2.", "Jun 2, 2025")


def test_a_time_is_written_with_24_hours_and_its_zone() -> None:
    assert language.clock(dt.time(21, 5), "Asia/Seoul") == "21:05 Asia/Seoul"


@pytest.mark.parametrize(
    ("days", "ko", "en"),
    [
        (range(7), "매일", "every day"),
        (range(5), "평일", "weekdays"),
        ({5, 6}, "주말", "weekends"),
        ({0, 2, 4}, "월·수·금요일", "Mon, Wed, Fri"),
        ({3}, "목요일", "Thursday"),
    ],
)
def test_weekdays_are_named_as_people_name_them(days: set[int], ko: str, en: str) -> None:
    assert (language.weekdays("ko", days), language.weekdays("en", days)) == (ko, en)


@pytest.mark.parametrize(
    ("locale", "spoken"),
    [("ko", "ko"), ("ko-KR", "ko"), ("ko_KR.UTF-8", "ko"), ("en-GB", "en"), ("ja", None), ("C", None), ("", None)],
)
def test_a_locale_has_one_of_our_languages_or_none(locale: str, spoken: Language | None) -> None:
    assert language.of_locale(locale) == spoken


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *((text, "ko") for text in ("ko", "KR", "korean", "Korean ", "한국어", "한글", "ko-KR")),
        *((text, "en") for text in ("en", "English", "영어", "ＥＮ", "en_US")),
        *((text, None) for text in ("klingon", "", "both", "ko+en", "x" * 10_000)),
    ],
)
def test_a_language_is_understood_in_either_language(text: str, meant: Language | None) -> None:
    assert language.read(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ko", ("ko",)),
        ("ko+en", ("ko", "en")),
        ("en + ko", ("en", "ko")),
        ("영어, 한국어", ("en", "ko")),
        ("한국어와 영어", ("ko", "en")),
        ("english and korean", ("en", "ko")),
        ("both", ("en", "ko")),
        ("둘 다", ("en", "ko")),
        ("ko+klingon", None),
        ("", None),
        ("+", None),
    ],
)
def test_a_channel_may_read_both_languages(text: str, meant: Languages | None) -> None:
    assert language.read_channel(text, "en") == meant


def test_both_puts_the_language_of_the_instance_first() -> None:
    assert language.read_channel("both", "ko") == ("ko", "en")


def test_a_private_answer_takes_the_first_language_that_is_known() -> None:
    say = language.private
    assert say(option="ko", stored="en", locale="en-GB", channel=("en",), instance="en") == "ko"
    assert say(option=None, stored="ko", locale="en-GB", channel=("en",), instance="en") == "ko"
    assert say(option=None, stored=None, locale="ko", channel=("en",), instance="en") == "ko"
    assert say(option=None, stored=None, locale="ja", channel=("ko", "en"), instance="en") == "ko"
    assert say(option=None, stored=None, locale="", channel=None, instance="ko") == "ko"


def test_what_is_public_never_knows_a_readers_language() -> None:
    assert language.public(("ko", "en"), "en") == ("ko", "en")
    assert language.public(None, "ko") == ("ko",)


@given(st.text())
def test_no_text_makes_a_reader_of_languages_raise(text: str) -> None:
    assert language.read(text) in (*LANGUAGES, None)
    assert language.of_locale(text) in (*LANGUAGES, None)
    language.read_channel(text, "ko")


CATALOGUE = language._Catalogue(
    "en",
    """### a comment
found = { $n ->
    [one] one paper
   *[other] { $n } papers
 } of { $day }
unknown = No tag { $tag }.
""",
)


def test_counts_dates_and_texts_are_said_in_the_language() -> None:
    assert CATALOGUE.say("found", {"n": 1, "day": DAY}) == "one paper of June 2, 2025"
    assert CATALOGUE.say("found", {"n": 12345, "day": DAY}) == "12,345 papers of June 2, 2025"


def test_a_text_of_ten_thousand_letters_is_cut_and_a_forged_pattern_stays_text() -> None:
    assert len(CATALOGUE.say("unknown", {"tag": "x" * 10_000})) < 700
    assert CATALOGUE.say("unknown", {"tag": "{ $n }"}) == "No tag { $n }."


def test_a_missing_message_or_value_is_a_fault_that_shows() -> None:
    with pytest.raises(LookupError):
        language.say("en", "there-is-no-such-message")
    with pytest.raises(LookupError, match="tag"):
        CATALOGUE.say("unknown", {})
