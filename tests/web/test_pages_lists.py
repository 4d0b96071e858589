"""Tags, their charts, and the calendar."""

import datetime as dt
from urllib.parse import quote

import pytest

from tests.stock import publish
from tests.web_pages import fetched, internal, page, walked
from tests.web_parts import reading
from tests.web_vaults import NOW, tagged


@pytest.fixture
async def web(vault):
    async with tagged(vault) as web:
        yield web


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
