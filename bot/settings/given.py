"""Where settings are given beside variables: the .env file, and files for secrets."""

import os
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic.fields import FieldInfo
from pydantic_settings import PydanticBaseSettingsSource

from bot.settings.wrong import BadSetting, env_file, spoken, variable

SECRETS = Path("/run/secrets")  # where Docker and Podman mount them


class NamedFiles(PydanticBaseSettingsSource):
    """PAPERBOY_DATABASE_URL_FILE=/path names a file that holds the value."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        named = f"{variable(field_name)}_FILE"
        path = os.environ.get(named, "")
        if not path:
            return None, field_name, False
        try:
            return Path(path).read_text("utf-8").strip(), field_name, False
        except (OSError, UnicodeDecodeError) as error:
            raise BadSetting(named, "setting-file", spoken(), path=path) from error

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value}


def names() -> set[str]:
    """Of all variables that somebody set, in capitals."""
    return {name.upper() for name in (*os.environ, *_env_file())}


def _env_file() -> tuple[str, ...]:
    path = env_file()
    return tuple(dotenv_values(path)) if path.is_file() else ()
