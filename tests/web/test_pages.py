"""The pages of digests and papers, as a reader of either language meets them."""

import datetime as dt

import pytest

from tests.web_pages import fetched, internal, page, papers, parsed
from tests.web_parts import reading
from tests.web_vaults import gears


@pytest.fixture
async def web(vault):
    async with gears(vault) as web:
        yield web


# --- digests ---


@pytest.mark.parametrize(
    ("language", "heading", "comment"),
    [
        ("ko", "2026년 1월 3일 (토)", "톱니바퀴에 대한 코멘트예요."),
        ("en", "Saturday, January 3, 2026", "A comment on gears."),
    ],
)
async def test_a_digest_is_read_in_either_language(web, language, heading, comment):
    digest = await page(web, f"/d/2026-01-03?lang={language}")
    assert digest.one("html").attrs["lang"] == language
    assert digest.one("h1").text == heading
    assert digest.texts("h2") == ["Gears and Cogs", "Only in Korean", "No Commentary at All"]
    assert comment in digest.one("main").text


async def test_a_commentary_that_is_missing_is_shown_in_the_other_language_and_says_so(web):
    digest = await page(web, "/d/2026-01-03?lang=en")
    assert digest.texts("p", class_="label") == [
        "Commentary in Korean",
        "No commentary · the abstract begins",
    ]
    paper = await page(web, f"{papers(digest)[1]}?lang=en")
    assert "Commentary in Korean" in paper.texts("p", class_="label")
    assert paper.one("div", class_="prose", lang="ko").text == "한국어로만 썼어요."
    korean = await page(web, "/d/2026-01-03?lang=ko")
    assert korean.texts("p", class_="label") == ["코멘트 없음 · 초록 첫 문장"]
    assert korean.one("div", class_="prose", lang="en").text == "We say nothing more than this here."


async def test_the_first_page_is_the_newest_digest_whose_day_has_begun(web):
    assert (await page(web, "/")).one("h1").text == "Saturday, January 3, 2026"
    assert (await fetched(web, "/d/2026-01-05")).status == 404
    web.today = dt.date(2026, 1, 5)
    assert (await page(web, "/")).one("h1").text == "Monday, January 5, 2026"
    assert (await page(web, "/d/2026-01-05")).texts("h2") == ["Dated Ahead"]


async def test_digests_lead_to_their_neighbours(web):
    around = (await page(web, "/d/2026-01-02")).one("nav", class_="ways").text
    assert around == "← Earlier: Jan 1, 2026 Later: Jan 3, 2026 →"
    assert "/d/2026-01-05" not in (await page(web, "/d/2026-01-03")).links


async def test_an_unknown_day_names_the_nearest_digests(web):
    nothing = await page(web, "/d/2025-12-24?lang=ko", status=404)
    assert "논문 소식이 없는 날이에요: 2025년 12월 24일" in nothing.one("main").text
    assert [link for link in internal(nothing) if link.startswith("/d/") and "lang=" not in link] == ["/d/2026-01-01"]
    for ahead in ("2026-01-05", "2026-01-06", "9999-12-31"):
        nothing = await page(web, f"/d/{ahead}?lang=en", status=404)
        near = [link for link in internal(nothing) if link.startswith("/d/") and "lang=" not in link]
        assert near == ["/d/2026-01-03"], ahead


async def test_an_empty_archive_says_what_this_is(vault):
    async with reading(vault, spoken="ko") as web:
        for path in ("/", "/calendar"):
            assert "아직 논문이 없어요" in (await page(web, path)).one("main").text
        assert (await fetched(web, "/random")).status == 404
        for path in ("/tags", "/search", "/search?q=a", "/feeds"):
            await page(web, path)


# --- papers ---


async def test_a_paper_shows_formulas_as_text_its_links_what_is_related_and_bibtex(web):
    paper = await page(web, "/p/2601.00002?lang=en")
    assert paper.one("h1").text == "Cogs"
    assert "We bound α² ≤ β by much." in paper.one("main").text
    assert {"https://arxiv.org/abs/2601.00002", "https://example.org/a?b=1&c=2"} <= set(paper.links)
    assert paper.one("pre", class_="citation").text.startswith("@misc{lovelace2026cogs, title = {{Cogs}}")
    assert "much" in paper.texts("strong")
    old = await page(web, "/p/hep-th/9901001?lang=en")
    assert old.texts("h3") == ["Cogs"]
    assert "/p/2601.00002" in old.links


async def test_what_the_abstract_says_anyway_is_not_said_twice(web):
    link = papers(await page(web, "/d/2026-01-03"))[2]
    assert (await page(web, f"{link}?lang=en")).one("main").text.count("nothing more than this") == 1


