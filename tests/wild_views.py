"""Every view that a platform may be asked to show, as hypothesis strategies: hostile, empty, huge."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from bot import view as views
from bot.commands import COMMANDS
from bot.model import PaperId
from bot.view import Action, Block, Passage, Row, Span

NASTY = (
    "@everyone",
    "<@123456789012345678>",
    "<@&123456789012345678>",
    "<!channel>",
    "# Heading",
    "-# small",
    "- item",
    "1. item",
    "> quote",
    "**bold** _it_ ~~no~~ ||spoiler|| `code`",
    "```py\nx\n```",
    "[click](https://evil.example/x)",
    "https://en.wikipedia.org/wiki/Adam_(optimizer)?a=b_c*d",
    "https://x.example/@everyone",
    "www.example.org",
    "<t:0:R> </paper:1> <:emoji:1> <id:home>",
    "그래디언트의 거듭제곱을 사용하면 최적화 속도가 향상된다는 결과.",
    "\\",
    "𝔽𝕀𝕊𝕋 🎉",
    "\u200b\u2060",
    "\n\n\n",
)
texts = st.one_of(
    st.lists(st.sampled_from(NASTY), max_size=4).map(" ".join),
    st.lists(st.sampled_from(NASTY), max_size=4).map("\n".join),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
    st.sampled_from(("*" * 3000, "가나다라. " * 1500, "word " * 900, "@everyone " * 300)),
)
urls = st.one_of(
    st.sampled_from(
        (
            "",
            "https://arxiv.org/abs/2505.24275",
            "https://en.wikipedia.org/wiki/Adam_(optimizer)",
            "https://한글.example/경로",
            "https://x.example/" + "a" * 600,
            "javascript:alert(1)",
            "https://",
            "https://[",
            "http://a b",
            "https://x.example/@everyone>)",
        )
    ),
    texts,
)
spans = st.builds(
    Span, texts, st.sampled_from(("plain", "bold", "italic", "code", "strike")), st.one_of(st.just(""), urls)
)
blocks = st.builds(
    Block,
    st.sampled_from(("paragraph", "heading", "quote", "item", "code")),
    st.lists(spans, max_size=4).map(tuple),
    st.integers(0, 9),
    st.sampled_from(("", "2.", "# x")),
)
said = st.lists(blocks, max_size=5).map(tuple)
passages = st.lists(st.builds(Passage, said, texts), max_size=2).map(tuple)
languages = st.sampled_from(("ko", "en"))


@st.composite
def actions(draw: st.DrawFn) -> Action:
    command = draw(st.sampled_from(COMMANDS))
    keys = [option.key for option in command.options]
    args = draw(st.dictionaries(st.sampled_from(keys), texts, max_size=3)) if keys else {}
    state: Any = draw(st.sampled_from(("normal", "primary", "danger", "on", "disabled")))
    return Action(draw(texts), command.verb, args, state, draw(st.one_of(st.just(""), urls)))


def several(each: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(each, max_size=most).map(tuple)


paper_ids = st.integers(1, 2**40).map(PaperId)
paper_lines = st.builds(
    views.PaperLine,
    paper=paper_ids,
    number=st.integers(1, 99),
    title=several(spans, 3),
    url=urls,
    byline=texts,
    tags=several(texts, 5),
    passages=passages,
    action=actions(),
    whole=actions(),
)
notices = st.builds(views.Notice, language=languages, text=said, actions=several(actions(), 30), code=texts)
cards = st.builds(
    views.PaperCard,
    language=languages,
    paper=paper_ids,
    title=several(spans, 3),
    url=urls,
    authors=texts,
    meta=texts,
    tags=several(texts, 12),
    passages=passages,
    abstract=st.one_of(st.none(), st.builds(Passage, said, texts)),
    whole=st.one_of(st.none(), actions()),
    related=several(spans, 6),
    links=several(spans, 6),
    hints=several(texts, 2),
    actions=several(actions(), 8),
)
results = st.builds(
    views.Results,
    language=languages,
    heading=texts,
    note=texts,
    lines=several(paper_lines, 12),
    hints=several(texts, 2),
    actions=several(actions(), 8),
)
tag_lists = st.builds(
    views.TagList,
    language=languages,
    heading=texts,
    tags=several(st.tuples(texts, st.integers(0, 9999)), 60),
    note=texts,
    pick=texts,
    actions=several(actions(), 6),
)
rows = st.builds(Row, texts, st.one_of(texts, st.datetimes(timezones=st.just(dt.UTC))), texts)
subscription_cards = st.builds(
    views.SubscriptionCard,
    language=languages,
    heading=texts,
    rows=several(rows, 15),
    preview=st.one_of(st.none(), results),
    notes=several(texts, 3),
    actions=several(actions(), 30),
)
home_sections = st.builds(views.HomeSection, texts, several(rows, 6), several(paper_lines, 4), several(actions(), 8))
homes = st.builds(views.Home, language=languages, heading=texts, sections=several(home_sections, 9))


@st.composite
def digest_posts(draw: st.DrawFn, most: int = 20) -> views.DigestPost:
    papers = draw(st.lists(paper_lines, min_size=1, max_size=most, unique_by=lambda line: line.paper))
    middle = draw(st.integers(0, len(papers)))
    split = [(draw(texts), tuple(part)) for part in (papers[:middle], papers[middle:]) if part]
    layout: Any = draw(st.sampled_from(("list", "thread", "forum")))
    return views.DigestPost(
        language=draw(languages),
        layout=layout,
        sections=tuple(split),
        note=draw(texts),
        footer=draw(texts),
        actions=draw(several(actions(), 5)),
        cards=draw(several(cards, 2)) if layout == "thread" else (),
        tags=draw(several(texts, 7)),
        role=draw(st.sampled_from(("", "123456789012345678"))),
    )


anything = st.one_of(notices, cards, results, tag_lists, subscription_cards, homes)
