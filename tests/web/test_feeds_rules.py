"""The rules of the formats of feeds, and what is hostile."""

import datetime as dt
import json
import re
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest

from tests.vault import note, page
from tests.web_feeds import parsed
from tests.web_parts import reading
from tests.web_vaults import two_days

FORMATS = ("atom", "rss", "json")
NAUGHTY = 'A <script>alert(1)</script> ]]> & "Title" \x0b\ufffe'


@pytest.fixture
async def web(vault):
    async with two_days(vault) as web:
        yield web


# --- the rules of the formats ---


async def test_atom_has_what_its_rules_ask_for(web, vault):
    """https://www.rfc-editor.org/rfc/rfc4287#section-4.1"""
    vault.put("260103 Alone.md", note("Without Authors", authors=""))
    await web.read()
    name = "{http://www.w3.org/2005/Atom}"
    for query in ("", "?per=day&lang=ko", "?q=nothingatall"):
        answer = await web.get(f"/feed.atom{query}")
        assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        root = ElementTree.fromstring(answer.body)  # noqa: S314  # our own
        assert root.tag == f"{name}feed"
        assert root.find(f"{name}author/{name}name").text
        for one in (root, *root.iter(f"{name}entry")):
            for required in ("id", "title", "updated"):
                assert len(one.findall(f"{name}{required}")) == 1, required
            assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one.find(f"{name}id").text)
            dt.datetime.fromisoformat(one.find(f"{name}updated").text)
            links = {(link.get("rel"), link.get("type")) for link in one.findall(f"{name}link")}
            assert len(links) == len(one.findall(f"{name}link"))
        assert root.find(f"{name}link[@rel='self']").get("href").startswith(f"{web.base}/feed.atom?lang=")
        assert all(content.get("type") == "html" for content in root.iter(f"{name}content"))


async def test_rss_has_what_its_rules_ask_for(web):
    """https://www.rssboard.org/rss-specification"""
    answer = await web.get("/feed.rss")
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.body)  # noqa: S314  # our own
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    assert all(channel.find(required).text for required in ("title", "link", "description"))
    for item in channel.findall("item"):
        assert item.find("guid").get("isPermaLink") == "false"
        assert parsedate_to_datetime(item.find("pubDate").text).tzinfo
        assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", item.find("pubDate").text)
        assert item.find("title").text
        assert item.find("description").text


async def test_json_feed_has_what_its_rules_ask_for(web):
    """https://www.jsonfeed.org/version/1.1/"""
    answer = await web.get("/feed.json?lang=ko")
    assert answer.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = json.loads(answer.body)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{web.base}/feed.json?lang=ko"
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"]
        assert item["url"].startswith(web.base)
        assert dt.datetime.fromisoformat(item["date_published"]).tzinfo


# --- what is hostile ---


async def test_nothing_that_a_document_says_becomes_markup(vault):
    body = f'{NAUGHTY} <img src=x onerror=alert(1)> [link](javascript:alert(1)) [x](https://a.example/"onx="1)'
    vault.put("260103 N.md", note("", ko=body, en=body, tags="#a<b"))
    vault.put(
        "2026-01-03.txt", page("2026-01-03", {"title": NAUGHTY, "authors": "<b>Eve</b>", "abstract": body, "ko": body})
    )
    async with reading(vault) as web:
        await web.read()
        for form in ("atom", "rss"):
            for query in ("", "?per=day", "?q=%3Cscript%3E%5D%5D%3E%0B%EF%BF%BE"):
                raw = await web.get(f"/feed.{form}{query}")
                feed = await parsed(web, f"/feed.{form}{query}")
                assert b"<script" not in raw.body
                assert b"<img" not in raw.body
                assert all("javascript:" not in link.href for entry in feed.entries for link in entry.links)
        for item in json.loads((await web.get("/feed.json")).body)["items"]:
            assert "<script" not in item["content_html"]
            assert "<img" not in item["content_html"]
            assert 'href="javascript' not in item["content_html"]


async def test_a_forged_host_reaches_no_link(web):
    answer = await web.get("/feed.atom", Host='evil"><script>')
    assert answer.status in (200, 400)
    assert b"<script" not in answer.body


async def test_a_failure_is_one_sentence_with_a_reference(web, monkeypatch):
    monkeypatch.setattr(web.vault.store.papers, "find", None)
    answer = await web.get("/feed.rss")
    assert (answer.status, answer.headers["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert re.search(r"\b[0-9a-f]{6}\b", answer.text)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("tag=nosuchtag", 404, "There is no tag #nosuchtag"),
        ("tag=nosuchtag&lang=ko", 404, "#nosuchtag"),
        ("lang=fr", 400, "lang=ko"),
        ("per=week", 400, "per=day"),
        ("tag=a&tag=b&tag=c&tag=d&tag=e&tag=f", 400, "No more than 5 tags"),
        ("tag=" + "x" * 101, 400, "100 characters"),
        ("q=" + "x" * 301, 400, "300 characters"),
    ],
)
async def test_what_cannot_be_is_said_in_one_plain_sentence(web, form, asked, status, said):
    answer = await web.get(f"/feed.{form}?{asked}")
    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/plain; charset=utf-8")
    assert said in answer.text
    assert answer.text.count("\n") == 1
