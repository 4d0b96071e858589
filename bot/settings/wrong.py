"""A setting that cannot be used, told in the language of who set it."""

import os
from pathlib import Path

from dotenv import dotenv_values
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from bot import language
from bot.model import Language

PREFIX = "PAPERBOY_"
_OF_NUMBERS = ("int_", "less_than", "greater_than")  # https://docs.pydantic.dev/latest/errors/validation_errors/
ENV_FILE = f"{PREFIX}SETTINGS"  # names another file than .env; the image does, one in its volume


def env_file() -> Path:
    return Path(os.environ.get(ENV_FILE) or ".env").expanduser()


def variable(field: str) -> str:
    """PAPERBOY_… of a field. `try` is a word of Python, so its field is `try_`, and its alias is the variable."""
    name = field.upper().rstrip("_")
    return name if name.startswith(PREFIX) else f"{PREFIX}{name}"


class BadSetting(Exception):
    """A setting that cannot be used. `key` names the sentence of the catalogue that says what would be right."""

    def __init__(self, name: str, key: str, language: Language, **values: str | int) -> None:
        super().__init__(f"{name}: {key} {values}")
        self.name, self.key, self.language, self.values = name, key, language, values


def spoken() -> Language:
    """The language to complain in, before the settings are known to be right."""
    try:
        chosen = os.environ.get(f"{PREFIX}LANGUAGE") or dotenv_values(env_file()).get(f"{PREFIX}LANGUAGE")
    except (UnicodeDecodeError, OSError):
        return "en"
    return language.read(chosen or "") or "en"


def wrong(key: str, **values: str) -> PydanticCustomError:
    return PydanticCustomError(key, "not usable", values)


def first(error: ValidationError) -> BadSetting:
    first = error.errors(include_url=False)[0]
    field = str(first["loc"][0])
    if first["type"].startswith("setting-"):
        return BadSetting(variable(field), first["type"], spoken(), **first.get("ctx", {}))
    if first["type"].startswith(_OF_NUMBERS):  # the only one is a port
        return BadSetting(variable(field), "setting-port", spoken())
    choices = str(first.get("ctx", {}).get("expected", "")).replace("'", "")
    if not choices:
        return BadSetting(variable(field), "setting-value", spoken())
    return BadSetting(variable(field), "setting-choice", spoken(), choices=choices)
