"""How a command is written where the caller is: `/random`, `/paper random`, `/랜덤`."""

from bot.commands.core import Use
from bot.commands.table import BY_VERB
from bot.language import of_locale
from bot.model import Language

# Where people type a line, these take their one argument without its name.
_BARE = frozenset({"random", "digest", "tags", "language"})


def spelled(use: Use, verb: str, **args: str) -> str:
    """`/subscribe time:09:00` on a platform that lists commands, `/paper subscribe time:09:00` where people type."""
    platform = use.core.platforms.get(use.call.reader.platform)
    if platform is not None and "commands" in platform.can:
        # The platform's client shows Korean names to those whose client is Korean, whatever language they read here.
        language: Language = "ko" if of_locale(use.call.locale) == "ko" else "en"
        return " ".join([f"/{BY_VERB[verb].names[language]}", *_named(verb, language, args)])
    front = "/paper" if verb == "paper" else f"/paper {BY_VERB[verb].names[use.language]}"
    bare = verb in _BARE or set(args) == {"query"}
    values = list(args.values()) if bare else _named(verb, use.language, args)
    return " ".join([front, *values])


def _named(verb: str, language: Language, args: dict[str, str]) -> list[str]:
    names = {option.key: option.names[language] for option in BY_VERB[verb].options}
    return [f"{names[key]}:{value}" for key, value in args.items()]
