"""A call becomes a Use: the verb and arguments of a typed line, whom to answer, in which language, on which day."""

import datetime as dt
from collections.abc import Mapping

from bot import language as languages
from bot import words
from bot.commands import reading
from bot.commands.core import Core, Use, Wrong, short
from bot.commands.table import BY_VERB, COMMANDS
from bot.model import Language
from bot.platform import Call
from bot.present import buttons
from bot.store.readers import Known

# Here the option `language` is the channel's, not the reader's.
_FOR_THE_CHANNEL = frozenset({"subscribe", "anyway"})
_TYPED = tuple(command for command in COMMANDS if command.names)


async def understand(core: Core, call: Call, now: dt.datetime, known: Known) -> Use:
    """Raises Wrong for a verb or a language that there is not."""
    preference = known.preference
    today = reading.today(now, reading.zone(call, preference, core.zone))
    verb, args, unfit = _said(core, call, today)
    if verb not in BY_VERB:
        said_in = preference.language or languages.of_locale(call.locale) or core.language
        raise Wrong("wrong-command", actions=[buttons.help_list(said_in)], typed=short(verb))
    typed = args.get("language", "") if verb not in _FOR_THE_CHANNEL else ""
    asked = reading.own_language(typed) if typed.strip() else None
    return Use(
        core=core,
        call=call,
        now=now,
        today=today,
        verb=verb,
        args=args,
        language=await private_language(core, call, asked=asked, stored=preference.language),
        known=known,
        asked=asked,
        unfit=unfit,
    )


def _said(core: Core, call: Call, today: dt.date) -> tuple[str, Mapping[str, str], str]:
    if call.line is None:
        return call.verb, call.args, ""
    line = words.read_line(call.line, commands=_TYPED, tags=core.tags(), today=today)
    return line.verb, line.args, line.unfit


async def private_language(core: Core, call: Call, *, asked: Language | None, stored: Language | None) -> Language:
    """The channel's language is looked up only for a reader of whom nothing else is known."""
    known = asked or stored or languages.of_locale(call.locale)
    subscription = None if known else await core.store.subscriptions.get(call.here)
    return languages.private(
        option=asked,
        stored=stored,
        locale=call.locale,
        channel=subscription.terms.languages if subscription else None,
        instance=core.language,
    )
