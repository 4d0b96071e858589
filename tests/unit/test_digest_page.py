"""Reading digest pages: the page that ships, field by field, and what people do to pages."""

import datetime as dt
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest import digest_page
from bot.language import say
from bot.model import Entry, PageDigest, Refused
from tests.seven_papers import SEVEN

TODAY = dt.date(2025, 6, 10)
SEED = Path(__file__).parents[2] / "seeds" / "2025-06-02.txt"


def read(text: str, **more: dt.date) -> tuple[PageDigest, ...]:
    return digest_page.read(text, today=TODAY, **more)


def only(text: str) -> Entry:
    ((entry,),) = (digest.entries for digest in read(text))
    return entry


def refusal(text: str, **more: dt.date) -> Refused:
    with pytest.raises(Refused) as caught:
        read(text, **more)
    return caught.value


def test_the_page_that_ships_gives_seven_papers_with_every_field_exact_and_in_order() -> None:
    (digest,) = digest_page.read(SEED.read_bytes(), today=TODAY)
    assert digest.date == dt.date(2025, 6, 2)
    assert len(digest.entries) == 7
    for read_entry, entry in zip(digest.entries, SEVEN, strict=True):
        assert read_entry == entry


def test_urls_inside_a_sentence_of_a_commentary_stay_there_and_are_no_links_of_the_paper() -> None:
    (digest,) = digest_page.read(SEED.read_bytes(), today=TODAY)
    first = digest.entries[0]
    assert "(https://arxiv.org/abs/2505.22617, https://arxiv.org/abs/2505.22312)" in first.ko
    assert "(https://arxiv.org/abs/2505.22617, https://arxiv.org/abs/2505.22312)" in first.en
    assert first.links == ()
    assert first.arxiv_id is None


# --- dates --------------------------------------------------------------------------------------------------------

PAPER = "A Title\n(Ann Lee, Bob Kim)\nAbstract.\n좋네요.\nGood.\n#rl\n"


@pytest.mark.parametrize(
    "line",
    [
        "2025년 6월 2일",
        "2025-06-02",
        "2025. 6. 2.",
        "2025.06.02",
        "2025/6/2",
        "June 2, 2025",
        "Jun 2, 2025",
        "2 June 2025",
        "Monday, June 2nd, 2025",
        "2025년 6월 2일 (월)",
        "2025년 6월 2일 월요일",
        "# 2025년 6월 2일",
        "### June 2, 2025",
        "**2025-06-02**",
        "## **2025. 6. 2.** ##",
    ],
)
def test_a_date_may_be_written_in_many_ways(line: str) -> None:
    assert [digest.date for digest in read(f"{line}\n{PAPER}")] == [dt.date(2025, 6, 2)]


def test_a_new_date_starts_a_new_digest_and_the_same_date_continues_its_own() -> None:
    page = (
        f"2025-06-02\n{PAPER}2025-06-01\n{PAPER.replace('A Title', 'B')}# 2025-06-02\n{PAPER.replace('A Title', 'C')}"
    )
    found = [(digest.date.day, [entry.title for entry in digest.entries]) for digest in read(page)]
    assert found == [(2, ["A Title", "C"]), (1, ["B"])]


def test_a_page_without_a_date_is_refused_unless_the_caller_gives_one() -> None:
    assert refusal(PAPER).key == "refused-no-date"
    assert [digest.date for digest in read(PAPER, date=dt.date(2025, 6, 3))] == [dt.date(2025, 6, 3)]


def test_papers_before_the_first_date_belong_to_the_date_that_the_caller_gives() -> None:
    digests = read(f"{PAPER}2025-06-02\n{PAPER}", date=dt.date(2025, 5, 30))
    assert [digest.date for digest in digests] == [dt.date(2025, 5, 30), dt.date(2025, 6, 2)]


def test_an_impossible_date_is_refused_with_its_line() -> None:
    caught = refusal(f"\n2025년 6월 31일\n{PAPER}")
    assert (caught.key, caught.line) == ("refused-bad-date", 2)


def test_a_date_more_than_seven_days_ahead_is_refused() -> None:
    assert refusal(f"2025-06-18\n{PAPER}").key == "refused-future-date"
    assert refusal(PAPER, date=dt.date(2026, 6, 2)).key == "refused-future-date"
    assert read(f"2025-06-17\n{PAPER}")


@pytest.mark.parametrize("text", ["", " \n\n", "2025-06-02\n", "2025-06-02\n\n#rl\n"])
def test_a_page_without_a_paper_is_refused(text: str) -> None:
    assert refusal(text).key == "refused-empty"


