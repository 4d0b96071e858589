"""Tags, their charts, the search and the calendar."""

import datetime as dt
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.reading import LONGEST_WORDS
from tests.stock import publish
from tests.vault import note
from tests.vault import page as written
from tests.web_pages import fetched, internal, page
from tests.web_parts import reading

NOW = dt.datetime(2026, 1, 3, tzinfo=dt.UTC)


@pytest.fixture
async def web(vault):
    """61 papers tagged rl over three months, 5 tagged 기계번역."""
    for date, count in (("2025-09-10", 3), ("2025-11-02", 30), ("2025-11-30", 8), ("2026-01-02", 20)):
        await publish(vault.store, dt.date.fromisoformat(date), count, NOW, tags=("rl", "llm"))
    await publish(vault.store, dt.date(2025, 11, 3), 5, NOW, tags=("기계번역",))
    await publish(vault.store, dt.date(2026, 2, 1), 5, NOW, tags=("llm", "agent"))  # dated ahead
    async with reading(vault) as web:
        yield web


async def walked(web, path):
    """The papers of a list and of all its next pages, in order."""
    found: list[str] = []
    pages = 0
    while path:
        one = await page(web, path)
        found += [each.attrs["href"] for each in one.all("a") if each.attrs["href"].startswith("/p/")]
        path = next((each.attrs["href"] for each in one.all("a", rel="next")), "")
        pages += 1
    return found, pages


# --- a tag ---


async def test_the_pages_of_a_tag_have_each_of_its_papers_once_newest_first(web):
    found, pages = await walked(web, "/t/rl?lang=ko")
    assert (len(found), len(set(found)), pages) == (61, 61, 4)
    assert found[0] == "/p/42"  # the first of the newest digest
    assert found[-1] == "/p/3"  # the last of the oldest


async def test_a_later_page_leads_back_to_the_newest(web):
    first = await page(web, "/t/rl")
    second = await page(web, first.all("a", rel="next")[0].attrs["href"])
    assert "/t/rl" in [each.attrs["href"] for each in second.all("a") if "Newest" in each.text]
    assert second.all("svg") == []


@pytest.mark.parametrize(("written", "slug"), [("강화학습", "rl"), ("RL", "rl"), ("Reinforcement_Learning", "rl")])
async def test_another_name_of_a_tag_leads_to_its_page(web, written, slug):
    answer = await fetched(web, f"/t/{quote(written)}?lang=ko")
    assert (answer.status, answer.headers["Location"]) == (308, f"/t/{slug}?lang=ko")


async def test_a_tag_in_korean_has_a_page(web):
    some = await page(web, f"/t/{quote('기계번역')}?lang=en")
    assert some.one("h1").attrs == {"lang": "ko"}
    assert some.one("p", class_="meta").text == "5 papers"


async def test_an_unknown_tag_names_the_nearest(web):
    unknown = await page(web, "/t/rll?lang=en", status=404)
    assert "There is no such tag: #rll" in unknown.one("main").text
    assert "/t/rl" in internal(unknown)


@pytest.mark.parametrize("tag", ["x" * 5000, "%00", "a/b", "%3Cscript%3E", "%F0%9F%8E%89"])
async def test_what_is_no_tag_is_not_there(web, tag):
    assert (await fetched(web, f"/t/{tag}")).status == 404


@pytest.mark.parametrize("after", ["-1", "x", "1e5", "9223372036854775808", "9" * 400, "١", "1 ", "0x10"])
async def test_a_forged_place_in_a_list_gets_a_sentence(web, after):
    wrong = await page(web, f"/t/rl?lang=en&after={quote(after)}", status=400)
    assert "Begin at its first page" in wrong.one("main").text


async def test_beyond_the_end_of_a_list_stands_that_it_ended(web):
    for path in ("/t/rl?after=0&lang=en", "/search?tag=rl&after=0&lang=en"):
        assert "The list ends here." in (await page(web, path)).one("main").text


# --- the chart ---


async def test_the_chart_says_how_many_papers_each_month_has_to_eyes_and_ears(web):
    some = await page(web, "/t/rl?lang=en")
    drawing = some.one("svg")
    assert drawing.attrs["role"] == "img"
    named = [
        each.text
        for name in drawing.attrs["aria-labelledby"].split()
        for each in some.elements
        if each.attrs.get("id") == name
    ]
    assert named[0] == "Papers a month"
    assert (
        named[1]
        == "A bar for each month from February 2025 to January 2026, 61 papers in all. Most in November 2025: 38"
    )
    rows = dict(zip(some.texts("th", scope="row"), some.texts("td", class_="number"), strict=True))
    assert len(rows) == 12
    assert {month: count for month, count in rows.items() if count != "0"} == {
        "January 2026": "20", "November 2025": "38", "September 2025": "3"
    }  # fmt: skip
    heights = [int(bar.attrs["height"]) for bar in some.all("rect", class_="bar")]
    assert heights == [0, 0, 0, 0, 0, 0, 0, 8, 0, 100, 0, 53]


