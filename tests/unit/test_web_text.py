"""Text of documents as HTML: a few elements, and everything else as characters."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.text import blocks, lang, line, link, opening, outward, spoken, unlinked, words
from bot.view import Block, Span

ELEMENTS = {"p", "h3", "blockquote", "ul", "ol", "li", "pre", "code", "em", "strong", "s", "a", "br"}


def paragraph(*spans: Span) -> tuple[Block, ...]:
    return (Block("paragraph", spans),)


def item(text: str, depth: int = 0, marker: str = "") -> Block:
    return Block("item", (Span(text),), depth, marker)


@pytest.mark.parametrize(
    ("span", "html"),
    [
        (Span("a < b & c"), "a &lt; b &amp; c"),
        (Span("x", "bold"), "<strong>x</strong>"),
        (Span("<i>", "italic"), "<em>&lt;i&gt;</em>"),
        (Span("a`b", "code"), "<code>a`b</code>"),
        (Span("x", "strike"), "<s>x</s>"),
        (Span("one\ntwo"), "one<br>\ntwo"),
        (
            Span("x", url="https://a.example/?a=1&b=2"),
            '<a href="https://a.example/?a=1&amp;b=2" rel="noopener nofollow ugc">x</a>',
        ),
    ],
)
def test_a_span_is_an_element_around_escaped_characters(span: Span, html: str) -> None:
    assert line([span]) == html


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//a.example", "https://", "http://a b/", "ftp://a.b/",
     "https://user@host.example/", "https://[::1", " javascript:x", "https://a.example\"onclick=x"],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_no_link(url: str) -> None:
    assert line([Span("text", url=url)]) == "text"
    assert outward("", url) == ""


def test_an_address_in_other_letters_is_encoded() -> None:
    assert 'href="https://xn--9t4b11yi5a.example/%EA%B0%80%22"' in link(line([Span("x")]), 'https://테스트.example/가"')


def test_where_all_is_a_link_already_no_link_stands_within() -> None:
    assert unlinked([Span("a", url="https://a.example"), Span("b", "bold")]) == "a<strong>b</strong>"


def test_blocks_become_their_elements() -> None:
    text = (
        Block("heading", (Span("H"),)),
        *paragraph(Span("P")),
        Block("quote", (Span("Q"),)),
        Block("code", (Span("a <\n  b"),)),
    )
    assert blocks(text) == (
        "<h3>H</h3>\n<p>P</p>\n<blockquote><p>Q</p></blockquote>\n"
        '<pre tabindex="0"><code>a &lt;\n  b</code></pre>'
    )  # fmt: skip


def test_lists_nest_and_keep_their_numbers() -> None:
    text = (
        item("a"),
        item("b", 1),
        item("c", 2, "3."),
        item("d", 2, "4."),
        item("e"),
        item("f", 0, "1."),
        item("g", 5),
    )
    assert blocks(text) == (
        '<ul><li>a<ul><li>b<ol start="3"><li>c</li><li>d</li></ol></li></ul></li><li>e</li></ul>'
        '<ol start="1"><li>f<ul><li>g</li></ul></li></ol>'
    )


def test_a_paragraph_within_an_item_stays_in_it() -> None:
    text = (item("a"), item("b", 1), Block("paragraph", (Span("more"),), 1), item("c"))
    assert blocks(text) == "<ul><li>a<ul><li>b</li></ul><p>more</p></li><li>c</li></ul>"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("RL로 새로운 능력을 부여하는 것이 가능한가?", "ko"),
        ("Reinforcement Learning", "en"),
        ("A Corpus of Korean (한국어) Sentences", "en"),
        ("", "en"),
        ("2025 · 12", "en"),
        ("ㄱㄴㄷ", "ko"),
    ],
)
def test_the_language_of_a_text_is_seen_by_its_letters(text: str, language: str) -> None:
    assert spoken(text) == language


def test_only_a_foreign_text_says_its_language() -> None:
    assert (lang("한국어", "en"), lang("한국어", "ko"), lang("한국어", "ko", "en")) == (' lang="ko"', "", ' lang="en"')


def test_a_title_is_one_line_of_words() -> None:
    assert words([Span("A\n "), Span("title", "bold")]) == "A title"


def test_an_opening_is_one_short_line() -> None:
    assert len(words(opening(paragraph(Span("word " * 200)))[0].spans)) <= 281


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.depth: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes.update(name for name, _ in attrs)
        for name, value in attrs:
            assert name != "href" or str(value).startswith(("http://", "https://"))
        if tag != "br":
            self.depth.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.depth.pop() == tag


_spans = st.builds(
    Span,
    st.text(max_size=20),
    st.sampled_from(["plain", "bold", "italic", "code", "strike"]),
    st.sampled_from(["", "https://a.example/x", "javascript:x"]) | st.text(max_size=20),
)
_blocks = st.builds(
    Block,
    st.sampled_from(["paragraph", "heading", "quote", "item", "code"]),
    st.lists(_spans, max_size=3).map(tuple),
    st.integers(0, 30),
    st.sampled_from(["", "1.", "2)", "x", "9" * 40, "٣."]),
)


@given(st.lists(_blocks, max_size=12))
def test_whatever_stands_in_it_there_are_only_these_elements_and_all_are_closed(text: list[Block]) -> None:
    parser = Tags()
    parser.feed(blocks(tuple(text)))
    parser.close()
    assert parser.seen <= ELEMENTS
    assert parser.attributes <= {"href", "rel", "start", "tabindex"}
    assert parser.depth == []
