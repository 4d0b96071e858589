"""The line at the bottom: history, completion, and everything else printed above it."""

import re
import sys
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import suppress
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
    console.screen.say(console.welcome)
    with suppress(EOFError, KeyboardInterrupt), StdoutProxy(raw=True, sleep_between_writes=0.02) as above:
        while (typed := await _asked(session, SIGN, above)).lower() not in LEAVE:
            if typed:
                await _answer(console, talk, typed, above)
    closed()


async def _answer(console: "Console", talk: "Talk", typed: str, above: StdoutProxy) -> None:
    if not _NUMBER.fullmatch(typed):
        reply = await talk.line(typed)
    elif button := console.screen.button(int(typed)):
        reply = await talk.press(*button)
    else:
        console.screen.say(console.phrase(console.language, "console-no-button", number=typed))
        return
    console.show(reply, talk)
    if isinstance(reply.view, Form):
        await _fill(console, talk, reply.view, above)


async def _fill(console: "Console", talk: "Talk", form: Form, above: StdoutProxy) -> None:
    """Asks for one field after the other; Ctrl-C leaves the form."""
    asking: PromptSession[str] = PromptSession()
    filled = dict(form.args)
    for each in form.fields:
        try:
            typed = await _asked(asking, f"{clean(each.label)}: ", above, default=each.value)
        except (EOFError, KeyboardInterrupt):
            return
        if typed:
            filled[each.option.key] = typed
    console.show(await talk.submit(form.verb, filled), talk)


async def _asked(session: PromptSession[str], sign: str, above: StdoutProxy, default: str = "") -> str:
    """While somebody types, posts and logs are printed above the prompt instead of through it."""
    real = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = above
    try:
        return (await session.prompt_async(sign, default=default, handle_sigint=False)).strip()
    finally:
        above.flush()
        sys.stdout, sys.stderr = real


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
