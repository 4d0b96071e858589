"""Atom. https://www.rfc-editor.org/rfc/rfc4287"""

from adapters.web.feeds.feed import Feed, Item, rfc3339
from adapters.web.feeds.xml import Element, add, document, element

KIND = "application/atom+xml; charset=utf-8"


def written(feed: Feed) -> bytes:
    root = element("feed", xmlns="http://www.w3.org/2005/Atom", xml_lang=feed.language)
    add(root, "id", feed.id)
    add(root, "title", feed.title)
    add(root, "subtitle", feed.about)
    add(root, "updated", rfc3339(feed.updated))
    add(root, "link", rel="self", type="application/atom+xml", href=feed.own)
    add(root, "link", rel="alternate", type="text/html", href=feed.home)
    add(add(root, "author"), "name", feed.author)
    add(root, "generator", "Paperboy")
    root.extend(map(_entry, feed.items))
    return document(root)


def _entry(item: Item) -> Element:
    entry = element("entry", xml_lang=item.language)
    add(entry, "id", item.id)
    add(entry, "title", item.title)
    add(entry, "published", rfc3339(item.at))
    add(entry, "updated", rfc3339(item.updated))
    add(entry, "link", rel="alternate", type="text/html", href=item.url)
    if item.other:
        add(entry, "link", rel="related", href=item.other)
    for author in item.authors:
        add(add(entry, "author"), "name", author)
    for tag in item.tags:
        add(entry, "category", term=tag)
    add(entry, "summary", item.summary)
    add(entry, "content", str(item.html), type="html")
    return entry
