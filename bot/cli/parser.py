"""What can be typed after `paperboy`, and how a failure is told. What the commands do is imported when one is used."""

import gc
import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from bot.cli.failure import Failure, told

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Paperboy brings a curated, bilingual daily digest of machine-learning papers. Begin with: paperboy run",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for a program to read.")]


@app.command()
def run() -> int:
    """The service, until Ctrl-C or SIGTERM. On a terminal it also prompts for commands.

    Example: paperboy run
    """
    return _do("serving", "run")


@app.command()
def init() -> int:
    """Ask for language, zone and tokens, try each token, and write them into .env, which only its owner may read.

    Example: paperboy init
    """
    return _do("setup", "init")


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Digest pages and notes: files or folders.")],
    date: Annotated[str, typer.Option(metavar="DATE", help="The date of pages that name none: 2025-06-02.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and say what would happen; store nothing.")] = False,
    as_json: Json = False,
) -> int:
    """Read digest pages and notes into the archive.

    Example: paperboy ingest seeds/2025-06-02.txt ~/vault --dry-run
    """
    return _do("archive", "ingest", paths, date, dry_run=dry_run, as_json=as_json)


@app.command()
def export(
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="jsonl or bibtex.")] = "jsonl",
    tag: Annotated[str, typer.Option(metavar="TAG", help="Only papers with this tag.")] = "",
    since: Annotated[str, typer.Option(metavar="DATE", help="Only digests from this date on: 2025-06-02.")] = "",
) -> int:
    """Print the archive, by digest date and position.

    Example: paperboy export --format bibtex --tag optimizer > optimizers.bib
    """
    return _do("archive", "export", form, tag, since)


@app.command()
def ask(
    line: Annotated[
        str,
        typer.Argument(metavar="LINE", help='What one would type at the prompt, in quotes: "/paper tag:optimizer".'),
    ],
    user: Annotated[str, typer.Option(metavar="USER", help="Who asks.")] = "",
    channel: Annotated[str, typer.Option(metavar="CHANNEL", help="In which channel of the terminal platform.")] = "",
    language: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="The language of this user's client: ko or en.")
    ] = "",
    zone: Annotated[str, typer.Option(metavar="ZONE", help="The time zone of this user: Asia/Seoul.")] = "",
    press: Annotated[
        list[int] | None,
        typer.Option(metavar="N", help="Then press the answer's button with this number; may be repeated."),
    ] = None,
    as_json: Json = False,
) -> int:
    """Answer one command as the terminal does.

    Example: paperboy ask "/paper tag:optimizer" --press 1
    """
    return _do("asking", "ask", line, user, channel, language, zone, press or [], as_json=as_json)


@app.command()
def tick(
    at: Annotated[
        str, typer.Option(metavar="INSTANT", help="As of this instant: 2025-06-03T09:00+09:00. Otherwise now.")
    ] = "",
    as_json: Json = False,
) -> int:
    """Plan and deliver once, and print what was posted where.

    Example: paperboy tick --at 2025-06-03T09:00+09:00
    """
    return _do("asking", "tick", at, as_json=as_json)


@app.command()
def status(as_json: Json = False) -> int:
    """Subscriptions, next slots, deliveries by state, the oldest unpaid, the last imports.

    Example: paperboy status --json
    """
    return _do("operating", "status", as_json=as_json)


@app.command()
def config(as_json: Json = False) -> int:
    """The settings in force, without secrets.

    Example: paperboy config
    """
    return _do("operating", "config", as_json=as_json)


@app.command()
def migrate() -> int:
    """Create the database, or bring its schema up to date.

    Example: paperboy migrate
    """
    return _do("operating", "migrate")


@app.command()
def backup(file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; it must not exist yet.")]) -> int:
    """Write a consistent, checked copy of the database, also while the service runs.

    Example: paperboy backup /backups/paperboy-monday.sqlite3
    """
    return _do("operating", "backup", file)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy that `paperboy backup` or the service made.")],
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of a database that is there.")] = False,
) -> int:
    """Put a checked copy in the place of the database. The service must not run.

    Example: paperboy restore /backups/paperboy-monday.sqlite3 --force
    """
    return _do("operating", "restore", file, force=force)


