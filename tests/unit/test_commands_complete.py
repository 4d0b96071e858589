"""Completion while somebody types, from memory."""

import pytest

from bot.commands import complete
from tests.desk import Desk


async def offered(desk: Desk, verb: str, option: str, typed: str, locale: str = "en", limit: int = 25):
    import dataclasses

    call = dataclasses.replace(desk.who, verb=verb, locale=locale)
    return [(choice.label, choice.value) for choice in await complete(desk.core, call, option, typed, limit)]


async def test_tags_come_with_their_counts_most_papers_first(desk: Desk):
    assert (await offered(desk, "paper", "tag", ""))[:2] == [("optimizer · 13", "optimizer"), ("muon · 12", "muon")]
    assert len(await offered(desk, "paper", "tag", "", limit=3)) == 3


@pytest.mark.parametrize("typed", ["강화하", "강화학", "ㄱㅎ", "reinf", "#rl", "RL"])
async def test_half_typed_hangul_and_aliases_find_the_tag(desk: Desk, typed):
    assert ("rl · 1", "rl") in await offered(desk, "random", "tag", typed)


async def test_the_last_tag_of_a_list_is_completed(desk: Desk):
    assert await offered(desk, "subscribe", "tags", "rl, mu") == [("rl, muon · 12", "rl, muon")]
    assert all("rl, rl" not in value for _, value in await offered(desk, "subscribe", "tags", "rl, "))


async def test_zones_by_their_names_in_both_languages(desk: Desk):
    assert await offered(desk, "subscribe", "timezone", "서울") == [("Asia/Seoul", "Asia/Seoul")]
    assert ("Asia/Seoul", "Asia/Seoul") in await offered(desk, "subscribe", "timezone", "seo")
    assert (await offered(desk, "subscribe", "timezone", ""))[0] == ("UTC", "UTC")


async def test_times_days_languages_and_layouts_are_said_in_the_callers_language(desk: Desk):
    assert await offered(desk, "subscribe", "time", "오전 9시 30분") == [("09:30", "09:30")]
    assert ("09:00", "09:00") in await offered(desk, "subscribe", "time", "09")
    assert await offered(desk, "subscribe", "days", "평", "ko") == [("평일", "weekdays")]
    assert ("한국어 + 영어", "ko+en") in await offered(desk, "subscribe", "language", "", "ko")
    assert await offered(desk, "subscribe", "layout", "", "ko") == [
        ("목록", "list"),
        ("스레드", "thread"),
        ("포럼", "forum"),
    ]
    assert await offered(desk, "language", "choice", "") == [
        ("한국어", "ko"),
        ("English", "en"),
        ("Automatic", "auto"),
    ]


async def test_dates_are_offered_in_words_that_are_understood(desk: Desk):
    for locale in ("ko", "en"):
        for _, value in await offered(desk, "digest", "date", "", locale):
            assert "is no date" not in str((await desk.ask("paper", {"date": value})).view)


async def test_a_whole_line_is_completed_for_those_who_type_one(desk: Desk):
    assert "subscribe" in " ".join(value for _, value in await offered(desk, "", "", "subs"))


async def test_what_cannot_be_completed_offers_nothing(desk: Desk):
    assert await offered(desk, "paper", "tag", "x" * 5_000) == []
    assert await offered(desk, "paper", "nothing", "x") == []
    assert await offered(desk, "nothing", "tag", "x") == []
    assert await offered(desk, "paper", "query", "x") == []
