"""Documents as Discord's Markdown: they read as they were written, and do nothing else."""

import pytest

from adapters.discord import markdown
from adapters.discord.links import address, for_button
from bot.ingest.text import inline, shown
from bot.view import Block, Span


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("a_b *c* ~~d~~ `e` ||f||", r"a\_b \*c\* \~\~d\~\~ \`e\` \|\|f\|\|"),
        ("# not a heading", r"\# not a heading"),
        ("-# not small", r"-\# not small"),
        ("- no list\n1. nor this\n> nor a quote", "\\- no list\n1\\. nor this\n\\> nor a quote"),
        ("[no](https://evil.example)", r"\[no\](<https://evil.example>)"),
        ("Pass@1 of a@b", "Pass@1 of a@b"),
        ("그래디언트의 거듭제곱", "그래디언트의 거듭제곱"),
    ],
)
def test_plain_characters_stay_plain(said: str, written: str) -> None:
    assert markdown.escape(said) == written


@pytest.mark.parametrize("ping", ["@everyone", "@here", "<@123456>", "<@!123456>", "<@&123456>"])
def test_nobody_is_mentioned(ping: str) -> None:
    for text in (markdown.escape(f"so {ping} !"), markdown.code(ping), markdown.link(ping, "https://a.example")):
        assert ping not in text
        assert "@" in text


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2505.24275",
        "https://github.com/user_name/a_b__c",
        "https://x.example/?a=b_c&d=~e#f",
        "https://medium.com/@user/post",
    ],
)
def test_an_address_is_never_escaped_inside(url: str) -> None:
    assert markdown.escape(f"see {url}, and_more.") == rf"see <{url}>, and\_more."


def test_parentheses_belong_to_an_address_where_they_are_closed() -> None:
    assert markdown.escape("(https://en.wikipedia.org/wiki/Adam_(optimizer))") == (
        "(<https://en.wikipedia.org/wiki/Adam_%28optimizer%29>)"
    )


@pytest.mark.parametrize(
    ("label", "url", "written"),
    [
        ("Title [1]", "https://a.example/x", "[Title [1]](<https://a.example/x>)"),
        ("Title", "https://a.example/(x)>", "[Title](<https://a.example/%28x%29%3E>)"),
        ("Title", "javascript:alert(1)", "Title"),
        ("", "https://a.example", "<https://a.example>"),
        ("https://a.example", "https://a.example", "<https://a.example>"),
        ("On https://b.example", "https://a.example", "On <https://b.example> <https://a.example>"),
    ],
)
def test_a_link_leads_where_it_says(label: str, url: str, written: str) -> None:
    assert markdown.link(label, url) == written


@pytest.mark.parametrize(
    "url", ["", "https://", "http://a b", "https://[", "https://nodots", "ftp://a.example", "https://a..b"]
)
def test_what_discord_would_refuse_is_no_address(url: str) -> None:
    assert address(url) == ""


def test_an_address_in_hangul_is_written_in_letters_that_are_safe_everywhere() -> None:
    assert address("https://한글.example/경로") == "https://xn--bj0bj06e.example/%EA%B2%BD%EB%A1%9C"


def test_a_button_takes_no_address_beyond_its_limit() -> None:
    assert for_button("https://a.example/" + "x" * 600) == ""


NOTE = """First **bold** word.

Second with `code`.

- one
- two

1. first
2. second

> quoted

```py
x = 1
```"""


def test_blocks_of_a_commentary_read_as_in_the_note() -> None:
    written = """First **bold** word.

Second with `code`.
- one
- two
1. first
2. second
> quoted
```
x = 1
```"""
    assert markdown.text(shown(NOTE)) == written


def test_italics_are_for_latin_letters_only() -> None:
    assert markdown.span(Span("why", "italic")) == "*why*"
    assert markdown.span(Span("강조", "italic")) == "강조"


def test_a_heading_of_a_document_is_bold_and_no_heading() -> None:
    assert markdown.block(Block("heading", (Span("A ", "bold"), Span("title")))) == "**A title**"


def test_a_code_block_cannot_be_left() -> None:
    assert "```" not in markdown.code_block("a ``` @everyone b").removeprefix("```").removesuffix("```")


def test_a_hostile_title_is_shown_as_it_was_typed() -> None:
    title = inline("@everyone **bold** [x](https://evil.example)")
    assert "](" not in markdown.escape("".join(span.text for span in title))
