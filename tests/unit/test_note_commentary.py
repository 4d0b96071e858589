"""Reading vault notes: which text is commentary, in which language, and what are tags and related notes."""

import datetime as dt

import pytest

from bot.ingest import vault_note
from bot.model import Entry

TODAY = dt.date(2025, 6, 10)
HEAD = "https://arxiv.org/abs/2505.00001\n\n*Widgets: A Study* (Ann Lee, Bob Kim)\n\n> We study widgets.\n\n"


def entry(body: str) -> Entry:
    return vault_note.read(HEAD + body, name="250602 Widgets.md", today=TODAY).entry


def spoken(body: str) -> tuple[str, str]:
    found = entry(body)
    return found.ko, found.en


@pytest.mark.parametrize(
    "english",
    [
        "<english>\nGood.\n\nCheap.\n</english>",
        "<english>\nGood.\n\nCheap.\n<english>",
        "<english>\nGood.\n\nCheap.",
        "<enlgish>\nGood.\n\nCheap.\n</english>",
        "<englsh>\nGood.\n\nCheap.\n</engish>",
        "<note>\nGood.\n\nCheap.\n</english>",
        "<english\nGood.\n\nCheap.\n</english",
        "<English>Good.\n\nCheap.</English>",
        "< english >\nGood.\n\nCheap.\n< /english >",
        "<english>\n\nGood.\n\nCheap.\n\n<english/>",
        "Good.\n\nCheap.",
    ],
)
def test_english_commentary_is_found_however_it_is_marked(english: str) -> None:
    assert spoken(f"좋다.\n\n{english}\n\n#rl\n") == ("좋다.", "Good.\n\nCheap.")


def test_english_may_stand_after_the_tags() -> None:
    assert spoken("좋다.\n\n#rl\n\nGood.\n\nCheap.\n") == ("좋다.", "Good.\n\nCheap.")


def test_text_after_the_tags_is_commentary_by_its_script_beside_marked_english() -> None:
    assert spoken("좋다.\n\n<english>\nGood.\n</english>\n\n#rl\n\nStill good.\n\n그렇다.") == (
        "좋다.\n\n그렇다.",
        "Good.\n\nStill good.",
    )


def test_hangul_inside_marked_english_stays_english() -> None:
    assert spoken("좋다.\n\n<english>\nKorean says 좋다.\n</english>\n") == ("좋다.", "Korean says 좋다.")


def test_english_that_is_never_closed_ends_at_korean() -> None:
    assert spoken("좋다.\n\n<english>\nGood.\n\n그렇다.\n") == ("좋다.\n\n그렇다.", "Good.")


def test_a_note_without_any_hangul_has_english_commentary() -> None:
    assert spoken("Good and cheap.\n\n#rl") == ("", "Good and cheap.")


def test_hangul_in_a_url_does_not_make_a_paragraph_korean() -> None:
    assert spoken("좋다.\n\nSee https://a.b/c for more of this.\n") == ("좋다.", "See https://a.b/c for more of this.")


@pytest.mark.parametrize(
    "attachment",
    [
        "![figure](https://a.b/c.png)",
        "![[figure.png]]",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "```python\nfor x in y:\n\n    #include\n    print(x)\n```",
        "- Adam\n- Muon",
        "$$x^2$$",
        "> Somebody said so in English.",
    ],
)
def test_what_illustrates_a_commentary_stays_with_it(attachment: str) -> None:
    assert spoken(f"좋다.\n\n{attachment}\n\n#rl") == (f"좋다.\n\n{attachment}", "")
    marked = f"좋다.\n\n<english>\nGood.\n\n{attachment}\n</english>\n"
    assert spoken(marked) == ("좋다.", f"Good.\n\n{attachment}")


def test_a_heading_goes_with_what_follows_it() -> None:
    assert spoken("## 방법\n\n좋다.\n\n## Method\n\nIt is good.") == ("## 방법\n\n좋다.", "## Method\n\nIt is good.")


def test_lists_and_line_ends_are_kept_as_written() -> None:
    body = "좋다:\n1. 하나\n\t1. one two\n2. 둘"
    assert spoken(body) == (body, "")


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        ("좋다.\n\n#rl #state_space_model", ("rl", "state-space-model")),
        ("좋다.\n\n#rl\n\n#moe\n#rl", ("rl", "moe")),
        ("좋다. #rl #moe", ("rl", "moe")),
        ("좋다.\n\n#rl #moe a", ("rl", "moe")),
        ("좋다.\n\n#rl, #moe,", ("rl", "moe")),
        ("좋다.\n\n#강화학습 #1stage", ("강화학습", "1stage")),
        ("좋다.\n\n<english>\nGood. #rl\n</english>", ("rl",)),
        ("#rl", ("rl",)),
    ],
)
def test_tags_are_found_in_lines_of_their_own_and_at_the_end_of_a_commentary(body: str, tags: tuple[str, ...]) -> None:
    found = entry(body)
    assert found.tags == tags
    assert "#" not in found.ko + found.en


@pytest.mark.parametrize(
    "body", ["좋다 #rl 그리고 #moe 좋다.", "문제 #2", "## 좋다", "https://a.b/c#rl 좋다.", "좋다 C#"]
)
def test_other_number_signs_are_no_tags(body: str) -> None:
    found = entry("그리고,\n\n" + body)
    assert (found.ko, found.tags) == (f"그리고,\n\n{body}", ())


@pytest.mark.parametrize("heading", ["# Links", "## Links", "#Links", "# links:", "# Related papers"])
def test_related_notes_are_named_without_folder_and_ending_and_are_no_commentary(heading: str) -> None:
    found = entry(
        f"좋다.\n\n#rl\n\n{heading}\n\n[[240101 Cogs]]\n[[2024/240102 Gears.md]]\n"
        f"- [[240103 Nuts#Bolts|nuts]]\n{heading}\n"
    )
    assert found.related == ("240101 Cogs", "240102 Gears", "240103 Nuts")
    assert (found.ko, found.en, found.tags) == ("좋다.", "", ("rl",))


def test_a_note_named_within_a_sentence_is_related_and_the_sentence_stays() -> None:
    found = entry("[[240101 Cogs]]보다 좋다. ![[figure.png]]\n\n[[240102 Gears]]\n\n#rl")
    assert (found.ko, found.related) == ("[[240101 Cogs]]보다 좋다. ![[figure.png]]", ("240101 Cogs", "240102 Gears"))


def test_a_tag_line_or_link_within_code_is_code() -> None:
    body = "좋다.\n\n```\n#define\nhttps://a.b\n<english>\n```"
    assert spoken(body) == (body, "")
    assert entry(body).tags == ()
