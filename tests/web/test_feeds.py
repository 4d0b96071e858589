"""What a reader of feeds gets: in each format, in each language, by tag, by words, by day."""

import datetime as dt
import json
import re
from html import unescape
from itertools import pairwise

import pytest

from tests.vault import note, page
from tests.web_feeds import parsed
from tests.web_parts import reading
from tests.web_vaults import two_days


@pytest.fixture
async def web(vault):
    async with two_days(vault) as web:
        yield web


def when(entry):
    return dt.datetime(*entry.published_parsed[:6], tzinfo=dt.UTC)


# --- what is in it ---


@pytest.mark.parametrize("form", ["atom", "rss"])
async def test_the_newest_papers_come_first_and_no_two_have_one_date(web, form):
    feed = await parsed(web, f"/feed.{form}")
    moments = [when(entry) for entry in feed.entries]
    assert len(moments) == 42
    assert all(one > other for one, other in pairwise(moments))
    studies = [entry.title for entry in feed.entries if "Later" in entry.title]
    assert studies == [f"Later Study Number {n}" for n in range(1, 8)]
    assert len({entry.id for entry in feed.entries}) == 42


async def test_the_moments_of_a_digest_are_within_the_first_minutes_of_its_day(web):
    items = json.loads((await web.get("/feed.json")).body)["items"]
    for item in items:
        moment = dt.datetime.fromisoformat(item["date_published"])
        day = dt.date(2026, 1, 1) if item["title"].startswith("Study") else dt.date(2026, 1, 2)
        begins = dt.datetime.combine(day, dt.time(), dt.timezone(dt.timedelta(hours=9)))
        assert begins <= moment < begins + dt.timedelta(minutes=20)


async def test_no_more_than_fifty_papers_and_twenty_days(web, vault):
    for n in range(1, 25):
        pages = [{"title": f"December {n} {m}"} for m in range(3)]
        vault.put(f"2025-12-{n:02}.txt", page(f"2025-12-{n:02}", *pages))
    await web.read()
    assert len((await parsed(web, "/feed.atom")).entries) == 50
    days = (await parsed(web, "/feed.rss?per=day")).entries
    assert [day.link.rpartition("/")[2] for day in days[:3]] == ["2026-01-02", "2026-01-01", "2025-12-24"]
    assert len(days) == 20
    assert all(when(one) > when(other) for one, other in pairwise(days))


async def test_a_day_is_one_entry_with_all_its_papers(web):
    newest = (await parsed(web, "/feed.atom?per=day&lang=en")).entries[0]
    assert newest.title == "Friday, January 2, 2026 · 12 papers"
    assert newest.content[0].value.count("<h2>") == 12
    assert newest.link == f"{web.base}/d/2026-01-02"


async def test_a_huge_day_shows_a_hundred_papers_and_counts_the_rest(web, vault):
    vault.put("2026-01-03.txt", page("2026-01-03", *[{"title": f"One of Many {n}"} for n in range(450)]))
    await web.read()
    days = (await parsed(web, "/feed.atom?per=day&lang=en")).entries
    assert len(days) == 1
    assert days[0].content[0].value.count("<h2>") == 100
    assert days[0].title.endswith("450 papers")
    assert "350 more papers of this day are on its page." in days[0].content[0].value


@pytest.mark.parametrize(
    ("chosen", "first", "other"),
    [
        ("ko", "번째 연구예요", "Number 1."),
        ("en", "Number 1.", "번째"),
        ("ko%2Ben", "번째 연구예요", None),
        ("en+ko", "Number 1.", None),
    ],
)
async def test_it_speaks_the_language_that_was_asked_for(web, chosen, first, other):
    feed = await parsed(web, f"/feed.atom?lang={chosen}")
    html = next(entry for entry in feed.entries if entry.title == "Later Study Number 1").content[0].value
    language = chosen[:2]
    assert feed.feed.language == language
    assert first in html
    assert other is None or other not in html
    if len(chosen) > 2:
        order = [html.index(f'<div lang="{spoken}">') for spoken in ("ko", "en")]
        assert order == sorted(order, reverse=language == "en")
    assert ("논문 읽기" if language == "ko" else "Read the paper") in html


async def test_without_a_choice_it_speaks_the_language_of_the_instance(vault):
    vault.put("2026-01-01.txt", page("2026-01-01", {"title": "One", "ko": "하나예요.", "en": "One."}))
    async with reading(vault, spoken="ko") as web:
        await web.read()
        told = await web.get("/feed.json", **{"Accept-Language": "en", "Cookie": "lang=en"})
    assert json.loads(told.body)["language"] == "ko"
    assert "Vary" not in told.headers
    assert "Set-Cookie" not in told.headers


@pytest.mark.parametrize("tag", ["rl", "RL", "%EA%B0%95%ED%99%94%ED%95%99%EC%8A%B5", "reinforcement_learning"])
async def test_a_tag_is_known_by_all_its_names(web, tag):
    feed = await parsed(web, f"/feed.rss?tag={tag}")
    assert {entry.title for entry in feed.entries} == {f"Vault Note {n}" for n in range(5)}
    assert feed.feed.title == "Paperboy · #rl"
    assert feed.feed.link == f"{web.base}/t/rl"
    assert [tag.term for tag in feed.entries[0].tags] == ["rl"]


async def test_tags_and_words_narrow_together(web, vault):
    vault.put("260103 Both.md", note("Both at Once", tags="#rl #llm"))
    await web.read()
    for asked in ("tag=rl&tag=llm", "tag=rl,llm", "tag=rl&q=once"):
        assert [entry.title for entry in (await parsed(web, f"/feed.atom?{asked}")).entries] == ["Both at Once"]
    assert (await parsed(web, "/feed.atom?q=nothingatall")).entries == []
    assert (await parsed(web, "/feed.atom?q=once&tag=rl")).feed.link == f"{web.base}/search?q=once&tag=rl"


