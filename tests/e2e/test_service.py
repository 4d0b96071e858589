"""The running service: without a terminal, and with somebody at one."""

import datetime as dt
import http.client
import re
import signal
import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.processes import SEED, Place

TITLE = "GradPower: Powering Gradients"
NOTE = "https://arxiv.org/abs/2506.00001\n\n*{title}* (An Author)\n\n> An abstract.\n\nA commentary.\n\n#rl\n"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_without_a_terminal_it_serves_until_a_signal_and_ends_well(place: Place, number: int):
    with place.service() as service:
        service.until("ready")
        assert service.stop(number) < 10


def test_a_request_of_which_only_half_has_come_does_not_hold_up_the_end(place: Place):
    with place.service() as service:
        port = service.until("web server listens")["port"]
        service.until("ready")
        here = f"127.0.0.1:{port}"
        with closing(http.client.HTTPConnection(here)) as there:
            there.request("POST", "/try/hello", headers={"Origin": f"http://{here}"})
            cookie = there.getresponse().headers["Set-Cookie"].partition(";")[0]
        with socket.create_connection(("127.0.0.1", port)) as half:
            head = f"POST /try/say HTTP/1.1\r\nHost: {here}\r\nOrigin: http://{here}\r\nCookie: {cookie}\r\n"
            half.sendall(f"{head}Content-Length: 100\r\nExpect: 100-continue\r\n\r\n{{".encode())
            assert half.recv(100).startswith(b"HTTP/1.1 100")
            assert service.stop() < 5


def test_an_empty_archive_gets_the_seeds_at_once_and_the_folders_while_it_serves(place: Place):
    vault = place.folder / "vault"
    vault.mkdir()
    (vault / "250601 A note.md").write_text(NOTE.format(title="A first note"))
    place.environ["PAPERBOY_SOURCES"] = str(vault)
    with place.service() as service:
        service.until("imported", source="seeds")
        service.until("ready")
        assert service.until("imported", source=str(vault))["added"] == 1
        service.stop()
    assert "A first note" in place.ask("/paper first note")


def test_a_second_process_on_the_same_database_is_fine(place: Place):
    with place.service() as one, place.service() as two:
        one.until("ready")
        two.until("ready")
        one.stop()
        two.stop()
    assert not [line for line in one.said + two.said if line["level"] == "error"]


def test_the_log_tells_neither_tokens_nor_texts(place: Place):
    place.environ["PAPERBOY_LOG_LEVEL"] = "debug"
    with place.service() as service:
        service.until("imported")
        service.stop()
    assert "gradients" not in str(service.said).lower()


def test_it_tidies_up_when_it_starts(place: Place):
    place.run("migrate")
    with closing(sqlite3.connect(place.database)) as database:
        database.execute("INSERT INTO state (name, value) VALUES ('adapter:slack-token-T1', '')")
        database.commit()
    with place.service() as service:
        assert service.until("tidied up")["remembered"] == 1
        service.stop()


def test_a_new_reader_asks_presses_a_button_and_switches_to_korean(place: Place):
    with place.terminal() as screen:
        welcome = screen.until("paperboy>")
        page = re.search(r"http://127\.0\.0\.1:[1-9]\d*/try", welcome)
        assert page, welcome
        assert welcome.index("/paper tag:optimizer") > page.start()
        screen.type("/paper tag:optimizer")
        answer = screen.until("‹1›")
        assert TITLE in answer
        screen.type("/language ko")
        screen.until("한국어")
        screen.type("/paper tag:optimizer")
        screen.until("그래디언트의 거듭제곱을")
        screen.type("exit")
        assert screen.ends() == 0


def test_it_begins_in_the_instances_language(place: Place):
    place.environ["PAPERBOY_LANGUAGE"] = "ko"
    with place.terminal() as screen:
        assert "먼저 이렇게 입력해 보세요" in screen.until("paperboy>")
        screen.type("\x04", enter=False)
        assert screen.ends() == 0


def test_half_typed_hangul_completes_a_tag(place: Place):
    place.run("ingest", SEED)
    with place.terminal() as screen:
        screen.until("paperboy>")
        screen.type("/paper tag:강화하", enter=False)
        screen.until("#rl")
        screen.type("\x03", enter=False)
        assert screen.ends() == 0


def test_the_subscription_survives_a_restart_and_its_post_appears_above_the_prompt(place: Place):
    with place.terminal() as screen:
        screen.until("paperboy>")
        screen.type("/subscribe 09:00 lang:ko")
        screen.until("Next post")
        screen.process.send_signal(signal.SIGTERM)
        assert screen.ends() == 0
    _make_due(place)
    with place.terminal() as screen:
        post = screen.until("그래디언트의 거듭제곱을")
        assert "2025년 6월 2일" in post
        screen.type("/subscription")
        screen.until("다음 소식")
        screen.process.send_signal(signal.SIGTERM)
        assert screen.ends() == 0
    assert place.json("status")["deliveries"]["done"] == 1


def test_a_number_that_no_button_has_is_answered(place: Place):
    with place.terminal() as screen:
        screen.until("paperboy>")
        screen.type("7")
        screen.until("There is no button 7.")


def test_hostile_text_never_reaches_the_terminal_as_a_command(place: Place):
    page = place.folder / "page.txt"
    page.write_text(
        "2025-06-02\nEvil \x1b]0;owned\x07\x9b31mtitle\n(An Author)\nAn abstract \x1b[2J.\n"
        "코멘트 \u202e거꾸로.\n#evil\n"
    )
    place.run("ingest", page)
    with place.terminal() as screen:
        screen.until("paperboy>")
        screen.type("/paper tag:evil")
        screen.until("An Author")
        assert b"owned\x07" not in screen.raw
        assert b"\x1b[2J" not in screen.raw
        assert "\u202e".encode() not in screen.raw


def _make_due(place: Place) -> None:
    """The slot that the subscription waits for is this minute."""
    slot = dt.datetime.now(ZoneInfo("Asia/Seoul")).replace(second=0, microsecond=0)
    with sqlite3.connect(place.database) as database:
        database.execute(
            "UPDATE subscriptions SET time = ?, next_slot = ?", (f"{slot:%H:%M}", int(slot.timestamp()) * 1_000_000)
        )
