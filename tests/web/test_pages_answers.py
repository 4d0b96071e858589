"""What programs read in the pages, and how they are answered over HTTP."""

import datetime as dt

import pytest

from tests.vault import page as written
from tests.web_pages import fetched, page, parsed
from tests.web_parts import reading
from tests.web_vaults import PLAIN, gears


@pytest.fixture
async def web(vault):
    async with gears(vault) as web:
        yield web


# --- what other programs read ---


async def test_a_link_to_a_paper_shows_what_it_is(web):
    paper = await page(web, "/p/2601.00002?lang=ko", Host="papers.example.org")
    said = {
        name: paper.meta(f"og:{name}") for name in ("type", "title", "url", "locale", "locale:alternate", "site_name")
    }
    assert said == {
        "type": "article",
        "title": "Cogs",
        "url": "http://papers.example.org/p/2601.00002?lang=ko",
        "locale": "ko_KR",
        "locale:alternate": "en_US",
        "site_name": "Paperboy",
    }
    assert paper.meta("og:description") == paper.meta("description") == paper.meta("twitter:description")
    assert paper.meta("og:description").startswith("We bound α² ≤ β by much.")
    assert paper.meta("twitter:card") == "summary"
    assert dt.datetime.fromisoformat(paper.meta("article:published_time")).tzinfo
    assert paper.one("link", rel="canonical").attrs["href"] == "http://papers.example.org/p/2601.00002?lang=ko"
    assert paper.languages == {
        "ko": "http://papers.example.org/p/2601.00002?lang=ko",
        "en": "http://papers.example.org/p/2601.00002?lang=en",
        "x-default": "http://papers.example.org/p/2601.00002",
    }


async def test_addresses_begin_as_the_operator_said_whatever_a_request_claims(vault):
    async with reading(vault, public_url="https://papers.example.org/") as web:
        vault.put("a.txt", written("2026-01-01", PLAIN))
        await web.read()
        home = await page(web, "/", Host="elsewhere.example")
        assert home.meta("og:url") == "https://papers.example.org/?lang=en"


@pytest.mark.parametrize("host", ['x"><script>', "a b", "a/b", "user@example.org", "x" * 300])
async def test_a_forged_host_stands_in_no_page(web, host):
    answer = await fetched(web, "/", Host=host)
    assert answer.status in (200, 400)
    assert host not in answer.text


async def test_pages_name_their_feeds(web):
    for path, query in (("/", "lang=ko"), ("/t/rl", "tag=rl&lang=ko")):
        some = (await page(web, f"{path}?lang=ko")).all("link", rel="alternate")
        feeds = [each.attrs["href"] for each in some if "hreflang" not in each.attrs]
        assert feeds == [f"/feed.{kind}?{query}" for kind in ("atom", "rss", "json")]


# --- the wire ---


async def test_who_has_a_page_already_gets_none(web):
    whole = await fetched(web, "/d/2026-01-03")
    again = await fetched(web, "/d/2026-01-03", If_None_Match=whole.headers["ETag"])
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", whole.headers["ETag"])
    assert "default-src 'none'" in again.headers["Content-Security-Policy"]
    web.vault.put("2026-01-03.txt", written("2026-01-03", {**PLAIN, "en": "A corrected comment."}))
    await web.read()
    corrected = await fetched(web, "/d/2026-01-03", If_None_Match=whole.headers["ETag"])
    assert corrected.status == 200
    assert "A corrected comment." in corrected.text


@pytest.mark.parametrize("tags", ["{}", "W/{}", '"another", W/{}', "*"])
async def test_a_tag_is_known_however_it_is_told(web, tags):
    for path in ("/t/rl", "/static/style.css"):
        told = tags.format((await fetched(web, path)).headers["ETag"])
        assert (await fetched(web, path, If_None_Match=told)).status == 304


async def test_a_language_does_not_get_the_page_of_the_other(web):
    english = await fetched(web, "/d/2026-01-03", Cookie="lang=en")
    korean = await fetched(web, "/d/2026-01-03", Cookie="lang=ko", If_None_Match=english.headers["ETag"])
    assert korean.status == 200
    assert korean.headers["Vary"] == "Accept-Language, Cookie"


async def test_a_language_that_is_chosen_again_is_remembered_also_by_who_has_its_page_already(web):
    korean = await fetched(web, "/?lang=ko")
    again = await fetched(web, "/?lang=ko", Cookie="lang=en", If_None_Match=korean.headers["ETag"])
    assert (again.status, again.headers["Set-Cookie"][:8]) == (304, "lang=ko;")


@pytest.mark.parametrize("path", ["/", "/d/2026-01-03", "/p/2601.00002", "/t/rl", "/nothing", "/d/2020-01-01"])
async def test_a_head_request_gets_the_same_without_the_body(web, path):
    whole, head = await fetched(web, path), await fetched(web, path, "HEAD")
    assert head.body == b""
    assert (head.status, head.headers["Content-Length"]) == (whole.status, whole.headers["Content-Length"])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
async def test_the_pages_can_only_be_read(web, method):
    answer = await fetched(web, "/d/2026-01-03", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert "can only be read" in parsed(answer.text).one("main").text


async def test_a_failure_names_a_reference_that_stands_in_the_log(web, capsys):
    async with web.vault.store.write() as tx:
        await tx.run("ALTER TABLE papers RENAME COLUMN abstract TO lost")
    broken = await page(web, "/d/2026-01-03?lang=ko", status=500)
    assert broken.one("h1").text == "문제가 생겼어요"
    reference = broken.one("p", class_="lead").text.rpartition(" ")[2]
    assert reference in capsys.readouterr().out
    assert "sqlite" not in broken.one("main").text.lower()


@pytest.mark.parametrize(
    "date", ["2026-1-3", "20260103", "2026-02-30", "0000-01-01", "x", "2026-01-03T00:00", "٢٠٢٦-01-03"]
)
async def test_what_is_no_date_gets_a_sentence(web, date):
    assert "Right would be: 2026-01-03" in (await page(web, f"/d/{date}", status=400)).one("main").text


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
async def test_the_first_and_the_last_day_are_days_without_a_digest(web, date):
    await page(web, f"/d/{date}", status=404)
