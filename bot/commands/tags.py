"""Tags with their counts, from memory."""

from collections.abc import Mapping

from bot.commands import reading
from bot.commands.core import Handler, Use, Wrong, short
from bot.commands.table import BY_VERB
from bot.language import say
from bot.platform import Reply
from bot.present import buttons, lists
from bot.view import TagList

PAGE = 25  # what a select of Discord holds (platforms.md section 2)
_ALL = 100_000


async def _tags(use: Use) -> Reply:
    return Reply(_listed(use))


async def _more(use: Use) -> Reply:
    return Reply(_listed(use), "replace")


def _listed(use: Use) -> TagList:
    typed = use.args.get("query", "").strip().lstrip("#")
    if len(typed) > reading.LONGEST_TAG:
        raise Wrong("wrong-tag-long", limit=reading.LONGEST_TAG)
    found = use.tags.complete(typed, _ALL)
    if not found:
        raise _unknown(use, typed)
    first = min(reading.number(use.args.get("at", ""), 0), len(found) - 1)
    turns = []
    if first:
        turns.append(buttons.more_tags(say(use.language, "button-previous"), typed, max(0, first - PAGE)))
    if first + PAGE < len(found):
        turns.append(buttons.more_tags(say(use.language, "button-next"), typed, first + PAGE))
    actions = tuple(turn for turn in turns if buttons.fits(turn, len(BY_VERB["moretags"].options)))
    shown = found[first : first + PAGE]
    return lists.tag_list(shown, language=use.language, total=len(found), query=short(typed), actions=actions)


def _unknown(use: Use, typed: str) -> Wrong:
    nearest = use.tags.nearest(typed) if typed else ()
    if not typed:
        return Wrong("archive-empty")
    if not nearest:
        return Wrong("wrong-tag", actions=[buttons.tag_list(use.language)], typed=short(typed))
    names = ", ".join(f"#{tag}" for tag in nearest)
    actions = [buttons.tagged(tag, use.asked) for tag in nearest]
    return Wrong("wrong-tag-nearest", actions=actions, typed=short(typed), nearest=names)


HANDLERS: Mapping[str, Handler] = {"tags": _tags, "moretags": _more}
