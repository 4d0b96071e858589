"""SQL stands in .sql files, a name and a line of purpose above each query; this reads them."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)
SQL_FOLDER = files("bot.store") / "sql"


@cache
def load(noun: str, dialect: str = "") -> Mapping[str, str]:
    """The queries of sql/NOUN.sql, or of sql/DIALECT/NOUN.sql, by name."""
    folder = SQL_FOLDER / dialect if dialect else SQL_FOLDER
    pieces = _NAME.split((folder / f"{noun}.sql").read_text("utf-8"))
    return {name: text.strip() for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def migrations(dialect: str) -> list[tuple[int, str]]:
    """(number, script) of every migration, in order."""
    folder: Traversable = SQL_FOLDER / dialect / "migrations"
    scripts = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda e: e.name)
    return [(int(script.name[:4]), script.read_text("utf-8")) for script in scripts]
