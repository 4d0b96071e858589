"""A large archive made by repeating the seed's papers with new titles, ids and dates."""

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

from bot.ingest import digest_page
from bot.model import Entry

SEED = Path(__file__).parent.parent / "seeds" / "2025-06-02.txt"
FIRST_DAY = dt.date(2005, 1, 3)
DAYS = 7_000  # the file names' two-digit years hold no more than a century
COMMON = ("optimizer", "rl", "llm", "transformer", "reasoning", "diffusion", "tokenizer", "scaling-law")
RARE = tuple(f"topic-{number}" for number in range(360))
MONTHS = 120  # of arXiv ids, from January 2015; in one there is room for 100,000
HANGUL = ("학습", "정렬", "추론", "강화학습", "뇌", "최적화", "모델", "데이터", "확산", "토큰")


def notes(count: int) -> Iterator[tuple[str, str]]:
    """(file name, text) of `count` vault notes, the same for every run."""
    chance = random.Random(20250602)
    pages = digest_page.read(SEED.read_bytes(), today=dt.date(2025, 6, 2))
    papers = [entry for page in pages for entry in page.entries]
    for number in range(count):
        day = FIRST_DAY + dt.timedelta(days=number * DAYS // count)
        yield f"{day:%y%m%d} Paper {number}.md", _note(papers[number % len(papers)], number, chance)


def _note(paper: Entry, number: int, chance: random.Random) -> str:
    tags = {chance.choices(COMMON, weights=(8, 8, 6, 5, 4, 4, 2, 2))[0], chance.choice(RARE)}
    words = " ".join(chance.sample(HANGUL, 3))
    return (
        f"https://arxiv.org/abs/{_arxiv_id(number)}\n\n"
        f"*{paper.title} {number}* ({', '.join(paper.authors)})\n\n> {paper.abstract}\n\n"
        f"{paper.ko} {words}\n\n<english>\n{paper.en}\n</english>\n\n{' '.join('#' + tag for tag in sorted(tags))}\n"
    )


def _arxiv_id(number: int) -> str:
    year, month = divmod(number % MONTHS, 12)
    return f"{15 + year}{month + 1:02}.{number // MONTHS:05}"


def write(folder: Path, count: int) -> None:
    """The notes as a vault, a folder for each thousand."""
    for number, (name, text) in enumerate(notes(count)):
        shelf = folder / str(number // 1000)
        shelf.mkdir(parents=True, exist_ok=True)
        (shelf / name).write_text(text, "utf-8")
