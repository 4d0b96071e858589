"""Every setting: its type, its default, and what is wrong with a value."""

import re
import ssl
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict
from tzlocal import get_localzone_name

from bot import language, words
from bot.model import Language
from bot.settings.given import NamedFiles
from bot.settings.written import Source, is_address, source, source_text, without_password
from bot.settings.written import shown as shown_value
from bot.settings.wrong import PREFIX, BadSetting, variable, wrong

LogLevel = Literal["debug", "info", "warning", "error"]
Managers = Literal["members", "creators", "admins"]
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_SQLITE = "sqlite:///"
_SLACK = {
    "SLACK_CLIENT_SECRET": "setting-slack-client",
    "SLACK_CLIENT_ID": "setting-slack-client",
    "SLACK_APP_TOKEN": "setting-slack-way",
    "SECRET_KEY": "setting-slack-key",
    "PUBLIC_URL": "setting-slack-address",
}


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=False,
        populate_by_name=True,
    )

    data_dir: Path = Path("data")
    database_url: SecretStr = SecretStr("")  # may hold a password
    language: Language = "en"
    timezone: str = ""
    sources: Annotated[tuple[Source, ...], NoDecode] = ()
    tags: Path | None = None
    backups: Path | None = None  # a folder; every day a copy of the database, where it is set
    log_level: LogLevel = "info"
    proxy: SecretStr = SecretStr("")  # of every outgoing connection; may hold a password
    ca_file: Path | None = None  # certificates to trust beside the machine's own
    discord_token: SecretStr = SecretStr("")
    discord_api_url: str = "https://discord.com/api/v10"
    discord_gateway_url: str = "wss://gateway.discord.gg/"
    discord_guilds: Annotated[tuple[str, ...], NoDecode] = ()  # only these servers are served; all where empty
    slack_bot_token: SecretStr = SecretStr("")  # one workspace; for many, the client's id and secret
    slack_app_token: SecretStr = SecretStr("")  # Socket Mode; without it Slack calls the service's web server
    slack_signing_secret: SecretStr = SecretStr("")
    slack_client_id: str = ""
    slack_client_secret: SecretStr = SecretStr("")
    slack_managers: Managers = "members"  # who may subscribe a channel
    slack_api_url: str = "https://slack.com/api/"
    secret_key: SecretStr = SecretStr("")  # encrypts the tokens of workspaces that installed the app
    public_url: str = ""  # of the service's web server, as the platforms reach it
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8080, ge=0, le=65535)
    try_: Literal["on", "off"] | None = Field(default=None, validation_alias=f"{PREFIX}TRY")  # the page to try it

    @property
    def database(self) -> Path:
        url = self.database_url.get_secret_value()
        return Path(url.removeprefix(_SQLITE)).expanduser() if url else self.data_dir / "paperboy.sqlite3"

    @property
    def zone(self) -> str:
        return self.timezone or _machine_zone()

    @property
    def tries(self) -> bool:
        """Whether the page to try it is there: unless somebody said so, for who sits at this machine without tokens."""
        tokens = (self.discord_token, self.slack_bot_token, self.slack_client_secret)
        alone = self.web_host in _LOOPBACK and not any(token.get_secret_value() for token in tokens)
        return self.try_ == "on" or (self.try_ is None and alone)

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
        for each in self.sources:
            if not each.folder.is_dir():
                raise BadSetting(f"{PREFIX}SOURCES", "setting-source", self.language, path=str(each.folder))

    def shown(self) -> dict[str, str]:
        """Every setting by its variable, as text, without secrets."""
        values: dict[str, str] = {
            "database_url": without_password(self.database_url.get_secret_value()) or f"{_SQLITE}{self.database}",
            "timezone": self.zone,
            "sources": ",".join(source_text(source) for source in self.sources),
        }
        for name in type(self).model_fields:
            values.setdefault(name, shown_value(getattr(self, name)))
        return {variable(name): values[name] for name in type(self).model_fields}

    @field_validator("data_dir", "tags", "backups", "ca_file", mode="after")
    @classmethod
    def _at_home(cls, value: Path | None) -> Path | None:
        return value and value.expanduser()

    @field_validator("tags", "ca_file", mode="after")
    @classmethod
    def _is_file(cls, value: Path | None) -> Path | None:
        if value and not value.is_file():
            raise wrong("setting-no-file", path=str(value))
        return value

    @field_validator("discord_guilds", mode="before")
    @classmethod
    def _guilds(cls, value: str | tuple[str, ...]) -> tuple[str, ...]:
        ids = tuple(re.split(r"[\s,]+", value.strip())) if isinstance(value, str) else value
        for each in ids:
            if not each.isdecimal():
                raise wrong("setting-guilds", value=each)
        return ids

    @field_validator("language", mode="before")
    @classmethod
    def _language(cls, value: str) -> Language:
        known = language.read(value)
        if known is None:
            raise wrong("setting-language", value=value)
        return known

    @field_validator("timezone", mode="before")
    @classmethod
    def _zone(cls, value: str) -> str:
        known = words.read_zone(value)
        if known is None:
            raise wrong("setting-zone", value=value, nearest=", ".join(words.nearest_zones(value)) or "Asia/Seoul")
        return known

    @field_validator("database_url", mode="after")
    @classmethod
    def _sqlite(cls, value: SecretStr) -> SecretStr:
        url = value.get_secret_value()
        path = url.removeprefix(_SQLITE)
        if url and (path in {url, "", ":memory:"} or "\0" in path):  # two connections need a file
            raise wrong("setting-database", value=without_password(url))
        return value

    @field_validator("proxy", mode="after")
    @classmethod
    def _proxy(cls, value: SecretStr) -> SecretStr:
        """Nothing of it is shown: it may hold a password."""
        if value.get_secret_value() and not is_address(value.get_secret_value()):
            raise wrong("setting-proxy")
        return value

    @field_validator("public_url", mode="after")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not is_address(value):
            raise wrong("setting-address", value=value)
        return value

    @field_validator("sources", mode="before")
    @classmethod
    def _sources(cls, value: str | tuple[Source, ...]) -> tuple[Source, ...]:
        if not isinstance(value, str):
            return value
        return tuple(source(item.strip()) for item in re.split(r"[,\n]", value) if item.strip())

    @model_validator(mode="after")
    def _slack(self) -> Self:
        """Half a set of Slack's settings would start, and then answer nobody."""
        tokens = bool(self.slack_bot_token.get_secret_value() or self.slack_client_id)
        ways = self.slack_app_token.get_secret_value() or self.slack_signing_secret.get_secret_value()
        needed = {
            "SLACK_CLIENT_SECRET": (self.slack_client_id, self.slack_client_secret.get_secret_value()),
            "SLACK_CLIENT_ID": (self.slack_client_secret.get_secret_value(), self.slack_client_id),
            "SLACK_APP_TOKEN": (tokens, ways),
            "SECRET_KEY": (self.slack_client_id, self.secret_key.get_secret_value()),
            "PUBLIC_URL": (self.slack_client_id, self.public_url),
        }
        for name, (wanted, given) in needed.items():
            if wanted and not given:
                raise BadSetting(f"{PREFIX}{name}", _SLACK[name], self.language)
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        named = NamedFiles(settings_cls)
        return init_settings, env_settings, named, dotenv_settings, file_secret_settings


def _machine_zone() -> str:
    """The machine's IANA zone; UTC where it has none that we know."""
    try:
        return words.read_zone(get_localzone_name() or "") or "UTC"
    except (LookupError, ValueError):  # tzlocal's own errors are of these kinds
        return "UTC"
