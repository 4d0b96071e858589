"""Messages that are asked for again and again are made once, and never mixed up."""

from dataclasses import replace

from adapters.discord.custom_id import CustomIds, custom_ids
from adapters.discord.render import answer
from bot.commands import COMMANDS
from bot.model import PaperId
from bot.view import Action, PaperCard, Span

IDS = CustomIds(COMMANDS)
CARD = PaperCard(
    language="en", paper=PaperId(7), title=(Span("Muon"),), url="", authors="", meta="", tags=(), passages=(),
    abstract=None, actions=(Action("Save", "keep", {"paper": "7"}),),
)  # fmt: skip


def test_the_same_card_is_the_same_message_every_time():
    assert answer(CARD, IDS) == answer(replace(CARD), IDS)


def test_cards_that_differ_only_in_what_a_button_carries_are_different_messages():
    other = replace(CARD, actions=(Action("Save", "keep", {"paper": "7", "open": "1"}),))
    assert hash(other) == hash(CARD)
    ids = [list(custom_ids(answer(card, IDS)["components"])) for card in (CARD, other)]
    assert ids == [["p1:keep:7"], ["p1:keep:7::1"]]


def test_an_answer_is_hidden_and_shared_without_touching_what_is_kept():
    first = answer(CARD, IDS)
    first["flags"], first["components"] = 0, []
    assert answer(CARD, IDS)["components"]
