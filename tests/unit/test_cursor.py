"""Where a page of results begins, as a button carries it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.cursor import Cursor
from tests.papers import paper


@given(
    st.builds(
        Cursor,
        oldest=st.booleans(),
        number=st.integers(1, 999_999),
        rank=st.integers(0, 2**63 - 1),
        back=st.booleans(),
    )
)
def test_what_was_packed_is_read_again(cursor):
    assert Cursor.read(cursor.pack()) == cursor
    assert len(cursor.pack()) <= 21


@given(st.text())
def test_no_text_makes_it_raise(text):
    assert Cursor.read(text).number >= 1


@pytest.mark.parametrize("text", ["", "n", "n0", "x5", "n5+", "n1+" + "z" * 40, "o١"])
def test_what_nobody_packed_is_a_first_page(text):
    assert Cursor.read(text).rank is None


def test_the_first_page_needs_nothing():
    assert Cursor().pack() == ""


def test_the_page_before_the_second_is_the_first():
    papers = tuple(paper(n) for n in range(6, 11))
    assert Cursor(number=6, rank=3).previous(papers, 5) == Cursor()


def test_a_page_goes_on_after_its_last_paper():
    papers = tuple(paper(n) for n in range(1, 6))
    assert Cursor().next(papers) == Cursor(number=6, rank=papers[-1].rank)
