"""Search terms: the same in the index and in what is looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import terms


def test_hangul_stands_as_pairs_and_its_last_syllable_everything_else_as_words():
    assert terms.index(["강화학습을 LLM에, GPT-4!"], [3]).split() == [
        *["강화", "화학", "학습", "습을", "을"], "LLM", "에", "GPT", "4", "_t3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("학습", '"학습"'),
        ("강화학습", '"강화 화학 학습"'),
        ("뇌", '"뇌"*'),
        ("muon optimizer", '"muon" AND "optimizer"*'),
        ("LLM 학습", '"LLM"* AND "학습"'),
        ("학습 LLM", '"학습" AND "LLM"*'),
        ("LLM을", '"LLM 을"*'),
        ("학습LLM", '"학습 습 LLM"*'),
        ("rl", '"rl"'),
        ("state-space", '"state space"*'),
        ("“state space” model", '"state space" AND "model"*'),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_query_is_an_expression(words, expression):
    assert terms.query(words, ()) == expression


def test_one_or_two_letters_may_begin_a_word_when_asked_for():
    assert terms.query("a rl", (), begun=True) == '"a" AND "rl"*'


def test_tags_are_tokens_before_the_words():
    assert terms.query("학습", [3, 12]) == '"_t3" AND "_t12" AND "학습"'
    assert "_t3" not in terms.index(["x_t3 _t3"], []).split()


@given(st.text())
def test_no_text_breaks_out_of_its_quotation_marks(text):
    expression = terms.query(text, ())
    assert expression.count('"') % 2 == 0
    assert not set(expression.replace(" AND ", " ").replace('"*', '"')) & set("()^:{}+*-")


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_every_word_of_a_text_is_among_its_terms(text):
    found = set(terms.index([text], []).split())
    for word in terms._runs(text):
        assert set(terms._terms(word)) <= found


@given(st.text(st.characters(max_codepoint=127)))
def test_a_text_has_the_same_terms_whatever_stands_beside_it(text):
    alone = terms.index([text], []).split()
    assert terms.index(["é", text, "뇌"], []).split() == ["é", *alone, "뇌"]
    assert terms.index([f"é\n{text}"], []).split() == ["é", *alone]


@pytest.mark.parametrize(
    ("words", "half_typed"),
    [
        ("optimizer", "optimizer"),
        ("Muon OPTIMI", "optimi"),
        ("optimizer 학습", "optimizer"),
        ("학습optimizer", "optimizer"),
        ("optimizer의", ""),
        ("optim", ""),  # the index keeps what begins with so few letters
        ("naïvety", ""),
        ("학습", ""),
        ("", ""),
    ],
)
def test_a_long_word_may_be_half_typed(words, half_typed):
    assert terms.half_typed(words) == half_typed


def test_all_that_a_half_typed_word_may_become_stands_in_its_place():
    expression = terms.query("state-space models 학습", [3], endings=("models", "modelling"))
    assert expression == '"_t3" AND "state space" AND ("models" OR "modelling") AND "학습"'
    assert terms.query("state-models", (), endings=("models", "modelsx")) == '("state models" OR "state modelsx")'
