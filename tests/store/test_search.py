"""Words find what stands in title, authors, abstract and commentary, Korean and English together."""

import pytest

from bot.model import Query
from tests.vault import note

NOTES = {
    "Muon": note(
        "Muon is Scalable", arxiv="2502.16982", ko="강화학습을 LLM에 적용해 뇌과학까지 학습했다.", tags="#llm"
    ),
    "GPT": note("A study of GPT-4o", en="The state-space model learns; it's naïve.", tags="#state-space-model"),
    "Café": note(
        "Ｆｕｌｌ width and Café", ko="모델을 정렬한다. 이는 새로운 뇌", abstract=r"We use $x_t5$ and \textit{muons}."
    ),
}


@pytest.fixture
async def archive(vault):
    for number, (name, text) in enumerate(NOTES.items(), 1):
        vault.put(f"25060{number} {name}.md", text)
    await vault.read()
    return vault


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("muon", "Café Muon"),
        ("MUON scalable", "Muon"),
        ("mu", "Café Muon"),  # no such word: the beginning of one
        ("is", "Muon"),  # such a word: not the beginning of `isolate`
        ("scal", "Muon"),
        ("scalab", "Muon"),
        ("Lovelac", "Café GPT Muon"),
        ("scalable-lovelace", ""),
        ("scalabley", ""),
        ("scal muon", ""),  # only the last Latin word is half typed
        ("학습", "Muon"),
        ("강화학습", "Muon"),
        ("화학", "Muon"),
        ("강화 학습", "Muon"),
        ("LLM 학습", "Muon"),
        ("LLM에", "Muon"),
        ("학습LLM", ""),
        ("뇌", "Café Muon"),
        ("뇌과", "Muon"),
        ("정렬", "Café"),
        ("모델", "Café"),
        ("모델은", ""),
        ("gpt-4", "GPT"),
        ("gpt-4o", "GPT"),
        ("state space", "GPT"),
        ('"state space model"', "GPT"),
        ('"space state"', ""),
        ("“state space”", "GPT"),
        ("cafe", "Café"),
        ("NAÏVE", "GPT"),
        ("full width", "Café"),
        ("lovelace", "Café GPT Muon"),
        ("2502.16982", "Muon"),
        ("llm", "Muon"),
        ("muon 정렬", "Café"),
        ("!!!", ""),
        ("OR", ""),
        ("muon OR gpt", ""),
        ("muon NOT", ""),
        ('"', ""),
        ("* ^ : ( ) { } -", ""),
        ("terms:muon", ""),
        ("_t1", ""),
        ("muon\0", "Café Muon"),
        ("😀 muon", "Café Muon"),
        ("ㅎㅅ", ""),
    ],
)
async def test_words_find(archive, words, found):
    papers = (await archive.store.papers.find(Query(words=words))).papers
    first_words = {"Muon": "Muon", "A": "GPT", "Ｆｕｌｌ": "Café"}
    assert " ".join(sorted(first_words[paper.title.split()[0]] for paper in papers)) == found


async def test_a_half_typed_word_that_may_become_very_many_is_found_too(vault):
    many = " ".join(f"optimize{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60))
    vault.put("250601 a.md", note("Many", authors="A. A", en=many))
    vault.put("250602 b.md", note("One", authors="B. B", en="An optimizezz."))
    await vault.read()
    for words, found in (("optimiz", ["One", "Many"]), ("optimizea", ["Many"]), ("optimizez", ["One"])):
        papers = (await vault.store.papers.find(Query(words=words))).papers
        assert [paper.title for paper in papers] == found


async def test_words_that_came_a_moment_ago_are_found_half_typed(archive):
    find = archive.store.papers.find
    assert (await find(Query(words="quatern"))).papers == ()
    archive.put("250605 new.md", note("On quaternions", authors="Q. Q"))
    await archive.read()
    assert len((await find(Query(words="quatern"))).papers) == 1


@pytest.mark.parametrize("words", ["학" * 5000, "muon " * 3000, "가나 다라 " * 500, '"' * 999, "a" * 10_000])
async def test_very_long_words_do_no_harm(archive, words):
    await archive.store.papers.find(Query(words=words))


async def test_words_and_tags_together_narrow(archive):
    find = archive.store.papers.find
    assert len((await find(Query(words="muon", tags=("llm",)))).papers) == 1
    assert len((await find(Query(words="muon", tags=("state-space-model",)))).papers) == 0


async def test_hits_come_newest_first_and_page_by_page(vault):
    for number in range(1, 8):
        vault.put(
            f"25060{number} {number}.md", note(f"Paper {number}", ko="학습에 관하여.", authors=f"Author {number}")
        )
    await vault.read()
    first = await vault.store.papers.find(Query(words="학습"), limit=4)
    assert [paper.title for paper in first.papers] == ["Paper 7", "Paper 6", "Paper 5", "Paper 4"]
    rest = await vault.store.papers.find(Query(words="학습"), limit=4, after=first.after)
    assert ([paper.title for paper in rest.papers], rest.after) == (["Paper 3", "Paper 2", "Paper 1"], None)
    oldest = await vault.store.papers.find(Query(words="학습"), limit=2, oldest=True)
    assert [paper.title for paper in oldest.papers] == ["Paper 1", "Paper 2"]


async def test_a_corrected_paper_is_found_by_its_new_words_only(archive):
    archive.put("250601 Muon.md", NOTES["Muon"].replace("Scalable", "Fast").replace("뇌과학", "물리학"))
    await archive.read()
    find = archive.store.papers.find
    assert [len((await find(Query(words=words))).papers) for words in ("scalable", "fast", "과학", "물리")] == [
        0,
        1,
        0,
        1,
    ]
    await archive.rows("SELECT * FROM search WHERE terms MATCH 'muon'")  # the index is whole
    async with archive.store.write() as tx:
        await tx.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
