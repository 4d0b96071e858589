"""What the operator chose: PAPERBOY_* variables, a .env file, files for secrets. The only place that reads them."""

import difflib
import os
import re
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

from dotenv import dotenv_values
from pydantic import SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from tzlocal import get_localzone_name

from bot import language, words
from bot.model import Language

PREFIX = "PAPERBOY_"
ENV_FILE = Path(".env")
SECRETS = Path("/run/secrets")  # where Docker and Podman mount them
LogLevel = Literal["debug", "info", "warning", "error"]
_SQLITE = "sqlite:///"
_NAMED = re.compile(r"(?P<name>[A-Za-z][\w-]*)=(?P<folder>.+)")


class BadSetting(Exception):
    """A setting that cannot be used. `key` names the sentence of the catalogue that says what would be right."""

    def __init__(self, name: str, key: str, language: Language, **values: str | int) -> None:
        super().__init__(f"{name}: {key} {values}")
        self.name, self.key, self.language, self.values = name, key, language, values


@dataclass(frozen=True, slots=True)
class Source:
    """A folder to read again and again. With a name of its own it stays the same source when it moves."""

    name: str
    folder: Path


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=False,
    )

    data_dir: Path = Path("data")
    database_url: SecretStr = SecretStr("")  # may hold a password
    language: Language = "en"
    timezone: str = ""
    sources: Annotated[tuple[Source, ...], NoDecode] = ()
    tags: Path | None = None
    log_level: LogLevel = "info"
    proxy: SecretStr = SecretStr("")  # of every outgoing connection; may hold a password
    ca_file: Path | None = None  # certificates to trust beside the machine's own
    discord_token: SecretStr = SecretStr("")
    discord_api_url: str = "https://discord.com/api/v10"
    discord_gateway_url: str = "wss://gateway.discord.gg/"
    discord_guilds: Annotated[tuple[str, ...], NoDecode] = ()  # only these servers are served; all where empty

    @property
    def database(self) -> Path:
        url = self.database_url.get_secret_value()
        return Path(url.removeprefix(_SQLITE)).expanduser() if url else self.data_dir / "paperboy.sqlite3"

    @property
    def zone(self) -> str:
        return self.timezone or _machine_zone()

    def proxy_for(self, url: str) -> str | None:
        """PAPERBOY_PROXY, else what HTTPS_PROXY and NO_PROXY say."""
        if chosen := self.proxy.get_secret_value():
            return chosen
        host = urlsplit(url).hostname or ""
        return None if proxy_bypass(host) else getproxies().get("https")

    def tls(self) -> ssl.SSLContext | None:
        """None: the machine's own certificates suffice."""
        if self.ca_file is None:
            return None
        context = ssl.create_default_context()
        context.load_verify_locations(self.ca_file)
        return context

    def check_folders(self) -> None:
        """Raises BadSetting. Asked for by who is about to read them."""
        for source in self.sources:
            if not source.folder.is_dir():
                raise BadSetting(f"{PREFIX}SOURCES", "setting-source", self.language, path=str(source.folder))

    def shown(self) -> dict[str, str]:
        """Every setting by its variable, as text, without secrets."""
        values: dict[str, str] = {
            "database_url": _without_password(self.database_url.get_secret_value()) or f"{_SQLITE}{self.database}",
            "timezone": self.zone,
            "sources": ",".join(_source_text(source) for source in self.sources),
        }
        for name in type(self).model_fields:
            values.setdefault(name, _shown(getattr(self, name)))
        return {f"{PREFIX}{name.upper()}": values[name] for name in type(self).model_fields}

    @field_validator("data_dir", "tags", "ca_file", mode="after")
    @classmethod
    def _at_home(cls, value: Path | None) -> Path | None:
        return value and value.expanduser()

    @field_validator("tags", "ca_file", mode="after")
    @classmethod
    def _is_file(cls, value: Path | None) -> Path | None:
        if value and not value.is_file():
            raise _wrong("setting-no-file", path=str(value))
        return value

    @field_validator("discord_guilds", mode="before")
    @classmethod
    def _guilds(cls, value: str | tuple[str, ...]) -> tuple[str, ...]:
        ids = tuple(re.split(r"[\s,]+", value.strip())) if isinstance(value, str) else value
        for each in ids:
            if not each.isdecimal():
                raise _wrong("setting-guilds", value=each)
        return ids

    @field_validator("language", mode="before")
    @classmethod
    def _language(cls, value: str) -> Language:
        known = language.read(value)
        if known is None:
            raise _wrong("setting-language", value=value)
        return known

    @field_validator("timezone", mode="before")
    @classmethod
    def _zone(cls, value: str) -> str:
        known = words.read_zone(value)
        if known is None:
            raise _wrong("setting-zone", value=value, nearest=", ".join(words.nearest_zones(value)) or "Asia/Seoul")
        return known

    @field_validator("database_url", mode="after")
    @classmethod
    def _sqlite(cls, value: SecretStr) -> SecretStr:
        url = value.get_secret_value()
        path = url.removeprefix(_SQLITE)
        if url and (path in {url, "", ":memory:"} or "\0" in path):  # two connections need a file
            raise _wrong("setting-database", value=_without_password(url))
        return value

    @field_validator("sources", mode="before")
    @classmethod
    def _sources(cls, value: str | tuple[Source, ...]) -> tuple[Source, ...]:
        if not isinstance(value, str):
            return value
        return tuple(_source(item.strip()) for item in re.split(r"[,\n]", value) if item.strip())

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        named = _NamedFiles(settings_cls)
        return init_settings, env_settings, named, dotenv_settings, file_secret_settings


