"""Reading vault notes: the usual shape, and what eight years of writing by hand do to it."""

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest import vault_note
from bot.model import Entry, Note, Refused

TODAY = dt.date(2025, 6, 10)
LINK = "https://arxiv.org/abs/2505.00001"
HEAD = f"{LINK}\n\n*Widgets: A Study* (Ann Lee, Bob Kim)\n\n> We study widgets.\n\n"


def note(text: str, name: str = "250602 Widgets.md") -> Note:
    return vault_note.read(text, name=name, today=TODAY)


def entry(text: str, name: str = "250602 Widgets.md") -> Entry:
    return note(text, name).entry


def refusal(raw: bytes | str) -> Refused:
    with pytest.raises(Refused) as caught:
        vault_note.read(raw, name="250602 Widgets.md", today=TODAY)
    return caught.value


def test_the_usual_shape_gives_every_field() -> None:
    found = note(
        HEAD + "위젯을 쓰면 좋다는 결과.\n\n<english>\nWidgets are good.\n</english>\n\n#state_space_model #RL \n"
    )
    assert found == Note(
        name="250602 Widgets",
        date=dt.date(2025, 6, 2),
        entry=Entry(
            title="Widgets: A Study",
            authors=("Ann Lee", "Bob Kim"),
            abstract="We study widgets.",
            ko="위젯을 쓰면 좋다는 결과.",
            en="Widgets are good.",
            tags=("state-space-model", "rl"),
            links=(LINK,),
            arxiv_id="2505.00001",
        ),
    )


# --- links and the id ---------------------------------------------------------------------------------------------


def test_links_are_kept_in_order_and_the_first_arxiv_one_of_the_head_gives_the_id() -> None:
    found = entry(
        "https://github.com/a/b\nhttps://arxiv.org/pdf/2505.00001v2.pdf\nhttps://arxiv.org/abs/2505.00002\n\n좋다.\n\n"
        "https://a.b/c\n\n[데모](https://d.e/f_(g))\n"
    )
    assert found.links == (
        "https://github.com/a/b",
        "https://arxiv.org/pdf/2505.00001v2.pdf",
        "https://arxiv.org/abs/2505.00002",
        "https://a.b/c",
        "https://d.e/f_(g)",
    )
    assert (found.arxiv_id, found.ko) == ("2505.00001", "좋다.")


def test_links_below_the_commentary_give_no_id() -> None:
    found = entry(f"좋다.\n\n{LINK}\n")
    assert (found.arxiv_id, found.links, found.named) == (None, (LINK,), True)


@pytest.mark.parametrize(
    "link", ["https://www.alphaxiv.org/abs/2505.00001v1", "https://huggingface.co/papers/2505.00001", f"<{LINK}>"]
)
def test_mirrors_of_arxiv_give_the_id_too(link: str) -> None:
    assert entry(f"{link}\n\n좋다.").arxiv_id == "2505.00001"


def test_text_beside_the_first_url_is_commentary() -> None:
    found = entry(f"{LINK} 새로운 위젯.\n\n더 작다.\n")
    assert (found.links, found.ko) == ((LINK,), "새로운 위젯.\n\n더 작다.")


def test_a_url_that_a_sentence_goes_on_with_stays_in_it() -> None:
    assert entry(f"{LINK} 의 후속 연구.\n").ko == f"{LINK} 의 후속 연구."


def test_a_link_copied_through_another_site_is_the_link_that_it_shows() -> None:
    found = entry("달린다.\n\n[https://arxiv.org/abs/2505.00001](https://l.example.com/l.php?u=x%3A)\n\n좋다.")
    assert found.links == (LINK,)


@pytest.mark.parametrize(
    "line", ["- https://a.b", "1. https://a.b", "(https://a.b)", "<https://a.b>", "* <https://a.b>"]
)
def test_a_line_of_nothing_but_a_link_is_no_commentary(line: str) -> None:
    found = entry(HEAD + f"좋다.\n\n{line}\n")
    assert (found.ko, found.links) == ("좋다.", (LINK, "https://a.b"))


def test_a_url_with_its_label_is_a_link_and_stays_in_the_commentary_it_follows() -> None:
    found = entry(HEAD + "좋다.\n\nCode: https://a.b/c\n")
    assert (found.ko, found.en, found.links) == ("좋다.\n\nCode: https://a.b/c", "", (LINK, "https://a.b/c"))


