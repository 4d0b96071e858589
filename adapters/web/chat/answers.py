"""A Reply to what the page does with it."""

import datetime as dt
import secrets
from typing import TYPE_CHECKING, Any

from adapters.web.chat import drawing, places
from adapters.web.chat.drawing import Place, Say
from adapters.web.chat.room import Entry
from adapters.web.chat.uses import Caller, Use
from bot.model import Language
from bot.platform import Reply

if TYPE_CHECKING:
    from adapters.web.chat.platform import Chat

Done = dict[str, Any]
"""What the browser is told: `do` is append, replace, open or nothing; `html` what is put there."""

_MOST_DRAWN = 300  # that are kept


class Answers:
    def __init__(self, chat: "Chat") -> None:
        self._chat = chat
        self._drawn: dict[tuple[str, int, Language], str] = {}

    def say(self, language: Language) -> Say:
        return lambda key: self._chat.frame.wording.say(language, key)

    async def give(self, reply: Reply, use: Use, caller: Caller) -> Done:
        if reply.answer == "share":
            await self._share(reply, caller)
            return {"do": "nothing"}
        if modal := self._modal(reply, use, caller):
            return modal
        replaces = use.surface == "private" and reply.answer in ("replace", "home")
        html = self._private(reply, caller, said=use.line)
        return {"do": "replace" if replaces else "append", "html": html}

    def entry(self, entry: Entry, language: Language) -> str:
        """A post as it stands in its room, drawn once for all who have the page open."""
        key = (entry.id, entry.change, language)
        if key not in self._drawn:
            if len(self._drawn) >= _MOST_DRAWN:
                del self._drawn[next(iter(self._drawn))]
            self._drawn[key] = self._entry(entry, language)
        return self._drawn[key]

    def _entry(self, entry: Entry, language: Language) -> str:
        bodies: Any = entry.body
        papers = dict.fromkeys(bodies, entry.papers)
        at = dt.datetime.fromisoformat(entry.at)
        place = Place(name=entry.id, kind="post", at=at, bodies=bodies, papers=papers)
        return drawing.drawn(place, self.say(language))

    async def _share(self, reply: Reply, caller: Caller) -> None:
        body: Any = {each.name: [{"message": each.answer(reply)}] for each in self._chat.dialects}
        papers = {paper: None for each in self._chat.dialects for paper in each.papers(body[each.name][0]["message"])}
        at = self._chat.now_of().isoformat()
        await self._chat.room(caller.here.id).put(f"share-{secrets.token_hex(8)}", at, tuple(papers), body)

    def _modal(self, reply: Reply, use: Use, caller: Caller) -> Done | None:
        """As the platform would whose button was pressed."""
        dialect = self._chat.dialect(use.dialect)
        in_modal = use.surface == "modal"
        if dialect is None or (use.surface == "private" and reply.answer == "replace"):
            return None
        modal = dialect.opened(reply.view, in_modal=in_modal)
        if modal is None:
            return None
        say = self.say(caller.language)
        html = drawing.dialog(dialect.name, modal, say=say, rooms=list(places.ROOMS))
        replaces = in_modal and (reply.answer in ("replace", "home") or use.filled is not None)
        papers = list(dialect.papers(modal))
        done: Done = {"do": "open", "dialect": dialect.name, "html": html, "papers": papers}
        return done | {"instead": replaces}

    def _private(self, reply: Reply, caller: Caller, *, said: str) -> str:
        bodies: Any = {each.name: [{"message": each.answer(reply)}] for each in self._chat.dialects}
        papers = {each.name: each.papers(bodies[each.name][0]["message"]) for each in self._chat.dialects}
        place = Place(
            name=f"own-{secrets.token_hex(6)}",
            kind="private",
            at=self._chat.now_of(),
            bodies=bodies,
            papers=papers,
            said=said,
            files={reply.file.name: reply.file.text} if reply.file else {},
        )
        return drawing.drawn(place, self.say(caller.language))
