"""All the curator's real notes, where they are: nothing refused, nothing left behind in a commentary."""

import datetime as dt
import os
import re
from functools import cache
from pathlib import Path

import pytest

from bot.ingest import digest_page, vault_note
from bot.ingest.text import inline, shown
from bot.model import Note
from bot.view import plain

ROOT = Path(__file__).parents[2]
NOTES = Path(os.environ.get("PAPERBOY_CORPUS", ROOT.parent / "shared" / "corpus" / "notes"))
TODAY = dt.date(2026, 1, 15)

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not NOTES.is_dir(), reason="the curator's notes are not here: set PAPERBOY_CORPUS to their folder"
    ),
]


@cache
def notes() -> dict[str, Note]:
    found = {}
    for path in sorted(NOTES.rglob("*.md")):
        found[path.stem] = vault_note.read(path.read_bytes(), name=path.name, today=TODAY)
    return found


def commentary_lines() -> list[tuple[str, str]]:
    return [
        (name, line)
        for name, note in notes().items()
        for text in (note.entry.ko, note.entry.en)
        for line in text.split("\n")
    ]


def test_no_note_is_refused_and_every_paper_has_a_title() -> None:
    assert len(notes()) >= 424
    assert not [name for name, note in notes().items() if not note.entry.title.strip()]


@pytest.mark.parametrize(
    ("left", "form"),
    [
        ("a lone URL", r"\W*(?:https?://\S+|\[[^\]]*\]\(https?://\S+\))\W*"),
        ("a line of tags", r"\s*(?:#[^\s#]+[\s,]*)+"),
        ("a language mark", r".*</?\s*engl?i?s?h?g?s?h?\s*>.*"),
        ("the heading of the links", r"\s*#+\s*Links?\s*"),
        ("a line of links to notes", r"\s*(?:\[\[[^\]]*\]\]\s*)+"),
        ("a private comment", r".*(?:%%|<!--).*"),
    ],
)
def test_nothing_is_left_in_a_commentary(left: str, form: str) -> None:
    assert not [found for found in commentary_lines() if re.fullmatch(form, found[1], re.IGNORECASE)], left


def test_a_korean_commentary_has_korean_and_an_english_one_none() -> None:
    hangul = re.compile("[\uac00-\ud7a3]")
    assert not [name for name, note in notes().items() if note.entry.ko and not hangul.search(note.entry.ko)]
    assert not [name for name, note in notes().items() if hangul.search(note.entry.en)]


def test_each_field_is_found_as_often_as_a_careful_person_finds_it() -> None:
    entries = [note.entry for note in notes().values()]
    if len(entries) != 424:
        pytest.skip("counted in the 424 notes that the first version was read with")
    assert sum(not entry.authors for entry in entries) == 27
    assert sum(bool(entry.abstract) for entry in entries) == 223
    assert sum(bool(entry.ko) for entry in entries) == 383
    assert sum(bool(entry.en) for entry in entries) == 159
    assert sum(bool(entry.arxiv_id) for entry in entries) == 398
    assert sum(bool(entry.related) for entry in entries) == 46
    assert sum(not entry.named for entry in entries) == 2
    assert sum(note.date is None for note in notes().values()) == 2


def test_authors_are_names() -> None:
    names = [(key, name) for key, note in notes().items() for name in note.entry.authors]
    assert not [found for found in names if not found[1] or len(found[1]) > 60 or "://" in found[1] or "(" in found[1]]


def test_every_paper_of_the_page_that_ships_has_its_note() -> None:
    (digest,) = digest_page.read((ROOT / "seeds" / "2025-06-02.txt").read_bytes(), today=TODAY)
    titles = {note.entry.title: note.entry for note in notes().values()}
    for entry in digest.entries:
        assert titles[entry.title].authors == entry.authors
        assert titles[entry.title].tags == entry.tags
        assert titles[entry.title].arxiv_id


def test_everything_can_be_shown_and_no_letter_of_a_commentary_is_lost() -> None:
    for note in notes().values():
        assert "".join(span.text for span in inline(note.entry.title)).strip()
        for text in (note.entry.abstract, note.entry.ko, note.entry.en):
            assert bool(plain(shown(text))) == bool(text)
        for text in (note.entry.ko, note.entry.en):
            without = re.sub(r"\]\(\S*\)|\[\[\d{6} ", "", text)  # the targets of links
            assert re.sub(r"[\W_]+", "", plain(shown(text))) == re.sub(r"[\W_]+", "", without)
