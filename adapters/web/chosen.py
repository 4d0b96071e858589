"""What a program chooses from the archive, read from the address: tags, words, languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast
from urllib.parse import urlencode

from multidict import MultiMapping

from adapters.web.pages import NotHere, Wrong
from bot.archive import Archive
from bot.model import Language, Languages

LANGUAGES: dict[str, Languages] = {"ko": ("ko",), "en": ("en",), "ko+en": ("ko", "en"), "en+ko": ("en", "ko")}
MOST_TAGS = 5
LONGEST_TAG = 100  # characters: a longer one is none
LONGEST_WORDS = 300  # as many as in a chat

Per = Literal["paper", "day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    tags: tuple[str, ...]  # folded
    words: str
    languages: Languages
    per: Per

    @property
    def selection(self) -> str:
        """What of the archive is chosen, in whatever language and order it was said."""
        return f"{','.join(sorted(self.tags))}/{self.words}" if self.tags or self.words else ""

    @property
    def query(self) -> str:
        given = [("lang", "+".join(self.languages)), *(("tag", tag) for tag in self.tags)]
        given += [("q", self.words)] if self.words else []
        given += [("per", self.per)] if self.per != "paper" else []
        return urlencode(given)


def chosen(query: MultiMapping[str], archive: Archive, language: Language) -> Chosen:
    """Parameters that mean nothing here are left out: readers of feeds add some. Raises Wrong and NotHere."""
    named = query.get("lang", language).replace(" ", "+")  # a plus in an address is a space
    if named not in LANGUAGES:
        raise Wrong("feed-wrong-language")
    per = query.get("per", "paper")
    if per not in ("paper", "day"):
        raise Wrong("feed-wrong-per")
    return Chosen(
        tags=tags_of([tag for text in query.getall("tag", []) for tag in text.split(",")], archive),
        words=words_of(query.get("q", "")),
        languages=LANGUAGES[named],
        per=cast("Per", per),
    )


def tags_of(written: Sequence[str], archive: Archive) -> tuple[str, ...]:
    """Folded, each once. Raises Wrong and NotHere."""
    pieces = [text.strip() for text in written if text.strip()]
    if len(pieces) > MOST_TAGS:
        raise Wrong("feed-many-tags", limit=MOST_TAGS)
    for piece in pieces:
        if len(piece) > LONGEST_TAG:
            raise Wrong("wrong-tag-long", limit=LONGEST_TAG)
        if not archive.known(piece):
            nearest = ", ".join(f"#{tag}" for tag in archive.nearest(piece))
            raise NotHere("wrong-tag-nearest" if nearest else "feed-no-tag", typed=shown(piece), nearest=nearest)
    return tuple(dict.fromkeys(archive.fold(piece) for piece in pieces))


def words_of(written: str) -> str:
    """Raises Wrong."""
    words = " ".join(written.split())
    if len(words) > LONGEST_WORDS:
        raise Wrong("wrong-words-long", limit=LONGEST_WORDS)
    return words


def shown(text: str) -> str:
    """As much of what was written as one line may quote."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:60]
