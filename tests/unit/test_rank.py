"""The one number that sorts the archive."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bot.model import AFTER_PAGES, PaperId, Publication, first_rank

NOON = dt.datetime(2026, 1, 3, 12, tzinfo=dt.UTC)
PLACES = st.tuples(
    st.dates(), st.integers(1, AFTER_PAGES - 1) | st.just(AFTER_PAGES), st.integers(1, 2**31 - 2).map(PaperId)
)


def rank(date: dt.date, position: int, paper: PaperId) -> int:
    return Publication(digest=date, position=position, news="news", published=NOON).rank(paper)


@given(PLACES, PLACES)
def test_newest_digest_first_then_the_curators_order_then_arrival(one, other):
    def order(place: tuple[dt.date, int, PaperId]) -> tuple[int, int, int]:
        return -place[0].toordinal(), place[1], place[2]

    assert (order(one) < order(other)) == (rank(*one) > rank(*other))
    assert (one == other) == (rank(*one) == rank(*other))


@given(PLACES)
def test_a_days_ranks_lie_between_its_first_and_the_next_days(place):
    assert first_rank(place[0]) <= rank(*place) < first_rank(place[0]) + first_rank(dt.date.min) < 2**63
