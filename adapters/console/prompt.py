"""The line at the bottom: history, completion, and everything else printed above it."""

import re
import sys
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.patch_stdout import StdoutProxy

from adapters.console.layout import clean
from bot.view import Form

if TYPE_CHECKING:
    from adapters.console.platform import Console, Talk

SIGN = "paperboy> "
LEAVE = frozenset({"exit", "quit", ":q", "종료", "끝"})
_COMPLETIONS = 12
_NUMBER = re.compile(r"\d{1,3}")


async def prompt(console: "Console", talk: "Talk", history: Path, closed: Callable[[], None]) -> None:
    """Until the person leaves: Ctrl-D, Ctrl-C, or a word for it."""
    session: PromptSession[str] = PromptSession(
        history=_own_history(history), completer=_Completer(talk), complete_while_typing=True
    )
    with _above_the_prompt():
        console.screen.say(console.welcome)
        while True:
            try:
                typed = await session.prompt_async(SIGN, handle_sigint=False)
            except (EOFError, KeyboardInterrupt):
                break
            if typed.strip().lower() in LEAVE:
                break
            if typed.strip():
                await _answer(console, talk, typed.strip())
    closed()


async def _answer(console: "Console", talk: "Talk", typed: str) -> None:
    if not _NUMBER.fullmatch(typed):
        reply = await talk.line(typed)
    elif button := console.screen.button(int(typed)):
        reply = await talk.press(*button)
    else:
        console.screen.say(console.phrase(console.language, "console-no-button", number=typed))
        return
    console.show(reply, talk)
    if isinstance(reply.view, Form):
        await _fill(console, talk, reply.view)


async def _fill(console: "Console", talk: "Talk", form: Form) -> None:
    """Asks for one field after the other; Ctrl-C leaves the form."""
    asking: PromptSession[str] = PromptSession()
    filled = dict(form.args)
    for each in form.fields:
        try:
            typed = await asking.prompt_async(f"{clean(each.label)}: ", default=each.value, handle_sigint=False)
        except (EOFError, KeyboardInterrupt):
            return
        if typed.strip():
            filled[each.option.key] = typed.strip()
    console.show(await talk.submit(form.verb, filled), talk)


def _own_history(path: Path) -> History:
    """What was typed is nobody else's business. A folder that cannot be written only costs the history."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(path)


class _Completer(Completer):
    def __init__(self, talk: "Talk") -> None:
        self._talk = talk

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        return iter(())

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        typed = document.text_before_cursor
        if not typed:
            return
        for choice in await self._talk.complete(typed, _COMPLETIONS):
            yield Completion(choice.value, start_position=-len(typed), display=clean(choice.label))


@contextmanager
def _above_the_prompt() -> Iterator[None]:
    """Posts, answers and logs are printed above the prompt instead of through it."""
    real = sys.stdout, sys.stderr
    with StdoutProxy(raw=True, sleep_between_writes=0.02) as proxy:
        sys.stdout = sys.stderr = proxy  # as prompt_toolkit's own patch_stdout does
        try:
            yield
        finally:
            sys.stdout, sys.stderr = real
