"""Under which date a paper stands, and whether it is news: decided when it arrives, anew only for a reason."""

import datetime as dt
from dataclasses import dataclass, replace

from bot.model import AFTER_PAGES, Publication, Statement

NEWS_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One document's statement on one paper, and what was known before."""

    said: Statement
    was: Statement | None  # what the same document said of the paper before
    before: Publication | None  # None: a new paper
    posted: bool  # the paper went to a channel
    now: dt.datetime
    today: dt.date  # in the service's zone


def decide(case: Case) -> Publication:
    """The paper's publication from now on. The position of a note that no page puts in order is left to the caller."""
    return _by_page(case) if case.said.kind == "page" else _by_note(case)


def too_old(date: dt.date, today: dt.date) -> bool:
    return (today - date).days > NEWS_DAYS


def _by_page(case: Case) -> Publication:
    date, before = case.said.digest or case.today, case.before
    position = min(case.said.position or 1, AFTER_PAGES - 1)
    as_news = not case.said.first and not too_old(date, case.today)
    anew = Publication(digest=date, position=position, news="news" if as_news else "archive", published=case.now)
    if before is None:
        return anew
    moved = replace(before, digest=date, position=position)
    if case.was is not None and case.was.digest == before.digest:
        return _corrected(case, anew, moved)
    ordered = before.position < AFTER_PAGES
    if ordered and before.news == "news":
        return before  # an earlier page published it: that is decided once
    if as_news:
        return anew  # from the archive, or from a note, into today's digest; the ledger knows who had it already
    if ordered:
        return before
    # The page puts an old note in order. What a page dates so far back is no news, whatever the note's arrival said.
    return replace(moved, news="archive") if too_old(date, case.today) and not case.posted else moved


def _corrected(case: Case, anew: Publication, moved: Publication) -> Publication:
    if case.was is None or case.was.digest == case.said.digest or case.posted:
        return moved
    # A date corrected in the page's own document: not the date of a first import, but of a page that was just written.
    return replace(anew, news="archive" if too_old(anew.digest, case.today) else "news")


def _by_note(case: Case) -> Publication:
    """By its file's date in the first import of its source, else by the day on which it arrives."""
    date, before = case.said.digest, case.before
    if before is not None and not _redated(case, before):
        return before
    if case.said.first or (date is not None and too_old(date, case.today)):
        return Publication(digest=date or case.today, position=AFTER_PAGES, news="archive", published=case.now)
    return Publication(digest=case.today, position=AFTER_PAGES, news="news", published=case.now)


def _redated(case: Case, before: Publication) -> bool:
    """The date of the file was corrected, nothing was posted under the old one, and no page says another."""
    redated = case.was is not None and case.was.digest != case.said.digest
    return redated and not case.posted and before.position >= AFTER_PAGES


def united(one: Publication, other: Publication, *, posted: bool, other_posted: bool) -> Publication:
    """Of a paper that was two: what a page says, else what was posted, else what came first."""
    ours = (one.position >= AFTER_PAGES, not posted, one.published)
    theirs = (other.position >= AFTER_PAGES, not other_posted, other.published)
    return min((ours, 0, one), (theirs, 1, other))[2]
