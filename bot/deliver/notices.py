"""Who subscribed is told once, privately, when a subscription stopped by itself."""

import asyncio
import datetime as dt
import logging
import random
from collections.abc import Callable, Mapping

from bot.deliver import pace
from bot.language import private, say
from bot.model import Channel, Language, Subscription
from bot.platform import CannotLook, Platform, Rejected, Unavailable
from bot.present import buttons
from bot.present import notices as present
from bot.store import Store
from bot.store.notices import Notices, StoredNotice
from bot.view import Notice

AT_ONCE = 10
PATIENCE = dt.timedelta(hours=24)
_TOLD = {"paused": ("told-paused", "told-paused-next"), "ended": ("told-ended", "told-ended-next")}

log = logging.getLogger(__name__)


class Messenger:
    def __init__(
        self, store: Store, platforms: Mapping[str, Platform], worker: str, language: Language, rng: random.Random
    ) -> None:
        self._store, self._platforms, self._language, self._rng = store, platforms, language, rng
        self._notices = Notices(store.database, worker)

    async def tell_all(self, now_of: Callable[[], dt.datetime], stopped: Callable[[], bool]) -> None:
        while not stopped():
            now = now_of()
            notices = await self._notices.claim(now, now + pace.LEASE, self._platforms, AT_ONCE)
            if not notices:
                return
            for notice in notices:
                await self._tell(notice, now_of)

    async def _tell(self, notice: StoredNotice, now_of: Callable[[], dt.datetime]) -> None:
        now = now_of()
        subscription = await self._store.subscriptions.by_id(notice.subscription)
        if subscription is None or now > notice.made_at + PATIENCE:
            return await self._notices.end(notice, "dead")
        platform = self._platforms[subscription.channel.platform]
        try:
            async with asyncio.timeout(pace.REQUEST.total_seconds()):
                place = await platform.direct(subscription.made_by)
                if place is None:
                    return await self._notices.end(notice, "dead")
                if notice.state == "sending" and not await self._may_send_again(platform, place, notice, now):
                    return None
        except Rejected:
            return await self._notices.end(notice, "dead")
        except Exception as error:
            log.warning("who subscribed cannot be reached now", extra={"notice": notice.id, "error": repr(error)})
            return await self._later(notice, now, getattr(error, "retry_after", None))
        return await self._send(platform, place, notice, subscription, now_of)

    async def _may_send_again(self, platform: Platform, place: Channel, notice: StoredNotice, now: dt.datetime) -> bool:
        """The last request may have arrived. Never twice by guess: where nobody can look, once was enough."""
        first, last = notice.first_attempt or now, notice.last_attempt or now
        if first <= now < first + platform.remembers:
            return True
        if now < last + platform.settles:
            await self._notices.later(notice, "sending", max(last + platform.settles, now + pace.FIRST_WAIT))
            return False
        try:
            found = await platform.find(place, notice.key, first, None)
        except CannotLook:
            await self._notices.end(notice, "dead")
            return False
        if found is not None:
            await self._notices.end(notice, "sent")
        return found is None

    async def _send(
        self,
        platform: Platform,
        place: Channel,
        notice: StoredNotice,
        subscription: Subscription,
        now_of: Callable[[], dt.datetime],
    ) -> None:
        (payload,) = platform.render(await self._view(notice, subscription), place, one=True)
        in_window = notice.first_attempt is not None and now_of() < notice.first_attempt + platform.remembers
        if not await self._notices.begin(notice, now_of(), fresh=not in_window):
            return
        try:
            async with asyncio.timeout(pace.REQUEST.total_seconds()):
                await platform.send(place, payload, notice.key, None)
        except Rejected as error:
            log.warning("who subscribed cannot be told", extra={"notice": notice.id, "error": str(error)})
            await self._notices.end(notice, "dead")
        except Unavailable as error:
            doubt = notice.state == "sending" and in_window
            await self._later(notice, now_of(), error.retry_after, certain=not doubt)
        except Exception:
            await self._later(notice, now_of(), certain=False)
        else:
            await self._notices.end(notice, "sent")

    async def _later(
        self, notice: StoredNotice, now: dt.datetime, retry_after: float | None = None, *, certain: bool | None = None
    ) -> None:
        """`certain`: the last request did not arrive; None: none was made, what was known before still holds."""
        states = {True: "pending", False: "sending", None: notice.state}
        wait = pace.wait(notice.attempts, retry_after, rng=self._rng)
        await self._notices.later(notice, states[certain], now + wait)

    async def _view(self, notice: StoredNotice, subscription: Subscription) -> Notice:
        stored = (await self._store.readers.preference(subscription.made_by)).language
        language = private(
            option=None, stored=stored, locale="", channel=subscription.terms.languages, instance=self._language
        )
        channel = subscription.channel
        happened, how_on = _TOLD["paused" if subscription.state == "paused" else "ended"]
        reason = say(language, notice.reason)
        sentences = (say(language, happened, channel=channel.name or channel.id, reason=reason), say(language, how_on))
        # The button is also how the message is recognised as ours where nothing else of it can bear a mark.
        return present.notice(language, *sentences, actions=(buttons.settings(language),))
