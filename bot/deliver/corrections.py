"""Messages whose papers were corrected are edited in place. A correction never posts anew."""

import asyncio
import datetime as dt
import json
import logging
import random
from collections.abc import Callable, Mapping

from bot.deliver import pace
from bot.deliver.errand import Posted, message_of
from bot.deliver.forms import Forms
from bot.messages import Fold
from bot.platform import Payload, Platform, Rejected
from bot.store import Store
from bot.store.deliveries import CORRECTED_FOR, Draft, Post
from bot.store.outbox import Correction, Outbox

AT_ONCE = 10
MOST_TRIES = 12  # with back-off about four hours

log = logging.getLogger(__name__)


class Corrections:
    def __init__(
        self, store: Store, outbox: Outbox, platforms: Mapping[str, Platform], fold: Fold, web: str, rng: random.Random
    ) -> None:
        self._store, self._outbox, self._platforms, self._rng = store, outbox, platforms, rng
        self._fold, self._web = fold, web

    async def edit_all(self, now_of: Callable[[], dt.datetime], stopped: Callable[[], bool]) -> list[Posted]:
        done: list[Posted] = []
        while not stopped():
            now = now_of()
            claimed = await self._outbox.claim_corrections(
                now, now + pace.LEASE, now - CORRECTED_FOR, self._platforms, AT_ONCE
            )
            if not claimed:
                break
            edited = [await self._correct(correction, now_of) for correction in claimed]
            done += [message for message in edited if message is not None]
        return done

    async def _correct(self, correction: Correction, now_of: Callable[[], dt.datetime]) -> Posted | None:
        post = await self._store.deliveries.by_id(correction.delivery)
        part = next((part for part in post.parts if part.id == correction.part), None) if post else None
        if post is None or part is None:
            return None
        platform = self._platforms[post.delivery.channel.platform]
        draft = await Forms(self._store, platform, self._fold, self._web).now(post.delivery, post.parts, part)
        if draft is None or draft.hash == part.payload or "edit" not in platform.can:
            await self._outbox.corrected(part, part.payload)
            return None
        if now_of() >= correction.until - pace.REQUEST:
            return None  # it took too long to get here; another worker may have it
        try:
            async with asyncio.timeout(pace.REQUEST.total_seconds()):
                await platform.edit(message_of(part), _payload(draft))
        except Rejected as error:
            log.warning("a message cannot be corrected", extra={"part": part.id, "error": str(error)})
            await self._outbox.given_up_correcting(part, str(error))
        except Exception as error:
            await self._again(post, correction, error, now_of())
        else:
            await self._outbox.corrected(part, draft.hash)
            return Posted(post.delivery.channel, part.papers, part.message, corrected=True)
        return None

    async def _again(self, post: Post, correction: Correction, error: Exception, now: dt.datetime) -> None:
        """An edit may be repeated as often as one likes, so it does not matter whether it arrived."""
        part = next(part for part in post.parts if part.id == correction.part)
        if correction.tries >= MOST_TRIES:
            log.warning("a correction was given up", extra={"part": part.id, "error": repr(error)})
            await self._outbox.given_up_correcting(part, str(error))
            return
        retry_after = getattr(error, "retry_after", None)
        wait = pace.wait(correction.tries, retry_after, rng=self._rng)
        await self._outbox.correct_later(part, now + wait, str(error))


def _payload(draft: Draft) -> Payload:
    return Payload(json.loads(draft.body), draft.papers, draft.reply)
