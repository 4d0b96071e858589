"""The operator's log: readable on a terminal, JSON elsewhere, and silent about what is nobody's business."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    logging.getLogger("adapters").setLevel(logging.NOTSET)


def failing(token: str) -> None:
    raise ValueError("no luck")


def test_elsewhere_a_line_is_json_with_its_fields(capsys: pytest.CaptureFixture[str]):
    logs.start("info", terminal=False)
    structlog.get_logger().info("imported", source="씨앗", added=7)
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["source"], line["added"], line["level"]) == ("imported", "씨앗", 7, "info")
    assert line["timestamp"].endswith("Z")


def test_a_traceback_in_json_holds_no_local_variables(capsys: pytest.CaptureFixture[str]):
    logs.start("info", terminal=False)
    try:
        failing("xoxb-secret")
    except ValueError:
        structlog.get_logger().exception("unexpected")
    said = capsys.readouterr().err
    assert "no luck" in said
    assert "xoxb-secret" not in said


def test_on_a_terminal_a_line_is_plain_and_obeys_nobody(capsys: pytest.CaptureFixture[str]):
    logs.start("info", terminal=True)
    structlog.get_logger().warning("document refused", path="evil \x1b[2J\nname.md")
    said = capsys.readouterr().err
    assert said.endswith('warning document refused  path="evil \\x1b[2J\\nname.md"\n')


def test_what_is_below_the_level_is_not_said(capsys: pytest.CaptureFixture[str]):
    logs.start("warning", terminal=True)
    structlog.get_logger().info("imported")
    assert capsys.readouterr().err == ""


def test_libraries_are_heard_from_warnings_on_with_their_fields(capsys: pytest.CaptureFixture[str]):
    logs.start("debug", terminal=False)
    logging.getLogger("some.library").info("sending Authorization: token")
    logging.getLogger("some.library").warning("a delivery failed", extra={"delivery": 5})
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["by"], line["delivery"]) == ("a delivery failed", "some.library", 5)


def test_adapters_are_heard_as_the_core_is(capsys: pytest.CaptureFixture[str]):
    logs.start("info", terminal=False)
    logging.getLogger("adapters.discord.gateway").info("Discord is connected", extra={"servers": 3})
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["servers"], line["level"]) == ("Discord is connected", 3, "info")
    logs.start("warning", terminal=False)
    logging.getLogger("adapters.discord.gateway").info("Discord is connected")
    assert capsys.readouterr().err == ""


def test_a_library_that_logs_wrongly_fails_nobody_and_shows_nothing(capsys: pytest.CaptureFixture[str]):
    logs.start("info", terminal=False)
    logging.getLogger("discord.http").warning("%d tries for %s", "a secret")
    said = capsys.readouterr().err
    assert json.loads(said)["by"] == "discord.http"
    assert "a secret" not in said