async def test_what_is_dated_ahead_is_in_no_chart_and_no_calendar(web):
    tag = await page(web, "/t/llm?lang=en")
    assert tag.texts("th", scope="row")[0] == "January 2026"
    assert "61 papers" in tag.texts("p", class_="meta")
    calendar = await page(web, "/calendar?lang=en")
    assert calendar.texts("caption") == ["January 2026"]
    assert "/d/2026-02-01" not in internal(calendar)


async def test_a_tag_that_only_papers_dated_ahead_have_is_there_from_their_day_on(web):
    paths = ("/t/agent", "/feed.atom?tag=agent", "/api/papers?tag=agent")
    assert [(await fetched(web, path)).status for path in paths] == [404] * 3
    assert "/t/agent" not in internal(await page(web, "/tags?q=agent"))
    web.today = dt.date(2026, 2, 1)
    assert [(await fetched(web, path)).status for path in paths] == [200] * 3
    assert "#agent 5 papers" in (await page(web, "/tags?lang=en")).texts("a")
    assert "#llm 66 papers" in (await page(web, "/tags?lang=en")).texts("a")


# --- all tags ---


async def test_all_tags_stand_there_with_their_counts(web):
    some = await page(web, "/tags?lang=ko")
    assert {each.text for each in some.all("a") if each.attrs["href"].startswith("/t/")} == {
        "#llm 61편", "#rl 61편", "#기계번역 5편"
    }  # fmt: skip


@pytest.mark.parametrize(("typed", "found"), [("r", ["rl"]), ("강화", ["rl"]), ("번역", ["기계번역"]), ("#RL", ["rl"])])
async def test_a_tag_is_found_by_a_part_of_any_of_its_names(web, typed, found):
    some = await page(web, f"/tags?q={quote(typed)}")
    assert [each.text.split()[0] for each in some.all("a") if each.attrs["href"].startswith("/t/")] == [
        f"#{tag}" for tag in found
    ]
    assert some.one("input", id="q").attrs["value"] == typed


async def test_no_tag_is_called_so(web):
    assert "No tag is called so" in (await page(web, "/tags?q=zzzz&lang=en")).one("main").text
    assert (await fetched(web, f"/tags?q={'z' * 101}")).status == 400


async def test_many_tags_stand_under_their_first_letters(vault):
    tags = [f"{first}-tag-{n}" for first in ("alpha", "beta", "가나", "까치", "7") for n in range(20)]
    await publish(vault.store, dt.date(2026, 1, 1), 1, NOW, tags=tags)
    async with reading(vault) as web:
        some = await page(web, "/tags?lang=en")
        assert [each.text for each in some.all("h2")][1:] == ["0–9", "A", "B", "ㄱ", "ㄲ"]
        ids = {each.attrs["id"] for each in some.all("h2") if "id" in each.attrs}
        assert {link[1:] for link in some.links if link.startswith("#letter")} == ids
        linked = [link for link in internal(some) if link.startswith("/t/")]
        assert len(set(linked)) == 100


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


# --- the calendar ---


async def test_the_calendar_of_a_year_shows_its_digests_newest_month_first(web):
    year = await page(web, "/calendar/2025?lang=ko")
    assert year.texts("caption") == ["2025년 11월", "2025년 9월"]
    days = {each.attrs["href"]: each.text for each in year.all("a") if each.attrs["href"].startswith("/d/")}
    assert days == {
        "/d/2025-09-10": "10, 3논문 3편",
        "/d/2025-11-02": "2, 30논문 30편",
        "/d/2025-11-03": "3, 5논문 5편",
        "/d/2025-11-30": "30, 8논문 8편",
    }
    assert [each.text for each in year.all("th", scope="col")][:7] == ["일", "월", "화", "수", "목", "금", "토"]


async def test_the_calendar_begins_with_the_newest_year_and_marks_today(web):
    newest = await page(web, "/calendar?lang=en")
    assert newest.one("h1").text == "Calendar of 2026"
    assert newest.one("td", aria_current="date").text == "3"
    assert {"/calendar/2025", "/calendar/2026"} <= set(internal(newest))
    web.today = dt.date(2026, 1, 2)
    assert (await page(web, "/calendar?lang=en")).one("td", aria_current="date").text.startswith("2,")


@pytest.mark.parametrize("year", ["1999", "2024", "9999", "0000"])
async def test_a_year_without_digests_names_the_nearest(web, year):
    nothing = await page(web, f"/calendar/{year}", status=404)
    assert {"/calendar/2025", "/calendar/2026"} <= set(internal(nothing))
