"""A feed and its entries, whatever the format."""

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from bot.model import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry: a paper or a day. `at` of each is earlier than that of the one before it in the feed, and stays;
    `updated` moves where the entry came to hold more."""

    id: str
    title: str
    url: str  # on our pages
    other: str = ""  # the paper itself
    at: dt.datetime
    updated: dt.datetime
    html: Markup
    summary: str
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """`home` is the page that shows the same, `own` the feed's own address."""

    id: str
    title: str
    about: str
    language: Language
    author: str
    home: str
    own: str
    updated: dt.datetime
    items: tuple[Item, ...]


def rfc3339(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
