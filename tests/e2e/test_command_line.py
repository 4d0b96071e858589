"""The command line as real processes, in a fresh folder."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.processes import SEED, Place

COMMANDS = (
    "run", "init", "ingest", "export", "ask", "tick", "status", "config", "migrate", "backup", "restore", "health",
    "doctor",
)  # fmt: skip
TITLE = "GradPower: Powering Gradients for Faster Language Model Pre-Training"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(place: Place, command: str):
    help_text = place.run(command, "--help").stdout
    assert f"Example: paperboy {command}" in help_text


@pytest.mark.parametrize(
    "command",
    [
        ("ingest", str(SEED)), ("export",), ("ask", "/paper tag:optimizer"), ("tick",), ("status",), ("config",),
        ("migrate",), ("backup", "copy.sqlite3"), ("doctor",), ("slack", "manifest"),
        ("reader", "show", "console", "ada"), ("workspace", "show", "console", ""),
    ],
    ids=lambda command: command[0],
)  # fmt: skip
def test_a_command_reads_all_that_it_needs_by_itself(place: Place, command: tuple[str, ...]):
    """Others are forked from a Python that has read every command's modules."""
    place.run("ingest", SEED)
    done = place.cold(*command)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_paperboy_alone_says_what_there_is(place: Place):
    shown = place.run().stdout
    assert all(f"  {command} " in shown for command in COMMANDS)


def test_asking_for_a_tag_in_a_fresh_folder_answers_in_english_and_korean(place: Place):
    english = place.ask("/paper tag:optimizer")
    assert TITLE in english.replace("\n", " ")
    assert "using the power of gradients" in english.replace("\n", " ")
    korean = place.ask("/paper tag:optimizer", language="ko")
    assert TITLE in korean.replace("\n", " ")
    assert "그래디언트의 거듭제곱을" in korean
    assert "power of gradients" not in korean


def test_the_callers_language_and_preference_go_before_the_instances(place: Place):
    assert "그래디언트" in place.ask("/paper tag:optimizer", "--language", "ko")
    place.ask("/paper language ko", "--user", "min")
    assert "그래디언트" in place.ask("/paper tag:optimizer", "--user", "min")
    assert "그래디언트" not in place.ask("/paper tag:optimizer", "--user", "ann")


def test_a_button_is_pressed_by_its_number_and_its_answers_button_too(place: Place):
    first = place.json("ask", "/paper tag:optimizer")
    number = next(button["number"] for button in first["buttons"] if button["label"] == "Save")
    place.ask("/paper tag:optimizer", "--press", str(number))
    assert TITLE in place.ask("/saved").replace("\n", " ")
    assert "There is no button 99" in place.fails("ask", "/help", "--press", "99")


def test_an_answer_as_json_names_its_view_and_its_buttons(place: Place):
    answer = place.json("ask", "/paper 논문 없는 말 xyzzy")
    assert answer["view"]["type"]
    assert answer["view"]["language"] == "en"
    assert all({"number", "label", "verb", "args"} <= button.keys() for button in answer["buttons"])


def test_ingest_counts_what_is_new_and_what_is_not(place: Place):
    first = place.json("ingest", SEED)
    assert (first["added"], first["archived"], first["refused"]) == (7, 7, [])
    again = place.json("ingest", SEED)
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 7)


def test_a_dry_run_says_the_same_and_stores_nothing(place: Place):
    assert place.json("ingest", SEED, "--dry-run")["added"] == 7
    assert place.json("ingest", SEED)["added"] == 7


def test_a_refused_document_is_told_with_file_line_and_reason_and_the_rest_is_stored(place: Place):
    bad = place.folder / "no-date.txt"
    bad.write_text("A title\n(An Author)\nAn abstract.\n#tag\n")
    done = place.run("ingest", bad, SEED, status=1)
    assert done.stderr.startswith(f"{bad}:")
    assert done.stderr.count("\n") == 1
    assert "7 added" in done.stdout


