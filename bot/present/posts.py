"""The public post of a slot as a view, and the same papers in a private answer."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from bot.language import day, say
from bot.model import Language, Languages, Layout, Paper
from bot.present import buttons, papers
from bot.view import Action, DigestPost, PaperLine

NOTED_TAGS = 5


def digest_post(
    shown: Sequence[Paper],
    *,
    languages: Languages,
    layout: Layout,
    fold: Callable[[str], str],
    role: str = "",
    remaining: int = 0,
    first_number: int = 1,
    web: str = "",
) -> DigestPost:
    """The papers come sorted: oldest digest first, then the curator's order; each digest date is a section. `web`: the
    address of the pages, without a slash at the end; the newest day's is linked to."""
    language = languages[0]
    counts = tag_counts(shown, fold)
    return DigestPost(
        language=language,
        layout=layout,
        sections=sections(shown, languages=languages, fold=fold, first_number=first_number),
        note=noted(counts),
        footer=say(language, "post-remaining", n=remaining) if remaining else "",
        actions=_actions(shown, languages, web),
        cards=tuple(
            papers.public_card(paper, languages=languages, fold=fold, opened=True)
            for paper in (shown if layout == "thread" else ())
        ),
        tags=tuple(tag for tag, _ in counts),
        role=role,
    )


def sections(
    shown: Sequence[Paper], *, languages: Languages, fold: Callable[[str], str], first_number: int = 1
) -> tuple[tuple[str, tuple[PaperLine, ...]], ...]:
    done, number = [], first_number
    for date, group in groupby(shown, key=lambda paper: paper.digest):
        lines = []
        for paper in group:
            lines.append(papers.post_line(paper, number, languages=languages, fold=fold))
            number += 1
        done.append((heading(languages[0], date, len(lines)), tuple(lines)))
    return tuple(done)


def heading(language: Language, date: dt.date, count: int) -> str:
    return f"{day(language, date, weekday=True)} · {say(language, 'papers', n=count)}"


def tag_counts(shown: Sequence[Paper], fold: Callable[[str], str]) -> list[tuple[str, int]]:
    """Most papers first."""
    counts = Counter(tag for paper in shown for tag in papers.tags(paper, fold))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def noted(counts: Sequence[tuple[str, int]]) -> str:
    return " · ".join(f"{tag} {count}" for tag, count in counts[:NOTED_TAGS])


def _actions(shown: Sequence[Paper], languages: Languages, web: str) -> tuple[Action, ...]:
    language = languages[0]
    actions = [buttons.random_paper(language), buttons.settings(language)]
    if len(languages) == 1 and shown:
        actions.insert(0, buttons.post_in(buttons.other(language), shown[0].digest))
    if web and shown:
        newest = max(paper.digest for paper in shown)
        actions.append(buttons.on_the_web(language, f"{web}/d/{newest.isoformat()}"))
    return tuple(actions)