# --- papers -------------------------------------------------------------------------------------------------------


def test_blank_lines_mean_nothing() -> None:
    spread = "2025-06-02\n\n" + PAPER.replace("\n", "\n\n\n")
    assert read(spread) == read("2025-06-02\n" + PAPER)


def test_windows_line_ends_a_byte_order_mark_and_decomposed_hangul_change_nothing() -> None:
    raw = b"\xef\xbb\xbf" + f"2025-06-02\n{PAPER}".replace("좋", "\u110c\u1169\u11c2").replace("\n", "\r\n").encode()
    assert digest_page.read(raw, today=TODAY) == read("2025-06-02\n" + PAPER)


def test_a_commentary_of_several_lines_stays_several_paragraphs() -> None:
    entry = only("2025-06-02\nT\n(Ann Lee)\nAbstract one.\nAbstract two.\n하나.\n둘.\nOne.\nTwo.\n#a")
    assert entry.abstract == "Abstract one.\n\nAbstract two."
    assert (entry.ko, entry.en) == ("하나.\n\n둘.", "One.\n\nTwo.")


def test_without_hangul_the_first_line_is_the_abstract_and_the_rest_is_english() -> None:
    entry = only("2025-06-02\nT\n(Ann Lee)\nAbstract.\nOne.\nTwo.\n#a")
    assert (entry.abstract, entry.ko, entry.en) == ("Abstract.", "", "One.\n\nTwo.")


def test_hangul_in_a_url_makes_a_line_no_korean() -> None:
    entry = only("2025-06-02\nT\n(Ann Lee)\nAbstract.\n좋네요.\nSee https://example.com/%EA?q=한 there.\n#a")
    assert (entry.ko, entry.en) == ("좋네요.", "See https://example.com/%EA?q=한 there.")
    assert only("2025-06-02\nT\n(Ann Lee)\nA.\n좋네요.\nSee https://a.b/c there.\n#a").en == "See https://a.b/c there."


@pytest.mark.parametrize("line", ["(Code is available.)", "(https://a.b/c)", "(한국어)", "(a) and (b)"])
def test_a_line_in_parentheses_is_not_always_authors(line: str) -> None:
    entry = only(f"2025-06-02\nT\n(Ann Lee)\nAbstract.\n좋네요.\n\nGood.\n{line}\n#a")
    assert entry.title == "T"


def test_a_blank_line_before_title_and_authors_is_enough_to_end_a_paper_without_tags() -> None:
    (digest,) = read("2025-06-02\nA\n(Ann Lee)\nAbstract.\n좋네요.\n\nB\n(Bob Kim)\nAbstract.\n#rl")
    assert [(entry.title, entry.tags) for entry in digest.entries] == [("A", ()), ("B", ("rl",))]


def test_authors_directly_below_a_commentary_are_part_of_it() -> None:
    entry = only("2025-06-02\nA\n(Ann Lee)\nAbstract.\n좋네요.\nGood.\n(Bob Kim)\n#rl")
    assert entry.en == "Good.\n\n(Bob Kim)"


def test_text_without_authors_after_tags_is_refused_with_its_line() -> None:
    caught = refusal(f"2025-06-02\n{PAPER}Forgot the Authors\nAbstract.\n#x\n")
    assert (caught.key, caught.line) == ("refused-no-authors", 8)


def test_a_lone_url_is_a_link_of_the_paper_it_stands_in_and_before_a_title_of_that_one() -> None:
    page = (
        "2025-06-02\nhttps://arxiv.org/abs/2505.00001v2\nA\n(Ann Lee)\nAbstract.\n좋네요.\nhttps://a.b/code\n#rl\n"
        "https://arxiv.org/abs/2505.00002\n\nB\n(Bob Kim)\nhttps://c.d\nAbstract.\n좋네요.\n#rl"
    )
    (digest,) = read(page)
    assert [(entry.links, entry.arxiv_id) for entry in digest.entries] == [
        (("https://arxiv.org/abs/2505.00001v2", "https://a.b/code"), "2505.00001"),
        (("https://arxiv.org/abs/2505.00002", "https://c.d"), "2505.00002"),
    ]
    assert digest.entries[0].ko == "좋네요."


def test_a_title_may_be_a_link_and_styled() -> None:
    entry = only("2025-06-02\n### [**A Title**](https://arxiv.org/abs/2505.00001)\n(Ann Lee)\nAbstract.\n#rl")
    assert (entry.title, entry.arxiv_id) == ("A Title", "2505.00001")


