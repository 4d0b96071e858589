"""Buttons say what they do in a hundred characters, and nobody is trusted for it."""

from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.custom_id import LIMIT, CustomIds, custom_ids, unique
from bot.commands import COMMANDS
from bot.view import Action
from tests.wild_views import actions

IDS = CustomIds(COMMANDS)


@given(actions())
def test_a_button_comes_back_as_it_was_made_or_is_not_made(action: Action) -> None:
    packed = IDS.pack(action)
    if packed is None:
        return
    assert 1 <= len(packed) <= LIMIT
    wanted = {key: value for key, value in action.args.items() if value}
    assert IDS.unpack(packed) == (action.verb, wanted)
    assert IDS.unpack(f"{packed}~12") == (action.verb, wanted)


@given(st.text(max_size=100))
def test_a_forged_custom_id_is_a_known_verb_with_known_arguments_or_nothing(text: str) -> None:
    for custom_id in (text, f"p1:{text}", f"p1:card:{text}"):
        read = IDS.unpack(custom_id)
        if read is not None:
            command = next(command for command in COMMANDS if command.verb == read[0])
            assert set(read[1]) <= {option.key for option in command.options}


def test_the_same_button_may_stand_in_a_message_twice() -> None:
    assert unique(["p1:random", "p1:card:1", "p1:random"]) == ["p1:random", "p1:card:1", "p1:random~2"]


def test_arguments_that_the_verb_does_not_know_make_no_button() -> None:
    assert IDS.pack(Action("x", "card", {"other": "1"})) is None
    assert IDS.pack(Action("x", "nothing")) is None


def test_the_papers_of_a_message_are_read_from_its_buttons() -> None:
    button = {"type": 2, "custom_id": "p1:abstract:7:ko"}
    rows = [
        {"type": 17, "components": [{"type": 9, "components": [], "accessory": button}]},
        {"type": 1, "components": [{"type": 2, "custom_id": "p1:whole:9"}, {"type": 2, "custom_id": "p1:save:7~2"}]},
        {"type": 1, "components": [{"type": 2, "custom_id": "another:bot:8"}, {"type": 2, "url": "https://a.example"}]},
    ]
    assert IDS.papers(custom_ids(rows)) == (7, 9)
