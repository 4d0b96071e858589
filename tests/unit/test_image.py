"""What the image's files say must be in step with the package."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

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
        "!requirements/main.txt",
    ]


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
