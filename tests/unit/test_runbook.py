"""The runbook in docs/operating.md knows every alarm: each finding of doctor, each figure with an alarm, each line
of the log from warnings on."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

ROOT = Path(__file__).resolve().parents[2]
WATCHING, _, RUNBOOK = (ROOT / "docs" / "operating.md").read_text("utf-8").partition("## Runbook")
_ALARMS = {"warning", "error", "critical", "exception"}
_LOGS = {"log", "_log"}


def lines() -> Iterator[tuple[str, str]]:
    """(file, sentence) of what is logged from warnings on."""
    for path in sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "adapters").rglob("*.py")]):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if _is_alarm(call):
                assert isinstance(call.args[0], ast.Constant), f"{path}: a sentence of the log is a constant"
                yield str(path.relative_to(ROOT)), str(call.args[0].value)


def _is_alarm(node: ast.AST) -> TypeGuard[ast.Call]:
    called = node.func if isinstance(node, ast.Call) else None
    if not isinstance(called, ast.Attribute) or called.attr not in _ALARMS:
        return False
    return isinstance(called.value, ast.Name) and called.value.id in _LOGS


def findings() -> set[str]:
    """Of doctor, and of the database, which doctor hands on."""
    checks = "".join(path.read_text("utf-8") for path in (ROOT / "bot" / "doctor").glob("*.py"))
    named = set(re.findall(r'(?:bad|warning)\(\s*"([\w-]+)"', checks))
    store = "".join(path.read_text("utf-8") for path in (ROOT / "bot" / "store").glob("conn*.py"))
    return named | {key for key in re.findall(r'"(store-[\w-]+)"', store) if "copy" not in key}


def figures() -> list[str]:
    """Of /metrics: those for which the document says when to be alarmed."""
    rows = [row.split(" | ") for row in WATCHING.splitlines() if row.startswith(("| `paperboy_", "| `process_"))]
    return [re.split(r"[`{]", row[0])[1] for row in rows if row[-1].strip(" |")]


@pytest.mark.parametrize(("file", "sentence"), sorted(set(lines())))
def test_a_line_of_the_log_is_in_the_runbook(file: str, sentence: str) -> None:
    assert f"`{sentence}`" in RUNBOOK, f"{file} says it; say in docs/operating.md what it means and what to do"


@pytest.mark.parametrize("key", sorted(findings()))
def test_a_finding_of_doctor_is_in_the_runbook(key: str) -> None:
    assert f"`{key}`" in RUNBOOK


@pytest.mark.parametrize("figure", figures())
def test_a_figure_with_an_alarm_is_in_the_runbook(figure: str) -> None:
    assert f"`{figure}`" in RUNBOOK


def test_the_runbook_names_nothing_that_is_not_said() -> None:
    rows = [row.split("|")[1] for row in RUNBOOK.splitlines() if row.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    known = {sentence for _, sentence in lines()} | findings() | set(figures())
    known |= {"doctor-rights", "doctor-unreachable", "doctor-proxy", "doctor-certificate"}  # named by a pattern
    assert named - known == set()


def test_every_version_begins_with_what_to_do_before_an_upgrade() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    assert versions
    assert [each.splitlines()[0] for each in versions if each.splitlines()[2] != "### Before you upgrade"] == []