@app.command()
def health() -> int:
    """Ask the running service whether it lives: status 0 if so, else 1. For containers and watchdogs.

    Example: paperboy health
    """
    return _do("health", "health")


@app.command()
def doctor(as_json: Json = False) -> int:
    """Look at everything that goes wrong in practice, and say what to do. Status 1 if something is wrong.

    Example: paperboy doctor
    """
    return _do("doctor", "doctor", as_json=as_json)


discord = typer.Typer(add_completion=False, help="Paperboy in Discord: docs/discord.md")
app.add_typer(discord, name="discord")


@discord.callback()
def _discord() -> None:
    """Paperboy in Discord: docs/discord.md"""


@discord.command()
def invite() -> int:
    """Print the link that invites the bot to a server, with just the permissions that it needs.

    Example: paperboy discord invite
    """
    return _do("chats", "invite")


slack = typer.Typer(add_completion=False, help="Paperboy in Slack: docs/slack.md")
app.add_typer(slack, name="slack")


@slack.callback()
def _slack() -> None:
    """Paperboy in Slack: docs/slack.md"""


@slack.command()
def manifest(
    mode: Annotated[
        str, typer.Option(metavar="MODE", help="socket, or http for a service with a public address.")
    ] = "",
) -> int:
    """Print the app's manifest, to paste where Slack asks for it.

    Example: paperboy slack manifest > manifest.json
    """
    return _do("chats", "manifest", mode)


reader = typer.Typer(add_completion=False, help="What is stored about a reader.")
app.add_typer(reader, name="reader")
Platform = Annotated[str, typer.Argument(metavar="PLATFORM", help="console, discord or slack.")]
User = Annotated[str, typer.Argument(metavar="USER", help="The user's id on that platform.")]
Workspace = Annotated[str, typer.Option(metavar="ID", help="The Slack workspace.")]


@reader.command()
def show(platform: Platform, user: User, workspace: Workspace = "") -> int:
    """Print what is stored about a reader, as JSON.

    Example: paperboy reader show slack U0123ABCD --workspace T0123ABCD
    """
    return _do("people", "show", platform, workspace, user)


@reader.command()
def erase(platform: Platform, user: User, workspace: Workspace = "") -> int:
    """Forget a reader; subscriptions that he or she made for a channel stay, without a name.

    Example: paperboy reader erase discord 112233445566778899
    """
    return _do("people", "erase", platform, workspace, user)


workspace = typer.Typer(add_completion=False, help="What is stored about a workspace or server.")
app.add_typer(workspace, name="workspace")
Place = Annotated[str, typer.Argument(metavar="WORKSPACE", help="The id of the Slack workspace or Discord server.")]


@workspace.command("show")
def show_workspace(platform: Platform, workspace: Place) -> int:
    """Print what is stored about a workspace, as JSON.

    Example: paperboy workspace show slack T0123ABCD
    """
    return _do("places", "show", platform, workspace)


@workspace.command("erase")
def erase_workspace(
    platform: Platform,
    workspace: Place,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
) -> int:
    """Forget a workspace: its readers, subscriptions and tokens. Of its channels hashes stay, against posting twice.

    Example: paperboy workspace erase slack T0123ABCD
    """
    return _do("places", "erase", platform, workspace, yes=yes)


def main() -> int:
    """The exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # an old terminal gets ? instead of a crash
    try:
        return int(app(sys.argv[1:] or ["--help"], standalone_mode=False) or 0)
    except TyperException as error:
        return _fail(told("", error.format_message()), getattr(error, "exit_code", 2))
    except Failure as error:
        return _fail(error.line, error.status)
    except BrokenPipeError:  # `paperboy export | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as error:  # a fault of ours, before any command could take care of it
        return _fail(told("", f"{type(error).__name__}: {error}"), 1)


def _do(module: str, name: str, *args: object, **options: object) -> int:
    """What was imported stays for good: collecting garbage meanwhile, and looking at it again later, is lost time."""
    gc.disable()
    command: Callable[..., int] = getattr(importlib.import_module(f"bot.cli.{module}"), name)
    gc.freeze()
    gc.enable()
    return command(*args, **options)


def _fail(line: str, status: int) -> int:
    print(line, file=sys.stderr)
    return status
