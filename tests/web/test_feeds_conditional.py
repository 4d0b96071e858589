"""Who has a feed already gets nothing but that."""

import pytest

from tests.vault import note
from tests.web_parts import reading


@pytest.fixture
async def web(vault):
    vault.put("260101 One.md", note("The First", tags="#rl"))
    async with reading(vault) as web:
        await web.read()
        yield web


PATHS = ("/feed.atom", "/feed.rss?per=day", "/feed.json?tag=rl&lang=ko", "/api/papers", "/api")


@pytest.mark.parametrize("path", PATHS)
async def test_it_is_sent_again_only_when_it_changed(web, vault, path):
    first = await web.get(path)
    tag, moment = first.headers["ETag"], first.headers["Last-Modified"]
    for same in ({"If-None-Match": tag}, {"If-None-Match": f'"x", W/{tag}'}, {"If-Modified-Since": moment}):
        again = await web.get(path, **same)
        assert (again.status, again.body) == (304, b"")
        assert (again.headers["ETag"], again.headers["Last-Modified"]) == (tag, moment)
    vault.put("260102 Two.md", note("The Second", tags="#rl"))
    await web.read()
    changed = await web.get(path, **{"If-Modified-Since": moment})
    assert changed.status == 200
    assert changed.headers["Last-Modified"] != moment
    if path != "/api":
        assert (await web.get(path, **{"If-None-Match": tag})).status == 200


async def test_the_tag_decides_where_both_are_told(web):
    """RFC 9110, section 13.2.2."""
    first = await web.get("/feed.rss")
    told = {"If-None-Match": '"another"', "If-Modified-Since": first.headers["Last-Modified"]}
    assert (await web.get("/feed.rss", **told)).status == 200
    told = {"If-None-Match": first.headers["ETag"], "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}
    assert (await web.get("/feed.rss", **told)).status == 304


@pytest.mark.parametrize("moment", ["yesterday", "", "0", "Thu, 99 Jan 1970 00:00:00 GMT", "2026-01-01"])
async def test_a_moment_that_is_none_changes_nothing(web, moment):
    assert (await web.get("/feed.rss", **{"If-Modified-Since": moment})).status == 200


async def test_a_later_moment_than_the_last_change_is_up_to_date(web):
    told = {"If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"}
    assert (await web.get("/feed.rss", **told)).status == 304


async def test_a_conditional_request_asks_the_database_nothing(web):
    tag = (await web.get("/feed.rss")).headers["ETag"]
    asked = []
    database = web.vault.store.database
    fetch = database.fetch
    database.fetch = lambda *args: asked.append(args) or fetch(*args)
    try:
        assert (await web.get("/feed.rss", **{"If-None-Match": tag})).status == 304
        assert (await web.get("/feed.rss")).status == 200
    finally:
        database.fetch = fetch
    assert asked == []


async def test_a_page_of_another_site_may_read_it(web):
    for path in ("/feed.atom", "/feed.atom?lang=xx", "/api/papers", "/api/papers/none", "/api/nothing"):
        answer = await web.get(path, Origin="https://elsewhere.example")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Set-Cookie" not in answer.headers
