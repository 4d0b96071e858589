"""RSS 2.0. https://www.rssboard.org/rss-specification and, for what it leaves open, https://www.rssboard.org/rss-profile"""

from email.utils import format_datetime

from markupsafe import escape

from adapters.web.feeds.feed import Feed, Item
from adapters.web.feeds.xml import Element, add, document, element

KIND = "application/rss+xml; charset=utf-8"
_SPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


def written(feed: Feed) -> bytes:
    root = Element("rss", {"version": "2.0", **_SPACES})
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.home)
    add(channel, "description", feed.about)
    add(channel, "language", feed.language)
    add(channel, "lastBuildDate", format_datetime(feed.updated, usegmt=True))
    add(channel, "generator", "Paperboy")
    add(channel, "atom:link", rel="self", type="application/rss+xml", href=feed.own)
    channel.extend(map(_item, feed.items))
    return document(root)


def _item(item: Item) -> Element:
    made = element("item")
    add(made, "title", item.title)
    add(made, "link", item.url)
    add(made, "guid", item.id, isPermaLink="false")
    add(made, "pubDate", format_datetime(item.at, usegmt=True))
    for author in item.authors:
        add(made, "dc:creator", author)
    for tag in item.tags:
        add(made, "category", tag)
    add(made, "description", str(escape(item.summary)))  # HTML, says the specification
    add(made, "content:encoded", str(item.html))
    return made
