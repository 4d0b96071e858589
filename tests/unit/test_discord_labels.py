"""Titles as labels of Discord's masked links: Discord shows every backslash in them and breaks the link at an emoji.

discord-api-docs issue 6185 («Escaping is disabled in masked links», and the backslash is seen), JDA pull request 2910,
discord-api-docs issues 7673 and 7510 (emoji), 6565 (a label that begins like a list).
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import markdown

URL = "https://a.example/x"
TARGET = f"(<{URL}>)"
# How Discord's client reads a link and what formats within its label, after simple-markdown, which it uses.
LINK = re.compile(r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(<https://a\.example/x>\)")
FORMATS = (
    re.compile(r"\*(?=\S)(?:\*\*|\s+(?:[^*\s]|\*\*)|[^\s*])+?\*(?!\*)"),
    re.compile(r"\b_(?:__|\\[\s\S]|[^\\_])+?_\b", re.ASCII),
    re.compile(r"\*\*[\s\S]+?\*\*(?!\*)"),
    re.compile(r"__[\s\S]+?__(?!_)"),
    re.compile(r"~~[\s\S]+?~~"),
    re.compile(r"\|\|[\s\S]+?\|\|"),
    re.compile(r"(`+)[\s\S]*?[^`]\1(?!`)"),
    re.compile(r"\[[^\]]*\]\("),
    re.compile(r"<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>|@everyone|@here"),
)
WORDS = st.text(st.sampled_from(list("ab_ _*~|`[]()<>#@\\1. 가🔥↔✔-")), max_size=40)
PIECES = st.sampled_from(
    ["<@1>", "@everyone", "<:a:1>", "<t:1>", "**a**", "||b||", "[c](d)", "\\*", "# ", "1. ", "👩‍💻"]
)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("A* search over snake_case names", f"[A* search over snake_case names]{TARGET}"),
        ("Title [1] and (2)", f"[Title [1] and (2)]{TARGET}"),
        ("*both* _sides_", f"[∗both∗ ＿sides＿]{TARGET}"),
        ("한글_제목_입니다", f"[한글＿제목＿입니다]{TARGET}"),
        ("~~gone~~ ||kept|| `code`", f"[～～gone～～ ｜｜kept｜｜ ˋcodeˋ]{TARGET}"),
        ("one ] alone", f"[one ］ alone]{TARGET}"),
        ("[a](b)", f"[［a］(b)]{TARGET}"),
        ("p<q and #1 a@b", f"[p<q and #1 a@b]{TARGET}"),
        (r"$\alpha$ stays", rf"[$\alpha$ stays]{TARGET}"),
    ],
)
def test_a_title_is_written_without_a_backslash_of_ours(title: str, written: str) -> None:
    assert markdown.link(title, URL) == written


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("🔥 Hot paper", f"🔥 [Hot paper]{TARGET}"),
        ("Hot 🚀 paper ❤️", f"[Hot paper]{TARGET} 🚀 ❤️"),
        ("👩\u200d💻 codes", f"👩\u200d💻 [codes]{TARGET}"),
        ("🔥🔥", f"🔥🔥 <{URL}>"),
        ("Text↔Image ✔", f"[Text⟷Image ✓]{TARGET}"),
    ],
)
def test_an_emoji_stands_beside_the_link(title: str, written: str) -> None:
    assert markdown.link(title, URL) == written


@given(st.lists(st.one_of(WORDS, PIECES), max_size=5).map("".join))
def test_what_a_reader_sees_of_a_title_has_only_its_own_backslashes_and_does_nothing(title: str) -> None:
    said = markdown.link(title, URL)
    link = LINK.search(said)
    if link is None:
        assert said.endswith(f"<{URL}>")
        return
    label = link[1]
    assert label.count("\\") <= title.count("\\")
    assert said[: link.start()].count("\\") == said[link.end() :].count("\\") == 0
    assert not any(formats.search(label) for formats in FORMATS)
    assert not re.search("[🔥↔✔👩💻]", label)
