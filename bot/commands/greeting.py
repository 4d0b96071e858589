"""The first answer that somebody gets names the way to the other language, once."""

from dataclasses import replace

from bot.commands.core import Use
from bot.commands.spelling import spelled
from bot.language import say
from bot.platform import Reply
from bot.present.buttons import other
from bot.present.notices import paragraphs
from bot.view import Notice, PaperCard, Results, SubscriptionCard, TagList, View

# These name the switch themselves, or leave nothing behind on purpose.
_SILENT = frozenset({"language", "speak", "settings", "help", "eraseall"})


async def greeted(use: Use, reply: Reply) -> Reply:
    """A shared card is everybody's, and a form has no room: then the next answer says it."""
    if use.verb in _SILENT or reply.answer in ("share", "form") or use.preference.language:
        return reply
    there = other(use.language)
    line = say(there, "greeting", command=spelled(replace(use, language=there), "language", choice=there))
    view = _with(reply.view, line)
    if view is reply.view:
        return reply
    await use.core.store.readers.meet(use.call.reader)
    return replace(reply, view=view)


def _with(view: View, line: str) -> View:
    match view:
        case Notice():
            return replace(view, text=(*view.text, *paragraphs(line)))
        case PaperCard() | Results():
            return replace(view, hints=(*view.hints, line))
        case SubscriptionCard():
            return replace(view, notes=(*view.notes, line))
        case TagList():
            return replace(view, note=" · ".join(filter(None, (view.note, line))))
        case _:
            return view
