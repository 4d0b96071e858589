"""The commands by noun, and the way in: dispatch(core, call, now) -> Reply, complete(...) -> choices."""

import datetime as dt
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from bot import language as languages
from bot.commands import cards, digests, find, help, readers, subscribe, subscriptions, tags  # noqa: A004
from bot.commands.completion import complete
from bot.commands.core import Core, Handler, Use, Wrong
from bot.commands.greeting import greeted
from bot.commands.rights import permitted
from bot.commands.table import BY_VERB, COMMANDS
from bot.commands.understanding import understand
from bot.language import say
from bot.model import Language
from bot.platform import Call, Reply
from bot.present.notices import notice
from bot.store.readers import Known
from bot.tally import Outcome

__all__ = ["BY_VERB", "COMMANDS", "HANDLERS", "Core", "complete", "dispatch"]

HANDLERS: Mapping[str, Handler] = {
    **cards.HANDLERS,
    **digests.HANDLERS,
    **find.HANDLERS,
    **help.HANDLERS,
    **readers.HANDLERS,
    **subscribe.HANDLERS,
    **subscriptions.HANDLERS,
    **tags.HANDLERS,
}

_log = structlog.get_logger()


@dataclass(slots=True)
class _Course:
    """How a call goes, for the tally. The verb is one of the table's: what somebody typed is no name of a figure."""

    verb: str = "unknown"
    outcome: Outcome = "failed"


async def dispatch(core: Core, call: Call, now: dt.datetime) -> Reply:
    """Answers every call; whatever fails is a Notice with a reference that stands in the log."""
    begun, course = time.perf_counter(), _Course()
    try:
        return await _dispatched(core, call, now, course)
    finally:
        core.tally.used(course.verb, course.outcome, time.perf_counter() - begun)


async def _dispatched(core: Core, call: Call, now: dt.datetime, course: _Course) -> Reply:
    language = languages.of_locale(call.locale) or core.language
    try:
        met = await core.store.readers.known(call.reader)
        known = met or Known()
        language = known.preference.language or language
        use = await understand(core, call, now, known)
        language, course.verb = use.language, use.verb
        reply = await _answered(use, course)
        return reply if met else await greeted(use, reply)
    except Wrong as wrong:
        course.outcome = "wrong"
        return _refusal(language, wrong)
    except Exception:
        course.outcome = "failed"
        reference = secrets.token_hex(3)
        reader, platform = call.reader.id, call.reader.platform
        _log.exception(
            "call failed", reference=reference, call=call.id, verb=call.verb, platform=platform, reader=reader
        )
        return Reply(notice(language, say(language, "failed", reference=reference)))


async def _answered(use: Use, course: _Course) -> Reply:
    try:
        reply = await HANDLERS[use.verb](await permitted(use))
        course.outcome = "ok"
        return reply
    except Wrong as wrong:
        course.outcome = "wrong"
        return _refusal(use.language, wrong)


def _refusal(language: Language, wrong: Wrong) -> Reply:
    said = say(language, wrong.key, **wrong.values)
    return Reply(notice(language, said, wrong.hint, actions=wrong.actions))
