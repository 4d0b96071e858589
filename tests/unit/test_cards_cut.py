"""A card that an adapter had to cut has a button for the whole text, once; one that fits has none."""

from collections.abc import Callable
from typing import Any

import pytest

from adapters.discord import private as discord_cards
from adapters.discord.custom_id import CustomIds
from adapters.discord.render import answer as discord
from adapters.discord.render import render as discord_posts
from adapters.slack.render import answer as slack
from adapters.slack.values import Values
from bot.commands import COMMANDS
from bot.model import Channel, Paper
from bot.present import papers
from bot.present.passages import everything
from bot.present.posts import digest_post
from bot.present.reading import page, pages
from bot.view import PaperCard
from tests.papers import paper, same
from tests.servers.discord.component_form import walk

DISCORD, SLACK = CustomIds(COMMANDS), Values(COMMANDS)
LINKS = tuple(f"https://github.com/org/repo-{number}" for number in range(3))
AUTHORS = tuple(f"Author Name {number}" for number in range(40))
RELATED = [paper(number, title="Esoteric Language Models and their long titles of this field") for number in (2, 3, 4)]


def on_discord(view: PaperCard) -> list[str]:
    return [
        part["custom_id"].split(":")[1] for part in walk(discord(view, DISCORD)["components"]) if "custom_id" in part
    ]


def on_slack(view: PaperCard) -> list[str]:
    rows = [block for block in slack(view, SLACK)["blocks"] if block["type"] == "actions"]
    return [element["action_id"].split(":")[-1] for row in rows for element in row["elements"]]


def dense(sentences: int, sign: str) -> Paper:
    said = f"문장은 {sign}x{sign} 그리고 {sign}y{sign} 말해요. " * sentences
    return paper(1, ko=said, en="", links=LINKS, authors=AUTHORS)


def private(each: Paper) -> PaperCard:
    return papers.card(each, languages=("ko",), fold=same, related=RELATED)


def public(each: Paper) -> PaperCard:
    return papers.public_card(each, languages=("ko",), fold=same, related=RELATED, opened=True)


@pytest.mark.parametrize("made", [private, public])
@pytest.mark.parametrize(("verbs", "sign", "sentences"), [(on_discord, "|" * 2, 100), (on_slack, "&" * 5, 80)])
def test_what_the_adapter_cuts_can_be_read_as_a_whole(
    made: Callable[[Paper], PaperCard], verbs: Callable[[PaperCard], list[str]], sign: str, sentences: int
) -> None:
    cut, fitting, clipped = made(dense(sentences, sign)), made(dense(5, sign)), made(dense(500, sign))
    assert "whole" not in [action.verb for action in cut.actions]
    assert [verbs(card).count("whole") for card in (cut, fitting, clipped)] == [1, 0, 1]


def test_the_plain_form_of_a_card_has_the_button_too() -> None:
    rows: Any = discord_cards.worded(private(dense(60, "|")), DISCORD)["components"]
    assert [part.get("custom_id", "").split(":")[1:2] for part in walk(rows)].count(["whole"]) == 1


def test_a_card_in_the_thread_of_a_post_has_the_button_too() -> None:
    view = digest_post([dense(100, "||")], languages=("ko",), layout="thread", fold=same)
    body: Any = discord_posts(view, Channel("discord", "1", "2", "text"), DISCORD)[1].body
    assert "p1:whole:1" in [part.get("custom_id") for part in walk(body["message"]["components"])]


@pytest.mark.parametrize(
    "piece", ["x_y*z ", "[a]_[b] ", "a|b|c ", "#", "`f()` **w** [x](https://a.example/b_c) ", "\\"]
)
def test_the_pages_of_an_essay_show_all_of_it_whatever_signs_it_has(piece: str) -> None:
    essay = paper(1, title="긴 글 " * 30, ko=(piece * 14_000)[:14_000], en="", abstract="", arxiv_id=None)
    for number in range(1, len(pages(everything(essay, "ko"))) + 1):
        body = discord(page(essay, number, language="ko", asked=None, fold=same), DISCORD)
        assert not [part for part in walk(body["components"]) if "…" in part.get("content", "")]
