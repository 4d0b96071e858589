"""Papers to messages: what a post looks like when it is planned, and one message of it when it is rendered again."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.model import Channel, Delivery, Languages, Layout, Paper, PaperId, Part
from bot.platform import Payload, Platform
from bot.present.posts import digest_post
from bot.store.deliveries import Draft
from bot.view import DigestPost, View

Fold = Callable[[str], str]


def drafts(
    platform: Platform,
    channel: Channel,
    shown: Sequence[Paper],
    *,
    languages: Languages,
    layout: Layout,
    role: str,
    remaining: int,
    fold: Fold,
    web: str = "",
) -> tuple[Draft, ...]:
    """The whole post; `web` is where the pages are. Raises ValueError if the renderer left out a paper: it would be
    lost."""
    view = digest_post(shown, languages=languages, layout=layout, role=role, remaining=remaining, fold=fold, web=web)
    numbers = {paper.id: number for number, paper in enumerate(shown, 1)}
    done: list[Draft] = []
    owned: set[PaperId] = set()
    for payload in platform.render(view, channel):
        draft = _draft(payload, numbers, owned)
        owned.update(draft.owns)
        done.append(draft)
    if owned != numbers.keys():
        raise ValueError(f"{platform.name} left out papers {sorted(numbers.keys() - owned)}")
    return tuple(done)


def render_again(
    platform: Platform,
    delivery: Delivery,
    parts: Sequence[Part],
    part: Part,
    papers: Mapping[PaperId, Paper],
    *,
    fold: Fold,
    plain: bool,
    web: str = "",
) -> Draft | None:
    """One part as it would be rendered now. None if it shows no paper any more."""
    cards = cards_among(parts)
    posted = [paper for one in parts if one.id not in cards for paper in one.papers if paper in papers]
    mine = frozenset(part.papers)
    whole = digest_post(
        [papers[paper] for paper in posted],
        languages=delivery.languages,
        layout=delivery.layout,
        role=delivery.role,
        remaining=delivery.remaining,
        fold=fold,
        web=web,
    )
    pages = [one.id for one in parts if one.id not in cards]
    view = _card(whole, mine) if part.id in cards else _page(whole, mine, pages.index(part.id) + 1, len(pages))
    if view is None:
        return None
    (payload,) = platform.render(view, delivery.channel, one=True, plain=plain)
    numbers = {paper: number for number, paper in enumerate(posted, 1)}
    draft = _draft(payload, numbers, set())
    return replace(draft, reply=part.reply, owns=() if part.id in cards else draft.papers)


def cards_among(parts: Sequence[Part]) -> frozenset[int]:
    """Parts whose papers all stand in parts before them: the cards in the thread of a list."""
    shown: set[PaperId] = set()
    cards = set()
    for part in parts:
        if part.papers and shown.issuperset(part.papers):
            cards.add(part.id)
        shown.update(part.papers)
    return frozenset(cards)


def _page(whole: DigestPost, mine: frozenset[PaperId], page: int, pages: int) -> View | None:
    sections = [(heading, tuple(line for line in lines if line.paper in mine)) for heading, lines in whole.sections]
    kept = tuple((heading, lines) for heading, lines in sections if lines)
    # A platform without threads shows the cards in the message itself; others make no messages of them with `one`.
    cards = tuple(card for card in whole.cards if card.paper in mine)
    return replace(whole, sections=kept, cards=cards, part=page, parts=pages) if kept else None


def _card(whole: DigestPost, mine: frozenset[PaperId]) -> View | None:
    return next((card for card in whole.cards if card.paper in mine), None)


def _draft(payload: Payload, numbers: Mapping[PaperId, int], owned: set[PaperId]) -> Draft:
    body = json.dumps(payload.body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Draft(
        papers=payload.papers,
        owns=tuple(paper for paper in payload.papers if paper not in owned),
        first_number=min((numbers[paper] for paper in payload.papers), default=1),
        reply=payload.reply,
        body=body,
        hash=hashlib.blake2b(body.encode(), digest_size=16).hexdigest(),
    )
