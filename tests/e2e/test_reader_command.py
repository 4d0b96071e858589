"""What is stored about a reader, shown and erased from the command line."""

import json
from pathlib import Path

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
    assert {each.channel.id: each.state for each in left} == {"d1": "ended", "papers": "active"}
    assert {each.made_by.id for each in left} == {""}


def test_nobody_is_found_where_there_is_no_database(tmp_path: Path):
    assert "no database" in Place(tmp_path).fails("reader", "show", "console", "min")
