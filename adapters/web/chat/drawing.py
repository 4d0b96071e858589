"""One place of the page: what stands there as it looks in each dialect, side by side. Pure."""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from markupsafe import Markup

from adapters.web.chat import discord, discord_forms, slack, slack_forms
from adapters.web.chat.dialects import Message
from adapters.web.chat.html import element, lines, moment
from bot.model import PaperId

Say = Callable[[str], str]
NAME = "Paperboy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`bodies`: of each dialect, as its adapter renders them; `said`: what was typed to get it."""

    name: str
    kind: Literal["post", "private"]
    at: dt.datetime
    bodies: Mapping[str, Sequence[Message]]
    papers: Mapping[str, Sequence[PaperId]]
    said: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


def drawn(place: Place, say: Say) -> Markup:
    typed = element("p", element("code", lines(place.said)), class_="said") if place.said else ""
    sides = [_side(place, dialect, bodies, say) for dialect, bodies in place.bodies.items()]
    kind = f"entry {place.kind}"
    return element(
        "article", typed, *sides, class_=kind, id=f"m-{place.name}", data_entry=place.name, data_kind=place.kind
    )


def _side(place: Place, dialect: str, bodies: Sequence[Message], say: Say) -> Markup:
    heads = [_message(place, dialect, body, say) for body in bodies if not body.get("reply")]
    replies = [_message(place, dialect, body, say) for body in bodies if body.get("reply")]
    thread = ""
    if replies:
        opened = next((body["thread"] for body in bodies if body.get("thread")), "") or say("try-thread")
        title = element("summary", f"{opened} · {len(replies)}")
        thread = element("details", title, *replies, class_="thread")
    papers = json.dumps(list(place.papers.get(dialect, ())))
    return element("section", *heads, thread, class_=f"side {dialect}", data_dialect=dialect, data_papers=papers)


def _message(place: Place, dialect: str, body: Message, say: Say) -> Markup:
    message: Any = body["message"]
    if dialect == "discord":
        shown = discord.message(message, discord.Around(place.files, say("try-choose")))
    else:
        shown = slack.message(message)
    whose = element(
        "div",
        element("span", NAME, class_="author"),
        element("span", say("try-app"), class_="badge"),
        moment(int(place.at.timestamp()), "t"),
        class_="whose",
    )
    parts = [whose, element("div", shown, class_="drawn")]
    if place.kind == "private":
        parts.insert(1 if dialect == "slack" else 2, element("p", say(f"try-only-{dialect}"), class_="only"))
    face = element("span", NAME[0], class_="face", aria_hidden="true")
    return element("div", face, element("div", *parts, class_="bubble"), class_="message")


def dialog(dialect: str, modal: Message, *, say: Say, rooms: Sequence[str]) -> Markup:
    """`rooms`: the channels that a menu of channels offers."""
    if dialect == "discord":
        return discord_forms.form(modal, submit=say("try-submit"), cancel=say("try-cancel"))
    return slack_forms.modal(modal, close=say("try-close"), rooms=rooms)
