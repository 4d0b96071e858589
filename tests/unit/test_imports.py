"""Who may import what, as a list of what is allowed: a new module is held to it without being named anywhere.

The order of the layers stands in pyproject.toml, where import-linter holds it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BORDER = {"bot.model", "bot.view", "bot.platform", "bot.archive", "bot.fitting", "bot.addresses"}
ONLY_IN = {
    "aiosqlite": ("bot/store/",),
    "sqlite3": ("bot/store/",),
    "apscheduler": ("bot/clock.py",),
    "discord": ("adapters/discord/",),
    "slack_bolt": ("adapters/slack/",),
    "slack_sdk": ("adapters/slack/",),
    "prompt_toolkit": ("adapters/console/",),
    "jinja2": ("adapters/web/",),
    "prometheus_client": ("bot/metrics.py",),
    "typer": ("bot/cli/",),
}
RENDERERS = (
    "adapters/discord/render.py", "adapters/slack/render.py", "adapters/console/render.py",
    "adapters/discord/dialect.py", "adapters/slack/dialect.py", "adapters/web/chat/drawing.py",
)  # fmt: skip
ADAPTERS = {f"adapters.{path.name}" for path in (ROOT / "adapters").iterdir() if path.is_dir()}
WIRE = {"discord", "slack_bolt", "slack_sdk", "aiohttp"}


def _files(*folders: str) -> list[str]:
    return [str(path.relative_to(ROOT)) for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def _imported(file: str) -> Iterator[str]:
    """Every module that a file imports, `from bot import model` as bot.model."""
    for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = node.module in ("bot", "adapters") or (
                node.module.count(".") == 1 and node.module.startswith("adap")
            )
            yield from (f"{node.module}.{name.name}" for name in node.names) if whole else (node.module,)


@pytest.mark.parametrize("file", _files("adapters"))
def test_an_adapter_sees_the_border_and_no_other_adapter(file: str) -> None:
    own = ".".join(file.split("/")[:2])
    for module in _imported(file):
        if module.startswith("bot"):
            assert module in BORDER, f"{file} imports {module}"
        if module.startswith("adapters."):
            assert module.startswith(own), f"{file} imports {module}"


@pytest.mark.parametrize("file", _files("bot", "adapters"))
def test_a_library_stays_where_it_belongs(file: str) -> None:
    for module in _imported(file):
        places = ONLY_IN.get(module.split(".")[0])
        assert places is None or file.startswith(places), f"{file} imports {module}"


@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_renderer_and_all_that_it_imports_know_no_wire(renderer: str) -> None:
    """So that the web page can draw what Discord and Slack would show without their libraries."""
    waiting, known = [renderer], set[str]()
    while waiting:
        file = waiting.pop()
        known.add(file)
        for module in _imported(file):
            assert module.split(".")[0] not in WIRE, f"{file} imports {module}"
            path = module.replace(".", "/") + ".py"
            if module.startswith("adapters.") and (ROOT / path).is_file() and path not in known:
                waiting.append(path)


@pytest.mark.parametrize("file", _files("bot"))
def test_the_environment_is_read_in_the_settings_alone(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert file.startswith("bot/settings/") or ("os.environ" not in text and "getenv" not in text)


@pytest.mark.parametrize("file", _files("bot", "adapters", "tests", "bench"))
def test_no_file_is_longer_than_300_lines(file: str) -> None:
    assert len((ROOT / file).read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("file", _files("bot", "adapters", "tests", "bench"))
def test_no_function_is_longer_than_40_lines(file: str) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [each.name for each in functions if (each.end_lineno or 0) - each.lineno >= 40] == []


@pytest.mark.parametrize("file", _files("bot", "adapters"))
def test_the_time_is_told_by_the_clock_and_the_root_alone(file: str) -> None:
    """Everything else takes `now` as an argument."""
    told = {"bot/clock.py", "bot/app.py"}
    text = (ROOT / file).read_text("utf-8")
    assert file in told or not any(call in text for call in ("datetime.now(", "utcnow(", "date.today(", "time.time()"))
