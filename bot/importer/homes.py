"""Files that are imported alone: each belongs to the source whose folder it lies in, or to none."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.importer.summary import Tally, unreadable
from bot.ingest import folder
from bot.ingest.folder import Found
from bot.store.documents import Source


def look_at(paths: Sequence[Path], tally: Tally) -> list[Found]:
    """The files by their resolved paths, each once."""
    files: dict[str, Found] = {}
    for path in paths:
        try:
            file = path.resolve(strict=True)
            looked = list(folder.look(file, str(file)))
            if not looked:
                raise OSError("not a file")
            files[looked[0].path] = looked[0]
        except OSError as error:
            tally.refused.append(unreadable(folder.shown(str(path)), error.strerror or str(error)))
    return list(files.values())


def at_home(files: Sequence[Found], sources: Sequence[Source], lone: Source) -> list[tuple[Source, list[Found]]]:
    """A file in the folder of a source is that source's document, imported alone or not."""
    groups: dict[int, tuple[Source, list[Found]]] = {}
    homes = sorted((source for source in sources if source.root), key=lambda source: -len(source.root))
    for found in files:
        inside = [home for home in homes if found.path.startswith(f"{home.root.rstrip('/')}/")]
        home = next((home for home in inside if _would_be_read(found.path.removeprefix(home.root))), lone)
        path = found.path.removeprefix(home.root).lstrip("/") if home is not lone else found.path
        groups.setdefault(home.id, (home, []))[1].append(replace(found, path=path))
    return list(groups.values())


def _would_be_read(path: str) -> bool:
    return "/." not in path and path.lower().endswith(folder.SUFFIXES)
