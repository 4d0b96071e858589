"""What Discord and Slack would get is drawn whole: nothing unknown, no word lost, nothing but our own elements."""

import datetime as dt
import html
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from adapters.discord.dialect import Dialect as Discord
from adapters.slack.dialect import Dialect as Slack
from adapters.web.chat import discord_text, slack_text
from adapters.web.chat.dialects import Dialect
from adapters.web.chat.drawing import Place, dialog, drawn
from adapters.web.chat.html import away
from bot.commands import COMMANDS
from bot.model import Channel
from bot.platform import File, Reply
from bot.view import DigestPost, Form, Notice, View
from tests.views import digest_post, every_view
from tests.wild_views import anything, digest_posts

DIALECTS: tuple[Dialect, ...] = (Discord(COMMANDS), Slack(COMMANDS))
ELEMENTS = {
    "a", "article", "blockquote", "br", "button", "code", "details", "div", "em", "form", "h2", "h3", "hr", "input",
    "label", "option", "p", "pre", "rect", "s", "section", "select", "span", "strong", "summary", "svg", "textarea",
    "time", "u",
}  # fmt: skip
ATTRIBUTES = re.compile(
    r"class|id|data-[a-z]+|href|rel|target|type|value|name|disabled|hidden|open|selected|required|maxlength|role|"
    r"placeholder|autocomplete|aria-[a-z]+|width|height|fill"
)
TOKENS = re.compile(r"<t:(-?\d+):\w>|<!date\^(-?\d+)\^[^>]*>|<!(subteam)\^")
WORD = re.compile(r"[^\W_]+")
SPOKEN = ("content", "label", "title", "description", "placeholder", "text", "url", "name")
NOT_SAID = {"accessibility_label", "initial_option"}  # an option that stands in its menu too


