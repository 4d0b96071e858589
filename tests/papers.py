"""Papers as values, for tests of what is said about them."""

import datetime as dt

from bot.model import Paper, PaperId
from bot.view import Text

DAY = dt.date(2025, 6, 2)
ARRIVED = dt.datetime(2025, 6, 2, 1, tzinfo=dt.UTC)


def paper(number: int = 1, **fields: object) -> Paper:
    values = {
        "id": PaperId(number),
        "title": f"Paper {number}",
        "authors": ("Ada Lovelace", "Alan Turing", "Kim Minji"),
        "abstract": "The first sentence of the abstract. The second sentence.",
        "ko": "한국어로 쓴 코멘트예요. 두 번째 문장.",
        "en": "A comment in English. Its second sentence.",
        "tags": ("rl", "optimizer"),
        "arxiv_id": f"2506.{number:05}",
        "digest": DAY,
        "position": number,
        "rank": 1_000_000 - number,
        "news": "news",
        "published": ARRIVED,
    }
    return Paper(**{**values, **fields})  # type: ignore[arg-type]


def same(tag: str) -> str:
    """No aliases."""
    return tag


def said(text: Text) -> str:
    return " ".join("".join(span.text for span in block.spans) for block in text)
