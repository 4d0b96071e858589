"""A document's text in mrkdwn says what it said, and does nothing."""

import pytest

from adapters.slack import mrkdwn
from adapters.slack.mrkdwn import JOINER
from bot.view import Block, Span


def shown(text: str) -> str:
    return text.replace(JOINER, "")


@pytest.mark.parametrize("mark", list("*_~`"))
def test_a_mark_stands_between_word_joiners(mark: str) -> None:
    assert mrkdwn.escape(f"a {mark}b{mark} c") == f"a {JOINER}{mark}{JOINER}b{JOINER}{mark}{JOINER} c"


def test_what_slack_would_read_is_escaped() -> None:
    assert shown(mrkdwn.escape("<!channel> & <@U1>")) == "&lt;!channel&gt; &amp; &lt;@U1&gt;"
    assert mrkdwn.escape("@here") == f"@{JOINER}here"
    assert mrkdwn.escape(":tada: at 10:30:20 time:09:00") == f":{JOINER}tada: at 10:30:20 time:09:00"
    assert mrkdwn.escape("> no quote") == f"{JOINER}&gt; no quote"


def test_addresses_are_left_alone_and_marked_as_links() -> None:
    escaped = mrkdwn.escape("see https://example.org/a_b*c?x=1&y=2. And_more")
    assert escaped.startswith("see <https://example.org/a_b%2Ac?x=1&amp;y=2>. And")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org", "https://exa mple.org", "http://"])
def test_what_is_no_address_becomes_no_link(url: str) -> None:
    assert mrkdwn.link("label", url) == "label"


def test_a_label_forges_no_other_link() -> None:
    assert mrkdwn.link("a|b>c", "https://example.org") == "<https://example.org|a∣b&gt;c>"


def test_only_whole_lines_are_bold() -> None:
    whole = Block("paragraph", (Span("강조", "bold"),))
    within = Block("paragraph", (Span("강조", "bold"), Span("는 여기")))
    assert mrkdwn.block(whole) == "*강조*"
    assert mrkdwn.block(within) == "강조는 여기"
    assert mrkdwn.block(Block("heading", (Span("제목"),))) == "*제목*"


def test_blocks_keep_their_shape() -> None:
    text = (
        Block("paragraph", (Span("one"),)),
        Block("item", (Span("two"),)),
        Block("item", (Span("three"),), marker="1."),
        Block("quote", (Span("four\nfive"),)),
        Block("code", (Span("x < ```y"),)),
    )
    assert mrkdwn.text(text) == "one\n• two\n1. three\n> four\n> five\n```\nx &lt; ˋˋˋy\n```"


@pytest.mark.parametrize("text", ["*" * 3000, "&" * 3000, "<a" * 1500, "가&" * 1500])
def test_a_line_is_short_after_escaping_too(text: str) -> None:
    assert len(mrkdwn.one_line(text, 400)) <= 400
