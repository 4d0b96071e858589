"""One of every view, for tests of what renders them; and texts that mean harm."""

import datetime as dt

from bot.model import Languages, Layout
from bot.present import lists, papers, posts
from bot.view import (
    Action,
    Block,
    Choice,
    DigestPost,
    Field,
    Form,
    Home,
    HomeSection,
    Notice,
    Option,
    Row,
    Span,
    SubscriptionCard,
    TagList,
    View,
)
from tests.papers import paper, same

HOSTILE = "@everyone <!channel> <@1> **bold** `code` [x](javascript:1) # heading\n\u202e 뇌 🧠 " + "가나다 long " * 900
ACTION = Action("Press", "paper", {"query": "1"})
DAY = dt.date(2025, 6, 2)


def digest_post(count: int, layout: Layout, languages: Languages = ("en",), *, hostile: bool = False) -> DigestPost:
    """Papers of two dates."""
    words = {"ko": HOSTILE, "en": HOSTILE, "abstract": HOSTILE, "title": HOSTILE[:300]} if hostile else {}
    shown = [
        paper(n, digest=DAY if n > count // 2 else DAY - dt.timedelta(days=1), **words) for n in range(1, count + 1)
    ]
    return posts.digest_post(shown, languages=languages, layout=layout, fold=same, remaining=3, role="42")


def every_view(*, hostile: bool = False) -> dict[str, View]:
    words = HOSTILE if hostile else "Some words."
    one = paper(1, en=words, abstract=words)
    lines = tuple(papers.post_line(paper(n, en=words), n, languages=("en",), fold=same) for n in range(1, 6))
    text = (Block("paragraph", (Span(words), Span("here", url="https://example.org/a_b"))), Block("item", (Span("x"),)))
    option = Option("text", {"en": "query", "ko": "검색"}, {"en": "words", "ko": "낱말"})
    pick = Option("choice", {"en": "days", "ko": "요일"}, {"en": "days", "ko": "요일"}, choices=(Choice("All", "all"),))
    return {
        "notice": Notice(language="en", text=text, actions=(ACTION,), code="@article{x}"),
        "card": papers.card(one, languages=("en",), fold=same),
        "opened card": papers.card(one, languages=("ko", "en"), fold=same, opened=True),
        "results": lists.Results(language="en", heading="Found", note="5", lines=lines, actions=(ACTION,)),
        "list": digest_post(7, "list", hostile=hostile),
        "thread": digest_post(3, "thread", ("ko", "en"), hostile=hostile),
        "tags": TagList(language="en", heading="Tags", tags=(("rl", 12), ("강화학습", 3)), actions=(ACTION,)),
        "subscription": SubscriptionCard(
            language="ko",
            heading="구독",
            rows=(Row("Time", "09:00", was="08:00"), Row("Next", dt.datetime(2025, 6, 3, tzinfo=dt.UTC))),
            notes=(words,),
            actions=(ACTION,),
        ),
        "home": Home(
            language="en",
            heading="You",
            sections=(HomeSection("Saved", (Row("Language", "ko"),), lines[:1], (ACTION,)), HomeSection("Empty")),
        ),
        "form": Form(
            language="en",
            heading="Subscribe",
            verb="subscribe",
            submit="Go",
            fields=(Field(option, "Words"), Field(pick, "Days", "all")),
        ),
    }
