"""What no line of the log may tell: tokens, what people typed, and who they are. A user's id becomes a pseudonym, the
same one within an installation; since a key goes into it, nobody finds the id by trying all of them."""

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

_MET = 20_000  # users of this process whose ids are known by heart
_SHORTEST = 4  # bytes of what somebody typed, two syllables of Hangul: less would black out half of the log
_LONGEST = 4000
_USERS = frozenset({"user", "reader"})  # fields that hold an id, whatever it looks like
_OURS = frozenset({"timestamp", "level", "by", "frames"})  # nothing in them comes from outside

# Of Slack (tokens of every kind), of Discord, of an interaction and of a response_url, which are as good as one; of a
# proxy, whose refusal aiohttp tells with address and headers.
_TOKENS = re.compile(
    r"\bx(?:ox[a-z]|app|oxe\.xox[a-z])-[\w-]{6,}"
    r"|\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"
    r"|(?<=/interactions/)\d+/[\w-]+"
    r"|(?<=/webhooks/)\d+/[\w-]+"
    r"|(?<=/commands/)T\w+/\w+/\w+|(?<=/actions/)T\w+/\w+/\w+|(?<=/app/)T\w+/\w+/\w+"
    r"|(?<=://)[^\s/?#'\"]+(?=@)"
    r"|(?<=Authorization': ')[^']+"
)
_SLACK_USER = re.compile(r"\b[UW](?=[A-Z]*\d)[A-Z0-9]{7,}\b")
_LETTERS = re.compile(r"\w+")
_WORD = re.compile(r"[\w-]{6,}")

_typed: ContextVar[tuple[str, ...]] = ContextVar("typed", default=())
_here: ContextVar[str] = ContextVar("here", default="")


def without_secrets(text: str) -> str:
    return _TOKENS.sub("…", text)


class Discretion:
    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._met: dict[str, None] = {}

    def learn(self, key: bytes) -> None:
        """The installation's own key, in place of one that nobody else has."""
        self._key = key

    def pseudonym(self, user: str) -> str:
        return f"reader-{hashlib.blake2b(user.encode(), key=self._key, digest_size=6).hexdigest()}"

    def attend(self, user: str, typed: Iterable[str]) -> None:
        """From now on and in this task: who uses the bot, and what was typed."""
        self._met.pop(user, None)
        self._met[user] = None
        if len(self._met) > _MET:
            del self._met[next(iter(self._met))]
        _here.set(user)
        self.hear(typed)

    def hear(self, typed: Iterable[str]) -> None:
        """From now on and in this task: what was typed, by whomever."""
        _typed.set(tuple(typed))

    def line(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """Our own lines are constant sentences with fields; those of libraries have everything in the sentence."""
        constant = str(event.get("by", "bot.")).startswith(("bot.", "adapters."))
        return {
            name: value if name == "event" and constant else self._field(name, value) for name, value in event.items()
        }

    def _field(self, name: str, value: Any) -> Any:
        if name in _OURS:
            return value
        if name in _USERS:
            return self.pseudonym(str(value))
        if isinstance(value, str):
            return "\n".join(map(self._quiet, value.split("\n")))
        if isinstance(value, Mapping):
            return self.line(value)
        if isinstance(value, list | tuple):
            return [self._field("", each) for each in value]
        return self.pseudonym(str(value)) if str(value) in self._met else value

    def _quiet(self, line: str) -> str:
        said = without_secrets(line)
        said = _SLACK_USER.sub(lambda found: self.pseudonym(found[0]), said)
        said = _WORD.sub(lambda found: self.pseudonym(found[0]) if found[0] in self._met else found[0], said)
        if here := _here.get():
            said = re.sub(rf"(?<!\w){re.escape(here)}(?!\w)", self.pseudonym(here), said)
        if line.startswith("  "):  # of a traceback: our own code
            return said
        for piece in _pieces(_typed.get()):
            said = said.replace(piece, "…")
        return said


@lru_cache(maxsize=4)
def _pieces(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Whole, and word by word, the longest first. Made only where a line is written."""
    texts = [text[:_LONGEST] for text in typed]
    words = {piece for text in texts for piece in (text, *text.split(), *_LETTERS.findall(text))}
    return tuple(sorted((word for word in words if len(word.encode()) >= _SHORTEST), key=len, reverse=True))


discretion = Discretion()
