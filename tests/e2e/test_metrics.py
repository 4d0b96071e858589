"""`/metrics`, as Prometheus reads it: after deliveries, commands and imports that really happened."""

import datetime as dt
import os
import sqlite3
import tomllib
import urllib.request
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families

from bot import VERSION, metrics
from bot.commands import BY_VERB
from bot.deliver import Worker
from bot.intake import Intake
from bot.metrics import Metrics, Watched
from bot.model import Terms
from bot.platform import Uncertain
from bot.server import Server
from bot.settings import Settings, Source
from bot.store import Database
from bot.tags import Aliases
from bot.tally import Tally
from tests.house import HOUR, START, House, opened
from tests.platforms import Scripted
from tests.processes import ROOT, Place
from tests.stock import subscribe


class Scrape:
    def __init__(self, text: str) -> None:
        self.text = text
        self.families = {family.name: family for family in text_string_to_metric_families(text)}

    def value(self, name: str, **labels: str) -> float:
        [found] = [
            value for sample, said, value in self._samples() if sample == name and labels.items() <= said.items()
        ]
        return found

    def has(self, name: str) -> bool:
        return any(sample == name for sample, _, _ in self._samples())

    def labels(self) -> dict[str, set[str]]:
        """What stands under which label, of our own figures."""
        found: dict[str, set[str]] = {}
        for _, said, _ in self._samples():
            for label, value in said.items():
                found.setdefault(label, set()).add(value)
        return found

    def _samples(self) -> list[tuple[str, Mapping[str, str], float]]:
        return [(each.name, each.labels, each.value) for family in self.families.values() for each in family.samples]


@asynccontextmanager
async def asked(
    database: Database, tally: Tally, now: dt.datetime, *platforms: Scripted, **more: object
) -> AsyncIterator[Scrape]:
    watched = {
        "database": database,
        "tally": tally,
        "platforms": {each.name: each for each in platforms},
        "now_of": lambda: now,
        "silent_s": lambda: 2.0,
        "backups": None,
    }
    server = Server("127.0.0.1", 0, Metrics(Watched(**{**watched, **more})).routes())  # type: ignore[arg-type]
    await server.start()
    try:
        async with ClientSession() as client, client.get(f"http://127.0.0.1:{server.port}/metrics") as told:
            assert told.status == 200
            assert told.headers["Content-Type"].startswith("text/plain; version=")
            yield Scrape(await told.text())
    finally:
        await server.stop()


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path, looks=False) as house:
        house.tally = Tally()  # type: ignore[attr-defined]
        house.worker = Worker(house.store, house.platforms, house.aliases, "one", tally=house.tally)  # type: ignore[attr-defined]
        yield house


# --- deliveries ---


async def test_what_waits_for_a_platform_that_is_switched_off_is_counted_and_rings_no_alarm(house: House) -> None:
    await house.ready(2)
    async with asked(house.store.database, house.tally, house.clock() + dt.timedelta(hours=3)) as found:
        assert found.value("paperboy_deliveries_open", platform="scripted") == 1
        assert not found.has("paperboy_oldest_unpaid_seconds")


async def test_a_delivery_is_owed_and_then_paid(house: House) -> None:
    await house.ready(2)
    house.clock.forward(minutes=5)
    async with asked(house.store.database, house.tally, house.clock(), house.platform) as found:
        assert found.value("paperboy_deliveries_open", platform="scripted") == 1
        assert found.value("paperboy_oldest_unpaid_seconds", platform="scripted") == 300
        assert found.value("paperboy_deliveries_total", platform="scripted", state="done") == 0
        assert found.value("paperboy_subscriptions", platform="scripted", state="active") == 1
        assert found.value("paperboy_papers") == 2
    await house.pay(seconds=20)
    async with asked(house.store.database, house.tally, house.clock(), house.platform) as found:
        assert found.value("paperboy_deliveries_open", platform="scripted") == 0
        assert found.value("paperboy_oldest_unpaid_seconds", platform="scripted") == 0
        assert found.value("paperboy_deliveries_total", platform="scripted", state="done") == 1
        assert found.value("paperboy_post_lag_seconds_count", platform="scripted") == 1
        assert found.value("paperboy_post_lag_seconds_sum", platform="scripted") == 320
        assert found.value("paperboy_post_lag_seconds_bucket", platform="scripted", le="300.0") == 0
        assert found.value("paperboy_post_lag_seconds_bucket", platform="scripted", le="900.0") == 1


