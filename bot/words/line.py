"""A typed line to a verb and its arguments. A first word is a verb only if what follows is valid for it."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.platform import Command
from bot.tags import TagIndex, slug
from bot.view import Option
from bot.words import vocabulary
from bot.words.moments import read_days
from bot.words.tokens import Token, cleaned, tokens, written
from bot.words.values import Reading, is_positional, longest_run, looks, runs, value_of_key
from bot.words.zones import nearest_zones

SEARCH = "paper"
MOST_LEFT = 3  # words that fit no option, after which a line is a search
_ITEMS = re.compile(r"[,;、，#＃]|\s\+\s")
_DATE = re.compile(r"[0-9].*[-./년월 ].*|today|yesterday|오늘|어제", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """Verb and args as a Call has them. `unfit`: a verb that began the line but whose rest did not fit, so that the
    answer can name the command; of a command that does not exist (`/papr`; the verb is then help), the word."""

    verb: str
    args: Mapping[str, str]
    unfit: str = ""


def read_line(line: str, *, commands: Sequence[Command], tags: TagIndex, today: dt.date) -> Line:
    reading = Reading(tags, today)
    text = cleaned(line)
    certain = text.startswith("/")
    pieces = tokens(text.lstrip("/"), lambda word: vocabulary.is_key(word, commands))
    called, length = _called(pieces, commands)
    if called and called.verb == SEARCH:  # /paper, which may go before another verb
        pieces, certain = pieces[length:], False
        called, length = _called(pieces, commands)
        called = None if called and called.verb == SEARCH else called
    elif certain and not called and pieces and pieces[0].kind == "word" and pieces[0].text.isalpha():
        return _slashed(pieces, commands, reading)
    if called:
        args = _Arguments(called, reading).read(pieces[length:], certain=certain)
        if args is not None:
            return Line(called.verb, args)
    return Line(SEARCH, _searched(pieces, commands, reading), unfit=called.verb if called else "")


def _called(pieces: Sequence[Token], commands: Sequence[Command]) -> tuple[Command | None, int]:
    """The command that the first words name, and how many: 구독취소 is also written 구독 취소."""
    words = [token.text for token in pieces[:2] if token.kind == "word"]
    for length in range(len(words), 0, -1):
        if command := vocabulary.command_called("".join(words[:length]), commands):
            return command, length
    if words and len(pieces) == 1 and words[0].casefold() in ("tag", "태그"):
        return vocabulary.command_called("tags", commands), 1
    return None, 0


def _slashed(pieces: Sequence[Token], commands: Sequence[Command], reading: Reading) -> Line:
    """A slash before a word that is no command's name: `/search muon`, `/today`, or one that there is not."""
    word = pieces[0].text
    if word.casefold() in vocabulary.SEARCHES:
        return Line(SEARCH, _searched(pieces[1:], commands, reading))
    digest = next((command for command in commands if command.verb == "digest"), None)
    if digest and len(pieces) == 1 and (days := read_days(word, reading.today)) and days[0] == days[1]:
        return Line(digest.verb, {"date": word})
    return Line("help", {}, unfit=word)


def _searched(pieces: Sequence[Token], commands: Sequence[Command], reading: Reading) -> dict[str, str]:
    """Everything as a search: keys and #tags narrow, all other words are looked for."""
    command = next((command for command in commands if command.verb == SEARCH), Command(SEARCH))
    args = _Arguments(command, reading).read(pieces, certain=True) or {}
    words = args.get("query", "")
    if len(args) != 1 or not words:
        return args
    date = vocabulary.option_of_kind("date", command)
    if date and _DATE.fullmatch(words) and read_days(words, reading.today):
        return {date.key: words}
    key, _, rest = words.partition(" ")
    option = vocabulary.option_called(key.casefold(), command)
    if option and option.kind == "tag" and reading.tags.known(rest):  # `tag optimizer`, without the colon
        return {option.key: rest}
    return args


