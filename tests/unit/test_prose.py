"""Cutting text: at a sentence's end, else at a word, never inside a link."""

from hypothesis import given
from hypothesis import strategies as st

from bot.view import Block, Span, Text, clip, first_sentence, plain, preview

LINK = Span("https://example.com/a/long/address", url="https://example.com/a/long/address")


def text(*paragraphs: str) -> Text:
    return tuple(Block("paragraph", (Span(paragraph),)) for paragraph in paragraphs)


def test_plain_text_has_blank_lines_between_blocks_and_items_below_each_other() -> None:
    blocks = (
        Block("paragraph", (Span("a "), Span("b", "bold"))),
        Block("item", (Span("c"),), 0, "1."),
        Block("item", (Span("d"),)),
    )
    assert plain(blocks) == "a b\n\n1. c\nd"


def test_what_fits_is_not_cut() -> None:
    assert clip(text("하나.", "둘."), 100) == (text("하나.", "둘."), False)


def test_it_is_cut_at_the_end_of_a_sentence_where_there_is_one_near() -> None:
    kept, cut = clip(text("First sentence here. Second one, e.g. this. Third one goes on and on and on."), 60)
    assert (plain(kept), cut) == ("First sentence here. Second one, e.g. this.", True)


def test_without_a_sentence_it_is_cut_at_a_word() -> None:
    kept, cut = clip(text("word " * 30), 52)
    assert (plain(kept), cut) == ("word " * 9 + "word…", True)


def test_a_link_is_left_out_rather_than_cut() -> None:
    kept, cut = clip((Block("paragraph", (Span("See there for more words: "), LINK, Span(" and so on."))),), 40)
    assert (plain(kept), cut) == ("See there for more words:…", True) or plain(kept) == "See there for more words: …"
    assert all(not span.url for span in kept[0].spans)


def test_styles_and_kinds_survive_a_cut() -> None:
    kept, _ = clip((Block("quote", (Span("bold words here", "bold"), Span(" and plain ones after them"))),), 30)
    assert kept[0].kind == "quote"
    assert kept[0].spans[0] == Span("bold words here", "bold")


def test_the_first_sentence_is_found_past_abbreviations_and_headings() -> None:
    blocks = (Block("heading", (Span("제목"),)), *text("As A. Lee et al. showed, e.g. in 2024, it works. More."))
    assert plain(first_sentence(blocks)) == "As A. Lee et al. showed, e.g. in 2024, it works."
    assert (
        plain(first_sentence(text("위젯을 쓰면 빨라진다는 결과가 나왔다. 그렇다.")))
        == "위젯을 쓰면 빨라진다는 결과가 나왔다."
    )


def test_a_very_short_first_sentence_comes_with_the_next() -> None:
    assert (
        plain(first_sentence(text("벤치마크 2. 위젯을 다시 재어 보았다. 끝.")))
        == "벤치마크 2. 위젯을 다시 재어 보았다."
    )


def test_a_preview_is_one_line_without_urls_cut_at_a_word() -> None:
    block = Block("paragraph", (Span("Entropy ("), LINK, Span(", "), LINK, Span(") has\nto be "), Span("bold", "bold")))
    assert plain(preview((block, *text("more")))) == "Entropy has to be bold"
    assert plain(preview(text("one two three four"), 12)) == "one two…"


def test_a_preview_takes_the_first_block_that_says_something() -> None:
    assert plain(preview((Block("paragraph", (LINK,)), *text("좋다.")))) == "좋다."
    assert preview(()) == ()


SPANS = st.builds(
    Span, st.text(alphabet="ab. ,한\n", min_size=1, max_size=30), url=st.sampled_from(["", "", "https://a.b"])
)
BLOCKS = st.builds(
    Block, st.sampled_from(["paragraph", "item", "quote"]), st.lists(SPANS, min_size=1, max_size=5).map(tuple)
)


@given(st.lists(BLOCKS, max_size=5).map(tuple), st.integers(2, 80))
def test_a_cut_text_fits_and_holds_no_part_of_a_link(blocks: Text, limit: int) -> None:
    kept, cut = clip(blocks, limit)
    assert len(plain(kept)) <= limit or not cut
    whole = [span for block in blocks for span in block.spans if span.url]
    assert all(span in whole for block in kept for span in block.spans if span.url)


@given(st.lists(BLOCKS, max_size=4).map(tuple), st.integers(2, 160))
def test_previews_and_sentences_never_fail_and_never_exceed(blocks: Text, limit: int) -> None:
    assert len(plain(preview(blocks, limit))) <= max(limit, len(plain(blocks[:1])))
    assert len(plain(first_sentence(blocks))) <= len(plain(blocks))
