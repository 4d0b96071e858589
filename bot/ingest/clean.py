"""What every document goes through before it is read: one encoding, one form, nothing that hides or reverses text."""

import re
import unicodedata

from bot.model import Refused

NOTE_LIMIT = 1_000_000  # bytes
PAGE_LIMIT = 20_000_000  # a page may hold the digests of years

_NEWLINE = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls other than tab and newline, byte-order marks, spaces without width, bidirectional marks, overrides and
# isolates, lone surrogates (which no database can hold).
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_EITHER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


def decode(raw: bytes, *, limit: int | None = None) -> str:
    """The text of a document, cleaned. Raises Refused: not UTF-8, larger than `limit` bytes, conflict markers."""
    if limit is not None and len(raw) > limit:
        raise Refused("refused-too-large", megabytes=limit // 1_000_000)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("refused-not-utf8", raw.count(b"\n", 0, error.start) + 1) from error
    return clean(text)


def document(raw: bytes | str, limit: int) -> str:
    """The same for a reader that is given either bytes or text."""
    if isinstance(raw, bytes):
        return decode(raw, limit=limit)
    if len(raw) > limit:
        raise Refused("refused-too-large", megabytes=limit // 1_000_000)
    return clean(raw)


def clean(text: str) -> str:
    text = tidy(text)
    if any(mark in text for mark in ("<<<<<<<", ">>>>>>>", "|||||||")) and (marker := _CONFLICT.search(text)):
        raise Refused("refused-conflict", text.count("\n", 0, marker.start()) + 1)
    return text


def tidy(text: str) -> str:
    """NFC, newlines as \\n, unwanted characters removed; refuses nothing."""
    if _EITHER.search(text):
        text = _UNWANTED.sub("", _NEWLINE.sub("\n", text))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