class _Arguments:
    """The arguments of one command, gathered from the words of a line."""

    def __init__(self, command: Command, reading: Reading) -> None:
        self.command, self.reading = command, reading
        self.args: dict[str, str] = {}
        self.left: list[Token] = []
        self.certain = False  # a key, a #tag or a time was there: this is no search
        self.misplaced = False  # a key that this command does not know
        self.words = vocabulary.option_keyed("query", command)
        # What to exclude is never said without its key; words are not shared out where words are looked for.
        self.open = [] if self.words else [o for o in command.options if is_positional(o) and o.key != "exclude"]

    def read(self, pieces: Sequence[Token], *, certain: bool) -> dict[str, str] | None:
        """None if the words do not fit the command; `certain`: they are meant for it, fit or not."""
        at = 0
        while at < len(pieces):
            if len(self.left) > MOST_LEFT and not (certain or self.certain or self.words):
                return None
            at = self._key(pieces, at) or self._marked(pieces, at) or self._positional(pieces, at)
        if self.words:
            return self._with_words(certain)
        if certain or (self.certain and not self.misplaced):
            self._place_rest()
            return self.args
        return None if self.left or self.misplaced else self.args

    def _put(self, option: Option, value: str) -> None:
        if not value:
            return
        if option.kind == "tag":
            value = ", ".join(filter(None, (self.args.get(option.key), value)))
        elif option in self.open:
            self.open.remove(option)
        self.args[option.key] = value

    def _key(self, pieces: Sequence[Token], at: int) -> int:
        """Where the value of the key at `at` ends; 0 if there is no key."""
        token = pieces[at]
        if token.kind != "key":
            return 0
        option = vocabulary.option_called(token.text, self.command, minus=token.minus)
        if option is None:
            self.misplaced = True
            self.left.append(token)
            return at + 1
        value, end = value_of_key(pieces, at + 1, option, self.reading)
        self._put(option, value)
        self.certain = True
        return end

    def _marked(self, pieces: Sequence[Token], at: int) -> int:
        """A #tag, or a channel or role that was pasted."""
        token = pieces[at]
        if token.plain:
            return 0
        if token.kind == "tag":
            keyed = vocabulary.option_keyed("exclude", self.command) if token.minus else None
            option = keyed if token.minus else vocabulary.option_of_kind("tag", self.command)
        else:
            option = vocabulary.option_of_kind(token.kind, self.command)
        if option is None:
            self.left.append(token)
        else:
            self._put(option, token.text)
            self.certain = True
        return at + 1

    def _positional(self, pieces: Sequence[Token], at: int) -> int:
        """The option that takes most of the words that stand here takes them; one word is left over otherwise."""
        token = pieces[at]
        taken, taker, value = 0, None, ""
        texts = runs(pieces, at) if self.open else []
        for option in self.open:
            read, length = longest_run(texts, option, self.reading)
            if length > taken:
                taken, taker, value = length, option, read
        if taker is None:
            taken, value = 1, token.text
            taker = next((option for option in self.open if looks(token, option)), None)
        if taker is not None:
            self._put(taker, value)
            self.certain |= taker.kind == "time" and not value.isdigit()
        elif token.text != "," or self.words:
            self.left.append(token)
        return at + taken

    def _with_words(self, certain: bool) -> dict[str, str] | None:
        """Of a command that looks for words: what is left over are the words."""
        words = written(self.left).strip(" ,")
        if words and self.words:
            self.args[self.words.key] = " ".join(filter(None, (self.args.get(self.words.key), words)))
        if certain or len(self.left) < 2 or self.reading.tags.complete(slug(words), 1):
            return self.args
        return None

    def _place_rest(self) -> None:
        """An unknown tag or zone goes where the command can say what is near to it."""
        rest = written(self.left).strip(" ,")
        zone = next((option for option in self.open if option.kind == "zone"), None)
        tag = vocabulary.option_of_kind("tag", self.command)
        first = next((option for option in self.command.options if option.key not in self.args), None)
        taker = zone if zone and nearest_zones(rest) else tag or first
        if rest and taker:
            self._put(taker, rest)


def read_tags(text: str, tags: TagIndex) -> tuple[str, ...]:
    """The tags of a list such as `rl, #moe`, folded, without repeats; also of words that are all tags."""
    found: list[str] = []
    for item in filter(None, map(str.strip, _ITEMS.split(text))):
        words = item.split()
        if len(words) > 1 and not tags.known(item) and all(map(tags.known, words)):
            found += map(tags.fold, words)
        elif slug(item):
            found.append(tags.fold(item))
    return tuple(dict.fromkeys(found))
