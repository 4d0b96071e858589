"""All pages, as a crawler walks them: sound, safe, with nothing from elsewhere, whatever the documents say."""

import asyncio
import json
import re
from itertools import pairwise
from urllib.parse import urlsplit

import feedparser
import pytest

from tests.vault import note
from tests.vault import page as written
from tests.web_pages import Page, fetched, internal, parsed
from tests.web_parts import reading

SCRIPT = "<script>alert(1)</script>"
HOSTILE = [
    {
        "title": f'</title>{SCRIPT} "quoted\' & <b>',
        "authors": f"Eve <img src=x onerror=alert(1)>, {SCRIPT}",
        "abstract": f"{SCRIPT} [press](javascript:alert(1)) ![](https://elsewhere.example/x.png) <iframe src=//a>",
        "ko": f"나쁜 글 {SCRIPT} <a href='javascript:alert(1)'>x</a> [눌러](data:text/html,x) \" onmouseover=\"x",
        "en": f"Bad {SCRIPT} [x](https://elsewhere.example/\"onmouseover=\"alert(1)) https://a.example/<script>",
        "tags": "#rl #<script> #a/b #\"quoted\" #..",
    },
    {"title": "# Not a heading", "ko": "# 제목\n\n- 하나\n  - 둘\n    1. 셋\n- 넷\n\n> 인용"},
    {"title": "$\\text{</title>}$ **bold** `code`", "en": "</main></html><!-- --> ]]> &lt;script&gt; \x0b\ufffe"},
]  # fmt: skip


@pytest.fixture
async def web(vault):
    vault.put("2026-01-01.txt", written("2026-01-01", *HOSTILE))
    vault.put(
        "2026-01-02.txt", written("2026-01-02", *[{"title": f"Study {n}", "tags": "#강화학습"} for n in range(45)])
    )
    vault.put(
        "260102 Hostile.md",
        note(
            f"Hostile {SCRIPT}",
            arxiv="2601.00002",
            abstract="a $x^2$ b",
            ko="```\n</code></pre>\n```",
            more="## Related\n[[260102 Old]]",
        ),
    )
    vault.put("260102 Old.md", note("Old", arxiv="hep-th/9901001", en="Text.", tags="#" + "긴태그" * 20))
    async with reading(vault) as web:
        await web.read()
        yield web


async def crawled(web, start: str, most: int = 400):
    """Every page that links lead to, by its path."""
    waiting, seen = [start], dict[str, Page]()
    while waiting and len(seen) < most:
        path = waiting.pop()
        if path in seen:
            continue
        async with web.client.get(f"{web.base}{path}") as answer:
            assert answer.status == 200, f"{path}: {answer.status}"
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"], path
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            text = await answer.text()
        seen[path] = parsed(text) if answer.content_type == "text/html" else Page()
        waiting += [link.partition("#")[0] for link in internal(seen[path])]
        waiting += [each.attrs["href"] for each in seen[path].all("link") if each.attrs["href"].startswith("/")]
    return seen


async def test_every_link_within_the_site_leads_somewhere_and_every_page_is_sound(web):
    seen = await crawled(web, "/?lang=ko")
    assert {"/calendar", "/tags", "/search", "/feeds", "/d/2026-01-01", "/p/hep-th/9901001", "/random"} <= seen.keys()
    assert len(seen) > 100
    for path, page in seen.items():
        if page.elements:
            assert faults(page) == [], path


def faults(page: Page) -> list[str]:
    """What shuts people out, or lets something in."""
    found = []
    for each in page.elements:
        found += [f"<{each.tag}>"] if each.tag in ("iframe", "object", "embed", "base", "style") else []
        ours = each.attrs.get("src", "").startswith("/docs/screenshots/")  # the guides' own
        found += [f"a picture: {each.attrs}"] if each.tag == "img" and not ours else []
        found += [f"a form to {each.attrs}"] if each.tag == "form" and each.attrs["action"][:1] != "/" else []
        found += [f"{each.tag} {name}" for name in each.attrs if name == "style" or name.startswith("on")]
        elsewhere = each.tag != "a" and each.attrs.get("rel") not in ("canonical", "alternate")
        found += [
            f"{each.tag} of {value}"
            for name, value in each.attrs.items()
            if name in ("src", "href", "srcset") and elsewhere and not value.startswith("/")
        ]
    found += [f"a script within the page: {each.text}" for each in page.all("script") if each.text]
    headings = [int(each.tag[1]) for each in page.elements if re.fullmatch(r"h[1-6]", each.tag)]
    found += [f"h{a} before h{b}" for a, b in pairwise(headings) if b > a + 1]
    found += ["not one h1"] if headings.count(1) != 1 or headings[0] != 1 else []
    found += ["not one main"] if len(page.all("main")) != 1 else []
    labelled = {each.attrs["for"] for each in page.all("label")}
    found += [f"no label: {each.attrs['id']}" for each in page.all("input") if each.attrs["id"] not in labelled]
    found += [f"a link without words: {each.attrs['href']}" for each in page.all("a") if not each.text]
    return found


