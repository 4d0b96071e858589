import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import hangul

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8)


@pytest.mark.parametrize(
    "typed", ["ㄱ", "가", "강", "강ㅎ", "강호", "강화", "강환", "강화하", "강화학ㅅ", "강화 학습", "강화-학습"]
)
def test_every_half_typed_form_finds_the_word_but_a_wrong_final_does_not(typed: str) -> None:
    assert hangul.matches(typed, "강화학습") is (typed != "강환")


@pytest.mark.parametrize("typed", ["ㄱㅎ", "ㄱㅎㅎ", "ㄱㅎㅎㅅ"])
def test_initials_find_the_word(typed: str) -> None:
    assert hangul.matches(typed, "강화학습")


def test_initials_that_the_keyboard_joined_into_one_letter_are_two() -> None:
    assert hangul.matches("ㄳ", "강사")


def test_a_first_consonant_may_become_the_final_of_the_syllable_before() -> None:
    assert hangul.matches("옵팀", "옵티마이저")


def test_latin_ignores_case_spaces_and_hyphens() -> None:
    assert hangul.matches("State sp", "state-space-model")
    assert not hangul.matches("space", "state-space-model")


def test_decomposed_text_of_a_mac_is_the_same_text() -> None:
    assert hangul.matches(unicodedata.normalize("NFD", "강화하"), "강화학습")


@given(HANGUL, st.integers(min_value=1))
def test_a_beginning_of_a_word_always_finds_it(word: str, length: int) -> None:
    assert hangul.matches(word[:length], word)
    assert len(hangul.initials(word)) == len(word)


@given(st.text(), st.text())
def test_nothing_raises(typed: str, name: str) -> None:
    assert hangul.matches(typed, name) in (True, False)
