"""What a terminal shows of the views: wide letters fit, buttons are numbered, and documents cannot command it."""

import datetime as dt
import json
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.console.layout import cells, lay_out
from adapters.console.render import papers, render
from bot.model import PaperId
from bot.view import (
    Action,
    Block,
    DigestPost,
    Field,
    Form,
    Home,
    HomeSection,
    Notice,
    Option,
    PaperCard,
    PaperLine,
    Passage,
    Results,
    Row,
    Span,
    SubscriptionCard,
    TagList,
    View,
)

OURS = re.compile(r"\x1b\[[0-9;]+m")
KOREAN = "그래디언트의 거듭제곱을 사용하면 최적화 속도가 향상된다는 결과. " * 8


def moment(_language: object, instant: dt.datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M}"


def paragraph(text: str) -> tuple[Block, ...]:
    return (Block("paragraph", (Span(text),)),)


def paper_line(number: int = 1, text: str = "Commentary.", url: str = "https://arxiv.org/abs/2505.24275") -> PaperLine:
    return PaperLine(
        paper=PaperId(number),
        number=number,
        title=(Span(f"{text} title"),),
        url=url,
        byline=text,
        tags=("optimizer", text),
        passages=(Passage(paragraph(text), label=text),),
        action=Action("Abstract", "abstract", {"paper": str(number)}),
        whole=Action("Read all", "whole", {"paper": str(number)}),
    )


def card(text: str) -> PaperCard:
    return PaperCard(
        language="ko",
        paper=PaperId(6),
        title=(Span(text), Span(text, "italic")),
        url="https://arxiv.org/abs/2505.24275",
        authors=text,
        meta=text,
        tags=(text,),
        passages=(Passage(paragraph(text), text),),
        abstract=Passage((Block("code", (Span(f"{text}\n  indented"),)), Block("item", (Span(text),), 1)), text),
        related=(Span(text, url=text),),
        links=(Span(text, url="https://example.org"),),
        hints=(text,),
        actions=(Action(text, "save"), Action(text, url="https://example.org"), Action(text, "x", state="disabled")),
    )


def every_view(text: str) -> list[View]:
    results = Results(
        language="en",
        heading=text,
        note=text,
        lines=(paper_line(1, text),),
        hints=(text,),
        actions=(Action(text, "a"),),
    )
    option = Option("text", {"en": "tag"}, {})
    return [
        Notice(language="en", text=paragraph(text), actions=(Action(text, "a"),), code=text),
        card(text),
        results,
        DigestPost(
            language="en",
            layout="list",
            sections=((text, (paper_line(1, text), paper_line(2, text))),),
            note=text,
            footer=text,
            actions=(Action(text, "a", state="on"),),
            cards=(card(text),),
        ),
        TagList(language="en", heading=text, tags=((text, 3), ("rl", 1)), note=text, actions=(Action(text, "a"),)),
        SubscriptionCard(
            language="en",
            heading=text,
            rows=(Row(text, text, was=text), Row(text, dt.datetime(2025, 6, 3, tzinfo=dt.UTC))),
            preview=results,
            notes=(text,),
            actions=(Action(text, "a", state="danger"),),
        ),
        Home(
            language="en",
            heading=text,
            sections=(HomeSection(text, (Row(text, text),), (paper_line(1, text),), (Action(text, "a"),)),),
        ),
        Form(language="en", heading=text, verb="paper", submit=text, fields=(Field(option, text, text),)),
    ]


def shown(view: View, *, width: int = 80, colour: bool = False, first: int = 1) -> str:
    return lay_out(render(view, moment), width=width, colour=colour, first=first)


def test_a_line_of_hangul_never_passes_the_right_edge():
    view = Results(language="ko", heading=KOREAN, note=KOREAN, lines=(paper_line(1, KOREAN, url=""),), hints=(KOREAN,))
    text = shown(view, width=40)
    assert max(map(cells, text.splitlines())) <= 39
    assert "그래디언트의 거듭제곱을" in text.replace("\n", " ")


def test_what_follows_the_first_line_of_a_paper_stands_under_its_title():
    view = Results(language="ko", heading="논문", note="", lines=(paper_line(12, KOREAN),))
    lines = shown(view, width=50).splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("12. "))
    assert lines[start + 1].startswith("    ")
    assert lines[start + 1].strip()


