"""A curator's vault in a temporary folder, and an archive beside it; `read` imports, `put` and `write` author."""

import datetime as dt
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.importer import Summary, import_files, import_source
from bot.model import Paper, PaperId
from bot.store import Store
from bot.tags import Aliases
from tests.stock import begun

SEOUL = ZoneInfo("Asia/Seoul")
START = dt.datetime(2026, 1, 3, 3, tzinfo=dt.UTC)  # noon of 3 January in Seoul
ALIASES = Aliases({"rl": ("reinforcement-learning", "강화학습")})


def note(
    title: str = "", *, arxiv: str = "", authors: str = "Ada Lovelace, Alan Turing", abstract: str = "", ko: str = "",
    en: str = "", tags: str = "", more: str = "",
) -> str:  # fmt: skip
    """A vault note in its usual shape."""
    parts = [
        f"https://arxiv.org/abs/{arxiv}" if arxiv else "",
        f"*{title}* ({authors})" if title else "",
        f"> {abstract}" if abstract else "",
        ko,
        f"<english>\n{en}\n</english>" if en else "",
        tags,
        more,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def page(date: str, *papers: Mapping[str, str]) -> str:
    """A digest page as it is published."""
    lines = [date]
    for paper in papers:
        given = {"authors": "Ada Lovelace, Alan Turing", "abstract": "We count.", "ko": "", "en": "", "tags": "#llm"}
        given.update(paper)
        lines += [given["title"], f"({given['authors']})", given["abstract"], given["ko"], given["en"], given["tags"]]
    return "\n".join(line for line in lines if line) + "\n"


class Vault:
    def __init__(self, folder: Path, store: Store) -> None:
        self.folder, self.store = folder, store
        self.now = START

    def put(self, path: str, text: str) -> Path:
        file = self.folder / "vault" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def lone(self, path: str, text: str) -> Path:
        """A file outside the vault."""
        file = self.folder / "elsewhere" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def move(self, old: str, new: str) -> None:
        (self.folder / "vault" / new).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / "vault" / old).rename(self.folder / "vault" / new)

    def delete(self, path: str) -> None:
        (self.folder / "vault" / path).unlink()

    def later(self, **by: int) -> None:
        self.now += dt.timedelta(**by)

    async def read(self, **options: object) -> Summary:
        """Imports the vault."""
        (self.folder / "vault").mkdir(exist_ok=True)
        return await import_source(self.store, self.folder / "vault", **self._how(), **options)

    async def ingest(self, *files: Path, date: dt.date | None = None, **options: object) -> Summary:
        """Imports lone files."""
        return await import_files(self.store, files, date=date, **self._how(), **options)

    async def papers(self) -> list[Paper]:
        return [paper async for paper in self.store.papers.export()]

    async def paper(self) -> Paper:
        """The only one."""
        [paper] = await self.papers()
        return paper

    async def titles(self) -> list[str]:
        return [paper.title for paper in await self.papers()]

    async def owed(self) -> list[str]:
        """Titles of what channels may be owed that have had nothing."""
        return [paper.title for paper in await self.store.papers.news(dt.datetime(2000, 1, 1, tzinfo=dt.UTC))]

    async def post(self, paper: PaperId, channel: str = "c1", state: str = "sent") -> None:
        """Writes the paper into the ledger, as a delivery would."""
        place = {"channel": channel, "paper": paper, "state": state, "now": int(self.now.timestamp() * 1_000_000)}
        async with self.store.write() as tx:
            for sql in _POSTING:
                await tx.run(sql, {**place, "papers": f"[{paper}]"})

    async def rows(self, sql: str, **params: object) -> list[tuple[object, ...]]:
        return [tuple(row) for row in await self.store.database.fetch(sql, params)]

    def _how(self) -> dict[str, object]:
        return {"aliases": ALIASES, "now": self.now, "zone": SEOUL}


_POSTING: Sequence[str] = (
    """INSERT INTO channels (platform, workspace, channel, kind, name) VALUES ('test', '', :channel, 'text', '')
       ON CONFLICT DO NOTHING""",
    """INSERT INTO subscriptions (channel, time, zone, days, languages, wanted, excluded, layout, role, made_by,
                                  made_in, state, reason, since, first, made_at)
       SELECT id, '09:00', 'UTC', 127, 'en', '', '', 'list', '', '', '', 'active', '', 0, '', 0
       FROM channels WHERE channel = :channel ON CONFLICT DO NOTHING""",
    """INSERT INTO deliveries (subscription, channel, slot, languages, layout, role, remaining, state, deadline, try_at)
       SELECT s.id, c.id, :now, 'en', 'list', '', 0, 'done', 0, 0
       FROM channels AS c JOIN subscriptions AS s ON s.channel = c.id WHERE c.channel = :channel""",
    """INSERT INTO parts (delivery, ordinal, papers, first_number, reply, state, key, payload, sent_at)
       SELECT MAX(id), 1, :papers, 1, 0, :state, 'key' || MAX(id), 'hash', :now FROM deliveries""",
    """INSERT INTO ledger (channel, paper, part)
       SELECT c.id, :paper, (SELECT MAX(id) FROM parts) FROM channels AS c WHERE c.channel = :channel""",
)


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Vault]:
    store = await begun(folder / "paperboy.db")
    try:
        yield Vault(folder, store)
    finally:
        await store.close()