async def test_what_documents_say_stands_there_as_characters(web):
    for language in ("ko", "en"):
        answer = await fetched(web, f"/d/2026-01-01?lang={language}")
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        page = parsed(answer.text)
        assert "alert(1)" in page.one("main").text
        assert page.one("title").text.count("Paperboy") == 1
        outward = [each for each in page.all("a") if not each.attrs["href"].startswith(("/", "#"))]
        assert outward
        for each in outward:
            assert each.attrs["rel"] == "noopener nofollow ugc"
            assert each.attrs["href"].startswith(("http://", "https://"))


async def test_a_hostile_title_stays_in_the_title(web):
    numbers = {paper.title: paper.id for paper in await web.vault.papers()}
    [hostile] = [number for title, number in numbers.items() if title.startswith("</title>")]
    page = parsed((await fetched(web, f"/p/{hostile}?lang=en")).text)
    assert page.one("title").text.startswith("</title><script>")
    assert page.meta("og:title").startswith("</title><script>")
    assert page.one("h1").text.startswith("</title><script>")


async def test_a_title_without_end_is_cut_where_it_has_one_line(vault):
    endless = "Endless " * 375
    vault.put("260102 Endless.md", note(endless.strip(), arxiv="2601.00009", abstract="", authors="Eve"))
    async with reading(vault) as web:
        await web.read()
        for path in ("/p/2601.00009", "/d/2026-01-02"):
            page = parsed((await fetched(web, path)).text)
            lines = [page.one("title").text, *(each.attrs.get("content", "") for each in page.all("meta"))]
            assert max(map(len, lines)) < 320, path
            assert (endless.strip() in page.one("h1").text) is path.startswith("/p/")
            assert all(len(title) <= 300 for title in page.texts("h2"))
        for form in ("atom", "rss", "json"):
            for query in ("", "?per=day"):
                feed = (await fetched(web, f"/feed.{form}{query}")).body
                entries = json.loads(feed)["items"] if form == "json" else feedparser.parse(feed).entries
                assert all(len(entry["title"]) <= 300 and len(entry["summary"]) <= 300 for entry in entries), query
                assert len(entries) == 1
    assert len((await vault.paper()).title) > 2900


async def test_markdown_of_documents_becomes_lists_quotes_and_code(web):
    page = parsed((await fetched(web, "/d/2026-01-01?lang=ko")).text)
    assert page.texts("blockquote") == ["인용"]
    assert page.texts("ol", start="1") == ["셋"]
    assert [each.text for each in page.all("h3")] == ["제목"]
    fenced = parsed((await fetched(web, "/p/2601.00002?lang=ko")).text)
    assert fenced.texts("pre")[0] == "</code></pre>"


@pytest.mark.parametrize("path", ["/static/style.css", "/static/copy.js", "/static/icon.svg"])
async def test_a_static_file_lasts_under_the_address_that_pages_name(web, path):
    home = parsed((await fetched(web, "/p/2601.00002")).text)
    named = [each.attrs.get("href") or each.attrs["src"] for each in (*home.all("link"), *home.all("script"))]
    [address] = [each for each in named if each.startswith(path)]
    lasting, other = await fetched(web, address), await fetched(web, f"{path}?v=older")
    assert "immutable" in lasting.headers["Cache-Control"]
    assert other.headers["Cache-Control"] == "no-cache"
    assert lasting.headers["Content-Type"].startswith(("text/css", "text/javascript", "image/svg"))
    assert "Content-Security-Policy" in lasting.headers
    assert (await fetched(web, address, If_None_Match=lasting.headers["ETag"])).status == 304
    assert "http" not in re.sub(r"http://www\.w3\.org/2000/svg", "", lasting.text)


@pytest.mark.parametrize("path", ["/static/", "/static/base.html", "/static/..%2Fframe.py", "/static/%2e%2e/site.py"])
async def test_nothing_but_the_static_files_is_served(web, path):
    assert (await fetched(web, path)).status == 404


@pytest.mark.parametrize("path", ["/", "/static/style.css", "/feed.atom", "/api/papers", "/nothing", "/%ff", "/?q=a b"])
async def test_nobody_is_told_which_versions_run_here(web, path):
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(web.base).port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.")
    assert b"\r\nServer: paperboy\r\n" in answer
    assert b"aiohttp" not in answer
    assert b"Python" not in answer
