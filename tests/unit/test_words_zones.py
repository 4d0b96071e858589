import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words import nearest_zones, read_zone
from bot.words.cities import CALLED, HINTED, SEVERAL
from bot.words.zones import all_zones

UNDERSTOOD = {
    "Asia/Seoul": (
        "Asia/Seoul",
        "asia/seoul",
        "KST",
        "서울",
        "Seoul",
        "한국",
        "korea",
        "부산",
        "서울 시간",
        "ASIA/SEOUL ",
    ),
    "America/New_York": ("America/New_York", "america/new york", "New York", "뉴욕", "EST", "Boston", "미국 동부"),
    "America/Los_Angeles": ("PST", "pt", "los angeles", "로스앤젤레스", "샌프란시스코", "미국 서부"),
    "Europe/London": ("London", "런던", "BST", "영국"),
    "Europe/Berlin": ("Berlin", "베를린", "CET", "독일", "germany"),
    "Asia/Tokyo": ("JST", "도쿄", "일본"),
    "Asia/Kolkata": ("India", "calcutta", "인도"),
    "UTC": ("UTC", "utc"),
    "Etc/GMT-9": ("etc/gmt-9",),
    "Etc/GMT+9": ("Etc/GMT+9",),
}


@pytest.mark.parametrize(("name", "zone"), [(name, zone) for zone, names in UNDERSTOOD.items() for name in names])
def test_a_zone_is_known_by_its_names_in_both_languages(name: str, zone: str) -> None:
    assert read_zone(name) == zone


@pytest.mark.parametrize("text", ["", "Europe/Atlantis", "UTC+9", "+09:00", "Factory", "미국", "forest", "x" * 10_000])
def test_an_unknown_zone_and_an_offset_are_none(text: str) -> None:
    assert read_zone(text) is None


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Seol", "Asia/Seoul"),
        ("서웋", "Asia/Seoul"),
        ("Asia/Soul", "Asia/Seoul"),
        ("UTC+9", "Asia/Seoul"),
        ("GMT-5", "America/New_York"),
        ("미국", "America/New_York"),
        ("New Yrok", "America/New_York"),
    ],
)
def test_an_unknown_zone_gets_the_nearest_that_exist(text: str, near: str) -> None:
    assert nearest_zones(text)[0] == near
    assert len(nearest_zones(text)) <= 3


def test_every_zone_that_we_name_exists() -> None:
    named = {*CALLED, *(zone for zones in (*HINTED.values(), *SEVERAL.values()) for zone in zones)}
    assert named <= all_zones()


def test_every_zone_on_the_list_can_be_opened() -> None:
    for zone in all_zones():
        assert read_zone(zone) is not None
        zoneinfo.ZoneInfo(zone)


@given(st.text())
def test_no_text_makes_the_reader_of_zones_raise(text: str) -> None:
    zone = read_zone(text)
    assert zone is None or zone in all_zones()
    assert all_zones().issuperset(nearest_zones(text))
