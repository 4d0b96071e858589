"""The core's table of commands as Discord's, through discord.py's public interface, and when to tell Discord of it."""

import datetime as dt
import hashlib
import inspect
import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import AppCommandContext, AppInstallationType, locale_str

from adapters.discord.connection import Phrase
from bot.fitting import cut
from bot.platform import Command, Memory
from bot.view import Choice, Option

Use = Callable[[discord.Interaction], Awaitable[None]]
Complete = Callable[[discord.Interaction, str, str], Awaitable[Sequence[Choice]]]

MOST_CHOICES = 25
MOST_CHARACTERS = 100  # of a description, a choice's name and its value
REMEMBERED = "discord-commands"
SAVE = "save"
LEASE = dt.timedelta(minutes=2)  # of a process' turn to tell Discord
_COMPLETED = ("tag", "date", "days", "time", "zone", "language", "choice")
_TYPES = {
    "channel": discord.AppCommandOptionType.channel,
    "role": discord.AppCommandOptionType.role,
    "file": discord.AppCommandOptionType.attachment,
}
_ENGLISH = (discord.Locale.american_english, discord.Locale.british_english)

log = logging.getLogger(__name__)


class Localisations(app_commands.Translator):
    """Korean where we have it; English under both of its names, because they fall back to each other."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        korean = string.extras.get("ko")
        if korean is None:
            return None
        if locale is discord.Locale.korean:
            return str(korean)
        return string.message if locale in _ENGLISH else None


class _Given(app_commands.Transformer):
    """One option; its value goes to the core as it is. A channel may be of any type: Discord's own description of its
    API does not list media channels among those that an option can be limited to."""

    def __init__(self, option: Option) -> None:
        self._option = option

    @property
    def type(self) -> discord.AppCommandOptionType:
        return _TYPES.get(self._option.kind, discord.AppCommandOptionType.string)

    async def transform(self, interaction: discord.Interaction, value: Any, /) -> Any:
        return value


class _Completed(_Given):
    def __init__(self, option: Option, complete: Complete) -> None:
        super().__init__(option)
        self._complete = complete

    async def autocomplete(  # type: ignore[override]  # every option that completes is a text
        self, interaction: discord.Interaction, value: Any, /
    ) -> list[app_commands.Choice[str]]:
        found = await self._complete(interaction, self._option.key, str(value))
        fitting = (choice for choice in found if 0 < len(choice.value) <= MOST_CHARACTERS)
        named = [(cut(choice.label, MOST_CHARACTERS) or choice.value, choice.value) for choice in fitting]
        return [app_commands.Choice(name=name, value=value) for name, value in named[:MOST_CHOICES]]


def projected(commands: Iterable[Command], use: Use, complete: Complete) -> list[app_commands.Command[Any, ..., None]]:
    """A slash command for each that has a name. They stand open to everybody but those who need to manage a channel;
    in a server an administrator may change that, so that the core checks again."""
    return [_slash(command, use, complete) for command in commands if command.names]


def _slash(command: Command, use: Use, complete: Complete) -> app_commands.Command[Any, ..., None]:
    async def callback(interaction: discord.Interaction, **_given: Any) -> None:
        await use(interaction)

    manages = command.right == "manage"
    callback.__signature__ = _signature(command.options, complete)  # type: ignore[attr-defined]
    described = app_commands.describe(**{option.key: _said(option.about) for option in command.options})
    renamed = app_commands.rename(**{option.key: _named(option.names) for option in command.options})
    made: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=_named(command.names),
        description=_said(command.about),
        callback=renamed(described(callback)) if command.options else callback,
        allowed_contexts=AppCommandContext(guild=True, dm_channel=True, private_channel=not manages),
        allowed_installs=AppInstallationType(guild=True, user=not manages),
        extras={"verb": command.verb},
    )
    made.default_permissions = discord.Permissions(manage_channels=True) if manages else None
    return made


def _signature(options: Sequence[Option], complete: Complete) -> inspect.Signature:
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [inspect.Parameter("interaction", kind, annotation=discord.Interaction)]
    for option in options:
        given = _Completed(option, complete) if option.kind in _COMPLETED else _Given(option)
        default = inspect.Parameter.empty if option.required else None
        annotation: Any = app_commands.Transform[Any, given]
        parameters.append(inspect.Parameter(option.key, kind, annotation=annotation, default=default))
    return inspect.Signature(parameters)


def _named(names: Any) -> locale_str:
    return locale_str(names["en"], ko=names["ko"])


def _said(about: Any) -> locale_str:
    return locale_str(cut(about["en"], MOST_CHARACTERS), ko=cut(about["ko"], MOST_CHARACTERS))


def on_message(use: Use, phrase: Phrase) -> app_commands.ContextMenu:
    """The entry in a message's menu that saves a paper from it."""

    async def callback(interaction: discord.Interaction, _message: discord.Message) -> None:
        await use(interaction)

    return app_commands.ContextMenu(
        name=locale_str(phrase("en", "discord-save"), ko=phrase("ko", "discord-save")),
        callback=callback,
        allowed_contexts=AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        allowed_installs=AppInstallationType(guild=True, user=True),
        extras={"verb": SAVE},
    )


async def sync(tree: app_commands.CommandTree[Any], application: int, memory: Memory) -> bool:
    """Tells Discord of the commands if they changed since it was told; one process does. False where it is another
    one's turn, which may have failed: look again when its lease is over. Comparing with what Discord has is no good: it
    leaves out what equals a default."""
    translator = tree.translator or Localisations()
    types = (discord.AppCommandType.chat_input, discord.AppCommandType.message)
    everything = [command for kind in types for command in tree.get_commands(type=kind)]
    payload = [await command.get_translated_payload(tree, translator) for command in everything]
    said = json.dumps([application, payload], ensure_ascii=False, sort_keys=True)
    digest = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
    if await memory.get(REMEMBERED) == digest:
        return True
    if not await memory.once(f"{REMEMBERED}-{digest}", LEASE):
        return False
    await tree.sync()
    await memory.put(REMEMBERED, digest)
    log.info("Discord knows the commands", extra={"commands": len(payload)})
    return True
