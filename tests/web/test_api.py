"""The archive for programs, asked as its own document says."""

import asyncio
import datetime as dt
import json
import re
import sys

import pytest
from jsonschema import Draft202012Validator

from adapters.web.api.endpoints import ENDPOINTS
from tests.vault import note, page
from tests.web_parts import reading

HOSTILE = 'A <script>alert(1)</script> & "Title" $x^2$'


def furnish(vault):
    vault.put("2025-12-30.txt", page("2025-12-30", *[{"title": f"Study Number {n}"} for n in range(1, 31)]))
    vault.put(
        "260101 Both.md", note("In Both", ko="**한국어**로 써요.", en="In *English*.", tags="#rl", arxiv="2601.00001")
    )
    vault.put("260102 Korean.md", note("In Korean", ko="한국어예요.", tags="#강화학습", more="[[260101 Both]]"))
    vault.put("260103 Hostile.md", note(HOSTILE, en=f"{HOSTILE} [x](javascript:alert(1))", tags="#llm"))
    vault.put("260103 Old.md", note("Of Old", arxiv="hep-th/9901001", tags="#physics"))


@pytest.fixture
async def web(vault):
    furnish(vault)
    async with reading(vault) as web:
        await web.read()
        yield web


async def told(web, path, status=200):
    answer = await web.get(path)
    assert (answer.status, answer.headers["Content-Type"]) == (status, "application/json"), answer.text
    return json.loads(answer.body)


async def every(web, path, of):
    """Follows `next` to the end."""
    found, pages = [], 0
    while path:
        page = await told(web, path.removeprefix(web.base))
        found += page[of]
        path, pages = page["next"], pages + 1
    return found, pages


# --- papers ---


async def test_papers_come_newest_first_and_in_pages(web):
    papers, pages = await every(web, "/api/papers?limit=10", "papers")
    hostile = 'A <script>alert(1)</script> & "Title" x²'
    assert [paper["title"] for paper in papers[:4]] == [hostile, "Of Old", "In Korean", "In Both"]
    assert (len(papers), pages, len({paper["id"] for paper in papers})) == (34, 4, 34)


async def test_they_are_chosen_by_tag_words_and_date(web):
    async def titles(query):
        return [paper["title"] for paper in (await told(web, f"/api/papers?{query}"))["papers"]]

    assert (
        await titles("tag=rl") == await titles("tag=%EA%B0%95%ED%99%94%ED%95%99%EC%8A%B5") == ["In Korean", "In Both"]
    )
    assert await titles("tag=rl&q=English") == ["In Both"]
    assert await titles("tag=rl&tag=llm") == []
    assert await titles("since=2026-01-01&until=2026-01-02") == ["In Korean", "In Both"]
    assert await titles("since=2026-01-03&until=2026-01-01") == []


async def test_a_paper_says_all_that_is_known_of_it(web):
    paper = await told(web, "/api/papers/2601.00001")
    assert paper["commentary"] == {
        "ko": {"text": "한국어로 써요.", "html": "<p><strong>한국어</strong>로 써요.</p>"},
        "en": {"text": "In English.", "html": "<p>In <em>English</em>.</p>"},
    }
    assert (paper["digest"], paper["tags"], paper["arxiv_id"]) == ("2026-01-01", ["rl"], "2601.00001")
    assert paper["page"] == f"{web.base}/p/2601.00001"
    assert "eprint = {2601.00001}" in paper["bibtex"]
    assert dt.datetime.fromisoformat(paper["published"]).tzinfo


async def test_commentary_is_never_taken_for_that_of_another_language(web):
    (korean,) = (await told(web, "/api/papers?q=Korean"))["papers"]
    assert (korean["commentary"]["ko"]["text"], korean["commentary"]["en"]) == ("한국어예요.", None)
    (old,) = (await told(web, "/api/papers?q=Old"))["papers"]
    assert old["commentary"] == {"ko": None, "en": None}
    both = await told(web, "/api/papers/2601.00001?lang=en")
    assert both["commentary"] == {"ko": None, "en": {"text": "In English.", "html": "<p>In <em>English</em>.</p>"}}


async def test_a_paper_is_found_by_every_address_that_it_has_or_had(web):
    paper = await told(web, "/api/papers/2601.00001")
    assert await told(web, f"/api/papers/{paper['id']}") == paper
    assert await told(web, "/api/papers/2601.00001v3") == paper
    for address in ("hep-th/9901001", "hep-th%2F9901001"):
        assert (await told(web, f"/api/papers/{address}"))["title"] == "Of Old"


async def test_related_papers_are_named(web):
    paper = await told(web, f"/api/papers/{(await told(web, '/api/papers?q=Korean'))['papers'][0]['id']}")
    assert [each["title"] for each in paper["related"]] == ["In Both"]


