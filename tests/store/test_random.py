"""Random papers: every one as likely, none twice for a reader and a filter before all were had."""

import random
from collections import Counter

import pytest

from bot.model import Reader
from tests.vault import note

READER = Reader("test", "", "u1")


@pytest.fixture
async def archive(vault):
    """Ten papers, with gaps in their numbers from one that was re-tagged and one that was united with another."""
    for number in range(10):
        tags = "#even #all" if number % 2 == 0 else "#all"
        vault.put(f"2506{number + 1:02} {number}.md", note(f"Paper {number}", authors=f"A. {number}", tags=tags))
    vault.put("250620 x.md", note("Paper X", authors="A. X", tags="#even"))
    vault.put("250620 y.md", "https://arxiv.org/abs/2506.00001\n\n둘째.\n\n#even\n")
    await vault.read()
    vault.put("250620 x.md", note("Paper 0", authors="A. 0", arxiv="2506.00001", tags="#all"))
    vault.put("250620 y.md", "https://arxiv.org/abs/2506.00001\n\n둘째.\n")
    await vault.read()
    vault.store.papers._dice.seed(5)
    return vault


async def draws(vault, tags, reader, count) -> list[int]:
    drawn = [await vault.store.papers.random(tags, reader) for _ in range(count)]
    return [paper.id for paper in drawn]


async def numbers(vault) -> dict[str, list[int]]:
    rows = await vault.rows(
        "SELECT g.slug, g.count, t.number FROM tags AS g JOIN paper_tags AS t ON t.tag = g.id ORDER BY t.number"
    )
    found: dict[str, list[int]] = {}
    for slug, count, number in rows:
        found.setdefault(str(slug), [int(str(count))]).append(int(str(number)))
    return found


async def test_numbers_have_no_gaps_after_papers_lost_tags_and_became_one(archive):
    found = await numbers(archive)
    assert found
    for count, *given in found.values():
        assert given == list(range(1, count + 1))


@pytest.mark.parametrize(("tags", "papers"), [((), 10), (("even",), 5), (("even", "all"), 5)])
async def test_every_paper_is_as_likely(archive, tags, papers):
    """Chi-square at about one in a million, with fixed dice."""
    count = 200 * papers
    found = Counter(await draws(archive, tags, None, count))
    assert len(found) == papers
    chi = sum((times - 200) ** 2 / 200 for times in found.values())
    assert chi < papers + 40


@pytest.mark.parametrize(("tags", "papers"), [((), 10), (("even",), 5), (("even", "all"), 5)])
async def test_a_reader_has_all_before_one_comes_twice_and_then_from_the_start(archive, tags, papers):
    for _ in range(3):
        assert len(set(await draws(archive, tags, READER, papers))) == papers


async def test_readers_and_filters_do_not_disturb_one_another(archive):
    other = Reader("test", "", "u2")
    first = await draws(archive, ("even",), READER, 3)
    await draws(archive, ("even",), other, 4)
    await draws(archive, (), READER, 7)
    await draws(archive, ("all", "even"), READER, 4)
    assert len(set(first + await draws(archive, ("even",), READER, 2))) == 5


async def test_a_new_paper_joins_the_bag(archive):
    had = await draws(archive, ("even",), READER, 5)
    archive.put("250630 new.md", note("A new one", authors="N. N", tags="#even"))
    await archive.read()
    [new] = await draws(archive, ("even",), READER, 1)
    assert new not in had


async def test_nothing_is_drawn_for_a_tag_that_no_paper_has(archive):
    assert await archive.store.papers.random(("unknown",), READER) is None
    assert await archive.store.papers.random(("unknown",), None) is None
    assert await archive.store.papers.random(("even", "unknown"), READER) is None


async def test_the_second_draw_of_a_large_bag_is_as_likely_too(archive):
    """What a reader had is left out, and the rest stays even."""
    found: Counter[int] = Counter()
    dice = random.Random(7)
    for number in range(400):
        reader = Reader("test", "", f"r{dice.random()}{number}")
        first, second = await draws(archive, ("even",), reader, 2)
        assert first != second
        found[second] += 1
    assert sum((times - 80) ** 2 / 80 for times in found.values()) < 45
