"""A typed line to its pieces: words, quoted words, #tags, keys with a colon, pasted channels and roles."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

LONGEST_LINE = 4000  # letters; Slack's own limit of a command is below

Kind = Literal["word", "quoted", "tag", "key", "channel", "role"]

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("‘’‚＇", "'"),
        **dict.fromkeys("：﹕", ":"),
        **dict.fromkeys("，、", ","),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", None),
        "＃": "#",
        "／": "/",
        "－": "-",
        "＝": "=",
    }
)  # fmt: skip
_PIECE = re.compile(
    r"""<\#(?P<channel>[^|>\s]{1,80})(?:\|[^>]{0,80})?>
      | <(?:!subteam\^|@&)(?P<role>[^|>\s]{1,80})(?:\|[^>]{0,80})?>
      | <(?P<url>https?://[^|>\s]{1,2000})(?:\|[^>]{0,2000})?>
      | "(?P<quoted>[^"]*)"
      | (?P<minus>-?)\#(?P<tag>[^\s\#,":]+)
      | (?P<word>[^\s",][^\s"]*|[",])
    """,
    re.VERBOSE,
)
_KEY = re.compile(r"(?P<minus>-?)(?P<key>[^\W\d_]{1,20})(?::(?!//)|=)")
_SPACE = re.compile(r"\s*")


class Token(NamedTuple):
    """`text` is what it means, `raw` what was typed; `glued` to the one before without a space."""

    kind: Kind
    text: str
    raw: str
    minus: bool = False
    glued: bool = False

    @property
    def ends_item(self) -> bool:
        return self.text.endswith(",")

    @property
    def plain(self) -> bool:
        """A word like any other, that may mean whatever the place allows."""
        return self.kind in ("word", "quoted")


def cleaned(line: str) -> str:
    """One script of quotes, colons and commas, whatever the keyboard or the phone made of them."""
    return unicodedata.normalize("NFC", line[:LONGEST_LINE]).translate(_SIGNS).strip()


def tokens(line: str, is_key: Callable[[str], bool]) -> tuple[Token, ...]:
    return tuple(_tokens(line, is_key))


def _tokens(line: str, is_key: Callable[[str], bool]) -> Iterator[Token]:
    at, end = 0, 0
    while (at := _SPACE.match(line, at).end()) < len(line):  # type: ignore[union-attr]  # matches always
        glued = bool(at) and at == end
        key = _KEY.match(line, at)
        if key and is_key(key["key"].casefold()):
            yield Token("key", key["key"].casefold(), key[0], bool(key["minus"]), glued)
            at = end = key.end()
            continue
        piece = _PIECE.match(line, at)
        if piece is None:
            return
        at = end = piece.end()
        if token := _token(piece, glued):
            yield token


def _token(piece: re.Match[str], glued: bool) -> Token | None:
    kind = piece.lastgroup or "word"
    text = piece[kind]
    if text in ('"', ",", ""):
        return Token("word", ",", ",", glued=True) if text == "," else None
    if kind in ("channel", "role"):
        return Token("channel" if kind == "channel" else "role", text, piece[0], glued=glued)
    if kind == "tag":
        return Token("tag", text, piece[0], bool(piece["minus"]), glued)
    return Token("quoted" if kind == "quoted" else "word", text, text, glued=glued)


def written(pieces: Sequence[Token]) -> str:
    """The pieces as they were typed, with one space where there was any, without quotes."""
    return "".join(token.raw if token.glued else f" {token.raw}" for token in pieces).strip()
