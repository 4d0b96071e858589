"""Lists as views: hits, a digest, what is saved, tags."""

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Sequence

from babel.dates import format_skeleton

from bot.language import day, say, short_day
from bot.model import Language, Languages, Paper, Query, TagCount
from bot.present import buttons, papers, posts
from bot.view import Action, PaperLine, Results, TagList

Fold = Callable[[str], str]

WORDS_SHOWN = 80


def results(
    shown: Sequence[Paper],
    *,
    language: Language,
    fold: Fold,
    heading: str,
    note: str,
    first_number: int = 1,
    asked: Language | None = None,
    hints: tuple[str, ...] = (),
    actions: tuple[Action, ...] = (),
) -> Results:
    numbered = enumerate(shown, first_number)
    lines = (papers.result_line(paper, n, language=language, fold=fold, asked=asked) for n, paper in numbered)
    return Results(language=language, heading=heading, note=note, lines=tuple(lines), hints=hints, actions=actions)


def query_heading(language: Language, query: Query) -> str:
    """What was looked for: `#rl #moe · “muon” · June 2, 2025`."""
    parts = [" ".join(f"#{tag}" for tag in query.tags)]
    if query.words:
        words = query.words if len(query.words) <= WORDS_SHOWN else f"{query.words[:WORDS_SHOWN]}…"
        parts.append(say(language, "heading-words", words=words))
    if query.since and query.until:
        parts.append(days(language, query.since, query.until))
    return " · ".join(part for part in parts if part) or say(language, "heading-newest")


def days(language: Language, since: dt.date, until: dt.date) -> str:
    """A day, a month or a year by its name; else from when to when."""
    if since == until:
        return day(language, since)
    if since.day == 1 and until == since.replace(day=monthrange(since.year, since.month)[1]):
        return format_skeleton("yMMMM", since, locale=language)
    if (since, until) == (dt.date(since.year, 1, 1), dt.date(since.year, 12, 31)):
        return format_skeleton("y", since, locale=language)
    return f"{short_day(language, since)} – {short_day(language, until)}"


def results_note(language: Language, *, total: int | None, page: int, pages: int | None, oldest: bool) -> str:
    count = "" if total is None else say(language, "papers", n=total)
    order = say(language, "order-oldest" if oldest else "order-newest")
    where = say(language, "page-of", page=page, pages=pages) if pages else say(language, "page", page=page)
    return " · ".join(part for part in (count, order, where) if part)


def digest(
    shown: Sequence[Paper],
    whole: Sequence[Paper],
    *,
    languages: Languages,
    fold: Fold,
    first_number: int = 1,
    asked: Language | None = None,
    actions: tuple[Action, ...] = (),
) -> Results:
    """One page of a digest, `whole`: what the curator wrote in full."""
    language = languages[0]
    lines = tuple(
        papers.post_line(paper, number, languages=languages, fold=fold, asked=asked)
        for number, paper in enumerate(shown, first_number)
    )
    counts = posts.noted(posts.tag_counts(whole, fold))
    return Results(
        language=language,
        heading=posts.heading(language, whole[0].digest, len(whole)),
        note=counts if len(shown) == len(whole) else " · ".join(filter(None, (counts, span(language, lines)))),
        lines=lines,
        actions=actions,
    )


def span(language: Language, lines: Sequence[PaperLine]) -> str:
    """Which of a digest's papers this page shows."""
    return say(language, "numbers-shown", first=lines[0].number, last=lines[-1].number)


def of_message(shown: Sequence[Paper], *, language: Language, fold: Fold) -> Results:
    """The papers of a public message, said in another language to one reader."""
    lines = tuple(
        papers.post_line(paper, number, languages=(language,), fold=fold, asked=language)
        for number, paper in enumerate(shown, 1)
    )
    dates = {paper.digest for paper in shown}
    title = (
        posts.heading(language, dates.pop(), len(shown)) if len(dates) == 1 else say(language, "papers", n=len(shown))
    )
    return Results(language=language, heading=title, note=posts.noted(posts.tag_counts(shown, fold)), lines=lines)


def saved(
    shown: Sequence[Paper], *, language: Language, fold: Fold, total: int, at: str, actions: tuple[Action, ...]
) -> Results:
    """Saved papers; each line's button takes it off the list, its title leads to the paper."""
    return Results(
        language=language,
        heading=say(language, "saved-heading"),
        note=say(language, "papers", n=total),
        lines=tuple(papers.result_line(p, n, language=language, fold=fold, asked=None) for n, p in enumerate(shown, 1)),
        actions=(*(buttons.drop(language, paper.id, n, at) for n, paper in enumerate(shown, 1)), *actions),
    )


def tag_list(
    shown: Sequence[TagCount], *, language: Language, total: int, query: str, actions: tuple[Action, ...]
) -> TagList:
    heading = say(language, "tags-starting", typed=query, n=total) if query else say(language, "tags-all", n=total)
    return TagList(
        language=language,
        heading=heading,
        tags=tuple((tag.slug, tag.count) for tag in shown),
        note=say(language, "tags-note"),
        pick=say(language, "tags-pick"),
        actions=actions,
    )


def preview_of_post(
    shown: Sequence[Paper], *, languages: Languages, said_in: Language, fold: Fold, hidden: int, remaining: int
) -> Results:
    """The papers of the next post as it will read; around them the language of the private answer."""
    lines = tuple(papers.post_line(paper, n, languages=languages, fold=fold) for n, paper in enumerate(shown, 1))
    hints = [say(said_in, "preview-more", n=hidden)] if hidden > 0 else []
    if remaining:
        hints.append(say(said_in, "post-remaining", n=remaining))
    note = posts.noted(posts.tag_counts(shown, fold))
    return Results(
        language=said_in, heading=say(said_in, "preview-heading"), note=note, lines=lines, hints=tuple(hints)
    )
