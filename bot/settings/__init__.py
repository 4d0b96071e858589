"""What the operator chose: PAPERBOY_* variables, a .env file, files for secrets. The only place that reads them."""

import difflib
import os

from pydantic import ValidationError

from bot.settings.fields import Settings
from bot.settings.given import SECRETS, names
from bot.settings.keeping import keep
from bot.settings.written import Source
from bot.settings.wrong import ENV_FILE, PREFIX, BadSetting, env_file, first, variable

__all__ = [
    "ENV_FILE",
    "PREFIX",
    "SECRETS",
    "BadSetting",
    "Settings",
    "Source",
    "colour_wanted",
    "env_file",
    "keep",
    "load",
    "strangers",
]


def load(**given: str) -> Settings:
    """`given` goes before all else. Raises BadSetting for the first setting that cannot be used."""
    secrets = SECRETS if SECRETS.is_dir() else None
    try:
        return Settings(**given, _env_file=env_file(), _secrets_dir=secrets)  # type: ignore[arg-type, call-arg]
    except ValidationError as error:
        raise first(error) from error
    except (UnicodeDecodeError, OSError) as error:
        raise BadSetting(str(env_file()), "setting-env-file", "en") from error


def strangers() -> tuple[tuple[str, str], ...]:
    """PAPERBOY_* variables that nobody reads, each with the setting that was probably meant."""
    known = [variable(name) for name in Settings.model_fields]
    known += [f"{name}_FILE" for name in known] + [ENV_FILE]
    unread = sorted(name for name in names() if name.startswith(PREFIX) and name not in known)
    return tuple((name, difflib.get_close_matches(name, known, n=1, cutoff=0)[0]) for name in unread)


def colour_wanted() -> bool:
    """Whether a terminal shall get colours: https://no-color.org"""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
