"""What the image's files say must be in step with the package."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from adapters.web.guides import GUIDES

ROOT = Path(__file__).parents[2]


def test_the_image_has_the_packages_version_and_the_oldest_python_that_it_may():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert f"ARG VERSION={project['version']}" in dockerfile
    assert set(re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)) == {"python:3.12-slim"}


def test_nothing_gets_into_the_image_but_what_it_runs():
    ignored = (ROOT / ".dockerignore").read_text().split("\n")
    assert ignored[1] == "*"
    assert [line for line in ignored if line.startswith("!")] == [
        "!bot",
        "!adapters",
        "!seeds",
        "!docs/discord.md",
        "!docs/slack.md",
        "!docs/web.md",
        "!docs/operating.md",
        "!docs/ko",
        "!docs/screenshots",
        "!requirements/main.txt",
    ]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guides_that_the_page_shows_are_in_the_image_and_in_the_package(guide):
    """In every language, with their pictures."""
    texts = [path for path in (ROOT / "docs" / f"{guide}.md", ROOT / "docs" / "ko" / f"{guide}.md") if path.exists()]
    needed = {path.relative_to(ROOT) for path in texts}
    for text in texts:
        pictures = re.findall(r"\]\(([^)]+\.png)\)", text.read_text("utf-8"))
        needed |= {(text.parent / picture).resolve().relative_to(ROOT) for picture in pictures}
    assert [str(path) for path in sorted(needed) if not (_copied(path) and _packaged(path))] == []


def _copied(path: Path) -> bool:
    """Into the image, through .dockerignore."""
    copies = re.findall(r"^COPY (?!--)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    let_in = [line[1:] for line in (ROOT / ".dockerignore").read_text().split("\n") if line.startswith("!")]
    sources = [source for copy in copies for source in copy.split()]
    return all(any(str(each) in names for each in (path, *path.parents)) for names in (sources, let_in))


def _packaged(path: Path) -> bool:
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    package = ".".join(path.parent.parts)
    patterns = setuptools["package-data"].get(package, ())
    return package in setuptools["packages"]["find"]["include"] and any(map(path.match, patterns))


def test_compose_publishes_to_this_machine_only():
    compose = (ROOT / "compose.yaml").read_text()
    assert '"127.0.0.1:8080:8080"' in compose
    assert "privileged:" not in compose
    assert "PAPERBOY_TRY: ${PAPERBOY_TRY:-on}" in compose  # without any setting there is something to try


def test_hadolint_finds_nothing():
    hadolint = Path(sys.executable).with_name("hadolint")
    if not hadolint.exists():
        pytest.skip("there is no hadolint for this machine")
    done = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
