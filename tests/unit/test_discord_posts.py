"""Posts and answers as Discord shows them: the agreed layouts, and what is cut where it is too much."""

from typing import Any

import pytest

from adapters.discord import components
from adapters.discord.custom_id import CustomIds
from adapters.discord.render import answer, render
from adapters.slack.render import answer as slack
from adapters.slack.values import Values
from bot.commands import COMMANDS
from bot.model import Channel, Paper, TagCount
from bot.platform import Payload
from bot.present.lists import tag_list
from bot.present.papers import card
from bot.present.posts import digest_post
from bot.view import TagList
from tests.papers import paper, same
from tests.servers.discord.component_form import pressable, texts, walk

IDS = CustomIds(COMMANDS)
ESSAY = "긴 글을 나누어 읽어요. " * 1100


def channel(kind: Any = "text") -> Channel:
    return Channel("discord", "1", "2", kind)


def post(*papers: Paper, kind: Any = "text", layout: Any = "list", role: str = "", **how: Any) -> tuple[Payload, ...]:
    view = digest_post(papers, languages=("ko",), layout=layout, fold=same, role=role)
    return render(view, channel(kind), IDS, **how)


def message(payload: Payload) -> dict[str, Any]:
    body: Any = payload.body
    return {"content": "", "embeds": [], **body["message"]}


def seven() -> list[Paper]:
    return [paper(number, ko="Reward 분산이 0이었던 프롬프트는 걸러낸다는 아이디어. " * 3) for number in range(1, 8)]


def test_a_day_of_seven_papers_is_one_message_with_a_button_beside_each() -> None:
    (payload,) = post(*seven())
    shown = message(payload)
    sections = [part for part in walk(shown["components"]) if part["type"] == components.SECTION]
    assert [part["accessory"]["label"] for part in sections] == ["초록"] * 7
    assert texts(shown).startswith("## 2025년 6월 2일 (월) · 논문 7편\n-# optimizer 7 · rl 7")
    assert sections[0]["components"][0]["content"].startswith(
        "### 1. [Paper 1](<https://arxiv.org/abs/2506.00001>)\n-# Ada Lovelace 외 2명 · `#rl` `#optimizer`\nReward"
    )
    assert shown["flags"] == components.V2 | components.SILENT
    assert shown["allowed_mentions"] == {"parse": []}


def test_the_link_to_the_web_page_stands_in_the_row_and_costs_a_day_of_seven_nothing() -> None:
    view = digest_post(seven(), languages=("ko",), layout="list", fold=same, remaining=3, web="https://p.example")
    (payload,) = render(view, channel(), IDS)
    parts = list(walk(message(payload)["components"]))
    rows = [[button["label"] for button in part["components"]] for part in parts if part["type"] == components.ROW]
    assert rows == [["English", "랜덤 논문", "내 설정", "웹에서 보기"]]
    assert len([part for part in parts if part["type"] == components.SEPARATOR]) == 8
    assert len(parts) == 37


@pytest.mark.parametrize("kind", ["announcement", "dm"])
def test_where_components_are_shown_badly_it_is_embeds(kind: str) -> None:
    (payload,) = post(*seven(), kind=kind)
    shown = message(payload)
    assert [embed["title"] for embed in shown["embeds"]] == [f"{n}. Paper {n}" for n in range(1, 8)]
    assert shown["content"].startswith("**2025년 6월 2일 (월) · 논문 7편**")
    assert not shown.get("flags", 0) & components.V2
    assert bool(shown["flags"] & components.SILENT) == (kind == "announcement")


def test_a_post_that_pings_a_role_says_so_in_its_content() -> None:
    """A message of components would give an empty notification."""
    (payload,) = post(*seven(), role="12345")
    shown = message(payload)
    assert shown["content"].startswith("<@&12345>\n")
    assert shown["allowed_mentions"] == {"parse": [], "roles": ["12345"]}
    assert not shown["flags"] & components.SILENT


def test_twenty_papers_are_split_between_papers() -> None:
    papers = [paper(number, ko="한 문장이에요. " * 60) for number in range(1, 21)]
    payloads = post(*papers)
    assert len(payloads) > 1
    assert [number for payload in payloads for number in payload.papers] == list(range(1, 21))
    assert f"(1/{len(payloads)})" in texts(message(payloads[0]))
    assert all("한 문장이에요." in texts(message(payload)) for payload in payloads)


def test_a_commentary_over_its_budget_is_cut_at_a_sentence_and_has_a_button_for_the_whole() -> None:
    (payload,) = post(paper(1, ko=ESSAY))
    shown = message(payload)
    (section,) = (part for part in walk(shown["components"]) if part["type"] == components.SECTION)
    assert section["components"][0]["content"].endswith("읽어요.")
    assert section["accessory"]["custom_id"].startswith("p1:whole:1")


def test_a_hundred_and_ninety_four_authors_fit_a_card() -> None:
    authors = tuple(f"Author Number {number}" for number in range(194))
    one = paper(1, authors=authors, ko="설명 " * 300, abstract="Some *words* about $x_i$. " * 100)
    shown = {"content": "", "embeds": [], **answer(card(one, languages=("ko",), fold=same, opened=True), IDS)}
    assert components.fits(shown["components"])
    assert "Author Number 0, " in texts(shown)


def test_layout_thread_adds_a_card_for_each_paper() -> None:
    first, *cards = post(*seven(), layout="thread")
    assert [payload.papers for payload in cards] == [(n,) for n in range(1, 8)]
    assert all(payload.reply for payload in cards)
    assert not first.reply


@pytest.mark.parametrize("kind", ["thread", "dm"])
def test_where_no_thread_can_be_opened_there_is_only_the_list(kind: str) -> None:
    assert len(post(*seven(), layout="thread", kind=kind)) == 1


def test_a_forum_gets_a_post_with_a_name_and_tags() -> None:
    (payload,) = post(*seven(), kind="forum", layout="forum")
    body: Any = payload.body
    assert body["post"] == "2025년 6월 2일 (월) · 논문 7편"
    assert body["tags"] == ["optimizer", "rl"]


def test_a_refused_post_is_rendered_plainer() -> None:
    (rich,), (plain,) = post(*seven()), post(*seven(), one=True, plain=True)
    assert message(rich)["flags"] & components.V2
    assert len(message(plain)["embeds"]) == 7
    (plainest,) = post(*seven(), kind="announcement", one=True, plain=True)
    assert not message(plainest)["embeds"]
    assert "7. [Paper 7](<https://arxiv.org/abs/2506.00007>)" in message(plainest)["content"]


def test_tags_can_be_chosen_from_a_menu() -> None:
    view = TagList(language="ko", heading="태그", tags=tuple((f"tag-{n}", n) for n in range(60)))
    shown = answer(view, IDS)
    (menu,) = (one for one in pressable(shown).values() if one["type"] == components.SELECT)
    assert len(menu["options"]) == 25
    assert menu["options"][3] == {"label": "#tag-3", "value": "tag-3", "description": "3"}


@pytest.mark.parametrize(("language", "said"), [("ko", "태그 고르기"), ("en", "Choose a tag")])
def test_a_menu_says_what_it_is_for(language: Any, said: str) -> None:
    view = tag_list([TagCount("rl", 3)], language=language, total=1, query="", actions=())
    (menu,) = (one for one in pressable(answer(view, IDS)).values() if one["type"] == components.SELECT)
    assert menu["placeholder"] == said
    (row,) = (block for block in slack(view, Values(COMMANDS))["blocks"] if block["type"] == "actions")
    assert row["elements"][-1]["placeholder"]["text"] == said
