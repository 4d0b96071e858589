"""A feed as readers of feeds read it."""

import feedparser


async def parsed(web, path):
    """As readers of feeds read it; anything unsound is a failure."""
    answer = await web.get(path)
    assert answer.status == 200, answer.text
    found = feedparser.parse(answer.body, response_headers={"content-type": answer.headers["Content-Type"]})
    assert not found.bozo, found.get("bozo_exception")
    return found