@pytest.mark.parametrize(
    "address", ["2601.00002v3", "arXiv:2601.00002", "https://arxiv.org/abs/2601.00002v1", "10.48550/arXiv.2601.00002"]
)
async def test_another_address_of_a_paper_leads_to_the_one_that_stays(web, address):
    for language in ("", "?lang=ko", "?lang=en"):
        answer = await fetched(web, f"/p/{address}{language}")
        assert (answer.status, answer.headers["Location"]) == (308, f"/p/2601.00002{language}")


async def test_the_number_of_a_paper_that_has_an_arxiv_id_leads_there(web):
    numbers = {paper.arxiv_id or paper.title: paper.id for paper in await web.vault.papers()}
    for arxiv_id in ("2601.00002", "hep-th/9901001"):
        answer = await fetched(web, f"/p/{numbers[arxiv_id]}")
        assert (answer.status, answer.headers["Location"]) == (308, f"/p/{arxiv_id}")
    gears = numbers["Gears and Cogs"]
    assert (await fetched(web, f"/p/0{gears}")).headers["Location"] == f"/p/{gears}"


@pytest.mark.parametrize(
    "address", ["2601.99999", "0", "%0A", "9" * 30, "x" * 1000, "%00", "%F0%9F%8E%89", "..%2F..", "a/b/c"]
)
async def test_an_address_without_a_paper_says_so(web, address):
    assert "no paper at this address" in (await page(web, f"/p/{address}?lang=en", status=404)).one("main").text


async def test_a_paper_that_is_dated_ahead_is_not_there(web):
    numbers = {paper.title: paper.id for paper in await web.vault.papers()}
    assert (await fetched(web, f"/p/{numbers['Dated Ahead']}")).status == 404


async def test_a_random_paper_is_one_of_the_archive_and_never_kept(web):
    for tag in ("", "rl", "강화학습"):
        answer = await fetched(web, f"/random?tag={tag}&lang=ko")
        assert (answer.status, answer.headers["Cache-Control"]) == (302, "no-store")
        await page(web, answer.headers["Location"])
        assert answer.headers["Location"].endswith("?lang=ko")
    assert (await fetched(web, "/random?tag=nothing-has-it")).status == 404


# --- languages ---


@pytest.mark.parametrize(
    ("asked", "headers", "language"),
    [
        ("/", {}, "en"),
        ("/", {"Accept_Language": "ko-KR,ko;q=0.9,en;q=0.5"}, "ko"),
        ("/", {"Accept_Language": "fr,en;q=0.2,ko;q=0.1"}, "en"),
        ("/", {"Accept_Language": "fr;q=x,,;,de"}, "en"),
        ("/", {"Accept_Language": "ko;q=0"}, "en"),
        ("/", {"Accept_Language": "en", "Cookie": "lang=ko"}, "ko"),
        ("/?lang=en", {"Accept_Language": "ko", "Cookie": "lang=ko"}, "en"),
        ("/?lang=xx", {"Cookie": "lang=ko"}, "ko"),
        ("/?lang=xx", {"Cookie": "lang=xx"}, "en"),
    ],
)
async def test_the_address_goes_before_the_cookie_and_that_before_the_browser(web, asked, headers, language):
    assert (await page(web, asked, **headers)).one("html").attrs["lang"] == language


async def test_the_only_cookie_is_the_language_that_was_chosen(web):
    assert "Set-Cookie" not in (await fetched(web, "/")).headers
    assert (await fetched(web, "/?lang=ko")).headers.getall("Set-Cookie") == [
        "lang=ko; HttpOnly; Max-Age=31536000; Path=/; SameSite=Lax"
    ]
    assert "Set-Cookie" not in (await fetched(web, "/?lang=ko", Cookie="lang=ko")).headers


@pytest.mark.parametrize(
    ("asked", "korean"),
    [
        ("/d/2026-01-03", "/d/2026-01-03?lang=ko"),
        ("/search?q=a%26b&tag=rl&foo=1", "/search?q=a%26b&tag=rl&lang=ko"),
        ("/nothing/here?lang=en", "/nothing/here?lang=ko"),
        ("//elsewhere.example/x", "/elsewhere.example/x?lang=ko"),
        ("/%5Celsewhere.example", "/%5Celsewhere.example?lang=ko"),
    ],
)
async def test_the_switch_of_languages_stays_on_the_page(web, asked, korean):
    answer = await fetched(web, asked)
    [link] = parsed(answer.text).all("a", hreflang="ko")
    assert link.attrs["href"] == korean
    assert parsed((await fetched(web, korean)).text).one("html").attrs["lang"] == "ko"


async def test_what_is_not_there_says_so_in_the_readers_language(web):
    assert (await page(web, "/a%0Ab?lang=ko", status=404)).one("h1").text == "여기에는 아무것도 없어요"
    assert (await page(web, "/nothing", status=404, Cookie="lang=ko")).one("h1").text == "여기에는 아무것도 없어요"
    assert (await page(web, "/nothing", status=404)).one("h1").text == "Nothing here"