class Page(HTMLParser):
    """The text of a fragment; refuses what we never make."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.said: list[str] = []
        self.links: list[str] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS, tag
        for name, value in attrs:
            assert ATTRIBUTES.fullmatch(name), name
            if name == "href":
                assert re.match(r"https?://", value or ""), value
                assert dict(attrs)["rel"] == "noopener nofollow noreferrer"
            if name in ("href", "value", "placeholder", "data-at") and value:
                self.said.append(value)
        if tag not in ("br", "hr", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def texts(part: Any) -> Iterator[str]:
    """Everything in a payload that somebody reads."""
    if isinstance(part, dict):
        for key, inner in part.items():
            if isinstance(inner, str) and key in SPOKEN:
                yield inner.removeprefix("attachment://")
            elif key not in NOT_SAID:
                yield from texts(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from texts(inner)


def words(text: str) -> Counter[str]:
    """Of a payload: a moment is its seconds, whoever writes it."""
    return Counter(WORD.findall(html.unescape(TOKENS.sub(r" \1\2 ", text))))


def check(dialect: str, message: dict[str, Any], markup: str) -> None:
    assert "data-unknown" not in markup
    said = Page(markup).said
    shown = {key: part for key, part in message.items() if not (key == "text" and "blocks" in message)}
    needed = sum((words(text) for text in texts(shown)), Counter())
    lost = needed - Counter(WORD.findall(" ".join(said)))
    whole = "".join(said)  # a word may go on from one element to the next
    assert not {word for word in lost if whole.count(word) < needed[word]}, dialect


def say(key: str) -> str:
    return key


def place(dialect: Dialect, messages: list[dict[str, Any]], files: dict[str, str] | None = None) -> str:
    bodies = {dialect.name: messages}
    at = dt.datetime(2025, 6, 2, tzinfo=dt.UTC)
    return drawn(Place(name="papers-1", kind="private", at=at, bodies=bodies, papers={}, files=files or {}), say)


def draw(dialect: Dialect, view: View, kind: Any = "text") -> None:
    for plain in (False, True):
        posted = dialect.post(view, Channel("web", "", "papers", kind), plain=plain)
        bodies: list[Any] = [payload.body for payload in posted]
        markup = place(dialect, bodies)
        for body in bodies:
            check(dialect.name, body["message"], markup)
    answer = dialect.answer(Reply(view))
    check(dialect.name, answer, place(dialect, [{"message": answer}]))
    for in_modal in (False, True):
        if modal := dialect.opened(view, in_modal=in_modal):
            check(dialect.name, modal, dialog(dialect.name, modal, say=say, rooms=["papers"]))


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda each: each.name)
@pytest.mark.parametrize("hostile", [False, True], ids=["kind", "hostile"])
def test_every_view_is_drawn_whole_in_each_dialect(dialect: Dialect, hostile: bool) -> None:
    for view in every_view(hostile=hostile).values():
        draw(dialect, view)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda each: each.name)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(view=anything)
def test_whatever_the_core_may_say_is_drawn_whole(dialect: Dialect, view: View) -> None:
    draw(dialect, view)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda each: each.name)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(view=digest_posts(most=8))
def test_posts_for_channels_and_for_one_reader_are_drawn_whole(dialect: Dialect, view: DigestPost) -> None:
    draw(dialect, view)
    draw(dialect, view, "dm")


def test_cards_of_a_thread_stand_below_their_post() -> None:
    for dialect in DIALECTS:
        posted = dialect.post(digest_post(3, "thread"), Channel("web", "", "papers"), plain=False)
        bodies: list[Any] = [
            {**payload.body, "reply": True} if payload.reply else payload.body  # type: ignore[dict-item]
            for payload in posted
        ]
        head, _, thread = place(dialect, bodies).partition('<details class="thread"')
        assert head.count('class="message"') == 1
        assert thread.count('class="message"') == 3


def test_a_file_can_be_taken_from_the_message() -> None:
    text = "@article{x}\n" * 300
    reply = Reply(Notice(language="en", text=(), code=text), file=File("paperboy.bib", text))
    markup = place(DIALECTS[0], [{"message": DIALECTS[0].answer(reply)}], {"paperboy.bib": text})
    assert 'data-download="paperboy.bib"' in markup
    assert text in markup


def test_forms_open_as_the_modals_of_their_platform() -> None:
    form = every_view()["form"]
    assert isinstance(form, Form)
    for dialect in DIALECTS:
        modal = dialect.opened(form, in_modal=False)
        assert modal is not None
        markup = dialog(dialect.name, modal, say=say, rooms=[])
        assert 'data-form="p1:subscribe' in markup
        assert 'name="days"' in markup
        assert '<option value="all" selected>All</option>' in markup


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://x.example/", True), ("HTTP://x.example", True), ("mailto:ada@x.example", True),
        ("javascript:alert(1)", False), ("JavaScript:alert(1)", False), (" javascript:alert(1)", False),
        ("java\tscript:alert(1)", False), ("\x01javascript:alert(1)", False), ("data:text/html,x", False),
        ("vbscript:x", False), ("file:///etc/passwd", False), ("//x.example", False), ("/try", False), ("", False),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_web_or_a_letter_whoever_made_its_address(url: str, leads: bool) -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "go"}, "action_id": "a", "url": url}
    for dialect, message in (
        (
            DIALECTS[0],
            {"components": [{"type": 1, "components": [{"type": 2, "style": 5, "label": "go", "url": url}]}]},
        ),
        (DIALECTS[0], {"embeds": [{"title": "go", "url": url}]}),
        (DIALECTS[1], {"blocks": [{"type": "actions", "elements": [button]}]}),
    ):
        markup = place(dialect, [{"message": message}])
        assert ("href" in markup) is leads
        assert "go" in markup
    assert ("href" in away("go", url)) is leads


def test_what_nobody_can_draw_is_named() -> None:
    assert "data-unknown" in place(DIALECTS[0], [{"message": {"components": [{"type": 99}]}}])
    assert "data-unknown" in place(DIALECTS[1], [{"message": {"blocks": [{"type": "video"}]}}])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**bold** and *it* and _it_", "<strong>bold</strong> and <em>it</em> and <em>it</em>"),
        ("__under__ ~~gone~~ ||hidden||", "<u>under</u> <s>gone</s> <span class=\"dc-spoiler\">hidden</span>"),
        (r"\*no\* 2 \> 1 a\_b\_c 1\. \# \`", "*no* 2 &gt; 1 a_b_c 1. # `"),
        ("*" * 3000, "*"),
        ("snake_case_name", "snake_case_name"),
        ("`a*b*c`", "<code>a*b*c</code>"),
        ("<t:1748822400:F>", '<time data-at="1748822400" data-style="F">@1748822400</time>'),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
        ("**[a [b]](<https://x.example/a_b_c>)**", '<strong><a href="https://x.example/a_b_c"'),
        ("[a \\[b\\]](<https://x.example/>)", ">a \\[b\\]<"),
    ],
)  # fmt: skip
def test_discord_markdown_means_what_it_means_there(written: str, shown: str) -> None:
    assert shown in discord_text.inline(written)


def test_lines_of_discord_markdown_keep_their_kind() -> None:
    markup = discord_text.text(
        "# one\n### three\n-# small\n> q1\n> q2\n- item\n  2. deep\nplain\n```py\n# code\n```\nafter"
    )
    for shown in (
        '<div class="dc-h1">one</div>',
        '<div class="dc-h3">three</div>',
        '<div class="dc-small">small</div>',
        '<div class="dc-quote">q1<br>q2</div>',
        '<div class="dc-item dc-in-1"><span class="dc-mark">2.</span><span>deep</span></div>',
        '<pre><code># code</code></pre><div class="dc-text">after</div>',
    ):
        assert shown in markup


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*bold* _it_ ~gone~ `code`", "<strong>bold</strong> <em>it</em> <s>gone</s> <code>code</code>"),
        ("\u2060*\u2060no\u2060*\u2060", "\u2060*\u2060no\u2060*\u2060"),
        ("snake_case_name 2*3*4", "snake_case_name 2*3*4"),
        ("*<https://x.example/a_b|1. T*i*t>*", '<strong><a href="https://x.example/a_b"'),
        ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
        ("<javascript:alert(1)|x>", "&lt;javascript:alert(1)|x&gt;"),
        ("<!date^1748822400^{date_long_pretty} {time}|2025>", '<time data-at="1748822400" data-style="F">'),
        ("<!subteam^S0123456789>", '<span class="sl-mention">@S0123456789</span>'),
        ("&gt; quoted\nnot", '<blockquote class="sl-quote">quoted</blockquote><div class="sl-text">not</div>'),
    ],
)
def test_slack_mrkdwn_means_what_it_means_there(written: str, shown: str) -> None:
    assert shown in slack_text.text(written)
