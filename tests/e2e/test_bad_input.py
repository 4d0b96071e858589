"""Bad input: one clear line each; nothing already stored is lost, nothing half stored stays."""

import os
import sqlite3
from pathlib import Path

import pytest

from tests.processes import SEED, Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    found = Place(tmp_path)
    found.run("ingest", SEED)
    return found


def papers(place: Place) -> int:
    with sqlite3.connect(place.database) as database:
        return int(database.execute("SELECT count(*) FROM papers").fetchone()[0])


DOCUMENTS = {
    "page without a date.txt": b"A title\n(An Author)\nAn abstract.\n#tag\n",
    "empty note.md": b"",
    "not utf-8.md": b"\xff\xfe\x00caf\xe9",
    "in conflict.md": b"<<<<<<< ours\nhttps://arxiv.org/abs/2505.24275\n=======\n>>>>>>> theirs\n",
    "impossible date.txt": "2025년 2월 30일\nA title\n(An Author)\nAn abstract.\n#tag\n".encode(),
    "250601 a name\nwith a newline.md": b"\xff\xff",
    "250601 \x1b[2J.md": b"\xff\xff",
}


@pytest.mark.parametrize("name", DOCUMENTS, ids=range(len(DOCUMENTS)))
def test_a_document_that_cannot_be_read_gets_one_line(place: Place, name: str):
    document = place.folder / name
    document.write_bytes(DOCUMENTS[name])
    line = place.fails("ingest", document)
    assert line.startswith(str(place.folder))
    assert papers(place) == 7


def test_fifty_megabytes_get_one_line(place: Place):
    document = place.folder / "large.md"
    document.write_bytes(b"word " * 10_000_000)
    assert "large.md" in place.fails("ingest", document)
    assert papers(place) == 7


def test_a_folder_with_a_link_loop_is_read_once(place: Place):
    folder = place.folder / "vault"
    folder.mkdir()
    (folder / "250601 A note.md").write_text(
        "https://arxiv.org/abs/2506.00001\n\n*A note* (An Author)\n\nA commentary.\n\n#rl\n"
    )
    (folder / "loop").symlink_to(folder)
    done = place.run("ingest", folder)
    assert "1 added" in done.stdout
    assert papers(place) == 8


def test_what_is_not_there_is_named(place: Place):
    assert "/nowhere" in place.fails("ingest", "/nowhere")
    assert papers(place) == 7


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"/paper tag:{'x' * 10_000}", ""),
        ("/paper subscribe 09:00 Mars/Olympus", ""),
        ("/paper subscribe 25:00", ""),
        ("/papr", "/paper"),
        ("/language klingon", ""),
        ("/digest date:2025-02-30", ""),
        ("\x1b[2J\x07", ""),
        ("", ""),
        ("/", ""),
    ],
)
def test_a_command_typed_wrongly_gets_a_short_answer(place: Place, line: str, said: str):
    answer = place.ask(line)
    assert said in answer
    assert answer.strip()
    assert len(answer) < 4_000
    assert "\x1b" not in answer
    assert place.json("status")["subscriptions"] == []


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["ask", "/help", "--zone", "Mars/Olympus"], "Mars/Olympus"),
        (["ask", "/help", "--language", "klingon"], "ko or en"),
        (["ask", "/help", "--press", "x"], "--press"),
        (["tick", "--at", "tomorrow"], "2025-06-03T09:00+09:00"),
        (["ingest", "/", "--date", "someday"], "2025-06-02"),
        (["export", "--format", "docx"], "jsonl, bibtex"),
        (["export", "--tag", "optimiser"], "optimizer"),
        (["nonsense"], "nonsense"),
        (["ask"], "LINE"),
    ],
)
def test_a_wrong_option_gets_one_line_that_says_what_would_be_right(place: Place, options: list[str], named: str):
    assert named in place.fails(*options)


@pytest.mark.parametrize("command", [["run"], ["status"], ["ask", "/help"], ["migrate"], ["backup", "copy"]])
def test_a_file_that_is_no_database_gets_one_line(place: Place, command: list[str]):
    (place.folder / "letter.db").write_text("Dear database,\n" * 1_000)
    line = place.fails(*command, database_url="sqlite:///letter.db")
    assert "is not a database" in line
    assert (place.folder / "letter.db").read_text().startswith("Dear database,")


def test_a_database_of_a_newer_version_is_refused(place: Place):
    with sqlite3.connect(place.database) as database:
        database.execute("PRAGMA user_version = 9999")
    assert "of version 9,999" in place.fails("run")
    assert "데이터베이스의 버전: 9,999" in place.fails("status", language="ko")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write every file")
def test_a_database_that_is_read_only_gets_one_line(place: Place):
    place.database.chmod(0o444)
    place.database.parent.chmod(0o555)
    try:
        assert "cannot be" in place.fails("ingest", SEED)
    finally:
        place.database.parent.chmod(0o755)


def test_a_data_folder_that_cannot_be_made_gets_one_line(place: Place):
    (place.folder / "file").write_text("")
    line = place.fails("run", data_dir=str(place.folder / "file" / "data"))
    assert "cannot be opened" in line
    assert "may this user write into it?" in line


@pytest.mark.parametrize("value", ["web", "99999", "-1"])
def test_what_is_no_port_is_told_with_what_would_be_one(place: Place, value: str):
    assert "PAPERBOY_WEB_PORT: no port. Right would be a number" in place.fails("run", web_port=value)


def test_a_folder_of_backups_that_is_not_there_is_named_in_the_log(place: Place):
    place.environ["PAPERBOY_BACKUPS"] = "/nowhere/backups"
    with place.service() as service:
        service.until("database trouble", reason="store-cannot-open", path="/nowhere/backups")
        service.stop()


@pytest.mark.parametrize(
    ("name", "value"), [("language", "klingon"), ("timezone", "Asia/Seol"), ("sources", "/nowhere"), ("tags", "/none")]
)
def test_a_wrong_setting_stops_the_start_with_one_line(place: Place, name: str, value: str):
    line = place.fails("run", **{name: value})
    assert f"PAPERBOY_{name.upper()}" in line
    assert value in line
