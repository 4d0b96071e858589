"""One claimed delivery: sends its parts in order and finds out what became of those that may have arrived."""

import asyncio
import datetime as dt
import json
import logging
import random
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from bot.deliver import pace
from bot.deliver.events import FORBIDDEN, GONE, stop
from bot.deliver.forms import Forms
from bot.model import Channel, PaperId, Part
from bot.platform import CannotLook, MessageId, Payload, Platform, Rejected, Unavailable
from bot.store import Store
from bot.store.outbox import Claimed, Outbox
from bot.tally import Tally

LOOKED_FOR = dt.timedelta(hours=24)  # after the deadline, if the platform is away all the time
_CLOCK_OFF = dt.timedelta(days=1)  # how far back to look when the clock was put back

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Posted:
    """One message that was posted (or edited, `corrected`)."""

    channel: Channel
    papers: tuple[PaperId, ...]
    message: str  # the MessageId, as JSON
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing more can be done for this delivery before `until`."""

    until: dt.datetime
    error: str
    failed: bool = True


class Errand:
    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        platform: Platform,
        forms: Forms,
        claimed: Claimed,
        now_of: Callable[[], dt.datetime],
        rng: random.Random,
        tally: Tally,
    ) -> None:
        self._store, self._outbox, self._platform, self._forms = store, outbox, platform, forms
        self._delivery, self._parts = claimed.delivery, claimed.parts
        self._now, self._rng, self._tally = now_of, rng, tally
        self._attempts = claimed.delivery.attempts
        self._finished: list[tuple[Part, str]] = []
        self.posted: list[Posted] = []

    async def run(self) -> None:
        if self._over_time():
            await self._outbox.expire(self._delivery, self._now())
            await self._reload()
        while (part := self._next()) is not None:
            pause = await (self._send(part) if part.state == "pending" else self._settle(part))
            if pause is not None:
                return await self._leave(pause)
        if (pause := await self._replies_left() or await self._finish_all()) is not None:
            return await self._leave(pause)
        return await self._outbox.over(self._delivery, self._finished)

    # --- which part comes next ---

    def _next(self) -> Part | None:
        for part in self._parts:
            if part.state == "uncertain" and not part.stuck and not part.finished:
                return part
            if part.state == "pending" and not (part.reply and self._parent() is None):
                return part
        return None

    def _parent(self) -> MessageId | None:
        heads = (part for part in self._parts if not part.reply and part.state == "sent" and part.message)
        return next((message_of(part) for part in heads), None)

    def _parent_of(self, part: Part) -> MessageId | None:
        return self._parent() if part.reply else None

    async def _replies_left(self) -> Pause | None:
        """Replies without a message to reply to wait for the person who is asked about it, or close."""
        if not any(part.state == "pending" for part in self._parts):
            return None
        if any(part.stuck for part in self._parts):
            return Pause(self._delivery.deadline, "failed-uncertain", failed=False)
        await self._outbox.close_replies(self._delivery, "failed-no-thread")
        return None

    # --- one request ---

    async def _send(self, part: Part, *, fresh: bool = True) -> Pause | None:
        part = await self._refreshed(part) if part.stale and not part.attempt else part
        payload = Payload(json.loads(await self._outbox.body(part)), part.papers, part.reply)
        now = self._now()
        attempt = await self._outbox.begin(part, now, now + pace.LEASE, fresh=fresh)
        if attempt is None:  # the lease is lost, the time is over, or somebody paused the subscription
            return Pause(now, self._delivery.error, failed=False)
        doubt, part = part.state == "uncertain", replace(part, attempt=attempt, state="sending")
        if self._now() + pace.REQUEST > now + pace.LEASE:
            log.warning("a worker stood still for too long to send under its lease", extra={"part": part.id})
            await self._not_sent(part, "failed-interrupted", doubt=doubt)
            return Pause(self._now(), "failed-interrupted")
        return await self._request(part, payload, doubt=doubt)

    async def _request(self, part: Part, payload: Payload, *, doubt: bool) -> Pause | None:
        try:
            async with asyncio.timeout(pace.REQUEST.total_seconds()):
                message = await self._platform.send(self._delivery.channel, payload, part.key, self._parent_of(part))
        except Rejected as error:
            await self._rejected(part, error, doubt=doubt)
            return None
        except Unavailable as error:
            await self._not_sent(part, str(error), doubt=doubt)
            return self._pause("failed-unavailable", error.retry_after)
        except Exception as error:
            # Uncertain, a request that takes too long, or an adapter's bug: it may have arrived.
            log.warning("nobody knows whether a message arrived", extra={"part": part.id, "error": repr(error)})
            self._tally.uncertain[self._platform.name] += 1
            await self._outbox.uncertain(part, str(error) or repr(error))
            return self._pause("failed-uncertain")
        await self._sent(part, message)
        return None

    async def _not_sent(self, part: Part, error: str, *, doubt: bool) -> bool:
        """This request was not accepted; an earlier one under the same key may have been."""
        return await (self._outbox.uncertain if doubt else self._outbox.not_sent)(part, error)

    async def _sent(self, part: Part, message: MessageId) -> None:
        now, text = self._now(), json.dumps(asdict(message)) if message.message else ""
        if await self._outbox.sent(part, text, now):
            self.posted.append(Posted(self._delivery.channel, part.papers, text))
            self._tally.late[self._platform.name].add((now - self._delivery.slot).total_seconds())
        else:
            log.warning("a message had been recorded before", extra={"part": part.id, "posted": text})
        self._attempts = 0
        self._put(replace(part, state="sent", message=text, sent_at=now))

    async def _rejected(self, part: Part, error: Rejected, *, doubt: bool) -> None:
        if error.why == "payload":
            return await self._refused(part, error)
        if await self._not_sent(part, str(error), doubt=doubt):
            subscription = await self._store.subscriptions.by_id(self._delivery.subscription)
            async with self._store.write() as tx:
                if subscription is not None and subscription.channel == self._delivery.channel:
                    await stop(self._store, tx, subscription, GONE if error.why == "gone" else FORBIDDEN, self._now())
            # Also when the subscription had stopped already (a person asked for this delivery all the same).
            await self._outbox.expire(self._delivery, self._now())
            self._delivery = replace(self._delivery, deadline=min(self._delivery.deadline, self._now()))
        return await self._reload()

    async def _refused(self, part: Part, error: Rejected) -> None:
        """Plainly; then in halves under new keys, until the faulty paper stands alone."""
        log.error("a payload was refused: our bug", extra={"part": part.id, "error": str(error)})
        if not part.plain and (draft := await self._forms.plain(self._delivery, self._parts, part)) is not None:
            if await self._outbox.not_sent(part, str(error)):
                await self._outbox.replace_payload(part, draft)
        elif len(part.papers) > 1 and (halves := await self._forms.halves(self._delivery, self._parts, part)):
            if await self._outbox.not_sent(part, str(error)):
                await self._outbox.split(part, *halves)
        else:
            await self._outbox.dead(part, str(error))
        await self._reload()

    async def _refreshed(self, part: Part) -> Part:
        """Its text changed before anything was sent."""
        draft = await self._forms.now(self._delivery, self._parts, part)
        if draft is None:
            return part
        await self._outbox.refresh(part, draft)
        part = replace(part, payload=draft.hash, stale=0)
        self._put(part)
        return part

    # --- what became of an uncertain part ---

    async def _settle(self, part: Part) -> Pause | None:
        now = self._now()
        first, last = part.first_attempt or now, part.last_attempt or now
        if first <= now < first + self._remembered(part) and not self._over_time():
            return await self._send(part, fresh=False)
        if now < last + self._platform.settles:
            return Pause(last + self._platform.settles, "failed-uncertain")
        return await self._look(part, now)

    def _remembered(self, part: Part) -> dt.timedelta:
        forgotten = self._delivery.channel.kind in self._platform.forgets and not part.reply
        return dt.timedelta(0) if forgotten else self._platform.remembers

    async def _look(self, part: Part, now: dt.datetime) -> Pause | None:
        since = part.first_attempt or now
        if since.timestamp() <= 0:  # the clock was put back after the request had left (store.closing)
            since = now - _CLOCK_OFF
        try:
            async with asyncio.timeout(pace.REQUEST.total_seconds()):
                found = await self._platform.find(self._delivery.channel, part.key, since, self._parent_of(part))
        except CannotLook as error:
            await self._stuck(part, str(error))
        except Exception as error:
            if now > self._delivery.deadline + LOOKED_FOR:
                await self._stuck(part, str(error))
            else:
                log.warning("a channel could not be looked at", extra={"part": part.id, "error": repr(error)})
                return self._pause("failed-uncertain", getattr(error, "retry_after", None))
        else:
            await self._looked(part, found)
        return None

    async def _looked(self, part: Part, found: MessageId | None) -> None:
        if found is not None:
            await self._sent(part, found)
            return
        await self._outbox.absent(part)
        if self._over_time():
            await self._outbox.expire(self._delivery, self._now())
        await self._reload()

    async def _stuck(self, part: Part, error: str) -> None:
        log.warning("a message may have arrived, and nobody can look", extra={"part": part.id, "error": error})
        await self._outbox.stuck(part, error)
        self._put(replace(part, stuck=True))

    # --- the second step ---

    async def _finish_all(self) -> Pause | None:
        pause = None
        for part in self._parts:
            if part.state == "sent" and not part.finished:
                pause = await self._finish(part) or pause
        if pause is not None:
            await self._outbox.over(self._delivery, self._finished)
        return pause

    async def _finish(self, part: Part) -> Pause | None:
        if not part.message:  # it stood in the channel until somebody deleted it
            self._finished.append((part, ""))
            return None
        payload = Payload(json.loads(await self._outbox.body(part)), part.papers, part.reply)
        try:
            async with asyncio.timeout(pace.REQUEST.total_seconds()):
                await self._platform.finish(message_of(part), payload)
        except Rejected as error:
            self._finished.append((part, str(error)))
        except Exception as error:
            if not self._over_time():
                return self._pause("failed-unfinished", getattr(error, "retry_after", None))
            self._finished.append((part, str(error)))
        else:
            self._finished.append((part, ""))
        return None

    # --- leaving ---

    def _pause(self, error: str, retry_after: float | None = None) -> Pause:
        return Pause(self._now() + pace.wait(self._attempts, retry_after, rng=self._rng), error)

    async def _leave(self, pause: Pause) -> None:
        attempts = self._attempts + 1 if pause.failed else self._attempts
        await self._outbox.later(self._delivery, pause.until, attempts, pause.error, self._now())

    def _over_time(self) -> bool:
        return self._now() >= self._delivery.deadline

    async def _reload(self) -> None:
        self._parts = await self._outbox.parts(self._delivery)

    def _put(self, changed: Part) -> None:
        self._parts = tuple(changed if part.id == changed.id else part for part in self._parts)


def message_of(part: Part) -> MessageId:
    return MessageId(**json.loads(part.message))
