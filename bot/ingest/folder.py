"""A folder's documents as the file system has them: which there are, since when, and their bytes."""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.ingest import clean
from bot.model import Refused

NOTES = (".md", ".markdown")
SUFFIXES = (*NOTES, ".txt")
_HASH_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file. `path` is what it is known by, relative to the folder; `touched_ns` the later of the times of change of
    its content and its metadata, so that a file put in its place with an old date is noticed."""

    path: str
    file: Path
    size: int
    touched_ns: int

    @property
    def name(self) -> str:
        """What other notes call it: without folder and suffix, in one line."""
        name = self.path.rpartition("/")[2]
        stem, dot, suffix = name.rpartition(".")
        stem = stem if dot and f".{suffix.lower()}" in SUFFIXES else name
        return " ".join(unicodedata.normalize("NFC", stem).split())


@dataclass(slots=True)
class Listing:
    """`unread` are folders and files (by path) that could not be looked at: nobody knows whether they are gone."""

    files: list[Found] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)  # links that lead out of the folder, or to what is hidden in it

    def hides(self, path: str) -> bool:
        return any(path == gap or path.startswith(f"{gap}/") or not gap for gap in self.unread)


def walk(root: Path) -> Listing:
    """Every document below, in the order of names. Hidden files and folders are not read; a link is followed within
    what is read, and no folder is read twice. Raises OSError if the folder itself cannot be read."""
    listing = Listing()
    root = Path(os.path.realpath(root))
    seen: set[tuple[int, int]] = set()
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            state = (root / folder).stat()
            if (state.st_dev, state.st_ino) in seen:
                continue
            seen.add((state.st_dev, state.st_ino))
            waiting.extend(reversed(_look_into(root, folder, listing)))
        except OSError as error:
            if not folder:
                raise
            listing.unread[shown(folder)] = error.strerror or str(error)
    return listing


def _look_into(root: Path, folder: str, listing: Listing) -> list[str]:
    """Adds the folder's documents; returns the folders in it."""
    folders = []
    with os.scandir(root / folder) as entries:
        visible = [entry for entry in entries if not entry.name.startswith(".")]
    for entry in sorted(visible, key=lambda entry: entry.name):
        path = f"{folder}/{entry.name}" if folder else entry.name
        try:
            if entry.is_symlink() and _leads_out(root, entry.path):
                listing.outside.append(shown(path))
            elif entry.is_dir():
                folders.append(path)
            elif entry.name.lower().endswith(SUFFIXES):
                listing.files.extend(look(Path(entry.path), path))
        except OSError as error:  # links in a circle, too
            listing.unread[shown(path)] = error.strerror or str(error)
    return folders


def _leads_out(root: Path, link: str) -> bool:
    target = Path(os.path.realpath(link))
    return not target.is_relative_to(root) or any(part.startswith(".") for part in target.relative_to(root).parts)


def look(file: Path, path: str) -> Iterator[Found]:
    """The file, if it is one and not a pipe or a device. Raises OSError."""
    state = file.stat()
    if stat.S_ISREG(state.st_mode):
        touched = max(state.st_mtime_ns, state.st_ctime_ns)
        yield Found(path=shown(path), file=file, size=state.st_size, touched_ns=touched)


def shown(path: str) -> str:
    """As text that can be stored and printed: file names may hold any byte."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path).decode("utf-8", "backslashreplace")
    return path


def read(found: Found) -> bytes:
    """Raises Refused: too large to be a document, or it cannot be read."""
    limit = clean.NOTE_LIMIT if found.path.lower().endswith(NOTES) else clean.PAGE_LIMIT
    if found.size > limit:
        raise Refused("refused-too-large", megabytes=limit // 1_000_000)
    try:
        return found.file.read_bytes()
    except OSError as error:
        raise Refused("refused-unreadable", reason=error.strerror or str(error)) from error


def fingerprint(raw: bytes) -> str:
    return hashlib.blake2b(raw, digest_size=_HASH_BYTES).hexdigest()
