"""`paperboy init`: asks for what is missing, tries each token, and writes the settings down."""

import getpass
import sys
from dataclasses import dataclass

from bot import settings
from bot.cli.chats import invitation
from bot.cli.failure import Failure, failed, visible
from bot.cli.work import configured, finish
from bot.doctor.doors import knock
from bot.language import say
from bot.settings import BadSetting, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`name`: of the field, and of the sentence that asks for it (`init-…`)."""

    name: str
    secret: bool = False


QUESTIONS = (
    Question(name="language"),
    Question(name="timezone"),
    Question(name="discord_token", secret=True),
    Question(name="slack_app_token", secret=True),  # before the other, which nobody can use without
    Question(name="slack_bot_token", secret=True),
)


def init() -> int:
    return finish(_init(configured(level="error")), settings.load())


async def _init(chosen: Settings) -> int:
    given: dict[str, str] = {}
    for question in QUESTIONS:
        chosen = await _answered(question, chosen, given)
    try:
        settings.keep(given, settings.ENV_FILE)
    except OSError as error:
        raise failed(
            chosen.language, "init-not-written", path=str(settings.ENV_FILE), reason=error.strerror or str(error)
        ) from error
    _tell(say(chosen.language, "init-done", path=str(settings.ENV_FILE.resolve())))
    if chosen.discord_token.get_secret_value():
        await _invite(chosen)
    return 0


async def _answered(question: Question, chosen: Settings, given: dict[str, str]) -> Settings:
    """Asks until the answer can be used; an empty one leaves everything as it was."""
    while typed := _typed(question, chosen):
        try:
            tried = settings.load(**given | {question.name: typed})
        except BadSetting as error:
            _tell(say(chosen.language, error.key, **error.values))
            continue
        if question.secret and not await _taken(question, tried):
            continue
        given[question.name] = typed
        return tried
    return chosen


def _typed(question: Question, chosen: Settings) -> str:
    known = chosen.shown()[f"{settings.PREFIX}{question.name.upper()}"]
    sentence = say(chosen.language, f"init-{question.name.replace('_', '-')}")
    line = f"{sentence} [{known or '–'}]: "
    if question.secret and sys.stdin.isatty():
        return getpass.getpass(line).strip()
    print(line, end="", flush=True)
    return sys.stdin.readline().strip()


async def _taken(question: Question, tried: Settings) -> bool:
    """A token that is refused is asked for again; where nobody can be asked, it is kept, and that is said."""
    spoken = tried.language
    for answer in await knock(tried):
        if answer.failure:
            _tell(say(spoken, f"doctor-{answer.failure}", host=answer.door.host, reason=answer.reason))
        elif answer.refused and answer.door.setting == f"{settings.PREFIX}{question.name.upper()}":
            _tell(
                say(
                    spoken,
                    "doctor-token",
                    setting=answer.door.setting,
                    host=answer.door.host,
                    reason=answer.refused,
                )
            )
            return False
    return True


async def _invite(chosen: Settings) -> None:
    try:
        link = await invitation(chosen)
    except Failure as error:
        print(error.line, file=sys.stderr)
    else:
        _tell(say(chosen.language, "init-invite", link=link))


def _tell(sentence: str) -> None:
    print(visible(sentence), flush=True)
