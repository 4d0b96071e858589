"""The command table is what every platform projects: it has to be legal everywhere."""

import re

import pytest

from bot.commands import BY_VERB, COMMANDS, HANDLERS
from bot.model import LANGUAGES

NAME = re.compile(r"^[-_'\w]{1,32}$")  # Discord: ^[-_'\p{L}\p{N}]{1,32}$, lower case
NAMED = [command for command in COMMANDS if command.names]


def test_every_verb_has_one_handler_and_every_handler_a_verb():
    assert sorted(command.verb for command in COMMANDS) == sorted(HANDLERS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_unique_in_each_language(language):
    names = [command.names[language] for command in NAMED]
    assert len(names) == len(set(names))


def test_a_verb_is_its_english_name():
    assert all(command.names["en"] == command.verb for command in NAMED)


@pytest.mark.parametrize("command", NAMED, ids=lambda command: command.verb)
@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_descriptions_are_legal_on_discord(command, language):
    for named in (command, *command.options):
        name, about = named.names[language], named.about[language]
        assert NAME.match(name)
        assert name == name.lower()
        assert 1 <= len(about) <= 100
        assert not about.startswith("about-")


@pytest.mark.parametrize("command", NAMED, ids=lambda command: command.verb)
@pytest.mark.parametrize("language", LANGUAGES)
def test_option_names_are_unique_and_few_enough(command, language):
    names = [option.names[language] for option in command.options]
    assert len(names) == len(set(names)) <= 25
    assert all(len(option.choices) <= 25 for option in command.options)


def test_required_options_come_first_as_discord_wants_it():
    for command in COMMANDS:
        required = [option.required for option in command.options]
        assert required == sorted(required, reverse=True)


def test_who_changes_a_channel_must_manage_it():
    managing = {command.verb for command in COMMANDS if command.right == "manage"}
    assert managing == {
        *("subscribe", "anyway", "unsubscribe", "subscription", "pause", "resume", "catchup"),
        *("preview", "postnow", "arrived", "again"),
    }


@pytest.mark.parametrize(
    ("language", "all_of_them", "none"), [("en", "; all to", "; none to"), ("ko", "‘모두’", "‘없음’")]
)
def test_what_takes_a_choice_back_is_named_where_it_is_made(language, all_of_them, none):
    about = {option.key: option.about[language] for option in BY_VERB["subscribe"].options}
    assert all_of_them in about["tags"]
    assert none in about["exclude"]
    assert "@everyone" in about["role"]  # Discord's picker of roles knows no other word for it
