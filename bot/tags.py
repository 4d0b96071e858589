"""Tags: slugs, their aliases in both languages, and completion from memory."""

import datetime as dt
import hashlib
import re
import tomllib
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from bot import hangul
from bot.likeness import Likeness
from bot.model import TagCount

_SEPARATORS = re.compile(r"[\s_\-‐‑‒–—]+")
_SAY_NOTHING = frozenset({"of", "to", "in", "and", "the", "a", "투", "내"})
LONGEST = 100  # characters; what is longer in a document is no tag but text
_MUCH_LIKE = 0.75  # words that were looked for are no tags unless they are much like one
_FEWEST = 3  # letters without a syllable of Hangul that begin a tag by more than chance
_AFTER_ALL = "\U0010ffff"  # sorts after every letter: the end of a range of prefixes


def slug(text: str) -> str:
    """NFC, lower case, spaces and underscores as hyphens; a leading # is no part of it."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    return _SEPARATORS.sub("-", text).lstrip("#＃-").rstrip("-")


def _squashed(tag: str) -> str:
    return tag.replace("-", "")


class Aliases:
    """Which slugs mean the same. Hyphens make no difference: 강화-학습 is 강화학습."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        """Raises ValueError if a name stands for two tags."""
        self._names = {slug(tag): tuple(dict.fromkeys(map(slug, names))) for tag, names in table.items()}
        self._tags: dict[str, str] = {}
        for tag, names in self._names.items():
            for name in (tag, *names):
                other = self._tags.setdefault(_squashed(name), tag)
                if other != tag:
                    raise ValueError(f"“{name}” stands for both “{other}” and “{tag}”")

    @classmethod
    def load(cls, path: Path | None = None) -> "Aliases":
        """None: the table that ships. Raises ValueError with one line that says what is wrong in the file."""
        source = files("bot") / "tags.toml" if path is None else path
        try:
            table = tomllib.loads(source.read_text("utf-8-sig"))
            for tag, names in table.items():
                if not isinstance(names, list) or not all(isinstance(name, str) and slug(name) for name in names):
                    raise ValueError(f'“{tag}” needs a list of names: {tag} = ["…", "…"]')
            return cls(table)
        except (OSError, ValueError) as error:
            raise ValueError(f"{source}: {error}") from error

    @cached_property
    def fingerprint(self) -> str:
        """Differs when any tag folds differently."""
        lines = "\n".join(sorted(f"{name} {tag}" for name, tag in self._tags.items()))
        return hashlib.sha256(lines.encode()).hexdigest()[:16]

    def fold(self, tag: str) -> str:
        """The slug that `tag`, itself a slug, stands for."""
        return self._tags.get(_squashed(tag), tag)

    def names(self, tag: str) -> tuple[str, ...]:
        """What else the tag is called, in the table's order, without the slug itself."""
        return self._names.get(tag, ())