async def test_authors_categories_and_links_are_there(web):
    for form in ("atom", "rss"):
        entry = (await parsed(web, f"/feed.{form}?tag=rl")).entries[0]
        assert [author.get("name") for author in entry.authors] == ["Ada Lovelace", "Alan Turing"] or form == "rss"
        assert "Ada Lovelace" in str(entry.authors)
        assert entry.link == f"{web.base}/p/2601.00000"
        assert "https://arxiv.org/abs/2601.00000" in entry.content[0].value
    item = json.loads((await web.get("/feed.json?tag=rl")).body)["items"][0]
    assert item["external_url"] == "https://arxiv.org/abs/2601.00000"
    assert item["authors"] == [{"name": "Ada Lovelace"}, {"name": "Alan Turing"}]


@pytest.mark.parametrize("spoken", ["ko", "en"])
@pytest.mark.parametrize(
    "place", ["/?", "/t/rl?", "/feeds?", "/d/2026-01-02?", "/p/2601.00000?", "/search?q=a&tag=rl&"]
)
async def test_every_feed_that_a_page_names_is_there(web, place, spoken):
    named = re.findall(r'href="(/feed\.[^"]+)"', (await web.get(f"{place}lang={spoken}")).text)
    assert len(named) >= 3
    for address in map(unescape, named):
        assert (await web.get(address)).status == 200, address


async def test_an_empty_archive_has_an_empty_feed(vault):
    async with reading(vault) as web:
        for form in ("atom", "rss"):
            assert (await parsed(web, f"/feed.{form}")).entries == []
        assert json.loads((await web.get("/feed.json")).body)["items"] == []


# --- that it stays the same ---


async def ids(web, query=""):
    items = json.loads((await web.get(f"/feed.json{query}")).body)["items"]
    return {item["title"]: (item["id"], item["date_published"]) for item in items}


async def test_what_was_there_keeps_id_and_date_when_something_is_imported(web, vault):
    before = await ids(web)
    vault.put("260103 Fresh.md", note("A Fresh One", tags="#rl"))
    vault.put("260102 Note 9.md", note("A Late One", tags="#rl"))
    await web.read()
    after = await ids(web)
    assert after.keys() - before.keys() == {"A Fresh One", "A Late One"}
    assert {title: after[title] for title in before} == before


async def test_a_day_that_grows_says_when_and_keeps_its_id_and_its_date(web, vault):
    """https://www.rfc-editor.org/rfc/rfc4287#section-4.2.15"""

    async def days():
        feed = await parsed(web, "/feed.atom?per=day&lang=en")
        items = json.loads((await web.get("/feed.json?per=day&lang=en")).body)["items"]
        assert [item["date_modified"] for item in items] == [entry.updated for entry in feed.entries]
        return feed.feed.updated, {
            entry.link[-10:]: (entry.id, entry.published, entry.updated) for entry in feed.entries
        }

    _, before = await days()
    assert all(updated == published for _, published, updated in before.values())
    vault.later(hours=2)
    vault.put("more.txt", page("2026-01-01", {"title": "Added to an Old Day", "authors": "Grace Hopper"}))
    await web.read()
    whole, after = await days()
    assert after["2026-01-02"] == before["2026-01-02"]
    assert after["2026-01-01"][:2] == before["2026-01-01"][:2]
    assert after["2026-01-01"][2] == whole == "2026-01-03T05:00:00Z"
    assert (await parsed(web, "/feed.rss?per=day")).feed.updated == "Sat, 03 Jan 2026 05:00:00 GMT"
    vault.later(hours=2)
    await web.read()
    assert await days() == (whole, after)


async def test_a_paper_has_one_id_in_every_language_feed_and_format_and_after_it_got_an_arxiv_id(web, vault):
    vault.put("260103 Fresh.md", note("A Fresh One", tags="#rl"))
    await web.read()
    first = (await ids(web))["A Fresh One"][0]
    vault.put("260103 Fresh.md", note("A Fresh One", arxiv="2601.99999", tags="#rl"))
    await web.read()
    for query in ("", "?lang=ko", "?lang=en%2Bko", "?tag=rl"):
        assert (await ids(web, query))["A Fresh One"][0] == first
    for form in ("atom", "rss"):
        assert first in [entry.id for entry in (await parsed(web, f"/feed.{form}")).entries]


async def test_ids_do_not_depend_on_where_it_is_served(web, vault):
    async with reading(vault, public_url="https://papers.example") as elsewhere:
        assert await ids(elsewhere) == await ids(web)
        assert f"{web.base}/" not in (await elsewhere.get("/feed.json")).text


async def test_a_day_of_a_tag_is_another_entry_than_the_day(web):
    whole, some = [json.loads((await web.get(f"/feed.json?per=day{more}")).body) for more in ("", "&tag=rl")]
    assert whole["items"][0]["url"] == some["items"][0]["url"]
    assert whole["items"][0]["id"] != some["items"][0]["id"]


async def test_a_digest_dated_ahead_comes_with_its_day(web, vault):
    vault.put("2026-01-05.txt", page("2026-01-05", {"title": "Not Yet"}))
    await web.read()
    before = await web.get("/feed.rss")
    assert "Not Yet" not in before.text
    web.today = dt.date(2026, 1, 5)
    after = await web.get("/feed.rss", **{"If-Modified-Since": before.headers["Last-Modified"]})
    assert "Not Yet" in after.text
