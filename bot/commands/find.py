"""Papers found: by tag, words and date together, by id, at random."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import arxiv
from bot.commands import cards, reading
from bot.commands.core import Handler, Use, Wrong, short
from bot.commands.cursor import Cursor
from bot.commands.spelling import spelled
from bot.commands.table import BY_VERB
from bot.ingest.clean import tidy
from bot.language import say
from bot.model import Languages, Page, Paper, Query
from bot.platform import Reply
from bot.present import buttons, lists
from bot.present.notices import notice
from bot.view import Action, Field, Form, PaperCard, Results

PAGE = 5
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Criteria:
    """What to find, and the same as short as a button can carry it."""

    query: Query
    args: Mapping[str, str]

    @property
    def anything(self) -> bool:
        return not self.args


def criteria(use: Use) -> Criteria:
    typed = tidy(use.args.get("query", "")).strip()  # it stands in the public heading of what is shared
    if len(typed) > reading.LONGEST_WORDS:
        raise Wrong("wrong-words-long", limit=reading.LONGEST_WORDS)
    tags = reading.known_tags(use, use.args.get("tag", ""))
    span = reading.days(use, use.args["date"]) if use.args.get("date") else None
    args = {"tag": ",".join(tags), "query": typed, "date": _date(*span) if span else ""}
    query = Query(tags=tags, words=typed, since=span[0] if span else None, until=span[1] if span else None)
    return Criteria(query, {key: value for key, value in args.items() if value})


async def _paper(use: Use) -> Reply:
    wanted = criteria(use)
    if found := arxiv.id_of(wanted.query.words):
        return await _by_id(use, found)
    page = await _page(use, wanted, Cursor())
    if not page.papers:
        return _nothing(use, wanted)
    if len(page.papers) == 1 and page.after is None and not wanted.anything:
        return Reply(await cards.private_card(use, page.papers[0]))
    return Reply(_shown(use, wanted, page, Cursor()))


async def _by_id(use: Use, arxiv_id: str) -> Reply:
    paper = await use.core.store.papers.by_alias(f"arxiv:{arxiv_id}")
    if paper is None:
        link = Action("arXiv", url=f"https://arxiv.org/abs/{arxiv_id}")
        return Reply(notice(use.language, say(use.language, "found-no-id", id=arxiv_id), actions=(link,)))
    return Reply(await cards.private_card(use, paper))


async def _results(use: Use) -> Reply:
    wanted, cursor = criteria(use), Cursor.read(use.args.get("at", ""))
    page = await _page(use, wanted, cursor)
    if not page.papers:
        cursor = Cursor(cursor.oldest)
        page = await _page(use, wanted, cursor)
    if not page.papers:
        return Reply(_nothing(use, wanted).view, "replace")
    return Reply(_shown(use, wanted, page, cursor), "replace")


async def _share(use: Use) -> Reply:
    if not use.call.may_write:
        raise Wrong("wrong-may-not-write")
    wanted, cursor = criteria(use), Cursor.read(use.args.get("at", ""))
    page = await _page(use, wanted, cursor)
    if not page.papers:
        raise Wrong("found-nothing-more")
    return Reply(_public(use, wanted, page.papers, cursor, await cards.public_languages(use)), "share")


async def _page(use: Use, wanted: Criteria, cursor: Cursor) -> Page:
    """A page back is read in the other order and turned round; there is always one after it."""
    papers = use.core.store.papers
    page = await papers.find(wanted.query, after=cursor.rank, limit=PAGE, oldest=cursor.oldest is not cursor.back)
    if not cursor.back:
        return page
    shown = page.papers[::-1]
    return Page(shown, shown[-1].rank if shown else None, page.total)


def _shown(use: Use, wanted: Criteria, page: Page, cursor: Cursor) -> Results:
    total = _total(use, wanted, page)
    actions, fits = _actions(use, wanted, page, cursor)
    hints = [] if fits else [say(use.language, "hint-narrow")]
    hints += [_unfit(use)] if use.unfit else [_how(use)] if wanted.anything else []
    return lists.results(
        page.papers,
        language=use.language,
        fold=use.core.aliases.fold,
        heading=lists.query_heading(use.language, wanted.query),
        note=_note(use, page, cursor, total),
        first_number=cursor.number,
        asked=use.asked,
        hints=tuple(hints),
        actions=actions,
    )


def _public(use: Use, wanted: Criteria, shown: Sequence[Paper], cursor: Cursor, languages: Languages) -> Results:
    language = languages[0]
    other = (buttons.post_in(buttons.other(language), shown[0].digest),) if len(languages) == 1 else ()
    return lists.results(
        shown,
        language=language,
        fold=use.core.aliases.fold,
        heading=lists.query_heading(language, wanted.query),
        note=say(language, "order-oldest" if cursor.oldest else "order-newest"),
        first_number=cursor.number,
        actions=other,
    )


def _total(use: Use, wanted: Criteria, page: Page) -> int | None:
    if page.total is not None:
        return page.total
    only_tag = len(wanted.query.tags) == 1 and set(wanted.args) == {"tag"}
    return use.tags.count(wanted.query.tags[0]) if only_tag else None


def _note(use: Use, page: Page, cursor: Cursor, total: int | None) -> str:
    number = (cursor.number - 1) // PAGE + 1
    pages = -(-total // PAGE) if total else None
    only_one = cursor.number == 1 and page.after is None
    return lists.results_note(
        use.language,
        total=total if total is not None else len(page.papers) if only_one else None,
        page=number,
        pages=1 if only_one else pages,
        oldest=cursor.oldest,
    )


def _actions(use: Use, wanted: Criteria, page: Page, cursor: Cursor) -> tuple[tuple[Action, ...], bool]:
    """The buttons, and whether all fit: a long search has none to turn its pages."""
    language = use.language
    turns = []
    if cursor.number > 1:
        turns.append((say(language, "button-previous"), cursor.previous(page.papers, PAGE)))
    if page.after is not None:
        turns.append((say(language, "button-next"), cursor.next(page.papers)))
    if cursor.number > 1 or page.after is not None:
        turns.append((say(language, "button-newest" if cursor.oldest else "button-oldest"), cursor.turned()))
    actions = [buttons.results(label, wanted.args, to.pack(), use.asked) for label, to in turns]
    if use.may_share:
        actions.append(buttons.share_results(language, wanted.args, cursor.pack()))
    fit = [action for action in actions if buttons.fits(action, len(BY_VERB[action.verb].options))]
    all_fit = len(fit) == len(actions)
    if wanted.anything:
        fit.append(buttons.find(language))
    if (tag := use.tags.fold(wanted.query.words[: reading.LONGEST_TAG])) and use.tags.known(tag):
        fit.append(buttons.tagged(tag, use.asked))
    return tuple(fit), all_fit


def _nothing(use: Use, wanted: Criteria) -> Reply:
    """Nothing found: what was looked for, and what may be meant."""
    what = lists.query_heading(use.language, wanted.query)
    nearest = use.tags.meant(short(wanted.query.words)) if wanted.query.words and not wanted.query.tags else ()
    sentences = [say(use.language, "found-nothing", what=what)]
    if len(wanted.args) > 1:
        sentences.append(say(use.language, "found-nothing-together"))
    elif nearest:
        sentences.append(say(use.language, "found-nothing-tags"))
    if use.unfit:
        sentences.append(_unfit(use))
    if wanted.anything:
        sentences = [say(use.language, "archive-empty")]
    actions = tuple(buttons.tagged(tag, use.asked) for tag in nearest)
    return Reply(notice(use.language, *sentences, actions=actions))


def _unfit(use: Use) -> str:
    return say(use.language, "hint-command", command=spelled(use, use.unfit))


def _how(use: Use) -> str:
    return say(
        use.language,
        "hint-how",
        tag=spelled(use, "paper", tag="optimizer"),
        words=spelled(use, "paper", query="muon"),
    )


def _date(since: dt.date, until: dt.date) -> str:
    """A day, a month, a year or a span of days, as a button carries it."""
    if since == until:
        return since.isoformat()
    if (since.day, until + _DAY) == (1, (since + 31 * _DAY).replace(day=1)):
        return since.isoformat()[:7]
    if (since, until) == (dt.date(since.year, 1, 1), dt.date(since.year, 12, 31)):
        return since.isoformat()[:4]
    return f"{since}..{until}"


async def _find(use: Use) -> Reply:
    fields = tuple(Field(option, option.names[use.language].capitalize()) for option in BY_VERB["paper"].options)
    form = Form(
        language=use.language,
        heading=say(use.language, "find-heading"),
        verb="paper",
        submit=say(use.language, "button-find"),
        fields=fields,
    )
    return Reply(form, "form")


async def _random(use: Use) -> Reply:
    return Reply(await _drawn(use))


async def _another(use: Use) -> Reply:
    return Reply(await _drawn(use), "replace")


async def _drawn(use: Use) -> PaperCard:
    tags = reading.known_tags(use, use.args.get("tag", ""))
    paper = await use.core.store.papers.random(tags, use.call.reader)
    if paper is None:
        raise Wrong("found-nothing-random" if tags else "archive-empty")
    return await cards.private_card(use, paper, before=(buttons.another(use.language, ",".join(tags), use.asked),))


HANDLERS: Mapping[str, Handler] = {
    "paper": _paper,
    "results": _results,
    "shareresults": _share,
    "find": _find,
    "random": _random,
    "another": _another,
}
