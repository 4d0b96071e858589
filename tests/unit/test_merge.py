"""What documents say together, and when two entries can be one."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest import merge
from bot.model import Entry, Kind, Statement

NOON = dt.datetime(2026, 1, 3, 12, tzinfo=dt.UTC)


def said(entry: Entry, kind: Kind = "note", document: int = 1, hours: int = 0, **more: object) -> Statement:
    changed = NOON + dt.timedelta(hours=hours)
    return Statement(document=document, ordinal=1, kind=kind, changed=changed, digest=None, entry=entry, **more)


def test_a_title_is_known_by_its_letters_and_digits():
    assert merge.title_key("ＧＰＴ-4: A “New” World_(Ⅳ)") == "gpt4anewworldiv"
    assert merge.title_key("강화 학습!") == "강화학습"
    assert merge.title_key("…") == ""


def test_keys_are_the_id_and_the_title_and_a_diary_has_none():
    assert merge.keys(Entry(title="A B", arxiv_id="2601.00001")) == ("arxiv:2601.00001", "title:ab")
    assert merge.keys(Entry(title="…", arxiv_id="2601.00001")) == ("arxiv:2601.00001",)
    assert merge.keys(Entry(title="Meeting", named=False)) == ()


def test_a_page_outranks_a_note_which_fills_gaps_and_gives_links_and_id():
    page = Entry(title="On the page", ko="페이지", tags=("rl",), links=("l/p",), arxiv_id="2601.00002")
    note = Entry(title="Note", ko="노트", en="Note", tags=("llm", "rl"), links=("l/n",), arxiv_id="2601.00001")
    for statements in ([said(page, "page"), said(note)], [said(note), said(page, "page")]):
        assert merge.merged(statements, None) == Entry(
            title="On the page",
            ko="페이지",
            en="Note",
            tags=("rl", "llm"),
            links=("l/n", "l/p"),
            arxiv_id="2601.00001",
        )


def test_the_last_page_and_the_first_note_speak_first():
    pages = [said(Entry(title=f"Page {n}"), "page", document=n, hours=-n) for n in (1, 2)]
    notes = [said(Entry(title="", ko=f"노트 {n}"), document=n) for n in (4, 3)]
    merged = merge.merged([*pages, *notes], None)
    assert (merged.title, merged.ko) == ("Page 1", "노트 3")


def test_a_deleted_document_is_heard_after_the_others_and_its_tags_go():
    gone, here = said(Entry(title="Gone", tags=("a",)), live=False), said(Entry(title="Here", tags=("b",)), document=2)
    assert merge.merged([gone, here], None) == Entry(title="Here", tags=("b",))
    assert merge.merged([gone], None) == Entry(title="Gone", tags=("a",))


def test_what_no_document_says_any_more_stays_but_for_tags():
    kept = {"authors": ("A",), "abstract": "a", "ko": "k", "en": "e", "links": ("l",), "arxiv_id": "1"}
    before = Entry(title="Old", tags=("x",), related=("r",), **kept)
    merged = merge.merged([said(Entry(title="New"))], before)
    assert merged == Entry(title="New", related=("r",), **kept)
    assert merge.merged([], before) == before


ENTRIES = st.builds(
    Entry, title=st.text(max_size=4), ko=st.text(max_size=4), tags=st.tuples(st.sampled_from(["a", "b"])),
    links=st.tuples(st.sampled_from(["x", "y"])), arxiv_id=st.sampled_from([None, "1", "2"]),
)  # fmt: skip


@given(ENTRIES, st.sampled_from(["page", "note"]), st.booleans())
def test_a_paper_of_one_document_is_what_that_says(entry, kind, live):
    alone, again = said(entry, kind, live=live), said(entry, kind, document=2, live=live)
    assert merge.merged([alone], None) == merge.merged([alone, again], None) == entry


@given(st.lists(ENTRIES, min_size=1, max_size=4), st.randoms())
def test_the_order_in_which_statements_are_given_makes_no_difference(entries, dice):
    statements = [said(entry, "page" if n % 2 else "note", document=n, hours=n) for n, entry in enumerate(entries)]
    shuffled = dice.sample(statements, len(statements))
    assert merge.merged(statements, None) == merge.merged(shuffled, None)


@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [
        (Entry(title="A", arxiv_id="1"), Entry(title="B", arxiv_id="1"), True),
        (Entry(title="A paper", arxiv_id="1"), Entry(title="A Paper!", arxiv_id="2"), True),
        (Entry(title="A", authors=("X", "Y")), Entry(title="B", authors=("X", "Y")), True),
        (Entry(title="A", abstract="We count."), Entry(title="B", abstract="we count"), True),
        (Entry(title="A", ko="양을 세면 잠이 온다"), Entry(title="B", ko="양을 세면 잠이 안 온다"), True),
        (Entry(title="A", ko="양을 세면 잠이 온다"), Entry(title="B", ko="달걀은 오 분 삶는다"), False),
        (Entry(title="A", ko="짧은 글"), Entry(title="B", ko="짧은 글로 시작하는 아주 긴 다른 글이 여기 있다"), False),
        (Entry(title=""), Entry(title=""), False),
    ],
)
def test_versions_of_one_text_are_alike(old, new, alike):
    assert merge.alike(old, new) is alike


def test_one_title_under_two_ids_is_one_paper_only_by_the_same_people():
    one = Entry(title="Scaling", arxiv_id="1", authors=("Ada Lovelace", "Alan Turing"))
    assert merge.same(one, Entry(title="Scaling", arxiv_id="2", authors=("ada lovelace",)))
    assert not merge.same(one, Entry(title="Scaling", arxiv_id="2", authors=("Grace Hopper",)))
    assert not merge.same(one, Entry(title="Scaling", arxiv_id="2"))
    assert merge.same(one, Entry(title="Scaling"))
