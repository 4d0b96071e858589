"""Reading vault notes: addresses with Hangul, text beside links, rules, and tags that are none."""

import datetime as dt

import pytest

from bot.ingest import lines, vault_note
from bot.model import Entry

LINK = "https://arxiv.org/abs/2505.00001"
HEAD = f"{LINK}\n\n*Widgets: A Study* (Ann Lee, Bob Kim)\n\n> We study widgets.\n\n"


def entry(text: str, name: str = "250602 Widgets.md") -> Entry:
    return vault_note.read(text, name=name, today=dt.date(2025, 6, 10)).entry


def test_a_lone_address_with_hangul_is_a_link_as_a_whole() -> None:
    found = entry(HEAD + "위젯.\n\nhttps://ko.wikipedia.org/wiki/한국어\n")
    assert found.links == (LINK, "https://ko.wikipedia.org/wiki/한국어")
    assert found.ko == "위젯."


@pytest.mark.parametrize(
    ("sentence", "link"),
    [
        ("https://arxiv.org/abs/2505.22617를 보면", "https://arxiv.org/abs/2505.22617"),
        ("https://openreview.net/에서 볼 수", "https://openreview.net/"),
        ("https://x.org/wiki/한국_전쟁?q=위젯&r=끝 참고", "https://x.org/wiki/한국_전쟁?q=위젯&r=끝"),
    ],
)
def test_a_particle_ends_an_address_and_a_word_within_it_does_not(sentence: str, link: str) -> None:
    assert lines.urls_of(sentence)[1] == [link]


@pytest.mark.parametrize("aside", ["재미있는 링크", "A nice read", "를 읽고"])
def test_text_beside_an_address_is_commentary_and_hides_no_title(aside: str) -> None:
    found = entry(f"{LINK}v2 {aside}\n\n*GradPower* (A B, C D)\n\n> Abs\n\n한국어 결과.\n", "250602 GradPower.md")
    assert (found.title, found.authors, found.abstract) == ("GradPower", ("A B", "C D"), "Abs")
    assert found.arxiv_id == "2505.00001"
    assert aside in found.ko
    assert "한국어 결과." in found.ko


def test_text_beside_an_address_hides_no_title_on_the_next_line() -> None:
    found = entry(f"{LINK} A nice read\n*GradPower* (A B, C D)\n\n> Abs\n", "250602 GradPower.md")
    assert (found.title, found.authors, found.abstract) == ("GradPower", ("A B", "C D"), "Abs")


def test_a_title_beside_an_address_is_still_the_title() -> None:
    found = entry(f"{LINK} *GradPower* (A B, C D)\n\n> Abs\n\n한국어.\n", "250602 GradPower.md")
    assert (found.title, found.authors, found.ko) == ("GradPower", ("A B", "C D"), "한국어.")


def test_an_address_between_title_and_authors_leaves_no_parentheses() -> None:
    found = entry(f"GradPower ({LINK}) (A B, C D)\n\n한국어.\n", "250602 GradPower.md")
    assert (found.title, found.authors, found.links) == ("GradPower", ("A B", "C D"), (LINK,))


def test_a_rule_above_the_head_hides_nothing() -> None:
    for rule in ("---\n\n", "---\n", "***\n"):
        found = entry(f"{rule}{HEAD}한국어.\n\nNote: this\n\n---\n\n더.\n")
        assert (found.title, found.authors, found.arxiv_id) == (
            "Widgets: A Study",
            ("Ann Lee", "Bob Kim"),
            "2505.00001",
        )
        assert "Note: this" in found.ko + found.en


def test_tags_that_end_a_commentary_may_be_followed_by_a_full_stop() -> None:
    found = entry(HEAD + "한국어 끝 #moe #object_detection.\n")
    assert (found.tags, found.ko) == (("moe", "object-detection"), "한국어 끝")
    assert entry(HEAD + "이것은 #moe.\n").ko == "이것은 #moe."


def test_a_tag_of_ten_thousand_characters_is_text() -> None:
    long = "a" * 10_000
    found = entry(HEAD + f"한국어.\n\n#rl #{long}\n")
    assert found.tags == ()
    assert long in found.ko + found.en
    assert entry(f"---\ntags: [rl, {long}]\n---\n{HEAD}한국어.\n").tags == ("rl",)


def test_the_title_is_found_below_several_addresses_with_text() -> None:
    found = entry(
        f"{LINK} 재미있는 링크\nhttps://github.com/a/b 코드\n\n*GradPower* (A B, C D)\n\n한국어.\n",
        "250602 GradPower.md",
    )
    assert (found.title, found.authors) == ("GradPower", ("A B", "C D"))
    assert found.links == (LINK, "https://github.com/a/b")
    assert "재미있는 링크" in found.ko
    assert "코드" in found.ko


def test_a_paper_that_a_commentary_speaks_of_is_not_taken_for_the_title() -> None:
    found = entry(f"{LINK}\n\n한국어로 쓴 코멘트.\n\n*Another paper* (A B, C D)\n\n더.\n", "250602 GradPower.md")
    assert (found.title, found.authors) == ("GradPower", ())