# --- title and authors --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "Widgets: A Study of Form (Ann Lee, Bob Kim)",
        "*Widgets: A Study of Form* (Ann Lee, Bob Kim)",
        "**Widgets: A Study of Form** (Ann Lee, Bob Kim)",
        "*Widgets: A Study of Form*(Ann Lee, Bob Kim)",
        "# Widgets: A Study of Form (Ann Lee, Bob Kim)",
        "Widgets: A Study\n  of Form (Ann Lee, Bob Kim)",
        "Widgets: A\n  Study of\n  Form (Ann Lee, Bob Kim)",
        "*Widgets: A Study of Form*\n(Ann Lee, Bob Kim)",
        "[Widgets: A Study of Form](https://a.b) (Ann Lee, Bob Kim)",
        "*Widgets: A Study of Form* (Ann Lee and Bob Kim)",
        "*Widgets: A Study of Form* (Ann Lee, Bob Kim",
        "*Widgets: A Study of Form*\n\n(Ann Lee, Bob Kim)",
        "*Widgets: A Study\nof Form* (Ann Lee, Bob Kim)",
    ],
)
def test_title_and_authors_are_found_however_they_are_set(written: str) -> None:
    found = entry(f"{LINK}\n\n{written}\n\n좋다.")
    assert (found.title, found.authors, found.ko) == ("Widgets: A Study of Form", ("Ann Lee", "Bob Kim"), "좋다.")


def test_what_follows_the_authors_on_their_line_is_commentary() -> None:
    found = entry(f"{LINK}\n\n*Widgets* (Ann Lee, Bob (Lab) Kim) - 좋다. #rl")
    assert (found.title, found.authors) == ("Widgets", ("Ann Lee", "Bob (Lab) Kim"))
    assert (found.ko, found.tags) == ("좋다.", ("rl",))


def test_commentary_directly_below_the_title_is_not_part_of_it() -> None:
    found = entry("Widgets: A Study (Ann Lee)\n좋다 (정말).\n")
    assert (found.title, found.ko) == ("Widgets: A Study", "좋다 (정말).")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("250602 SnapWidget 1.md", "SnapWidget"),
        ("폴더/250602 위젯 이야기.md", "위젯 이야기"),
        ("Widget 2.md", "Widget 2"),  # the note speaks of Widget 2: no copy
        ("250602 C++ #1.md", "C++ #1"),
    ],
)
def test_without_a_title_the_file_name_is_the_title_without_date_and_copy_number(name: str, title: str) -> None:
    found = entry(f"{LINK}\n\nWidget 2가 나왔다.", name)
    assert (found.title, found.authors) == (title, ())


def test_a_first_line_without_authors_is_the_title_if_it_begins_like_the_file_name() -> None:
    found = entry(f"{LINK}\n\nWidgets? A Study\n\n좋다.", "250602 Widgets.md")
    assert (found.title, found.authors, found.ko) == ("Widgets? A Study", (), "좋다.")
    assert entry(f"{LINK}\n\nSomething Else\n\n좋다.", "250602 Widgets.md").title == "Widgets"


def test_a_url_in_parentheses_after_the_title_is_a_link_and_no_author() -> None:
    found = entry(f"Widgets: A Study ({LINK})\n\n좋다.")
    assert (found.title, found.authors, found.arxiv_id) == ("Widgets: A Study", (), "2505.00001")


def test_an_abbreviation_in_parentheses_is_part_of_the_title() -> None:
    found = entry(f"{LINK}\n\nFast Widget Optimization (FWO)\n(Ann Lee)\n\n좋다.")
    assert (found.title, found.authors) == ("Fast Widget Optimization (FWO)", ("Ann Lee",))


def test_a_title_that_begins_with_a_number_sign_is_no_tag() -> None:
    found = entry(f"{LINK}\n\n#WidgetTag: Tagging\n  Widgets (Ann Lee)\n\n#rl", "250602 #WidgetTag.md")
    assert (found.title, found.tags) == ("#WidgetTag: Tagging Widgets", ("rl",))


def test_korean_prose_with_a_parenthesis_is_no_title() -> None:
    found = entry(f"{LINK}\n\n위젯은 (Widgets)\n")
    assert (found.title, found.ko) == ("Widgets", "위젯은 (Widgets)")


def test_another_title_with_the_same_authors_and_the_title_of_a_browser_tab_are_no_commentary() -> None:
    found = entry(f"{LINK}\n\nWidgets: A Study (Ann Lee, Bob Kim)\n\nWidgetry (Ann Lee, Bob Kim)\n\n좋다.")
    assert (found.title, found.ko, found.en) == ("Widgets: A Study", "좋다.", "")
    assert entry(f"{LINK}\n\nWidgets: A Study (Ann Lee)\n| Widgets: a study - 2505.00001\n").en == ""


# --- abstract -----------------------------------------------------------------------------------------------------


