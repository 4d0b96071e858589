"""JSON Feed 1.1. https://www.jsonfeed.org/version/1.1/"""

import json
from typing import Any

from adapters.web.feeds.feed import Feed, Item, rfc3339

KIND = "application/feed+json; charset=utf-8"


def written(feed: Feed) -> bytes:
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.about,
        "home_page_url": feed.home,
        "feed_url": feed.own,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": list(map(_item, feed.items)),
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _item(item: Item) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": str(item.html),
        "summary": item.summary,
        "date_published": rfc3339(item.at),
        "date_modified": rfc3339(item.updated),
        "language": item.language,
        "tags": list(item.tags),
    }
    if item.other:
        made["external_url"] = item.other
    if item.authors:
        made["authors"] = [{"name": author} for author in item.authors]
    return made
