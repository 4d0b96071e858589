"""The table of settings for docs/operating.md, made of the settings themselves: `make docs` writes it there."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from bot.settings.fields import Settings
from bot.settings.wrong import variable

BEGIN, END = "<!-- settings: written by `make docs` -->", "<!-- end of settings -->"


@dataclass(frozen=True, slots=True)
class About:
    """`unset`: what holds then, where the default alone does not say it."""

    means: str
    unset: str = ""


ABOUT: dict[str, About] = {
    "data_dir": About("where the database and the prompt's history lie"),
    "database_url": About(
        "`sqlite:///relative.sqlite3` or `sqlite:////absolute/path.sqlite3`", "`paperboy.sqlite3` in the data folder"
    ),
    "language": About("the instance's language. Channels and readers choose their own"),
    "timezone": About(
        "for whoever names no zone; decides when a digest's date begins. Set it: the start warns if nobody did",
        "the machine's",
    ),
    "sources": About(
        "folders of notes and pages, separated by commas, read at the start and again each minute. `name=/folder` "
        "keeps a source the same when its folder moves"
    ),
    "tags": About("your own table of tags that mean the same", "`bot/tags.toml`"),
    "backups": About("a folder for daily backups"),
    "log_level": About("at the prompt only warnings are shown unless you ask for more"),
    "proxy": About(
        "of every outgoing connection: `http://user:password@proxy.example:3128`", "`HTTPS_PROXY`, with `NO_PROXY`"
    ),
    "ca_file": About("certificates to trust beside the machine's own"),
    "discord_token": About("serves Discord: [discord.md](discord.md)"),
    "discord_api_url": About("for a rate-limiting proxy or a test server"),
    "discord_gateway_url": About("the same for the gateway"),
    "discord_guilds": About("ids of the only servers that are served, separated by commas", "all"),
    "slack_bot_token": About("serves Slack, one workspace: [slack.md](slack.md)"),
    "slack_app_token": About("Socket Mode: Paperboy connects out to Slack"),
    "slack_signing_secret": About("HTTP mode: Slack calls the web server. A bot token needs this or the one before"),
    "slack_client_id": About("workspaces install the app by themselves; needs the next one, a key and an address"),
    "slack_client_secret": About("see the one before"),
    "slack_managers": About("who may subscribe a channel"),
    "slack_api_url": About("for a proxy or a test server"),
    "secret_key": About(
        "any long text: stored tokens are encrypted with it. Keep it with your backups, or every workspace has to "
        "install the app again"
    ),
    "public_url": About("where platforms and people reach the web server"),
    "web_host": About("where the service's web server listens; in the image on every interface of the container"),
    "web_port": About("its port; `0` leaves the choice to the machine"),
    "try_": About(
        "the page `/try`, a chat in the browser that plays Discord and Slack",
        "on while no token is set and the web server listens on loopback alone",
    ),
}  # fmt: skip


def table() -> str:
    rows = (f"| `{variable(name)}` | {_default(name, field)} | {_means(name, field)} |"
            for name, field in Settings.model_fields.items())  # fmt: skip
    return "\n".join(("| variable | unset | means |", "| --- | --- | --- |", *rows))


def _default(name: str, field: FieldInfo) -> str:
    if said := ABOUT[name].unset:
        return said
    value = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
    return f"`{value}`" if value not in ("", None, ()) else "none"


def _means(name: str, field: FieldInfo) -> str:
    choices = [f"`{choice}`" for choice in _choices(field.annotation)]
    return f"{', '.join(choices)}: {ABOUT[name].means}" if choices else ABOUT[name].means


def _choices(annotation: Any) -> tuple[str, ...]:
    """Of a Literal, also where it may be None."""
    parts = get_args(annotation)
    if parts and all(isinstance(part, str) for part in parts):
        return parts
    return next((found for part in parts if (found := _choices(part))), ())


def written_into(text: str) -> str:
    """The document with the table of today."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    document = Path(sys.argv[1])
    document.write_text(written_into(document.read_text("utf-8")), "utf-8")
