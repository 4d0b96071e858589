"""Tags as they are counted and folded."""

from bot.model import Query, TagCount
from bot.tags import Aliases
from tests.vault import ALIASES, note


async def test_counts_fold_aliases_and_follow_every_change(vault):
    vault.put("250601 a.md", note("Paper A", authors="A", tags="#rl #강화학습 #llm"))
    vault.put("250602 b.md", note("Paper B", authors="B", tags="#reinforcement_learning"))
    await vault.read()
    assert await vault.store.tags.counts() == (TagCount("rl", 2), TagCount("llm", 1))
    vault.put("250602 b.md", note("Paper B", authors="B", tags="#agent"))
    await vault.read()
    assert await vault.store.tags.counts() == (TagCount("agent", 1), TagCount("llm", 1), TagCount("rl", 1))
    assert (await vault.papers())[0].tags == ("rl", "강화학습", "llm")


async def test_other_aliases_fold_the_archive_anew_once(vault):
    vault.put("250601 a.md", note("Paper A", authors="A", tags="#강화학습 #moe"))
    vault.put("250602 b.md", note("Paper B", authors="B", tags="#mixture-of-experts"))
    await vault.read()
    assert not await vault.store.tags.reindex(ALIASES)
    other = Aliases({"moe": ("mixture-of-experts",)})
    changed = await vault.store.recall("archive")
    assert await vault.store.tags.reindex(other)
    assert not await vault.store.tags.reindex(other)
    assert await vault.store.recall("archive") != changed
    assert await vault.store.tags.counts() == (TagCount("moe", 2), TagCount("강화학습", 1))
    find = vault.store.papers.find
    assert [paper.title for paper in (await find(Query(tags=("moe",)))).papers] == ["Paper B", "Paper A"]
    assert [paper.title for paper in (await find(Query(tags=("moe",), words="paper"))).papers] == ["Paper B", "Paper A"]
    assert [paper.title for paper in (await find(Query(tags=("moe", "강화학습")))).papers] == ["Paper A"]
