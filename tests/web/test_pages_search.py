"""The search of the web page."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.reading import LONGEST_WORDS
from tests.vault import note
from tests.vault import page as written
from tests.web_pages import fetched, internal, page, walked
from tests.web_parts import reading
from tests.web_vaults import tagged


@pytest.fixture
async def web(vault):
    async with tagged(vault) as web:
        yield web


# --- the search ---


@pytest.fixture
async def studies(vault):
    """Imported, so that words are found: 25 papers of one day and 24 of another, every other one about compilers."""
    for date, count in (("2025-12-01", 25), ("2026-01-02", 24)):
        some = [
            {
                "title": f"Study {n} of {date}",
                "ko": "컴파일러를 학습해요." if n % 2 else "무엇일까요.",
                "en": "It learns compilers." if n % 2 else "What is it.",
                "tags": "#rl #llm" if n % 3 else "#llm",
            }
            for n in range(count)
        ]
        vault.put(f"{date}.txt", written(date, *some))
    vault.put("260101 Cogs.md", note("Cogs", arxiv="2601.00007", ko="톱니."))
    async with reading(vault) as web:
        await web.read()
        yield web


async def test_words_are_found_in_both_languages_over_all_pages(studies):
    for words in ("학습", "컴파일", "learns compilers"):
        found, pages = await walked(studies, f"/search?q={quote(words)}")
        assert (len(found), len(set(found)), pages) == (24, 24, 2), words


async def test_all_conditions_narrow_together(studies):
    assert len((await walked(studies, "/search?q=compilers&tag=rl,+llm"))[0]) == 16
    assert len((await walked(studies, "/search?q=compilers&tag=rl&since=2026-01-01"))[0]) == 8
    assert len((await walked(studies, "/search?since=2025-12-01&until=2025-12-31"))[0]) == 25
    assert len((await walked(studies, "/search?tag=llm"))[0]) == 49


@pytest.mark.parametrize(
    ("asked", "feed"),
    [
        ("q=learns+compilers", "lang=en&q=learns+compilers"),
        ("q=a%26b&tag=rl,+LLM", "lang=en&tag=rl&tag=llm&q=a%26b"),
        ("tag=rl", "lang=en&tag=rl"),
        ("tag=rl&after=99", "lang=en&tag=rl"),
        ("q=compilers&since=2026-01-01", "lang=en"),  # feeds know no dates
        ("tag=rl,nothing-has-it", "lang=en"),
        ("", "lang=en"),
    ],
)
async def test_a_search_names_the_feed_of_the_same_papers(studies, asked, feed):
    named = (await page(studies, f"/search?{asked}&lang=en")).all("link", type="application/atom+xml")
    assert [each.attrs["href"] for each in named] == [f"/feed.atom?{feed}"]
    assert (await fetched(studies, f"/feed.atom?{feed}")).status == 200


async def test_who_found_something_is_led_to_its_feed(studies):
    found = await page(studies, "/search?q=compilers&lang=en")
    assert "/feed.atom?lang=en&q=compilers" in found.links
    read = await fetched(studies, "/feed.atom?lang=en&q=compilers")
    assert read.text.count("<entry") == 24
    assert not [link for link in (await page(studies, "/search?q=nothingatall")).links if "feed.atom" in link]


async def test_the_form_keeps_what_was_asked(web):
    some = await page(web, "/search?q=a%22%3Cb%3E&tag=rl&since=2025-09-01&until=2025-11-02")
    fields = {each.attrs["id"]: each.attrs["value"] for each in some.all("input")}
    assert fields == {"q": 'a"<b>', "tag": "rl", "since": "2025-09-01", "until": "2025-11-02"}
    assert {label.attrs["for"] for label in some.all("label")} == fields.keys()
    assert some.one("meta", name="robots").attrs["content"] == "noindex"


async def test_where_nothing_is_found_the_nearest_tags_are_offered(web):
    nothing = await page(web, f"/search?q={quote('강화학')}&tag=rl&lang=ko")
    assert "찾은 논문이 없어요" in nothing.one("main").text
    assert "/t/rl" in internal(nothing)


@pytest.mark.parametrize(
    ("query", "said", "field"),
    [
        (f"q={'x' * 301}", "300", "q"),
        (f"q={'x' * 5000}", "300", "q"),
        ("tag=" + ",".join(f"t{n}" for n in range(6)), "Up to 5 tags", "tag"),
        (f"tag={'x' * 101}", "100", "tag"),
        ("since=yesterday", "Right would be: 2026-01-03", "since"),
        ("until=2025-02-30", "Right would be: 2026-01-03", "until"),
        ("since=2026-01-02&until=2026-01-01", "The first day is after the last", "until"),
        ("q=a&after=x", "Begin at its first page", None),
    ],
)
async def test_what_cannot_be_looked_for_is_told_in_one_sentence_that_belongs_to_its_field(web, query, said, field):
    wrong = await page(web, f"/search?{query}&lang=en", status=400)
    assert said in wrong.one("p", class_="wrong", id="wrong").text
    unfit = wrong.all("input", aria_invalid="true", aria_describedby="wrong")
    assert [each.attrs["name"] for each in unfit] == ([field] if field else [])


@pytest.mark.parametrize("path", ["/search", "/feed.atom", "/feed.json", "/api/papers"])
async def test_as_many_words_may_be_looked_for_as_in_a_chat_wherever_one_looks(web, path):
    for length, status in ((LONGEST_WORDS, 200), (LONGEST_WORDS + 1, 400)):
        assert (await fetched(web, f"{path}?q={'x' * length}")).status == status
    form = await page(web, "/search")
    assert form.one("input", id="q").attrs["maxlength"] == str(LONGEST_WORDS)


@pytest.mark.parametrize(
    "words", ["2601.00007", "arXiv:2601.00007v2", "https://arxiv.org/pdf/2601.00007", " 2601.00007 "]
)
async def test_an_arxiv_id_or_a_link_leads_to_its_paper(studies, words):
    answer = await fetched(studies, f"/search?q={quote(words)}")
    assert (answer.status, answer.headers["Location"]) == (302, "/p/2601.00007")


async def test_a_number_is_a_word_to_look_for(studies):
    assert (await fetched(studies, "/search?q=7")).status == 200


async def test_a_long_search_stays_in_the_switch_of_languages(web):
    some = await page(web, f"/search?q={quote('강화 학습')}&tag=rl&since=2025-09-01")
    switch = next(each.attrs["href"] for each in some.all("a", hreflang="ko"))
    assert parse_qs(urlsplit(switch).query) == {
        "q": ["강화 학습"],
        "tag": ["rl"],
        "since": ["2025-09-01"],
        "lang": ["ko"],
    }


_ODD = st.text(max_size=40) | st.sampled_from(
    ["\x00", "\ud800", "'; DROP TABLE papers", '"', "*", "NEAR(", "a" * 400, "-1"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["q", "tag", "since", "until", "after", "lang", "x"]),
    value=_ODD,
    path=st.sampled_from(["/search", "/tags", "/t/rl", "/d/", "/p/", "/t/", "/calendar/", "/random", "/"]),
)
async def test_no_forged_address_is_a_failure(web, name, value, path):
    sent = quote(value.encode("utf-8", "surrogatepass"), safe="")
    address = f"{path}{sent}" if path.endswith("/") and path != "/" else f"{path}?{name}={sent}"
    answer = await fetched(web, address)
    assert answer.status in (200, 302, 308, 400, 404), address
    assert "Content-Security-Policy" in answer.headers
