"""The arXiv id in whatever people copy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import arxiv


@pytest.mark.parametrize(
    "text",
    [
        "2505.24275",
        " 2505.24275v3 ",
        "arXiv:2505.24275",
        "arXiv 2505.24275v1",
        "arXiv:2505.24275v1 [cs.LG]",
        "https://arxiv.org/abs/2505.24275",
        "http://arxiv.org/abs/2505.24275v2",
        "arxiv.org/abs/2505.24275",
        "https://www.arxiv.org/pdf/2505.24275v1.pdf",
        "https://export.arxiv.org/html/2505.24275v1/",
        "https://arxiv.org/abs/2505.24275?context=cs#top",
        "<https://arxiv.org/abs/2505.24275>",
        "https://www.alphaxiv.org/abs/2505.24275v1",
        "https://www.alphaxiv.org/ko/overview/2505.24275",
        "https://huggingface.co/papers/2505.24275",
        "https://doi.org/10.48550/arXiv.2505.24275",
        "10.48550/arXiv.2505.24275",
        "doi:10.48550/ARXIV.2505.24275",
    ],
)
def test_every_way_to_write_an_id_gives_the_id_without_version(text: str) -> None:
    assert arxiv.id_of(text) == "2505.24275"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("https://arxiv.org/abs/cs/0112017v1", "cs/0112017"),
        ("math.GT/0309136", "math.gt/0309136"),
        ("0704.0001", "0704.0001"),
    ],
)
def test_ids_of_earlier_years_have_their_own_form(text: str, known: str) -> None:
    assert arxiv.id_of(text) == known


@pytest.mark.parametrize(
    "text",
    [
        "",
        "muon",
        "1234.5678",
        "2505.2427",
        "2505.242750",
        "2513.24275",
        "https://example.com/abs/2505.24275",
        "3.14159",
    ],
)
def test_what_only_looks_like_an_id_is_none(text: str) -> None:
    assert arxiv.id_of(text) is None


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    arxiv.id_of(text)
