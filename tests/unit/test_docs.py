"""Documents name what is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    *(str(each.relative_to(ROOT)) for each in sorted((ROOT / "docs").rglob("*.md"))),
]
_PATH = re.compile(r"`((?:bot|adapters|tests|bench|docs|seeds|requirements)/[\w/.*-]*)`")
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_TEMPLATE = re.compile(r"NAME|NOUN|XX|…")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_a_document_names_is_there(document: str) -> None:
    named = {path for path in _PATH.findall((ROOT / document).read_text("utf-8")) if not _TEMPLATE.search(path)}
    assert [path for path in sorted(named) if not list(ROOT.glob(path.rstrip("/")))] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_between_documents_leads_somewhere(document: str) -> None:
    folder = (ROOT / document).parent
    links = _LINK.findall((ROOT / document).read_text("utf-8"))
    assert [link for link in links if not (folder / link).exists()] == []


def test_every_module_of_the_service_is_on_the_map() -> None:
    """The docstring of `bot` lists what there is, in the order to read it."""
    text = (ROOT / "bot" / "__init__.py").read_text("utf-8")
    modules = {path.stem for path in (ROOT / "bot").iterdir() if path.is_dir() or path.suffix == ".py"}
    assert {name for name in modules if not name.startswith("_") and not re.search(rf"\b{name}\b", text)} == set()


def test_every_command_of_the_command_line_is_documented() -> None:
    text = "".join((ROOT / document).read_text("utf-8") for document in DOCUMENTS)
    parser = (ROOT / "bot" / "cli" / "parser.py").read_text("utf-8")
    commands = re.findall(r"@app\.command\(\)\ndef (\w+)", parser)
    assert [name for name in commands if f"paperboy {name}" not in text] == []