async def test_no_markup_of_a_document_gets_through(web):
    text = (await web.get("/api/papers?q=script")).text
    html = json.loads(text)["papers"][0]["commentary"]["en"]["html"]
    assert "<script" not in html
    assert "href" not in html


# --- digests and tags ---


async def test_digests_and_tags_come_in_pages(web):
    digests, pages = await every(web, "/api/digests?limit=2", "digests")
    counts = {"2026-01-03": 2, "2026-01-02": 1, "2026-01-01": 1, "2025-12-30": 30}
    assert [(each["date"], each["papers"]) for each in digests] == list(counts.items())
    assert pages == 2
    tagged = (await told(web, "/api/digests?tag=rl&until=2026-01-01"))["digests"]
    assert [each["date"] for each in tagged] == ["2026-01-01"]
    assert await every(web, "/api/tags?limit=2", "tags") == (
        [{"tag": "llm", "papers": 31}, {"tag": "physics", "papers": 1}, {"tag": "rl", "papers": 2}],
        2,
    )


async def test_the_days_of_the_archive_are_counted_once_for_all_pages_of_the_list(web):
    counted = []
    days = web.vault.store.digests.days
    web.vault.store.digests.days = lambda tag="": counted.append(tag) or days(tag)
    await every(web, "/api/digests?limit=1", "digests")
    assert counted == [""]
    web.vault.put("260103 New.md", note("One More", tags="#rl"))
    await web.read()
    digests, _ = await every(web, "/api/digests?limit=1", "digests")
    assert (digests[0]["papers"], counted) == (3, ["", ""])


# --- what is wrong ---


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/papers?limit=0", 400, "from 1 to 50"),
        ("/api/papers?limit=51", 400, "from 1 to 50"),
        ("/api/digests?limit=501", 400, "from 1 to 500"),
        ("/api/tags?limit=1001", 400, "from 1 to 1000."),
        ("/api/papers?limit=1_0", 400, "from 1 to 50"),
        ("/api/papers?limit=5&limit=6", 400, "from 1 to 50"),
        ("/api/papers?after=9223372036854775808", 400, "next"),
        ("/api/papers?since=1735689600", 400, "2025-06-02"),
        ("/api/papers?since=2025-13-01", 400, "2025-06-02"),
        ("/api/papers?lang=fr", 400, "lang=ko"),
        ("/api/papers?q=" + "x" * 301, 400, "300 characters"),
        ("/api/papers?" + "tag=rl&" * 6, 400, "5 tags"),
        ("/api/papers?tags=rl", 400, "tag, q, since, until, lang, after, limit"),
        ("/api/papers?tag=nosuchtag", 404, "There is no tag #nosuchtag"),
        ("/api/papers/2601.99999", 404, "no paper"),
        ("/api/papers/" + "9" * 500, 404, "no paper"),
        ("/api/papers/%0A", 404, "no paper"),
        ("/api/nothing", 404, "/api describes"),
        ("/api/nothing%0A", 404, "/api describes"),
        ("/api/papers?limit=0&lang=ko", 400, "1부터 50까지"),
    ],
)
async def test_what_cannot_be_is_said_in_one_sentence(web, path, status, said):
    error = await told(web, path, status)
    assert list(error) == ["error"]
    assert said in error["error"]
    assert "\n" not in error["error"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_it_can_only_be_read(web, method):
    for path in ("/api", "/api/papers", "/api/papers/1", "/api/tags"):
        answer = await web.get(path, method)
        assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


async def test_a_page_of_another_site_may_ask_conditionally(web):
    answer = await web.get("/api/papers", "OPTIONS", Origin="https://elsewhere.example")
    assert answer.status == 204
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]


async def test_a_failure_is_one_sentence_with_a_reference(web, monkeypatch):
    monkeypatch.setattr(web.vault.store.papers, "find", None)
    assert re.search(r"\b[0-9a-f]{6}\b", (await told(web, "/api/papers", 500))["error"])


# --- the document ---


async def test_the_document_names_every_address_and_every_parameter(web):
    document = await told(web, "/api")
    assert document["openapi"].startswith("3.1")
    assert list(document["paths"]) == [endpoint.path for endpoint in ENDPOINTS]
    papers = {each["name"]: each["schema"] for each in document["paths"]["/api/papers"]["get"]["parameters"]}
    assert list(papers) == ["tag", "q", "since", "until", "lang", "after", "limit"]
    assert papers["since"] == {"type": "string", "format": "date"}
    assert papers["limit"] == {"type": "integer", "minimum": 1, "maximum": 50, "default": 20}
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


async def test_the_server_does_what_the_document_says(web):
    """Schemathesis asks what the document allows and what it forbids, and looks at each answer."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()",
        "run", f"{web.base}/api", "--phases", "coverage,fuzzing", "--max-examples", "12", "--seed", "1",
        "--no-color", "--generation-database", "none",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
    assert "Tested: 4" in said.decode()
