"""An address with a slash too many leads to the page that was meant, and never to another host."""

from urllib.parse import urljoin

import pytest
from yarl import URL

from tests.vault import note
from tests.web_pages import fetched
from tests.web_parts import reading


@pytest.fixture
async def web(vault):
    vault.put("260101 One.md", note("The First", arxiv="2601.00001", tags="#rl"))
    async with reading(vault) as web:
        await web.read()
        yield web


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("/tags/", "/tags"),
        ("/d/2026-01-01/", "/d/2026-01-01"),
        ("/t/rl/", "/t/rl"),
        ("/t/%EA%B0%95%ED%99%94/", "/t/%EA%B0%95%ED%99%94"),
        ("/p/2601.00001/", "/p/2601.00001"),
        ("/search/?q=a%26b&lang=ko", "/search?q=a%26b&lang=ko"),
        ("/calendar/2026///", "/calendar/2026"),
        ("/feed.atom/?tag=rl", "/feed.atom?tag=rl"),
        ("/api/papers/?q=x", "/api/papers?q=x"),
        ("/api/", "/api"),
        ("//", "/"),
    ],
)
async def test_an_address_with_a_slash_at_its_end_leads_to_the_one_without(web, asked, place, method):
    answer = await fetched(web, asked, method)
    assert (answer.status, answer.headers["Location"]) == (308, place)
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize(
    "asked",
    ["//evil.example/", "///evil.example//", "/%5Cevil.example/", "/\\evil.example/", "/%2F%2Fevil.example/",
     "/%09/evil.example/", "//tags/", "//evil.example/%2e%2e/tags/", "/t/%2F%2Fevil.example/", "/p///evil.example/", "/https://evil.example/"],
)  # fmt: skip
async def test_no_slash_leads_to_another_host(web, asked):
    async with web.client.get(URL(f"{web.base}{asked}", encoded=True), allow_redirects=False) as answer:
        assert answer.status in (308, 404)
        place = answer.headers.get("Location", "/")
    assert place[0] == "/"
    assert place[1:2] not in ("/", "\\", "\t")
    assert urljoin(f"{web.base}/", place).startswith(f"{web.base}/")


@pytest.mark.parametrize("path", ["/nothing/", "/static/", "/api/nothing/", "/d/", f"/{'x' * 400}/"])
async def test_where_nothing_is_without_the_slash_nothing_is_with_it(web, path):
    assert (await fetched(web, path)).status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_who_wants_to_change_something_is_not_sent_on(web, method):
    for path in ("/tags/", "/api/papers/"):
        assert (await fetched(web, path, method)).status == 405
