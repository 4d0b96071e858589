"""`paperboy init`: asks for what is missing, tries each token, writes it all down, and prints what invites the bot."""

import getpass
import secrets
import sys
from pathlib import Path

from bot import settings
from bot.cli.chats import invitation, manifest_text
from bot.cli.failure import Failure, failed, visible
from bot.cli.questions import ADDRESS, FIRST, WAY, WAYS, Question, way
from bot.cli.work import asking, configured, finish
from bot.doctor.doors import knock
from bot.language import say
from bot.settings import BadSetting, Settings
from bot.settings.wrong import variable


def init() -> int:
    return finish(_init(configured(level="error")), settings.load())


async def _init(chosen: Settings) -> int:
    asked = Interview(chosen)
    for question in FIRST:
        await asked.ask(question)
    await _slack(asked)
    _write(asked)
    await _invite(asked.chosen)
    return 0


class Interview:
    """`chosen`: the settings with the answers so far; `given`: the answers, by the names of the fields."""

    def __init__(self, chosen: Settings) -> None:
        self.chosen = chosen
        self.given: dict[str, str] = {}

    async def ask(self, *questions: Question, **besides: str) -> None:
        """Until the answers can be used together; without any, everything stays as it was. `besides`: what is given
        with them unasked."""
        while typed := {each.name: answer for each in questions if (answer := self.typed(each))}:
            try:
                tried = settings.load(**self.given | besides | typed)
            except BadSetting as error:
                self.tell(f"{error.name}: {say(self.chosen.language, error.key, **error.values)}")
                continue
            secret = [each.name for each in questions if each.secret]
            if secret and not await self._taken(secret, tried):
                continue
            self.given |= besides | typed
            self.chosen = tried
            return

    def typed(self, question: Question, known: str | None = None) -> str:
        """An empty answer leaves what is known, which stands in brackets."""
        known = self.chosen.shown()[variable(question.name)] if known is None else known
        line = f"{say(self.chosen.language, question.sentence)} [{known or '–'}]: "
        with asking():
            if question.secret and sys.stdin.isatty():
                return _unseen(line)
            print(line, end="", flush=True)
            return sys.stdin.readline().strip()

    async def _taken(self, names: list[str], tried: Settings) -> bool:
        """A token that is refused is asked for again; where nobody can be asked, it is kept, and that is said."""
        for answer in await knock(tried, {variable(name) for name in names}):
            host = answer.door.host
            if answer.failure:
                self.say(f"doctor-{answer.failure}", host=host, reason=answer.reason)
            elif answer.refused:
                self.say("doctor-token", setting=answer.door.setting, host=host, reason=answer.refused)
                return False
            elif answer.unknown:
                self.say("doctor-token-unknown", setting=answer.door.setting, host=host, reason=answer.unknown)
        return True

    def say(self, key: str, **values: str | int) -> None:
        self.tell(say(self.chosen.language, key, **values))

    def tell(self, sentence: str) -> None:
        print(visible(sentence), flush=True)


def _unseen(line: str) -> str:
    try:
        return getpass.getpass(line).strip()
    except EOFError:  # Ctrl-D: no answer, as to the other questions
        print()
        return ""


async def _slack(asked: Interview) -> None:
    chosen_way = _way(asked)
    if not chosen_way:
        return
    if chosen_way != "socket":
        await asked.ask(ADDRESS)
        if not asked.chosen.public_url:
            asked.say("slack-no-address")
            return
    asked.say("init-slack-manifest")
    workspaces = chosen_way == "workspaces"
    print(manifest_text(asked.chosen, "socket" if chosen_way == "socket" else "http", workspaces=workspaces))
    for questions in WAYS[chosen_way]:
        made = not asked.chosen.secret_key.get_secret_value() and questions[0].name == "slack_client_id"
        await asked.ask(*questions, **{"secret_key": secrets.token_urlsafe(32)} if made else {})
    if "secret_key" in asked.given:
        asked.say("init-secret-key")
    if chosen_way != "socket" and asked.chosen.slack_signing_secret and asked.chosen.slack_app_token:
        asked.given["slack_app_token"] = ""  # it would open Socket Mode beside the web server


def _way(asked: Interview) -> str:
    now = way(asked.chosen)
    while typed := asked.typed(WAY, now).casefold():
        if typed in WAYS:
            return typed
        asked.say("setting-choice", choices=", ".join(WAYS))
    return now


def _write(asked: Interview) -> None:
    path, spoken = settings.env_file(), asked.chosen.language
    if not asked.given:
        asked.say("init-nothing")
        return
    try:
        settings.keep(asked.given, path)
    except OSError as error:
        raise failed(spoken, "init-not-written", path=str(path), reason=error.strerror or str(error)) from error
    asked.say("init-done" if path == Path(".env") else "init-done-there", path=str(path.resolve()))


async def _invite(chosen: Settings) -> None:
    if chosen.discord_token.get_secret_value():
        try:
            print(visible(say(chosen.language, "init-invite", link=await invitation(chosen))), flush=True)
        except Failure as error:
            print(error.line, file=sys.stderr)
    if chosen.slack_client_id:
        link = f"{chosen.public_url.rstrip('/')}/slack/install"
        print(visible(say(chosen.language, "init-install", link=link)), flush=True)
