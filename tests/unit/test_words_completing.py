import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import TagCount
from bot.tags import Aliases, TagIndex
from bot.words import complete_line
from tests.typed_table import TABLE

TAGS = TagIndex(
    [TagCount("rl", 41), TagCount("reasoning", 33), TagCount("moe", 12), TagCount("optimizer", 2)], Aliases.load()
)


def completed(typed: str, limit: int = 25) -> list[str]:
    return [choice.value for choice in complete_line(typed, commands=TABLE, tags=TAGS, limit=limit)]


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("/ra", ["/random"]),
        ("/구ㄷ", ["/구독", "/구독취소", "/구독설정"]),
        ("rando", ["random"]),
        ("/paper rando", ["/paper random"]),
        ("tag:r", ["tag:rl", "tag:reasoning"]),
        ("/paper tag:rl, m", ["/paper tag:rl, moe"]),
        ("/paper tag:rl,m", ["/paper tag:rl,moe"]),
        ("#op", ["#optimizer"]),
        ("강화하", ["태그:rl"]),
        ("태그:ㄱㅎ", ["태그:rl"]),
        ("optim", ["tag:optimizer"]),
        ("random o", ["random optimizer"]),
        ("tags mo", ["tags moe"]),
        ("language ", ["language ko", "language en", "language auto", "language choice:"]),
        ("subscribe timezone:seou", ["subscribe timezone:Asia/Seoul"]),
        ("구독 서울", ["구독 Asia/Seoul"]),
        ("subscribe -tag:m", ["subscribe -tag:moe"]),
        ("subscribe layout:t", ["subscribe layout:thread"]),
        ("settings ", []),
        ("/nosuch", []),
    ],
)
def test_a_half_typed_line_is_completed(typed: str, lines: list[str]) -> None:
    assert completed(typed) == lines


def test_an_empty_line_offers_the_verbs_and_then_the_keys() -> None:
    assert completed("")[:3] == ["paper", "random", "digest"]
    assert completed("/")[:3] == ["/paper", "/random", "/digest"]
    assert "tag:" in completed("")
    assert "results" not in completed("")


def test_a_korean_line_is_completed_in_korean() -> None:
    assert completed("구독 ")[:2] == ["구독 시각:", "구독 시간대:"]
    assert completed("subscribe ")[:2] == ["subscribe time:", "subscribe timezone:"]


def test_a_tag_is_shown_with_its_count() -> None:
    assert complete_line("#op", commands=TABLE, tags=TAGS, limit=5)[0].label == "#optimizer · 2"


@given(
    st.text()
    | st.sampled_from(["구독 ", "tag:", "/paper ", "subscribe "]).flatmap(lambda head: st.text().map(head.__add__))
)
def test_no_line_makes_completion_raise_and_what_was_typed_before_stays(typed: str) -> None:
    lines = completed(typed, limit=7)
    assert len(lines) <= 7
    head = typed.replace("\n", " ").rpartition(" ")[0]
    assert all(line.startswith(head) for line in lines)
