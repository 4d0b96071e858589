"""Saved papers as BibTeX."""

import datetime as dt

from bot.present.bibtex import bibliography
from tests.papers import paper


def test_an_entry_has_what_a_bibliography_needs():
    entry = bibliography([paper(title="GradPower: Powering Gradients", authors=("Mingze Wang", "Jinbo Wang"))])
    assert entry == (
        "@misc{wang2025gradpower,\n"
        "  title = {{GradPower: Powering Gradients}},\n"
        "  author = {Mingze Wang and Jinbo Wang},\n"
        "  year = {2025},\n"
        "  eprint = {2506.00001},\n"
        "  archivePrefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/2506.00001}\n"
        "}\n"
    )


def test_keys_are_unique_and_never_empty():
    text = bibliography([paper(1), paper(2), paper(3, title="학습", authors=("김민지",))])
    assert "@misc{lovelace2025paper," in text
    assert "@misc{lovelace2025paper-2," in text
    assert "@misc{paper2025-3," in text


def test_characters_of_latex_are_escaped_but_formulas_stay():
    text = bibliography([paper(title="50% of $\\mu$P & Pass@$k$ for $5 {open")])
    assert "{50\\% of $\\mu$P \\& Pass@$k$ for \\$5 open}" in text


def test_a_caret_and_a_tilde_are_no_accents_and_no_spaces():
    text = bibliography([paper(title="L^2 in ~3% of $x^2$ {or", authors=("Jos\\'e Pe\\~na", "Ana~B"))])
    assert "L\\textasciicircum{}2 in \\textasciitilde{}3\\% of $x^2$ or" in text
    assert "Jos\\'e Pe\\~na and Ana\\textasciitilde{}B" in text
    assert text.count("{") == text.count("}")


def test_the_year_is_that_of_the_arxiv_id_else_of_the_digest():
    assert "year = {2023}" in bibliography([paper(arxiv_id="2312.00752")])
    assert "year = {2019}" in bibliography([paper(arxiv_id=None, digest=dt.date(2019, 1, 1))])
    assert "year = {2006}" in bibliography([paper(arxiv_id="cs/0609071", digest=dt.date(2006, 9, 1))])


def test_nothing_is_nothing():
    assert bibliography([]) == ""
