"""The archive as pages and feeds read it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bot import app
from bot.archive import Wanted
from bot.library import Library
from bot.model import Query
from bot.settings import Settings
from bot.store import queries
from bot.tags import Aliases, TagIndex
from bot.view import plain
from tests.vault import note
from tests.vault import opened as another

TODAY = dt.date(2025, 6, 10)
EN, KO = ("en",), ("ko",)
SEOUL = ZoneInfo("Asia/Seoul")
NOON = dt.datetime(2025, 6, 10, 12, tzinfo=SEOUL)


def library_of(vault, index, **state) -> Library:
    chosen = {"version": lambda: "1", "changed": lambda: NOON, "today": lambda: TODAY, "zone": SEOUL} | state
    return Library(vault.store, tags=lambda: index, **chosen)


@pytest.fixture
async def library(vault):
    vault.put("250609 Tied.md", note("Tied Weights", authors="Ada", tags="#rl", abstract="An abstract."))
    vault.put("250610 Muon.md", note("Muon Again", authors="Kim", tags="#강화학습 #optimizer"))
    vault.put("250612 Ahead.md", note("Not Yet", authors="Kim", tags="#rl"))
    await vault.read()
    index = TagIndex(await vault.store.tags.counts(), Aliases({"rl": ["강화학습"]}))
    return library_of(vault, index)


def titles(articles) -> list[str]:
    return ["".join(span.text for span in article.title) for article in articles]


async def test_a_digest_dated_ahead_is_nowhere_before_its_day(library):
    assert await library.latest() == TODAY
    assert await library.issue(dt.date(2025, 6, 12), EN) is None
    assert (await library.issue(TODAY, EN)).after is None
    assert titles((await library.find(Wanted(), EN)).articles) == ["Muon Again", "Tied Weights"]
    assert [day.date.day for day in await library.days()] == [9, 10]
    hidden = await library._store.papers.find(Query(words="Not"), limit=1)
    assert await library.paper(str(hidden.papers[0].id), EN) is None


async def test_a_digest_knows_the_ones_around_it(library):
    issue = await library.issue(TODAY, EN)
    assert (issue.before, titles(issue.articles)) == (dt.date(2025, 6, 9), ["Muon Again"])
    assert await library.issue(dt.date(2025, 6, 8), EN) is None
    assert await library.around(dt.date(2025, 6, 8)) == (None, dt.date(2025, 6, 9))


async def test_a_tag_counts_and_finds_under_all_its_names(library):
    assert library.fold("강화학습") == "rl"
    found = await library.find(Wanted(tags=("rl",)), EN)
    assert titles(found.articles) == ["Muon Again", "Tied Weights"]
    assert [(day.date.day, day.count) for day in await library.days("rl")] == [(9, 1), (10, 1)]
    assert found.articles[0].tags == ("rl", "optimizer")


async def test_pages_follow_one_another(library):
    first = await library.find(Wanted(limit=1), EN)
    second = await library.find(Wanted(limit=1, after=first.after), EN)
    assert titles((*first.articles, *second.articles)) == ["Muon Again", "Tied Weights"]
    assert second.after is None


async def test_a_random_paper_is_never_one_dated_ahead(library):
    drawn = {titles([await library.random((), EN)])[0] for _ in range(40)}
    assert drawn == {"Muon Again", "Tied Weights"}


async def test_the_version_changes_with_the_day_and_with_the_archive(vault):
    state, today = ["1"], [TODAY]
    index = TagIndex((), Aliases({}))
    library = library_of(vault, index, version=lambda: state[0], today=lambda: today[0])
    versions = {library.version}
    state[0] = "2"
    versions.add(library.version)
    today[0] += dt.timedelta(days=1)
    versions.add(library.version)
    assert len(versions) == 3


async def test_it_changes_when_something_is_taken_up_and_when_a_day_begins(vault):
    today = [TODAY]
    library = library_of(vault, TagIndex((), Aliases({})), today=lambda: today[0])
    assert library.changed == NOON
    today[0] += dt.timedelta(days=1)
    assert library.changed == dt.datetime(2025, 6, 10, 15, tzinfo=dt.UTC)


async def test_two_versions_within_a_second_are_a_second_apart(tmp_path):
    """Last-Modified tells no less apart."""
    settings = Settings(_env_file=None, data_dir=tmp_path)
    async with app.opened(settings, now_of=lambda: NOON) as service:
        changed = [service.library.changed]
        for _ in range(2):
            async with service.store.write() as tx:
                await tx.run(queries.load("state")["archive_changed"])
            await service.refresh()
            changed.append(service.library.changed)
    assert [moment - NOON for moment in changed] == [dt.timedelta(seconds=n) for n in range(3)]


@pytest.mark.parametrize("date", [dt.date.min, dt.date(1890, 1, 1), dt.date(2025, 6, 2), dt.date.max])
async def test_every_day_begins_at_a_moment_of_utc(vault, date):
    for zone in (SEOUL, ZoneInfo("America/New_York"), dt.UTC):
        begins = library_of(vault, TagIndex((), Aliases({})), zone=zone).begins(date)
        assert (begins.tzinfo, begins.microsecond) == (dt.UTC, 0)
        assert abs((begins.replace(tzinfo=None) - dt.datetime.combine(date, dt.time())).total_seconds()) < 86_400


async def test_an_archive_has_a_name_of_its_own_that_stays(vault, tmp_path_factory):
    index = TagIndex((), Aliases({}))
    name = await library_of(vault, index).name()
    assert await library_of(vault, index).name() == name
    async with another(tmp_path_factory.mktemp("other")) as other:
        assert await library_of(other, index).name() != name


@pytest.mark.parametrize("address", ["", "0", "99999999999999999999", "abc", "2505.99999", "-1", "1 ", "٣", "../1"])
async def test_an_address_of_nothing_is_no_paper(library, address):
    assert await library.paper(address, EN) is None


async def test_a_paper_is_found_by_its_arxiv_id_its_number_and_a_version_of_it(vault):
    vault.put("250601 Grad.md", note("Grad Power", arxiv="2505.24275"))
    await vault.read()
    index = TagIndex(await vault.store.tags.counts(), Aliases({}))
    library = library_of(vault, index)
    found = await library.paper("2505.24275", KO)
    assert found.article.address == "2505.24275"
    for address in (str(found.article.paper), "2505.24275v2", "arXiv:2505.24275"):
        assert (await library.paper(address, KO)).article == found.article
    assert "eprint = {2505.24275}" in found.bibtex


async def test_a_list_in_english_shows_a_foreign_commentary_by_the_abstract_and_its_own_page_in_full(vault):
    vault.put("250601 Grad.md", note("Grad Power", abstract="We raise powers of it all. More.", ko="한국어예요."))
    await vault.read()
    index = TagIndex((), Aliases({}))
    library = library_of(vault, index)
    listed = (await library.find(Wanted(), EN)).articles[0]
    opened = (await library.paper(listed.address, EN)).article
    said = [(plain(article.passages[0].text), article.passages[0].label) for article in (listed, opened)]
    assert said == [
        ("We raise powers of it all.", "Commentary in Korean"),
        ("한국어예요.", "Commentary in Korean"),
    ]
