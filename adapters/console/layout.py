"""A Body as the characters of one terminal. Pure.

Everything in a Body is hostile: documents come from anywhere, and a terminal obeys what it is sent. So only what is
written here may be an escape sequence, and only a button may look like one (the signs ‹ and › are kept for them).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

# What a terminal would obey (C0, DEL, C1), what reorders or hides text (bidirectional signs, zero width, tags), lone
# surrogates, which no stream can encode. https://www.unicode.org/reports/tr36/
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile("[\t\n\r\v\f\x85\u2028\u2029]")
_LOOKALIKES = str.maketrans("‹›", "<>")
_WORDS = re.compile(r"[ ]+|[^ ]+")  # a no-break space holds a button and its label together
_MIN_WIDTH = 20

_SGR = {
    "heading": "1;36", "title": "1", "bold": "1", "italic": "3", "code": "33", "strike": "9", "dim": "2",
    "tag": "36", "url": "34", "button": "1;7", "primary": "32", "danger": "31",
}  # fmt: skip

Piece = tuple[str, str]  # text without spaces, style
Word = list[Piece]  # pieces that stand together without a space


def lay_out(body: Any, *, width: int, colour: bool, first: int = 1) -> str:
    """Lines for the terminal, each with its end; the buttons are numbered from `first`."""
    out: list[str] = []
    for line in body["lines"]:
        if line is None:
            out.append("")
            continue
        spans = [(_text(text, style, first, colour), style) for text, style in line["spans"]]
        out += _lines(spans, line["at"], clean(line["mark"]), max(width - 1, _MIN_WIDTH), colour)
    return "".join(f"{line}\n" for line in out)


def clean(text: str) -> str:
    """The text without anything that a terminal would obey."""
    if text.isascii() and text.isprintable():
        return text
    return _OBEYED.sub("", _SPACES.sub(" ", text))


@lru_cache(maxsize=16_384)
def cells(text: str) -> int:
    """How many columns the text takes; Hangul takes two each."""
    return len(text) if text.isascii() else sum(map(_cell, text))


@lru_cache(maxsize=4_096)
def _cell(sign: str) -> int:
    if unicodedata.east_asian_width(sign) in "WF":
        return 2
    joins = "\u1160" <= sign <= "\u11ff"  # vowels and finals of half-composed Hangul
    return 0 if joins or unicodedata.category(sign) in {"Mn", "Me", "Cf"} else 1


def _text(text: str, style: str, first: int, colour: bool) -> str:
    if style.startswith("button"):
        return f"‹{int(text) + first - 1}›"
    shown = clean(text).translate(_LOOKALIKES)
    return f"`{shown}`" if style == "code" and not colour else shown  # as it was written, where no colour tells


def _lines(spans: list[Piece], at: int, mark: str, width: int, colour: bool) -> Iterator[str]:
    """Words filled into lines; what follows the first line stands under its beginning."""
    margin = at + cells(mark)
    room = max(width - margin, _MIN_WIDTH)
    begin = " " * at + mark
    if spans[0][1] == "raw":
        yield begin + "".join(text for text, _ in spans)
        return
    for line in _filled(_words(spans), room):
        yield begin + _painted(line, colour)
        begin = begin if mark.endswith("│ ") else " " * margin


def _words(spans: Iterable[Piece]) -> Iterator[Word | int]:
    """Words, and the number of spaces between two."""
    word: Word = []
    for text, style in spans:
        for run in _WORDS.findall(text):
            if run[0] != " ":
                word.append((run, style))
                continue
            if word:
                yield word
            word = []
            yield len(run)
    if word:
        yield word


def _filled(words: Iterable[Word | int], room: int) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    used = space = 0
    for word in words:
        if isinstance(word, int):
            space = word
            continue
        size = sum(cells(text) for text, _ in word)
        if line and used + space + size > room:
            yield line
            line, used = [], 0
        if line and space:
            line.append((" " * space, ""))
            used += space
        space = 0
        if size > room and word[0][1] != "url":  # an address stays whole, so that it can be copied
            *full, word = _broken(word, room)
            yield from full
            size = sum(cells(text) for text, _ in word)
        line += word
        used += size
    if line:
        yield line


def _broken(word: Word, room: int) -> list[list[Piece]]:
    """A word that is longer than a line, cut between characters."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for text, style in word:
        start = 0
        for index, sign in enumerate(text):
            size = _cell(sign)
            if used + size > room:
                lines[-1].append((text[start:index], style))
                lines.append([])
                start, used = index, 0
            used += size
        lines[-1].append((text[start:], style))
    return lines


def _painted(line: list[Piece], colour: bool) -> str:
    if not colour:
        return "".join(text for text, _ in line).replace("\u00a0", " ")
    return "".join(_ink(style, text) for text, style in line).replace("\u00a0", " ")


def _ink(style: str, text: str) -> str:
    codes = ";".join(_SGR[name] for name in style.split() if name in _SGR)
    return f"\x1b[{codes}m{text}\x1b[0m" if codes else text