def test_the_quotation_after_the_title_is_the_abstract_with_its_latex_and_paragraphs() -> None:
    found = entry(f"{LINK}\n\n*Widgets* (Ann Lee)\n\n> We use $g_i$:\n> more.\n>\n> The end.\nlazily.\n\n좋다.")
    assert (found.abstract, found.ko) == ("We use $g_i$:\nmore.\n\nThe end.\nlazily.", "좋다.")


def test_a_quotation_further_down_belongs_to_the_commentary() -> None:
    found = entry(HEAD + "좋다.\n\n> Somebody else said it.\n\n그렇다.")
    assert (found.abstract, found.ko) == ("We study widgets.", "좋다.\n\n> Somebody else said it.\n\n그렇다.")


def test_an_abstract_that_nobody_marked_is_found_by_its_place_and_length() -> None:
    prose = "We study how widgets behave under load and in the cold. " * 10
    found = entry(f"{LINK}\n\n*Widgets* (Ann Lee)\n\n{prose}\n\n좋다.")
    assert (found.abstract, found.ko) == (prose.strip(), "좋다.")


# --- the file -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("250602 Widgets.md", dt.date(2025, 6, 2)),
        ("2025/250602 Widgets", dt.date(2025, 6, 2)),
        ("250602.md", dt.date(2025, 6, 2)),
        ("2025-06-02 Widgets.md", dt.date(2025, 6, 2)),
        ("251302 Widgets.md", None),
        ("250611 Widgets.md", None),  # tomorrow
        ("Widgets.md", None),
        ("2506021 Widgets.md", None),
    ],
)
def test_the_file_name_tells_the_date_unless_it_is_impossible_or_to_come(name: str, date: dt.date | None) -> None:
    assert note("좋다.", name).date == date


def test_front_matter_is_understood_and_never_shown() -> None:
    found = note("---\ndraft: true\ntags: [rl, '#state_space']\ndate: 2025-06-01\n---\n\n좋다.\n\n#moe\n", "Widgets.md")
    assert (found.draft, found.date, found.entry.ko) == (True, dt.date(2025, 6, 1), "좋다.")
    assert found.entry.tags == ("moe", "rl", "state-space")
    assert entry("---\ntags:\n  - rl\n  - moe\n---\n좋다.").tags == ("rl", "moe")


def test_private_comments_are_dropped_but_not_what_looks_like_one_in_code() -> None:
    found = entry(HEAD + "좋다.%%비밀%%\n\n<!-- 비밀\n비밀 -->\n\n```\n%%time\n%%x\n```\n\n%% 끝없는 비밀\n\n비밀\n")
    assert "비밀" not in found.ko
    assert found.ko == "좋다.\n\n```\n%%time\n%%x\n```"


@pytest.mark.parametrize("text", ["", "\ufeff \n\n", "---\ndraft: true\n---\n", "%% nothing %%"])
def test_an_empty_note_is_refused(text: str) -> None:
    assert refusal(text).key == "refused-empty"


def test_what_cannot_be_read_is_refused_with_the_reason_and_the_line() -> None:
    assert refusal("좋다.\n".encode() + "나쁘다".encode("cp949")).key == "refused-not-utf8"
    assert refusal("a\n" * 600_000).key == "refused-too-large"
    caught = refusal(HEAD + "<<<<<<< HEAD\n좋다.\n=======\n나쁘다.\n>>>>>>> theirs\n")
    assert (caught.key, caught.line) == ("refused-conflict", 7)


def test_line_ends_marks_and_controls_are_cleaned() -> None:
    text = "\ufeff" + HEAD.replace("\n", "\r\n") + "\u1112\u1161\u11ab\u202e글\x00.\r\n"
    assert entry(text).ko == "한글."


def test_a_note_with_neither_link_nor_title_and_authors_is_a_diary() -> None:
    assert not entry("오늘은 위젯 생각을 했다.\n\n#diary").named
    assert entry("Widgets: A Study (Ann Lee)\n\n좋다.").named


MARKS = (
    *("<english>", "</english>", "<enlgish>", "# Links", "[[a]]", "#a #b", "> q", "좋다.", "Good.", LINK, "```", "%%"),
    *("*T* (A, B)", "---", "(", "![x](y)", "| a |", "<<<<<<<", "- [[x.md|y]]", "한 #tag a", "T (A)", "  "),
)


@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=30), max_size=25).map("\n".join), st.text(max_size=20))
def test_no_text_and_no_name_make_it_raise_anything_but_its_own_error(text: str, name: str) -> None:
    with suppress(Refused):
        found = entry(text, name)
        assert all(tag for tag in found.tags)
        assert "\n" not in found.title