def test_export_has_the_papers_in_the_curators_order_as_written(place: Place):
    place.run("ingest", SEED)
    papers = [json.loads(line) for line in place.run("export").stdout.splitlines()]
    assert [paper["position"] for paper in papers] == [1, 2, 3, 4, 5, 6, 7]
    assert {paper["digest"] for paper in papers} == {"2025-06-02"}
    power = papers[5]
    assert power["title"] == TITLE
    assert power["commentary"]["ko"] == "그래디언트의 거듭제곱을 사용하면 최적화 속도가 향상된다는 결과."
    assert power["commentary"]["en"].startswith("This study suggests that using the power of gradients")
    assert power["authors"][0] == "Mingze Wang"
    assert "φ_p(g)=(sign(g_i)|g_i|^p)_i" in power["abstract"]
    assert set(power) == {
        "id", "arxiv_id", "title", "authors", "abstract", "commentary", "tags", "links", "published", "digest",
        "position", "related",
    }  # fmt: skip


def test_export_narrows_by_tag_and_date_and_writes_bibtex(place: Place):
    place.run("ingest", SEED)
    assert place.run("export", "--tag", "#optimizer").stdout.count("\n") == 1
    assert place.run("export", "--since", "2025-06-03").stdout == ""
    bibtex = place.run("export", "--format", "bibtex", "--tag", "optimizer").stdout
    assert bibtex.startswith("@misc{wang2025gradpower,")


def test_a_subscription_is_posted_by_a_tick_at_its_slot_and_only_once(place: Place):
    place.ask("/paper subscribe 09:00 Asia/Seoul weekdays lang:ko")
    (subscription,) = place.json("status")["subscriptions"]
    slot = subscription["next_slot"]
    assert place.run("tick").stdout == "Nothing is due.\n"
    posted = place.run("tick", "--at", slot).stdout
    assert "2025년 6월 2일" in posted
    assert "그래디언트의 거듭제곱을" in posted
    assert "Posted to console #terminal: 7 papers" in posted
    assert place.run("tick", "--at", slot).stdout == "Nothing is due.\n"


def test_a_tick_as_json_says_what_was_posted_where(place: Place):
    place.ask("/paper subscribe 09:00 Asia/Seoul", "--channel", "reading-group")
    (subscription,) = place.json("status")["subscriptions"]
    (posted,) = place.json("tick", "--at", subscription["next_slot"])
    assert (posted["channel"]["platform"], posted["channel"]["id"]) == ("console", "reading-group")
    assert len(posted["papers"]) == 7
    assert place.json("status")["deliveries"]["done"] == 1


@pytest.mark.parametrize("line", ["/subscribe channel:reading-group 09:00", "/구독 채널:#reading-group 오전 9시"])
def test_another_channel_of_the_terminal_is_subscribed_by_its_name(place: Place, line: str):
    buttons = place.json("ask", line)["buttons"]
    place.ask(line, "--press", next(str(button["number"]) for button in buttons if button["verb"] == "pause"))
    (subscription,) = place.json("status")["subscriptions"]
    assert (subscription["channel"], subscription["state"]) == ("reading-group", "paused")


def test_what_is_written_is_for_the_services_user_alone(place: Place):
    place.run("migrate")
    place.run("backup", "copy.sqlite3")
    written = (place.database, place.database.parent, place.folder / "copy.sqlite3")
    assert [oct(path.stat().st_mode & 0o077) for path in written] == ["0o0"] * 3


def test_status_says_what_is_there_in_the_instances_language(place: Place):
    place.ask("/paper subscribe 09:00 Asia/Seoul", "--channel", "논문방")
    shown = place.run("status", language="ko").stdout
    assert "구독: 1개" in shown
    assert "console #논문방: 다음 소식" in shown
    assert "seeds" in shown


def test_status_says_how_the_last_import_of_single_files_went(place: Place):
    place.run("ingest", SEED)
    (last,) = place.json("status")["imports"]
    assert (last["summary"]["added"], last["summary"]["refused"]) == (7, 0)
    assert "Last import of single files" in place.run("status").stdout


