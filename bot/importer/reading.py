"""Files to what they say, some at a time and in a thread: no long note keeps the service waiting."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.importer.summary import Refusal
from bot.ingest import clean, digest_page, folder, vault_note
from bot.ingest.folder import Found
from bot.model import Entry, Kind, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One entry and where the document puts it: a page's date and order, a note's file date."""

    digest: dt.date | None
    position: int | None = None
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A document that is new or changed. `was`: the document that it is, under its old path."""

    found: Found
    hash: str
    kind: Kind
    said: tuple[Said, ...]
    draft: bool = False
    was: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The content is as it was, though the file was touched."""

    found: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A file that may have something to say. `hash` is that of what it said last, `date` the one that a page without a
    date is given."""

    found: Found
    hash: str = ""
    date: dt.date | None = None


Outcome = Arrival | Unchanged | Refusal


def read_all(candidates: Sequence[Candidate], today: dt.date) -> list[Outcome]:
    return [_read(candidate, today) for candidate in candidates]


def _read(candidate: Candidate, today: dt.date) -> Outcome:
    found, date = candidate.found, candidate.date
    try:
        raw = folder.read(found)
        # A page that names no date is another document under another date.
        fingerprint = folder.fingerprint(raw + date.isoformat().encode() if date else raw)
        if fingerprint == candidate.hash:
            return Unchanged(found=found)
        return _understood(found, raw, fingerprint, today, date)
    except Refused as refused:
        return Refusal(path=found.path, line=refused.line, key=refused.key, values=refused.values)


def _understood(found: Found, raw: bytes, fingerprint: str, today: dt.date, date: dt.date | None) -> Arrival:
    text = clean.decode(raw, limit=clean.NOTE_LIMIT) if found.path.lower().endswith(folder.NOTES) else None
    if text is not None and not _is_page(text, date):
        note = vault_note.read_clean(text, name=found.name, today=today)
        said = (Said(digest=note.date, entry=note.entry),)
        return Arrival(found=found, hash=fingerprint, kind="note", said=said, draft=note.draft)
    digests = digest_page.read(raw, date=date, today=today)
    placed = tuple(
        Said(digest=digest.date, position=position, entry=entry)
        for digest in digests
        for position, entry in enumerate(digest.entries, 1)
    )
    return Arrival(found=found, hash=fingerprint, kind="page", said=placed)


def _is_page(text: str, date: dt.date | None) -> bool:
    """A page may be kept as Markdown too. A diary that merely begins with a date is none."""
    if date is None and not digest_page.is_page(text):
        return False
    try:
        digest_page.read(text, date=date, today=dt.date.max - dt.timedelta(days=8))
    except Refused:
        return False
    return True