async def test_a_post_that_may_have_arrived_is_counted_and_waits_for_a_person(house: House) -> None:
    await house.ready(1)
    house.platform.will(Uncertain("the connection broke"))
    await house.pay()
    async with asked(house.store.database, house.tally, house.clock(), house.platform) as found:
        assert found.value("paperboy_uncertain_sends_total", platform="scripted") == 1
        assert found.value("paperboy_uncertain_messages", platform="scripted", waits_for="platform") == 1
    await house.pay(minutes=5)
    async with asked(house.store.database, house.tally, house.clock(), house.platform) as found:
        assert found.value("paperboy_uncertain_messages", platform="scripted", waits_for="platform") == 0
        assert found.value("paperboy_uncertain_messages", platform="scripted", waits_for="person") == 1


async def test_a_delivery_that_was_closed_unsent_is_told_apart(house: House) -> None:
    await house.ready(1)
    async with house.store.write() as tx:
        subscription = (await house.store.subscriptions.all())[0]
        await house.store.subscriptions.set_state(tx, subscription.id, "paused", now=house.clock())
    async with asked(house.store.database, house.tally, house.clock(), house.platform) as found:
        assert found.value("paperboy_deliveries_total", platform="scripted", state="closed") == 1
        assert found.value("paperboy_deliveries_total", platform="scripted", state="done") == 0
        assert found.value("paperboy_subscriptions", platform="scripted", state="paused") == 1


async def test_deliveries_of_before_the_count_began_are_in_it(tmp_path: Path) -> None:
    from tests.store.test_upgrade import made

    database = await Database.open(made(tmp_path / "old.sqlite3", 2))
    try:
        async with asked(database, Tally(), START) as found:
            assert found.value("paperboy_deliveries_total", platform="slack", state="closed") == 1
            assert found.value("paperboy_deliveries_open", platform="slack") == 1
    finally:
        await database.close()


# --- platforms ---


async def test_each_platform_says_whether_it_is_connected_and_how_often_it_was_told_to_wait(house: House) -> None:
    other = Scripted(house.platform.log, house.clock, name="other")
    other.connected, other.limited = False, 7  # type: ignore[misc]
    async with asked(house.store.database, house.tally, house.clock(), house.platform, other) as found:
        assert found.value("paperboy_connected", platform="scripted") == 1
        assert found.value("paperboy_connected", platform="other") == 0
        assert found.value("paperboy_rate_limits_total", platform="other") == 7


# --- commands ---


async def test_commands_are_counted_by_verb_and_outcome(desk) -> None:
    tally = desk.core.tally
    await desk.type("tag:optimizer")
    await desk.ask("random")
    await desk.ask("random", {"tag": "nosuchtag"})
    desk.instance(tags=lambda: 1 / 0)
    await desk.ask("tags")
    async with asked(desk.core.store.database, tally, desk.now) as found:
        assert found.value("paperboy_commands_total", verb="paper", outcome="ok") == 1
        assert found.value("paperboy_commands_total", verb="random", outcome="ok") == 1
        assert found.value("paperboy_commands_total", verb="random", outcome="wrong") == 1
        assert found.value("paperboy_commands_total", verb="tags", outcome="failed") == 1
        assert found.value("paperboy_command_seconds_count", verb="random") == 2
        assert 0 < found.value("paperboy_command_seconds_sum", verb="random") < 60


async def test_nothing_that_a_reader_types_becomes_a_label(desk) -> None:
    hostile = 'evil"} 1\npaperboy_papers 7'
    for verb in (hostile, "", "__proto__", "PAPER"):
        await desk.ask(verb, {"tag": hostile})
    for line in (hostile, "tag:secrettag words-that-nobody-knows", "subscribe 99:99"):
        await desk.type(line)
    async with asked(desk.core.store.database, desk.core.tally, desk.now) as found:
        labels = found.labels()
        assert labels["verb"] <= {*BY_VERB, "unknown"}
        assert found.value("paperboy_commands_total", verb="unknown", outcome="wrong") >= 1
        for secret in ("evil", "secrettag", "minji", "general", "optimizer"):
            assert secret not in found.text


