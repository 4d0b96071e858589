"""What is stored about a workspace, shown and erased from the command line."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.processes import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """The terminal is a workspace without a name, where somebody subscribed."""
    place = Place(tmp_path)
    place.ask("/paper language ko", "--user", "min")
    place.ask("/subscribe 09:00 Asia/Seoul", "--user", "min")
    return place


def shown(place: Place) -> dict[str, object]:
    found: dict[str, object] = json.loads(place.run("workspace", "show", "console", "").stdout)
    return found


def erase(place: Place, typed: str) -> subprocess.CompletedProcess[str]:
    return place.answered(typed, "workspace", "erase", "console", "")


@pytest.mark.parametrize("typed", ["no\n", "", "\n"])
def test_it_is_said_what_would_go_and_nothing_goes_unless_it_is_meant(place: Place, typed: str):
    before = shown(place)
    done = erase(place, typed)
    assert done.returncode == 1
    assert "readers 1" in done.stdout
    assert "Nothing was erased" in done.stdout
    assert shown(place) == before


@pytest.mark.parametrize("typed", ["yes\n", "예\n"])
def test_who_means_it_types_yes(place: Place, typed: str):
    assert shown(place)["readers"] == 1
    done = erase(place, typed)
    assert (done.returncode, done.stderr) == (0, "")
    assert shown(place)["readers"] == 0


def test_a_script_says_yes_beforehand(place: Place):
    place.run("workspace", "erase", "console", "", "--yes")
    assert (shown(place)["readers"], shown(place)["places"]) == (0, [])


def test_a_workspace_of_which_nothing_is_stored_is_told(place: Place):
    assert "Nothing is stored" in place.run("workspace", "erase", "slack", "T0", "--yes", status=1).stdout
