"""Uses of the app answered: acknowledged at once, then answered as soon as the core has.

Slack waits three seconds for an acknowledgement, a trigger opens a modal for as long, and a response_url works for half
an hour. https://docs.slack.dev/interactivity/handling-user-interaction
"""

import asyncio
import logging
import secrets
from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import Any

from adapters.slack import calls, modals
from adapters.slack.access import Access
from adapters.slack.answers import Answers
from adapters.slack.calls import Body, Reading, Use
from adapters.slack.connection import Connection, Phrase
from adapters.slack.errors import Refusal
from adapters.slack.manifest import FIND
from adapters.slack.people import People
from adapters.slack.values import LINK, Values
from bot.model import Language
from bot.platform import Answer, Host, Reply, SendError
from bot.view import Block, Notice, Span

QUICK = 1.5  # seconds until a modal is opened without its content
SUBMISSION = 2.0  # a form's answer stands in its acknowledgement
COMPLETION = 1.5  # later nobody looks at it
MOST_CHOICES = 100
_REMEMBERED = 4096  # uses, so that one that is delivered again is not answered again
_MODAL_VERBS = frozenset({"card", "abstract", "whole", "find", "bibtex"})

log = logging.getLogger(__name__)


class Interactions:
    def __init__(
        self, host: Host, access: Access, people: People, reading: Reading, values: Values, connection: Connection,
        phrase: Phrase,
    ) -> None:  # fmt: skip
        self._host, self._access, self._people, self._reading = host, access, people, reading
        self._values, self._phrase, self._language = values, phrase, connection.language
        self._answers: Mapping[str, Answer] = {command.verb: command.answer for command in host.commands}
        self._errands: set[asyncio.Task[None]] = set()
        self._seen: dict[str, None] = {}

    # --- what Bolt calls, each after its acknowledgement or for it ---

    def command(self, body: Body) -> None:
        use = calls.command(body)
        if self._begin(use) and use.trigger and not (use.line or "").strip():
            self._go(self._form_beside(replace(use, verb=FIND, line=None)))

    def action(self, body: Body) -> None:
        pressed = str(body["actions"][0].get("action_id", ""))
        if pressed.partition("~")[0] == LINK:
            return
        use = calls.action(body, self._values)
        if use is None:
            self._go(self._outdated(body))
        else:
            self._begin(use)

    def shortcut(self, body: Body) -> None:
        self._begin(calls.shortcut(body, self._values))

    def home(self, body: Body) -> None:
        if body["event"].get("tab") == "home":
            self._begin(calls.home(body))

    async def suggest(self, body: Body) -> list[dict[str, Any]]:
        """Nothing where anything fails: people type on."""
        found = calls.suggestion(body, self._values)
        if found is None:
            return []
        use, key, typed = found
        try:
            async with asyncio.timeout(COMPLETION):
                call = await self._reading.call(use)
                choices = await self._host.complete(call, key, typed, MOST_CHOICES)
        except Exception:
            log.exception("completion failed", extra={"call": use.id})
            return []
        return [modals.entry(choice) for choice in choices if modals.usable(choice)][:MOST_CHOICES]

    async def submit(self, body: Body) -> dict[str, Any]:
        """What the acknowledgement carries: the answer in the form's place."""
        use = calls.submission(body, self._values)
        if use is None:
            return {}
        answers = self._answer_to(use)
        work = asyncio.create_task(self._dispatched(use))
        await asyncio.wait([work], timeout=SUBMISSION)
        if not work.done():
            self._go(self._later(use, work))
            return {"response_action": "update", "view": modals.waiting(use.origin)}
        return answers.submitted(work.result())

    async def stop(self) -> None:
        """Waits for the answers that are being given."""
        if self._errands:
            await asyncio.wait(self._errands, timeout=5)
        for errand in self._errands:
            errand.cancel()

    # --- one use ---

    def _begin(self, use: Use) -> bool:
        """Whether it is a new one."""
        if use.id and use.id in self._seen:
            return False
        self._seen[use.id] = None
        if len(self._seen) > _REMEMBERED:
            del self._seen[next(iter(self._seen))]
        self._go(self._answered(use))
        return True

    def _go(self, errand: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def _answered(self, use: Use) -> None:
        answers = self._answer_to(use)
        try:
            if not self._opens(use):
                return await answers.give(await self._dispatched(use))
            work = asyncio.create_task(self._dispatched(use))
            await asyncio.wait([work], timeout=QUICK)
            if not work.done():
                await answers.open_early()
            await answers.give(await work)
        except (Refusal, SendError) as error:
            await self._not_answered(use, error)
        except Exception as error:
            log.exception("a use was not answered", extra={"call": use.id})
            await self._not_answered(use, error)
        return None

    async def _form_beside(self, use: Use) -> None:
        """A command without words says the newest papers, and opens the form to find others; that one can be opened
        from the answer too, where it comes too late for the trigger."""
        try:
            await self._answer_to(use).offer((await self._dispatched(use)).view)
        except (Refusal, SendError) as error:
            log.warning("the form did not open", extra={"call": use.id, "error": repr(error)})

    def _opens(self, use: Use) -> bool:
        """Whether the answer will most likely stand in a modal of its own."""
        if use.surface in ("modal", "home"):
            return bool(use.trigger) and self._answers.get(use.verb) in ("private", "form")
        return use.surface == "shortcut" or (use.surface == "message" and use.verb in _MODAL_VERBS)

    async def _dispatched(self, use: Use) -> Reply:
        """Never fails: what goes wrong on our side is a sentence with a reference."""
        try:
            return await self._host.dispatch(await self._reading.call(use))
        except Exception:
            reference = secrets.token_hex(3)
            log.exception("a call failed", extra={"reference": reference, "call": use.id})
            return self._notice(await self._language_of(use), "failed", reference=reference)

    async def _later(self, use: Use, work: "asyncio.Task[Reply]") -> None:
        reply = await work
        try:
            await self._answer_to(use).give(Reply(reply.view, "replace"))
        except (Refusal, SendError) as error:
            self._unanswered(use, error)

    async def _outdated(self, body: Body) -> None:
        """A button of a version that is no more."""
        use = calls.press(body)
        try:
            await self._answer_to(use).give(self._notice(await self._language_of(use), "slack-outdated"))
        except (Refusal, SendError) as error:
            self._unanswered(use, error)

    async def _not_answered(self, use: Use, error: Exception) -> None:
        """Our last word: a reference that stands in the log."""
        reference = self._unanswered(use, error)
        failed = self._notice(await self._language_of(use), "failed", reference=reference)
        try:
            await self._answer_to(use).say(failed.view)
        except (Refusal, SendError) as again:
            log.warning("nothing could be answered", extra={"call": use.id, "error": repr(again)})

    def _unanswered(self, use: Use, error: Exception) -> str:
        reference = secrets.token_hex(3)
        about = {"reference": reference, "call": use.id, "verb": use.verb, "error": repr(error)}
        log.error("an answer did not arrive", extra=about)
        return reference

    async def _language_of(self, use: Use) -> Language:
        person = await self._people.person(use.workspace, use.user)
        return "ko" if person.locale.startswith("ko") else "en" if person.locale else self._language

    def _notice(self, language: Language, key: str, **values: str) -> Reply:
        said = self._phrase(language, key, **values)
        return Reply(Notice(language=language, text=(Block("paragraph", (Span(said),)),)))

    def _answer_to(self, use: Use) -> Answers:
        return Answers(self._access, self._values, use)
