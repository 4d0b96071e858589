"""The table of settings in docs/operating.md is the one that the settings themselves give, and no other is named."""

import re
from pathlib import Path

from bot.settings import Settings
from bot.settings.described import ABOUT, written_into
from bot.settings.wrong import variable

DOCS = Path(__file__).parents[2] / "docs"
_OTHERS = {"PAPERBOY_DATABASE_URL_FILE", "PAPERBOY_SETTINGS"}


def test_every_setting_says_what_it_means():
    """In bot/settings/described.py."""
    assert list(ABOUT) == list(Settings.model_fields)


def test_the_table_is_of_today():
    """`make docs` writes it."""
    told = (DOCS / "operating.md").read_text("utf-8")
    assert told == written_into(told)


def test_every_setting_is_documented():
    told = "\n".join(path.read_text("utf-8") for path in DOCS.glob("*.md"))
    variables = {variable(name) for name in Settings.model_fields}
    assert sorted(name for name in variables if not _named(name, told)) == []


def test_no_setting_is_documented_that_is_not_there():
    told = (DOCS / "operating.md").read_text("utf-8")
    variables = {variable(name) for name in Settings.model_fields}
    assert set(re.findall(r"PAPERBOY_[A-Z_]+[A-Z]", told)) - variables - _OTHERS == set()


def _named(variable: str, told: str) -> bool:
    """In full, or by its end where the table lists several of one kind: `…_GATEWAY_URL`."""
    endings = [variable[place:] for place in range(len(variable)) if variable[place] == "_"]
    return variable in told or any(f"`…{ending}`" in told for ending in endings)
