"""What may come next in a half-typed line."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from bot import hangul
from bot.model import LANGUAGES, Language
from bot.platform import Command
from bot.tags import TagIndex
from bot.view import Choice, Option
from bot.words import vocabulary
from bot.words.line import SEARCH
from bot.words.zones import completing as zones_completing

FEW = 2  # options of a command whose values are offered before their keys

_HANGUL = re.compile("[ㄱ-ㅣ가-힣]")
_EXAMPLES = {
    "date": ("today", "yesterday"),
    "time": ("09:00", "18:00"),
    "days": ("daily", "weekdays", "weekend"),
    "language": ("ko", "en", "ko+en", "en+ko"),
}


def complete_line(
    typed: str, *, commands: Sequence[Command], tags: TagIndex, limit: int, language: Language | None = None
) -> tuple[Choice, ...]:
    """Verbs, keys and tags that may come next; each value is the whole new line. Without a language, the line's."""
    head, _, last = typed.replace("\n", " ").rpartition(" ")
    head += " " if head or typed.startswith(" ") else ""
    words = head.lstrip(" /").split()
    command, begun = _context(words, commands)
    completing = _Completing(tags, limit, language or ("ko" if _HANGUL.search(typed) else "en"))
    found: list[Choice] = []
    if not begun:
        slash = "/" if not words and last.startswith("/") else ""
        found += completing.verbs(last.removeprefix("/"), slash, commands, after_paper=bool(words))
    if words and words[-1].endswith(","):  # `tag:rl, ` promises another tag
        found += completing.tags_named(last, "")
    elif command and not last.startswith("/"):
        found += completing.arguments(last, command)
    unique = {choice.value: choice for choice in found}
    return tuple(Choice(choice.label, head + choice.value) for choice in list(unique.values())[:limit])


def _context(words: Sequence[str], commands: Sequence[Command]) -> tuple[Command | None, bool]:
    """The command that is being typed, and whether a word after which no verb can come stands already."""
    search = next((command for command in commands if command.verb == SEARCH), None)
    rest = list(words)
    if rest and vocabulary.command_called(rest[0], commands) is search:
        rest.pop(0)
    called = vocabulary.command_called(rest[0], commands) if rest else None
    return called or search, bool(rest)


class _Completing:
    def __init__(self, tags: TagIndex, limit: int, language: Language) -> None:
        self.tags, self.limit = tags, limit
        self.languages = (language, *(other for other in LANGUAGES if other != language))

    def verbs(self, typed: str, slash: str, commands: Sequence[Command], *, after_paper: bool) -> Iterator[Choice]:
        for command in vocabulary.typed(commands):
            if (name := self._name(typed, command.names.get)) and not (after_paper and command.verb == SEARCH):
                yield Choice(slash + name, slash + name)

    def _name(self, typed: str, named: Callable[[Language], str | None]) -> str | None:
        """The name in the reader's language; in the other one if that is what is being typed."""
        names = [name for language in self.languages if (name := named(language))]
        return next((name for name in names[: None if typed else 1] if hangul.matches(typed, name)), None)

    def arguments(self, typed: str, command: Command) -> Iterator[Choice]:
        sign, bare = ("-", typed[1:]) if typed.startswith("-") else ("", typed)
        key, colon, value = bare.replace("：", ":").partition(":")
        if colon:
            if option := vocabulary.option_called(key.casefold(), command, minus=bool(sign)):
                yield from self._values(value, option, f"{sign}{key}:")
        elif bare.startswith("#"):
            yield from self.tags_named(bare[1:], f"{sign}#")
        else:
            parts = [self._keys(bare, command), self._positional(bare, command)]
            for part in parts if len(command.options) > FEW else reversed(parts):
                yield from part

    def _keys(self, typed: str, command: Command) -> Iterator[Choice]:
        for option in command.options:
            if name := self._name(typed, option.names.get):
                yield Choice(f"{name}:", f"{name}:")

    def _positional(self, typed: str, command: Command) -> Iterator[Choice]:
        """Values that may stand without their key; of a search, the tags with it."""
        if command.verb == SEARCH:
            tag = vocabulary.option_of_kind("tag", command)
            if tag and typed:
                yield from self.tags_named(typed, f"{tag.names[self.languages[0]]}:")
            return
        for option in command.options:
            if option.key == "query":
                yield from self.tags_named(typed, "")
            elif option.key != "exclude" and (typed or option.kind != "zone"):
                yield from self._values(typed, option, "")

    def _values(self, typed: str, option: Option, before: str) -> Iterator[Choice]:
        if option.kind == "tag":
            done, comma, last = typed.rpartition(",")
            yield from self.tags_named(last, before + done + comma)
        elif option.kind == "zone":
            yield from (Choice(zone, before + zone) for zone in zones_completing(typed, self.limit))
        else:
            values = [choice.value for choice in option.choices] or _EXAMPLES.get(option.kind, ())
            yield from (Choice(value, before + value) for value in values if value.startswith(typed.casefold()))

    def tags_named(self, typed: str, before: str) -> Iterator[Choice]:
        for tag in islice(self.tags.complete(typed, self.limit), self.limit):
            yield Choice(f"#{tag.slug} · {tag.count}", before + tag.slug)
