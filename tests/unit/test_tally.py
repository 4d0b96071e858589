"""What is counted for Prometheus."""

from bot.tally import Histogram


def test_a_bound_counts_what_it_reaches() -> None:
    histogram = Histogram((1.0, 5.0))
    for value in (0.5, 1.0, 1.1, 5.0, 99.0):
        histogram.add(value)
    assert (histogram.counts, histogram.total) == ([2, 2, 1], 106.6)
