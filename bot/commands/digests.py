"""Digests: the latest, that of a day, the one before and after; a post's papers in the other language."""

import datetime as dt
from collections.abc import Mapping, Sequence

from bot.commands import cards, reading
from bot.commands.core import Handler, Use, Wrong
from bot.language import say, short_day
from bot.model import Languages, Paper
from bot.platform import Reply
from bot.present import buttons, lists
from bot.view import Action, Results

PAGE = 7  # papers with all their commentary that fit into one message everywhere (platforms.md section 5)


async def _digest(use: Use) -> Reply:
    if not use.args.get("date"):
        latest = await use.core.store.digests.latest(use.today)
        if latest is None:
            raise Wrong("archive-empty")
        return Reply(await _of_day(use, latest))
    since, until = reading.days(use, use.args["date"])
    if since == until:
        return Reply(await _of_day(use, since))
    newest = await use.core.store.digests.latest(min(until, use.today))
    if newest is None or newest < since:
        raise Wrong("digest-none-between", since=since, until=until)
    return Reply(await _of_day(use, newest))


async def _day(use: Use) -> Reply:
    return Reply(await _of_day(use, _date(use)), "replace")


async def _of_day(use: Use, date: dt.date) -> Results:
    whole = await use.core.store.digests.on(date)
    before, after = await use.core.store.digests.around(date)
    if not whole:
        raise _empty_day(use, date, before, after)
    first = min(reading.number(use.args.get("at", "")), len(whole))
    return lists.digest(
        whole[first - 1 : first - 1 + PAGE],
        whole,
        languages=(use.language,),
        fold=use.core.aliases.fold,
        first_number=first,
        asked=use.asked,
        actions=_actions(use, date, first, len(whole), before, after),
    )


def _empty_day(use: Use, date: dt.date, before: dt.date | None, after: dt.date | None) -> Wrong:
    """Names the nearest digests on both sides."""
    near = [each for each in (before, after) if each]
    if not near:
        return Wrong("archive-empty")
    actions = [buttons.digest(short_day(use.language, each), each) for each in near]
    nearest = min(near, key=lambda each: abs(each - date))
    return Wrong("digest-empty-day", actions=actions, date=date, nearest=nearest)


def _actions(
    use: Use, date: dt.date, first: int, count: int, before: dt.date | None, after: dt.date | None
) -> tuple[Action, ...]:
    language, asked = use.language, use.asked
    actions = []
    if first > 1:
        actions.append(buttons.day(say(language, "button-previous"), date, asked, max(1, first - PAGE)))
    if first + PAGE <= count:
        actions.append(buttons.day(say(language, "button-next"), date, asked, first + PAGE))
    if before:
        actions.append(buttons.day(f"← {short_day(language, before)}", before, asked))
    if after:
        actions.append(buttons.day(f"{short_day(language, after)} →", after, asked))
    other = buttons.other(language)
    actions.append(buttons.day(buttons.named(other), date, other, first))
    if use.may_share:
        actions.append(buttons.share_day(language, date, first))
    return tuple(actions)


async def _share(use: Use) -> Reply:
    if not use.call.may_write:
        raise Wrong("wrong-may-not-write")
    date = _date(use)
    whole = await use.core.store.digests.on(date)
    if not whole:
        raise Wrong("found-nothing-more")
    first = min(reading.number(use.args.get("at", "")), len(whole))
    languages = await cards.public_languages(use)
    view = lists.digest(
        whole[first - 1 : first - 1 + PAGE],
        whole,
        languages=languages,
        fold=use.core.aliases.fold,
        first_number=first,
        actions=_other_language(languages, date),
    )
    return Reply(view, "share")


def _other_language(languages: Languages, date: dt.date) -> tuple[Action, ...]:
    return (buttons.post_in(buttons.other(languages[0]), date),) if len(languages) == 1 else ()


async def _translate(use: Use) -> Reply:
    """What a public message shows, in the other language, for one reader alone."""
    shown: Sequence[Paper] = await use.core.store.papers.get_many(use.call.message)
    if shown:
        return Reply(lists.of_message(shown, language=use.language, fold=use.core.aliases.fold))
    if not use.args.get("date"):
        raise Wrong("wrong-message")
    return Reply(await _of_day(use, _date(use)))


def _date(use: Use) -> dt.date:
    return reading.days(use, use.args.get("date", ""))[0]


HANDLERS: Mapping[str, Handler] = {
    "digest": _digest,
    "day": _day,
    "shareday": _share,
    "translate": _translate,
}
