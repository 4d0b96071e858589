"""What is stored about a reader, shown and erased from the command line."""

import json
from pathlib import Path

from tests.processes import Place


def test_what_is_stored_is_shown_and_gone_after_it_was_erased(tmp_path: Path):
    place = Place(tmp_path)
    place.ask("/paper language ko", "--user", "min")
    assert json.loads(place.run("reader", "show", "console", "min").stdout)["preference"]["language"] == "ko"
    assert "min" in place.run("reader", "erase", "console", "min").stdout
    assert json.loads(place.run("reader", "show", "console", "min").stdout)["preference"]["language"] is None


def test_nobody_is_found_where_there_is_no_database(tmp_path: Path):
    assert "no database" in Place(tmp_path).fails("reader", "show", "console", "min")