def test_authors_are_split_at_commas_outside_parentheses() -> None:
    entry = only("2025-06-02\nT\n(Ann Lee (Lab, City), Bob Kim, Jr., Gemini Team, and Choi Min)\nAbstract.\n#rl")
    assert entry.authors == ("Ann Lee (Lab, City)", "Bob Kim, Jr.", "Gemini Team", "Choi Min")


def test_tags_are_normalised_and_several_lines_of_them_are_one_list() -> None:
    entry = only("2025-06-02\nT\n(Ann Lee)\nAbstract.\n#State_Space_Model #RL\n#rl #강화학습")
    assert entry.tags == ("state-space-model", "rl", "강화학습")


# --- bad input ----------------------------------------------------------------------------------------------------


def test_conflict_markers_and_other_encodings_are_refused_with_their_line() -> None:
    caught = refusal(f"2025-06-02\n<<<<<<< HEAD\n{PAPER}=======\n>>>>>>> theirs\n")
    assert (caught.key, caught.line) == ("refused-conflict", 2)
    with pytest.raises(Refused) as other:
        digest_page.read("2025-06-02\n좋네요".encode("cp949"), today=TODAY)
    assert (other.value.key, other.value.line) == ("refused-not-utf8", 2)


LINES = st.sampled_from(
    [
        "2025-06-02",
        "# June 1, 2025",
        "T",
        "(Ann Lee)",
        "(",
        ")",
        "(.)",
        "#a #b",
        "#",
        "https://a.b",
        "좋다",
        "Good",
        "",
        "---",
    ]
)


@given(st.lists(LINES | st.text(max_size=30), max_size=20).map("\n".join))
def test_no_text_makes_it_raise_anything_but_its_own_error(text: str) -> None:
    with suppress(Refused):
        digests = read(text)
        assert all(entry.title and entry.authors for digest in digests for entry in digest.entries)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise_anything_but_its_own_error(raw: bytes) -> None:
    with suppress(Refused):
        digest_page.read(raw, today=TODAY)


# --- addresses, greetings, tags that are none ---------------------------------------------------------------------


def test_hangul_within_an_address_makes_no_line_korean() -> None:
    found = only(
        "2025-06-02\n\nQ one\n(A Z)\nSee https://ko.wikipedia.org/wiki/한국 for this abstract.\n한국어\nEng\n#x\n"
    )
    assert (found.abstract, found.ko, found.en) == (
        "See https://ko.wikipedia.org/wiki/한국 for this abstract.",
        "한국어",
        "Eng",
    )


@pytest.mark.parametrize("above", ["# Daily digest", "Daily papers", "# Daily digest\n\nGood morning."])
def test_a_heading_or_a_greeting_may_stand_above_the_first_date(above: str) -> None:
    page = f"{above}\n\n## 2025-06-02\n\nQ one\n(A Z)\nAbs.\n#x\n"
    assert digest_page.is_page(page)
    (digest,) = read(page)
    assert (digest.date, [entry.title for entry in digest.entries]) == (dt.date(2025, 6, 2), ["Q one"])


def test_a_paper_above_the_first_date_is_not_dropped_as_a_greeting() -> None:
    assert refusal("Q one\nAbs.\n#x\n\n2025-06-02\n\nTwo\n(A Z)\nAbs.\n#x\n").key == "refused-no-date"
    assert refusal("Q one\n(A Z)\nAbs.\n#x\n\n2025-06-02\n\nTwo\n(A Z)\nAbs.\n#x\n").key == "refused-no-date"


def test_a_text_longer_than_a_tag_can_be_stays_text() -> None:
    long = "#" + "a" * 101
    found = only(f"2025-06-02\n\nQ one\n(A Z)\nAbs.\n한국어\n{long}\n#x\n")
    assert found.tags == ("x",)
    assert long in found.en


def test_tags_that_a_full_stop_follows_are_tags() -> None:
    assert only("2025-06-02\n\nQ one\n(A Z)\nAbs.\n한국어\n#moe #object_detection.\n").tags == (
        "moe",
        "object-detection",
    )


def test_a_title_without_authors_is_named_as_what_they_are_missing_after() -> None:
    refused = refusal("2025-06-02\n\nQ one\nAbs.\n#x\n")
    assert (refused.key, refused.line, refused.values["text"]) == ("refused-no-authors", 3, "Q one")
    said = say("en", refused.key, **refused.values)
    assert said == "A title needs a line with its authors in parentheses after it. There is none after: Q one"