class _NamedFiles(PydanticBaseSettingsSource):
    """PAPERBOY_DATABASE_URL_FILE=/path names a file that holds the value."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        variable = f"{PREFIX}{field_name.upper()}_FILE"
        path = os.environ.get(variable, "")
        if not path:
            return None, field_name, False
        try:
            return Path(path).read_text("utf-8").strip(), field_name, False
        except (OSError, UnicodeDecodeError) as error:
            raise BadSetting(variable, "setting-file", _spoken(), path=path) from error

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value}


def load() -> Settings:
    """Raises BadSetting for the first setting that cannot be used."""
    secrets = SECRETS if SECRETS.is_dir() else None
    try:
        return Settings(_env_file=ENV_FILE, _secrets_dir=secrets)  # type: ignore[call-arg]  # known at run time only
    except ValidationError as error:
        raise _first(error) from error
    except (UnicodeDecodeError, OSError) as error:
        raise BadSetting(str(ENV_FILE), "setting-env-file", "en") from error


def strangers() -> tuple[tuple[str, str], ...]:
    """PAPERBOY_* variables that nobody reads, each with the setting that was probably meant."""
    known = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    known += [f"{name}_FILE" for name in known]
    found = {name.upper() for name in (*os.environ, *_env_file())}
    unread = sorted(name for name in found if name.startswith(PREFIX) and name not in known)
    return tuple((name, difflib.get_close_matches(name, known, n=1, cutoff=0)[0]) for name in unread)


def _env_file() -> tuple[str, ...]:
    return tuple(dotenv_values(ENV_FILE)) if ENV_FILE.is_file() else ()


def _machine_zone() -> str:
    """The machine's IANA zone; UTC where it has none that we know."""
    try:
        return words.read_zone(get_localzone_name() or "") or "UTC"
    except (LookupError, ValueError):  # tzlocal's own errors are of these kinds
        return "UTC"


def _spoken() -> Language:
    """The language to complain in, before the settings are known to be right."""
    try:
        chosen = os.environ.get(f"{PREFIX}LANGUAGE") or dotenv_values(ENV_FILE).get(f"{PREFIX}LANGUAGE")
    except (UnicodeDecodeError, OSError):
        return "en"
    return language.read(chosen or "") or "en"


def _wrong(key: str, **values: str) -> PydanticCustomError:
    return PydanticCustomError(key, "not usable", values)


def _first(error: ValidationError) -> BadSetting:
    first = error.errors(include_url=False)[0]
    field = str(first["loc"][0])
    if first["type"].startswith("setting-"):
        return BadSetting(f"{PREFIX}{field.upper()}", first["type"], _spoken(), **first.get("ctx", {}))
    choices = str(first.get("ctx", {}).get("expected", "")).replace("'", "")
    if not choices:
        return BadSetting(f"{PREFIX}{field.upper()}", "setting-value", _spoken())
    return BadSetting(f"{PREFIX}{field.upper()}", "setting-choice", _spoken(), choices=choices)


def _shown(value: object) -> str:
    if isinstance(value, SecretStr):
        return "***" if value.get_secret_value() else ""
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return "" if value is None else str(value)


def _source(item: str) -> Source:
    named = _NAMED.fullmatch(item)
    folder = Path(named["folder"] if named else item).expanduser()
    return Source(named["name"] if named else str(folder.resolve()), folder)


def _source_text(source: Source) -> str:
    unnamed = source.name == str(source.folder.resolve())
    return str(source.folder) if unnamed else f"{source.name}={source.folder}"


def _without_password(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "***"
    if not parts.password:
        return url
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username}:***@{host}"))


def colour_wanted() -> bool:
    """Whether a terminal shall get colours: https://no-color.org"""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
