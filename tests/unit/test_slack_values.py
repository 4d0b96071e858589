"""What a button does is read back as it was written, and nothing else is."""

import pytest

from adapters.slack import blocks, origin
from adapters.slack.origin import Origin
from adapters.slack.values import Said, Values
from bot.commands import COMMANDS
from bot.view import Action

VALUES = Values(COMMANDS)


def test_a_button_says_what_it_does_after_a_year() -> None:
    action = Action("Next", "results", {"tag": "rl,moe", "query": "muon: 학습 ~ %", "at": "5"})
    packed = VALUES.pack(action)
    assert packed is not None
    assert VALUES.unpack(*packed) == Said("results", dict(action.args))
    assert VALUES.unpack("p1:card~2", '{"paper":"7"}') == Said("card", {"paper": "7"})
    assert VALUES.unpack(VALUES.menu("paper", "tag")) == Said("paper", {}, "tag")


@pytest.mark.parametrize(
    ("action_id", "value"),
    [("a0:card", '{"paper":"7"}'), ("p1:nothing", ""), ("p1:card", '{"stranger":"7"}'), ("p1:card", "[]"),
     ("p1:card", "{"), ("p1:card", '{"paper":7}'), ("p1:card/stranger", "")],
)  # fmt: skip
def test_what_is_not_ours_is_nothing(action_id: str, value: str) -> None:
    assert VALUES.unpack(action_id, value) is None


def test_what_cannot_be_carried_is_no_button() -> None:
    assert blocks.button(Action("x", "card", {"stranger": "1"}), VALUES) is None
    assert blocks.button(Action("x", "results", {"query": "가" * 800}), VALUES) is None
    assert blocks.button(Action("x", url="javascript:alert(1)"), VALUES) is None


def test_the_same_button_twice_in_a_row_is_told_apart() -> None:
    (row,) = blocks.rows([Action("a", "random"), Action("b", "random"), Action("c", url="https://x.org")], VALUES)
    assert [each["action_id"] for each in row["elements"]] == ["p1:random", "p1:random~2", "link"]


def test_a_message_tells_its_papers() -> None:
    made = blocks.rows([Action("a", "card", {"paper": "3"}), Action("b", "save", {"paper": "5"})], VALUES)
    assert VALUES.papers(made) == (3, 5)


def test_a_modal_remembers_where_it_was_opened() -> None:
    where = Origin(channel="C1", kind="text", name="papers", answers="https://hooks.example.org/1", depth=2)
    assert origin.read(where.written({"tag": "rl"})) == (where, {"tag": "rl"})
    assert origin.read("no json") == (Origin(), {})
