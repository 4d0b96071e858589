"""Settings: where they come from, and what is said of one that cannot be used."""

import os
from pathlib import Path

import pytest

from bot import settings
from bot.language import say
from bot.settings import BadSetting


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder and no variable of ours."""
    for name in [name for name in os.environ if name.startswith("PAPERBOY_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "SECRETS", tmp_path / "no-secrets")


def refused(**variables: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(f"PAPERBOY_{name.upper()}", value)
        with pytest.raises(BadSetting) as caught:
            settings.load()
    error = caught.value
    return f"{error.name}: {say(error.language, error.key, **error.values)}"


def test_without_any_setting_there_is_a_database_in_the_data_folder_and_english():
    chosen = settings.load()
    assert chosen.database == Path("data/paperboy.sqlite3")
    assert chosen.language == "en"
    assert chosen.zone  # the machine's
    assert not chosen.timezone  # so that the start can say that nobody set it


def test_variables_win_over_the_env_file(monkeypatch: pytest.MonkeyPatch):
    Path(".env").write_text("PAPERBOY_LANGUAGE=ko\nPAPERBOY_TIMEZONE=Asia/Seoul\n")
    monkeypatch.setenv("PAPERBOY_LANGUAGE", "en")
    chosen = settings.load()
    assert (chosen.language, chosen.zone) == ("en", "Asia/Seoul")


def test_an_empty_variable_is_no_setting(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PAPERBOY_LANGUAGE", "")
    monkeypatch.setenv("PAPERBOY_TIMEZONE", "")
    assert settings.load().language == "en"


@pytest.mark.parametrize(("typed", "meant"), [("한국어", "ko"), ("English", "en"), ("KO", "ko")])
def test_a_language_may_be_named_as_people_name_it(typed: str, meant: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PAPERBOY_LANGUAGE", typed)
    assert settings.load().language == meant


def test_a_zone_may_be_named_as_people_name_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PAPERBOY_TIMEZONE", "서울")
    assert settings.load().zone == "Asia/Seoul"


def test_three_slashes_are_relative_and_four_absolute(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PAPERBOY_DATABASE_URL", "sqlite:///some/file.db")
    assert settings.load().database == Path("some/file.db")
    monkeypatch.setenv("PAPERBOY_DATABASE_URL", "sqlite:////some/file.db")
    assert settings.load().database == Path("/some/file.db")


def test_sources_are_separated_by_commas_or_lines_and_may_have_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PAPERBOY_SOURCES", f"{tmp_path}/My Vault, notes=/srv/notes\n{tmp_path}/more")
    first, second, third = settings.load().sources
    assert (first.name, first.folder) == (f"{tmp_path}/My Vault", tmp_path / "My Vault")
    assert (second.name, second.folder) == ("notes", Path("/srv/notes"))
    assert third.folder == tmp_path / "more"


def test_a_value_may_stand_in_a_file_that_a_variable_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "url").write_text("sqlite:///from-a-file.db\n")
    monkeypatch.setenv("PAPERBOY_DATABASE_URL_FILE", str(tmp_path / "url"))
    assert settings.load().database == Path("from-a-file.db")


def test_a_value_may_stand_in_the_folder_of_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "SECRETS", tmp_path / "secrets")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "paperboy_database_url").write_text("sqlite:///secret.db")
    assert settings.load().database == Path("secret.db")


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("language", "Klingon", "ko or en"),
        ("timezone", "Asia/Seol", "Asia/Seoul"),
        ("timezone", "x" * 10_000, "PAPERBOY_TIMEZONE"),
        ("database_url", "mysql://root@host/db", "sqlite:///"),
        ("database_url", "sqlite:///:memory:", "sqlite:///"),
        ("database_url", "sqlite://", "sqlite:///"),
        ("log_level", "loud", "warning"),
        ("tags", "/nowhere/tags.toml", "tags.toml"),
        ("proxy", "banana", "http://proxy.example:3128"),
        ("proxy", "http://", "http://proxy.example:3128"),
        ("public_url", "papers.example.org", "https://papers.example.org"),
        ("proxy", "http://user:geheim@proxy:port", "http://proxy.example:3128"),
        ("database_url_file", "/nowhere/url", "PAPERBOY_DATABASE_URL_FILE"),
    ],
)
def test_a_wrong_setting_is_named_with_what_would_be_right(name: str, value: str, right: str):
    line = refused(**{name: value})
    assert line.startswith(f"PAPERBOY_{name.upper()}: ")
    assert right in line
    assert "\n" not in line


def test_a_wrong_setting_is_told_in_the_instances_language():
    assert "없는 시간대예요" in refused(language="ko", timezone="Mars/Olympus")


def test_an_env_file_that_is_no_text_is_named():
    Path(".env").write_bytes(b"PAPERBOY_LANGUAGE=\xff\xfe")
    assert refused().startswith(".env: ")


def test_a_folder_that_is_missing_is_said_when_it_is_about_to_be_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PAPERBOY_SOURCES", "/nowhere/at/all")
    with pytest.raises(BadSetting, match="PAPERBOY_SOURCES"):
        settings.load().check_folders()


def test_what_is_shown_holds_no_password(monkeypatch: pytest.MonkeyPatch):
    line = refused(database_url="postgresql://paper:geheim@db.example/paperboy")
    assert "geheim" not in line
    monkeypatch.setenv("PAPERBOY_DATABASE_URL", "sqlite:///data/x.db")
    assert settings.load().shown()["PAPERBOY_DATABASE_URL"] == "sqlite:///data/x.db"
    assert "data/x.db" not in repr(settings.load())


def test_a_misspelt_variable_is_found_with_what_was_meant(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PAPERBOY_TIMEZON", "Asia/Seoul")
    Path(".env").write_text("PAPERBOY_LANGAUGE=ko\n")
    assert settings.strangers() == (
        ("PAPERBOY_LANGAUGE", "PAPERBOY_LANGUAGE"),
        ("PAPERBOY_TIMEZON", "PAPERBOY_TIMEZONE"),
    )


_OAUTH = {"slack_client_id": "1.2", "slack_client_secret": "s", "slack_signing_secret": "s", "secret_key": "k"}


@pytest.mark.parametrize(
    ("given", "name", "right"),
    [
        ({"slack_bot_token": "xoxb-1"}, "SLACK_APP_TOKEN", "PAPERBOY_SLACK_SIGNING_SECRET"),
        ({**_OAUTH, "slack_signing_secret": ""}, "SLACK_APP_TOKEN", "xapp-"),
        ({**_OAUTH, "secret_key": ""}, "SECRET_KEY", "any long text"),
        ({**_OAUTH, "slack_client_secret": ""}, "SLACK_CLIENT_SECRET", "both"),
        ({**_OAUTH, "slack_client_id": ""}, "SLACK_CLIENT_ID", "both"),
        (_OAUTH, "PUBLIC_URL", "https://"),
    ],
)
def test_slack_with_half_of_its_settings_does_not_start(given: dict[str, str], name: str, right: str):
    line = refused(**given)
    assert line.startswith(f"PAPERBOY_{name}: ")
    assert right in line
    assert "\n" not in line
    assert "xoxb-1" not in line


def test_half_of_slacks_settings_are_told_in_the_instances_language():
    assert "닿을 길이 없어요" in refused(language="ko", slack_bot_token="xoxb-1")


@pytest.mark.parametrize("way", ["slack_app_token", "slack_signing_secret"])
def test_slack_starts_with_a_token_and_one_way(way: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PAPERBOY_SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv(f"PAPERBOY_{way.upper()}", "secret")
    assert settings.load().slack_bot_token.get_secret_value() == "xoxb-1"