# --- imports, backups, the process ---


async def test_imports_are_counted_and_dated(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "vault-of-mine"
    folder.mkdir()
    (folder / "250602 One.md").write_text("https://arxiv.org/abs/2506.00001\n\n*One* (Ada)\n\n한 편이에요.\n", "utf-8")
    (folder / "250603 Two.md").write_bytes(b"\xff\xfe\x00")
    settings = Settings(_env_file=None, data_dir=tmp_path, sources=(Source("mine", folder),))  # type: ignore[call-arg]
    intake = Intake(settings, house.store, Aliases.load(), tally=house.tally)
    for _ in range(2):
        await intake.read(START)
    async with asked(house.store.database, house.tally, START, house.platform) as found:
        assert found.value("paperboy_imports_total", outcome="refused") == 1
        assert found.value("paperboy_imports_total", outcome="added") == 1 + 7
        assert found.value("paperboy_refused_documents") == 1
        assert found.value("paperboy_last_import_timestamp_seconds") == START.timestamp()
        assert "mine" not in found.text


async def test_the_age_of_the_last_backup_is_told_where_there_are_any(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    async with asked(house.store.database, house.tally, START) as found:
        assert not found.has("paperboy_backup_age_seconds")
    async with asked(house.store.database, house.tally, START, backups=folder) as found:
        assert found.value("paperboy_backup_age_seconds") == float("inf")
    folder.mkdir()
    (folder / "paperboy-2025-06-01.sqlite3").touch()
    os.utime(folder / "paperboy-2025-06-01.sqlite3", (START.timestamp() - 3600, START.timestamp() - 3600))
    async with asked(house.store.database, house.tally, START, backups=folder) as found:
        assert found.value("paperboy_backup_age_seconds") == 3600


async def test_a_database_that_does_not_answer_is_a_figure_and_no_failure(house: House) -> None:
    with sqlite3.connect(house.store.database.path) as other:
        other.execute("DROP TABLE deliveries_over")
    async with asked(house.store.database, house.tally, START, house.platform) as found:
        assert found.value("paperboy_database_up") == 0
        assert found.value("paperboy_clock_silent_seconds") == 2
        assert not found.has("paperboy_papers")


async def test_the_database_is_asked_once_for_scrapes_in_a_loop(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    asks = 0

    async def counting(database: Database) -> object:
        nonlocal asks
        asks += 1
        raise OSError("no matter what")

    monkeypatch.setattr(metrics, "figures", counting)
    found = Metrics(
        Watched(
            database=house.store.database,
            tally=Tally(),
            platforms={},
            now_of=house.clock,
            silent_s=lambda: 0,
            backups=None,
        )
    )
    for _ in range(5):
        await found._looked()
    assert asks == 1


def test_the_version_is_that_of_the_package() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION


def test_a_running_service_tells_its_figures_and_no_secret(tmp_path: Path) -> None:
    place = Place(tmp_path, secret_key="a-long-secret-that-nobody-sees", backups=str(tmp_path / "backups"))
    with place.service() as service:
        port = service.until("web server listens")["port"]
        service.until("ready")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as told:
            found = Scrape(told.read().decode())
        service.stop()
    assert found.value("paperboy_build_info", version=VERSION) == 1
    assert found.value("paperboy_database_up") == 1
    assert found.value("paperboy_papers") == 7
    assert found.value("process_resident_memory_bytes") > 1_000_000
    for secret in ("a-long-secret", str(tmp_path), "Seoul"):
        assert secret not in found.text


async def test_every_figure_is_documented(house: House) -> None:
    text = (ROOT / "docs" / "operating.md").read_text("utf-8")
    await subscribe(house.store, "c", Terms(), START)
    house.tally.used("paper", "ok", 0.1)
    house.tally.late["scripted"].add(1.0)
    async with asked(house.store.database, house.tally, START + HOUR, house.platform, backups=Path("none")) as found:
        ours = {name for name in found.families if name.startswith("paperboy_")}
        assert {name for name in ours if f"`{name}" not in text} == set()
