"""Archives that several files of tests on the web page read, each with its service."""

import datetime as dt
from contextlib import asynccontextmanager

from tests.stock import publish
from tests.vault import note, page
from tests.web_parts import reading

PLAIN = {"title": "Gears and Cogs", "ko": "톱니바퀴에 대한 코멘트예요.", "en": "A comment on gears.", "tags": "#rl"}
KOREAN = {"title": "Only in Korean", "abstract": "We look at it in Korean. More.", "ko": "한국어로만 썼어요."}
BARE = {"title": "No Commentary at All", "abstract": "We say nothing more than this here. Nothing."}
FORMULA = r"We bound $\alpha^2 \leq \beta$ by **much**. See https://example.org/a?b=1&c=2 for more."
NOW = dt.datetime(2026, 1, 3, tzinfo=dt.UTC)


@asynccontextmanager
async def gears(vault):
    """Two days, one dated ahead, and two notes that are related."""
    vault.put("2026-01-01.txt", page("2026-01-01", {**PLAIN, "title": "An Older Paper"}))
    vault.put("2026-01-03.txt", page("2026-01-03", PLAIN, KOREAN, BARE))
    vault.put("2026-01-05.txt", page("2026-01-05", {**PLAIN, "title": "Dated Ahead"}))
    vault.put("260102 Cogs.md", note("Cogs", arxiv="2601.00002", abstract=FORMULA, ko=FORMULA, en=FORMULA, tags="#rl"))
    vault.put(
        "260102 Old.md", note("Old Ways", arxiv="hep-th/9901001", ko="오래된 논문.", more="## Related\n[[260102 Cogs]]")
    )
    async with reading(vault) as web:
        await web.read()
        yield web


@asynccontextmanager
async def tagged(vault):
    """61 papers tagged rl over three months, 5 tagged 기계번역."""
    for date, count in (("2025-09-10", 3), ("2025-11-02", 30), ("2025-11-30", 8), ("2026-01-02", 20)):
        await publish(vault.store, dt.date.fromisoformat(date), count, NOW, tags=("rl", "llm"))
    await publish(vault.store, dt.date(2025, 11, 3), 5, NOW, tags=("기계번역",))
    await publish(vault.store, dt.date(2026, 2, 1), 5, NOW, tags=("llm", "agent"))  # dated ahead
    async with reading(vault) as web:
        yield web


@asynccontextmanager
async def two_days(vault):
    """Thirty papers of one day; seven papers and five notes of the next."""
    many = [{"title": f"Study Number {n}", "ko": f"{n}번째 연구예요.", "en": f"Number {n}."} for n in range(1, 31)]
    vault.put("2026-01-01.txt", page("2026-01-01", *many))
    vault.put("2026-01-02.txt", page("2026-01-02", *[{**one, "title": f"Later {one['title']}"} for one in many[:7]]))
    for n in range(5):
        vault.put(
            f"260102 Note {n}.md", note(f"Vault Note {n}", ko="노트예요.", tags="#강화학습", arxiv=f"2601.0000{n}")
        )
    async with reading(vault) as web:
        await web.read()
        yield web