class TagIndex:
    """An immutable snapshot of the tags that occur, for completion on every keystroke. `ahead`: as many of `counts` as
    digests have that are dated ahead."""

    def __init__(
        self, counts: Sequence[TagCount], aliases: Aliases, ahead: Sequence[tuple[dt.date, TagCount]] = ()
    ) -> None:
        self.aliases, self._ahead = aliases, ahead
        self._begun: tuple[dt.date, TagIndex] | None = None
        papers: Counter[str] = Counter()
        for tag in counts:
            papers[aliases.fold(tag.slug)] += tag.count
        self.tags = tuple(TagCount(tag, n) for tag, n in sorted(papers.items(), key=lambda row: (-row[1], row[0])))
        self._counts = {tag.slug: tag.count for tag in self.tags}
        self._squashed = {_squashed(tag): tag for tag in reversed(self._counts)}

    def until(self, today: dt.date) -> "TagIndex":
        """Without what is dated after today."""
        if all(date <= today for date, _ in self._ahead):
            return self
        if self._begun is None or self._begun[0] != today:
            papers = Counter({tag.slug: tag.count for tag in self.tags})
            for date, tag in self._ahead:
                papers[self.aliases.fold(tag.slug)] -= tag.count if date > today else 0
            self._begun = today, TagIndex([TagCount(slug, n) for slug, n in papers.items() if n > 0], self.aliases)
        return self._begun[1]

    def complete(self, typed: str, limit: int) -> tuple[TagCount, ...]:
        """Tags one of whose names begins so, then those with a later word that does; each with most papers first."""
        pressed = hangul.keys(typed.lstrip("#＃ "))
        if not pressed:
            return self.tags[:limit]
        orders = self._keys.beginning(pressed)
        if hangul.only_initials(pressed):
            orders += self._initials.beginning(pressed)
        places: dict[int, None] = {}
        for order in sorted(orders):
            if len(places) == limit:
                break
            places[order % len(self.tags)] = None
        return tuple(self.tags[place] for place in places)

    def begins(self, typed: str) -> bool:
        """Whether any tag has a name that begins so."""
        return self._keys.has(hangul.keys(typed.lstrip("#＃ ")))

    def known(self, tag: str) -> bool:
        """Whether any paper has it, under this or another name."""
        return self.fold(tag) in self._counts

    def nearest(self, tag: str, n: int = 3) -> tuple[str, ...]:
        """Tags that may have been meant: those that begin so, then those that look alike."""
        begun = (found.slug for found in self.complete(tag, n)) if slug(tag) else ()
        return tuple(dict.fromkeys((*begun, *self._likeness.nearest(slug(tag), n))))[:n]

    def meant(self, words: str, n: int = 3) -> tuple[str, ...]:
        """Tags that somebody may have meant who looked for words: nearer ones than where a tag was asked for."""
        said = slug(words)
        syllables = set(filter(hangul.is_syllable, said))
        if (not syllables and len(hangul.keys(said)) < _FEWEST) or hangul.only_initials(hangul.keys(said)):
            return ()
        begun = (found.slug for found in self.complete(said, n))
        alike = (tag for tag in self._likeness.nearest(said, n, like=_MUCH_LIKE) if self._shares(tag, syllables))
        return tuple(dict.fromkeys((*begun, *alike)))[:n]

    def _shares(self, tag: str, syllables: set[str]) -> bool:
        """Whether the tag has a name with one of these syllables; keystrokes alone are alike by chance."""
        return not syllables or any(syllables & set(name) for name in (tag, *self.aliases.names(tag)))

    def count(self, tag: str) -> int:
        return self._counts.get(self.fold(tag), 0)

    def fold(self, text: str) -> str:
        """The slug of `text`, or the one that it is an alias of."""
        tag = self.aliases.fold(slug(text))
        return tag if tag in self._counts else self._squashed.get(_squashed(tag), tag)

    def _names(self) -> Iterable[tuple[str, int]]:
        for place, tag in enumerate(self.tags):
            for name in (tag.slug, *self.aliases.names(tag.slug)):
                yield name, place

    @cached_property
    def _keys(self) -> "_Prefixes":
        return _Prefixes(
            (hangul.keys(name[start:]), place + (len(self.tags) if start else 0))
            for name, place in self._names()
            for start in _words(name)
        )

    @cached_property
    def _initials(self) -> "_Prefixes":
        return _Prefixes((hangul.initials(name), place) for name, place in self._names() if not name.isascii())

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness((name, self.tags[place].slug) for name, place in self._names())


class _Prefixes:
    """Sorted names, each with its place in the order of answers: all that begin alike stand together."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        rows = sorted(names)
        self._names, self._orders = [name for name, _ in rows], [order for _, order in rows]

    def beginning(self, pressed: str) -> list[int]:
        end = bisect_left(self._names, pressed + _AFTER_ALL)
        return self._orders[bisect_left(self._names, pressed) : end]

    def has(self, pressed: str) -> bool:
        at = bisect_left(self._names, pressed)
        return at < len(self._names) and self._names[at].startswith(pressed)


def _words(name: str) -> list[int]:
    """Where the words of a slug begin; the later ones that say nothing (`of`, `to`) are left out."""
    later = (at + 1 for at, letter in enumerate(name) if letter == "-")
    return [0, *(at for at in later if name[at:].split("-")[0] not in _SAY_NOTHING)]
