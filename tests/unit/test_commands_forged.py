"""A button can be forged and a modal can hold anything: no argument makes a command fail on our side."""

import pytest
import structlog

from bot.commands import COMMANDS
from bot.model import PaperId
from tests.desk import DIRECT, Desk

NASTY = (
    "",
    " ",
    "0",
    "-1",
    "1",
    "99999999999999999999999",
    "٣",
    "x" * 5_000,
    "'; DROP TABLE papers; --",
    '"',
    'a" OR "b',
    "*",
    "NEAR(",
    "_t1",
    "#",
    "\x00",
    "n1+0",
    "o6-zzzzzzzzzzzzz",
    "2025-06-02",
    "0001-01-01",
    "9999-12-31",
    "en",
    "𝕊𝕆𝕊 😀",
    "가",
    "ㄱ",
    "<#C1|x>",
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.verb)
async def test_no_argument_makes_a_command_fail(desk: Desk, command):
    keys = [option.key for option in command.options]
    with structlog.testing.capture_logs() as logged:
        for value in NASTY:
            for key in keys:
                await desk.ask(command.verb, {key: value})
            await desk.ask(command.verb, dict.fromkeys(keys, value), locale="ko")
            await desk.ask(command.verb, dict.fromkeys(keys, value), here=DIRECT, message=(PaperId(1), PaperId(99)))
    assert [entry for entry in logged if entry["event"] == "call failed"] == []


async def test_no_line_makes_a_command_fail(desk: Desk):
    with structlog.testing.capture_logs() as logged:
        for verb in ("", "subscribe", "random", "digest", "language", "tags", "구독", "/papr"):
            for value in NASTY:
                await desk.type(f"{verb} {value}")
    assert [entry for entry in logged if entry["event"] == "call failed"] == []
