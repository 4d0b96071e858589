"""What Discord refuses in application commands (docs.discord.com, interactions/application-commands)."""

import re
from typing import Any

from tests.servers.discord.refused import Form, Json, Place, Refused

# fmt: off
LOCALES = frozenset((
    "ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he", "hi", "hr", "hu", "id",
    "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
))
# fmt: on
SLASH, SUBCOMMAND, GROUP = 1, 1, 2
MOST = {1: 100, 2: 15, 3: 15}
MOST_CHARACTERS = 8000
_NAME = re.compile(r"[-_'\w]{1,32}")


def check_commands(commands: Any) -> list[Json]:
    """The commands of a bulk overwrite, or the refusal that names every fault."""
    form: Form = Form()
    names: list[tuple[Any, Any]] = []
    if not isinstance(commands, list):
        raise Refused(50109)
    for place, command in form.objects(commands, (), most=len(commands)):
        kind = command.get("type") or SLASH
        _command(form, command, place, kind)
        if (kind, command.get("name")) in names:
            message = "Application command names must be unique"
            form.fault((*place, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        names.append((kind, command.get("name")))
    form.raise_if_faulty()
    for kind, most in MOST.items():
        if sum((command.get("type") or SLASH) == kind for command in commands) > most:
            raise Refused(30032)
    return commands


def _command(form: Form, command: Json, place: Place, kind: int) -> None:
    if not form.one_of(kind, (*place, "type"), tuple(MOST)):
        return
    if kind == SLASH:
        _name(form, command.get("name"), (*place, "name"))
        form.text(command.get("description"), (*place, "description"), least=1, most=100)
        _options(form, command.get("options"), (*place, "options"), depth=0)
    else:
        form.text(command.get("name"), (*place, "name"), least=1, most=32)
        if command.get("description"):
            message = "Context menu commands cannot have description"
            form.fault((*place, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", message)
    _localised(form, command, place, plain_names=kind != SLASH)
    permissions = command.get("default_member_permissions")
    if permissions is not None and not str(permissions).isdigit():
        form.fault((*place, "default_member_permissions"), "NUMBER_TYPE_COERCE", "Not a permission set.")
    for key, allowed in (("contexts", (0, 1, 2)), ("integration_types", (0, 1))):
        for index, value in enumerate(form.items(command.get(key), (*place, key), most=3)):
            form.one_of(value, (*place, key, index), allowed)
    form.truth(command, place, "nsfw", "dm_permission")
    if not form.errors and characters(command) > MOST_CHARACTERS:
        message = f"Command exceeds maximum size ({MOST_CHARACTERS})"
        form.fault(place, "APPLICATION_COMMAND_TOO_LARGE", message)


def _name(form: Form, name: Any, place: Place) -> None:
    if not form.text(name, place, least=1, most=32):
        return
    if not _NAME.fullmatch(name) or name != name.lower():
        form.fault(place, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _localised(form: Form, thing: Json, place: Place, *, plain_names: bool = False) -> None:
    for key, most in (("name_localizations", 32), ("description_localizations", 100)):
        for locale, text in form.dictionary(thing.get(key), (*place, key)).items():
            here = (*place, key, locale)
            form.one_of(locale, here, tuple(LOCALES))
            if key == "name_localizations" and not plain_names:
                _name(form, text, here)
            else:
                form.text(text, here, least=1, most=most)


def _options(form: Form, options: Any, place: Place, *, depth: int) -> None:
    optional_seen = False
    names: list[Any] = []
    for here, option in form.objects(options, place, most=25):
        form.truth(option, here, "required", "autocomplete")
        form.one_of(option.get("type"), (*here, "type"), tuple(range(1, 12)))
        _name(form, option.get("name"), (*here, "name"))
        form.text(option.get("description"), (*here, "description"), least=1, most=100)
        _localised(form, option, here)
        if option.get("name") in names:
            message = "Option names must be unique"
            form.fault((*here, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message)
        names.append(option.get("name"))
        if option.get("type") in (SUBCOMMAND, GROUP):
            if depth > 1:
                form.fault(here, "APPLICATION_COMMAND_OPTIONS_NESTED", "Subcommands are nested too deep")
            _options(form, option.get("options"), (*here, "options"), depth=depth + 1)
            continue
        if option.get("required") and optional_seen:
            message = "Required options must be placed before non-required options"
            form.fault((*here, "required"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_seen = optional_seen or not option.get("required")
        _choices(form, option, here)


def _choices(form: Form, option: Json, place: Place) -> None:
    choices = form.objects(option.get("choices"), (*place, "choices"), most=25)
    types = form.items(option.get("channel_types"), (*place, "channel_types"), most=20)
    for index, kind in enumerate(types):
        form.one_of(kind, (*place, "channel_types", index), tuple(range(17)))
    if choices and option.get("autocomplete"):
        message = "Choices and autocomplete cannot both be set"
        form.fault((*place, "autocomplete"), "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_CHOICES", message)
    if option.get("autocomplete") and option.get("type") not in (3, 4, 10):
        form.fault((*place, "autocomplete"), "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", "This type has no completion")
    for here, choice in choices:
        form.text(choice.get("name"), (*here, "name"), least=1, most=100)
        if option.get("type") == 3:
            form.text(choice.get("value"), (*here, "value"), least=1, most=100)
        names = form.dictionary(choice.get("name_localizations"), (*here, "name_localizations"))
        for locale, text in names.items():
            form.one_of(locale, (*here, "name_localizations", locale), tuple(LOCALES))
            form.text(text, (*here, "name_localizations", locale), least=1, most=100)


def characters(thing: Json) -> int:
    """Name, description and values of a command and all below it; of localisations the longest counts."""
    total = 0
    for key in ("name", "description"):
        texts = [thing.get(key) or "", *(thing.get(f"{key}_localizations") or {}).values()]
        total += max(len(str(text)) for text in texts)
    if isinstance(thing.get("value"), str):
        total += len(thing["value"])
    return total + sum(characters(one) for key in ("options", "choices") for one in thing.get(key) or [])