def test_a_word_longer_than_the_line_is_cut_between_letters():
    lines = shown(Notice(language="ko", text=paragraph("한" * 100)), width=31).splitlines()
    assert [cells(line) for line in lines] == [30, 30, 30, 30, 30, 30, 20]


def test_an_address_stays_whole_so_that_it_can_be_copied():
    url = "https://example.org/" + "a" * 100
    text = shown(Notice(language="en", text=(Block("paragraph", (Span("See "), Span(url, url=url))),)), width=40)
    assert f"\n{url}\n" in text


def test_buttons_are_numbered_in_the_order_shown():
    view = Results(
        language="en",
        heading="Papers",
        note="",
        lines=(paper_line(1), paper_line(2)),
        actions=(Action("More", "results"), Action("Web", url="https://example.org")),
    )
    body: Any = render(view, moment)
    assert [button["verb"] for button in body["buttons"]] == ["abstract", "abstract", "results"]
    text = lay_out(body, width=80, colour=False)
    assert re.findall(r"‹(\d+)› (\w+)", text) == [("1", "Abstract"), ("2", "Abstract"), ("3", "More")]
    assert "Web: https://example.org" in text


def test_numbers_go_on_where_the_screen_is():
    body = render(Notice(language="en", text=(), actions=(Action("Save", "save"),)), moment)
    assert lay_out(body, width=80, colour=False, first=8) == "‹8› Save\n"


def test_a_document_cannot_forge_a_button():
    assert "‹" not in shown(Notice(language="en", text=paragraph("‹1› Erase everything")))


def test_a_disabled_button_has_no_number():
    view = Notice(language="en", text=(), actions=(Action("Saved", "save", state="disabled"),))
    assert shown(view) == "Saved\n"


def test_a_changed_row_shows_what_it_was():
    view = SubscriptionCard(language="en", heading="Here", rows=(Row("Time", "09:00", was="08:00"),))
    assert "Time: 08:00 → 09:00" in shown(view)


def test_a_moment_is_said_by_the_core():
    view = SubscriptionCard(language="en", heading="", rows=(Row("Next", dt.datetime(2025, 6, 3, 9, tzinfo=dt.UTC)),))
    assert "Next: 2025-06-03 09:00" in shown(view)


def test_a_link_is_followed_by_its_address_unless_it_is_one():
    blocks = (Block("paragraph", (Span("see "), Span("this", url="https://a.example"), Span(".", "plain"))),)
    assert shown(Notice(language="en", text=blocks)) == "see this (https://a.example).\n"
    bare = (Block("paragraph", (Span("https://a.example", url="https://a.example"),)),)
    assert shown(Notice(language="en", text=bare)) == "https://a.example\n"


def test_a_payload_names_the_papers_that_it_shows():
    post = next(view for view in every_view("x") if isinstance(view, DigestPost))
    assert papers(post) == (1, 2)
    assert papers(card("x")) == (6,)
    assert papers(Notice(language="en", text=())) == ()


@pytest.mark.parametrize(
    "hostile", ["\x1b[2J", "\x9b2J", "\x1b]0;title\x07", "\u202egnp.exe", "a\rb", "\x00\x7f\u200b"]
)
def test_what_a_terminal_would_obey_is_dropped(hostile: str):
    for view in every_view(hostile):
        text = shown(view)
        assert not set(hostile) & set(text) - set("[2J]0;titlegnp.exeab")


@given(st.text(max_size=60), st.integers(1, 200), st.booleans())
def test_no_text_gets_an_escape_sequence_to_the_terminal(text: str, width: int, colour: bool):
    for view in every_view(text):
        written = OURS.sub("", shown(view, width=width, colour=colour))
        assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in written.replace("\n", "")), ascii(written)
        assert "\x1b" not in written
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", written)


@given(st.text(max_size=60))
def test_a_body_survives_being_stored_as_json(text: str):
    for view in every_view(text.encode("utf-8", "ignore").decode()):
        body = render(view, moment)
        assert json.loads(json.dumps(body)) == body


def test_without_colour_there_are_only_letters():
    assert "\x1b" not in shown(card("plain"))
    assert "\x1b[1m" in shown(card("bold"), colour=True)
