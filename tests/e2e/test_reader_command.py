"""What is stored about a reader, shown and erased from the command line."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.memory import StoredMemory
from bot.model import Channel, Reader, Terms
from bot.store import Store
from tests.house import START
from tests.processes import Place
from tests.stock import subscribe


def test_what_is_stored_is_shown_and_gone_after_it_was_erased(tmp_path: Path):
    place = Place(tmp_path)
    place.ask("/paper language ko", "--user", "min")
    assert json.loads(place.run("reader", "show", "console", "min").stdout)["preference"]["language"] == "ko"
    assert "min" in place.run("reader", "erase", "console", "min").stdout
    assert json.loads(place.run("reader", "show", "console", "min").stdout)["preference"]["language"] is None


async def test_who_is_erased_gets_nothing_in_direct_messages_any_more(tmp_path: Path):
    place, min_ = Place(tmp_path), Reader("console", "", "min")
    place.run("migrate")
    store = await Store.open(place.database)
    for channel in (Channel("console", "", "d1", "dm"), Channel("console", "", "papers")):
        await subscribe(store, channel, Terms(languages=("en",)), START, maker=min_)
    place.run("reader", "erase", "console", "min")
    left = await store.subscriptions.all()
    await store.close()
    assert [(each.channel.id[:5], each.state) for each in left] == [("hash:", "ended"), ("paper", "active")]
    assert {each.made_by.id for each in left} == {""}


async def test_whose_messages_came_directly_is_nowhere_any_more(tmp_path: Path):
    place, min_ = Place(tmp_path), Reader("web", "", "min-7")
    place.run("migrate")
    store = await Store.open(place.database)
    await subscribe(store, Channel("web", "", "dm-min-7", "dm"), Terms(languages=("en",)), START, maker=min_)
    memory = StoredMemory(store, lambda: START, "")
    for name in ("web:room:dm-min-7:", "web:room:dm-min-7:1", "web:room:papers:1"):
        await memory.put(name, "a message")
    await store.close()
    assert "min-7" in dumped(place.database)
    place.run("reader", "erase", "web", "min-7")
    assert "min-7" not in dumped(place.database)
    assert "web:room:papers:1" in dumped(place.database)


def dumped(database: Path) -> str:
    """Every row of every table but the search index's own."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return str([connection.execute(f'SELECT * FROM "{each}"').fetchall() for each in tables])  # noqa: S608


def test_nobody_is_found_where_there_is_no_database(tmp_path: Path):
    assert "no database" in Place(tmp_path).fails("reader", "show", "console", "min")
