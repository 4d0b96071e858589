"""What there is."""

from collections.abc import Mapping

from bot.commands.core import Handler, Use, short
from bot.commands.spelling import spelled
from bot.commands.table import COMMANDS
from bot.language import say
from bot.likeness import Likeness
from bot.platform import Reply
from bot.present import buttons
from bot.present.notices import command_item, notice, paragraphs
from bot.view import Notice

_EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "paper": {"tag": "optimizer"},
    "language": {"choice": "ko"},
    "subscribe": {"time": "09:00"},
}


async def _help(use: Use) -> Reply:
    if use.unfit:
        return Reply(notice(use.language, _mistyped(use), actions=(buttons.help_list(use.language),)))
    items = tuple(
        command_item(spelled(use, command.verb, **_EXAMPLES.get(command.verb, {})), command.about[use.language])
        for command in COMMANDS
        if command.names
    )
    text = (
        *paragraphs(say(use.language, "help-what")),
        *items,
        *paragraphs(say(use.language, "help-find"), say(use.language, "help-private")),
    )
    actions = (
        buttons.random_paper(use.language),
        buttons.find(use.language),
        buttons.settings(use.language),
        *buttons.own_languages(use.language, use.preference.language, "language")[:2],
    )
    return Reply(Notice(language=use.language, text=text, actions=actions))


def _mistyped(use: Use) -> str:
    """`/papr`: there is no such command; perhaps another one was meant."""
    names = Likeness((name, command.verb) for command in COMMANDS for name in command.names.values())
    nearest = names.nearest(use.unfit, 1)
    typed = short(use.unfit)
    if not nearest:
        return say(use.language, "wrong-command", typed=typed)
    return say(use.language, "wrong-command-nearest", typed=typed, nearest=spelled(use, nearest[0]))


HANDLERS: Mapping[str, Handler] = {"help": _help}