def test_config_tells_the_machines_zone_and_no_secret(place: Place):
    shown = place.run("config", timezone="", database_url="sqlite:///x.sqlite3").stdout
    assert "PAPERBOY_DATABASE_URL=sqlite:///x.sqlite3" in shown
    place.environ["TZ"] = "Europe/Paris"
    assert "PAPERBOY_TIMEZONE=Europe/Paris" in place.run("config", timezone="").stdout


def test_a_backup_is_a_whole_database_and_never_overwrites(place: Place):
    place.run("ingest", SEED)
    place.run("backup", "copy.sqlite3")
    with sqlite3.connect(place.folder / "copy.sqlite3") as copy:
        assert copy.execute("SELECT count(*) FROM papers").fetchone() == (7,)
    assert "exists already" in place.fails("backup", "copy.sqlite3")


def test_a_backup_is_restored_unless_something_runs_on_the_database(place: Place):
    place.run("ingest", SEED)
    place.run("backup", "copy.sqlite3")
    place.ask("/subscribe 09:00 Asia/Seoul")
    assert "--force" in place.fails("restore", "copy.sqlite3")
    with place.service() as service:
        service.until("ready")
        assert "Stop it" in place.fails("restore", "copy.sqlite3", "--force")
        service.stop()
    assert "Restored and checked" in place.run("restore", "copy.sqlite3", "--force").stdout
    assert place.json("status")["subscriptions"] == []


def test_the_service_makes_the_days_backup_where_a_folder_is_set(place: Place):
    place.environ["PAPERBOY_BACKUPS"] = str(place.folder / "backups")
    with place.service() as service:
        copy = service.until("backed up")["file"]
        service.stop()
    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT count(*) FROM papers").fetchone() == (7,)


def test_looking_at_a_database_that_is_not_there_makes_none(place: Place):
    for command in (["status"], ["export"], ["backup", "copy"]):
        assert "no database" in place.fails(*command)
    assert not place.database.exists()


def test_looking_leaves_the_schema_of_an_older_database_as_it_is(place: Place):
    place.run("ingest", SEED)
    with sqlite3.connect(place.database) as database:
        database.execute("PRAGMA user_version = 0")
    for command in (["status"], ["export", "--tag", "optimizer"]):
        place.run(*command)
    with sqlite3.connect(place.database) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (0,)


def test_a_channel_that_somebody_paused_is_listed_without_a_reason(place: Place):
    place.ask("/subscribe 09:00 Asia/Seoul")
    place.ask("/paper subscription", "--press", "3")
    assert "  console #terminal: paused\n" in place.run("status").stdout


@pytest.mark.parametrize("instant", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00", "tomorrow"])
def test_an_instant_that_no_slot_can_be_counted_from_is_no_instant(place: Place, instant: str):
    assert "is no instant" in place.fails("tick", "--at", instant)


def test_where_nothing_is_near_no_nearest_is_named(place: Place):
    place.run("ingest", SEED)
    for line in (place.fails("ask", "/help", "--zone", "Mars/X"), place.fails("export", "--tag", "zzyzx")):
        assert "Nearest" not in line
    assert "Nearest: optimizer" in place.fails("export", "--tag", "optimzer")


def test_config_names_tags_that_cannot_be_read(place: Place):
    (place.folder / "tags.toml").write_text("root:x:0:0")
    assert place.fails("config", tags="tags.toml").startswith("paperboy: PAPERBOY_TAGS: tags.toml: ")


def test_a_reader_of_the_output_may_stop_early(place: Place):
    place.run("ingest", SEED)
    done = place.pipe("export", "head -1")
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_an_undated_page_in_a_folder_takes_the_date_that_is_given(place: Place):
    undated = place.folder / "pages" / "page.txt"
    undated.parent.mkdir()
    undated.write_text("On a page\n(Ann Lee)\nAbstract.\n#rl\n", "utf-8")
    place.run("ingest", undated.parent, status=1)
    assert place.json("ingest", undated.parent, "--date", "2025-11-20")["added"] == 1
