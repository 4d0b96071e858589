"""Subscribing a channel, changing what is named, stopping."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from bot import plan, schedule
from bot.commands.core import Handler, Use, Wrong
from bot.commands.rights import check_own_rights
from bot.commands.spelling import spelled
from bot.commands.terms import elsewhere, named_layout, read_terms, unknown_tags
from bot.language import say
from bot.model import Filter, Subscription, Terms
from bot.news import NEWS_FOR
from bot.platform import Reply
from bot.present import buttons, lists, subscriptions
from bot.present.notices import notice
from bot.view import Results, SubscriptionCard

PREVIEWED = 5
MATCHING_DAYS = 30


@dataclass(frozen=True, slots=True)
class _Change:
    """From when on papers are owed, when the next post comes, whether the newest digest is owed too."""

    since: dt.datetime
    next_slot: dt.datetime
    first: bool


async def _subscribe(use: Use) -> Reply:
    return await _put(use, anyway=False)


async def _anyway(use: Use) -> Reply:
    return await _put(use, anyway=True)


async def _put(use: Use, *, anyway: bool) -> Reply:
    store = use.core.store
    there = await store.subscriptions.get(use.target)
    old = there if there and there.state != "ended" else None
    await check_own_rights(use, named_layout(use, old.terms if old else None))
    terms = read_terms(use, old.terms if old else None)
    if not anyway and (wrong := unknown_tags(use)):
        raise wrong
    change = _change(use, old, terms)
    async with store.write() as tx:
        subscription = await store.subscriptions.put(
            tx,
            use.target,
            terms,
            use.call.reader,
            since=change.since,
            next_slot=change.next_slot,
            first=change.first,
            now=use.now,
        )
    if use.target.kind == "dm" and use.args.get("timezone", "").strip():
        await store.readers.set_zone(use.call.reader, terms.zone)
    use.core.wake()
    return Reply(await _answer(use, subscription, old))


def _change(use: Use, old: Subscription | None, terms: Terms) -> _Change:
    """A widened filter or a resumed pause does not flood a channel; a slot that is just due is not skipped."""
    slot = schedule.next_slot(terms, use.now)
    if old is None:
        return _Change(use.now, slot, first=True)
    if old.state == "paused":
        return _Change(schedule.since_after_resume(old, use.now, catch_up=False), slot, old.first)
    same_times = (old.terms.time, old.terms.zone, old.terms.days) == (terms.time, terms.zone, terms.days)
    since = old.since if old.terms.filter == terms.filter else schedule.since_after_change(old)
    return _Change(since, old.next_slot if same_times and old.next_slot else slot, old.first)


async def _answer(use: Use, subscription: Subscription, old: Subscription | None) -> SubscriptionCard:
    store, language = use.core.store, use.language
    owed = await plan.next_post(store, subscription, use.now, use.core.aliases, zone=use.core.zone)
    standing = subscriptions.Standing(
        subscription=subscription,
        before=old.terms if old else None,
        matching=await matching(use, subscription.terms.filter),
        channel=elsewhere(use),
        resumed=old is not None and old.state == "paused",
    )
    if old is None:
        heading = say(language, "subscribed")
    else:
        same = old.terms == subscription.terms and not standing.resumed
        heading = say(language, "subscription-same" if same else "subscription-changed")
    notes = [say(language, "subscription-resumed")] if standing.resumed else []
    if not (owed.papers or standing.resumed):
        notes.append(await why_nothing(use, subscription))
    if use.target.kind != "dm":
        notes.append(say(language, "subscribed-change", command=spelled(use, "subscribe", time="08:30")))
    return subscriptions.subscription_card(
        standing,
        language=language,
        heading=heading,
        preview=preview(use, owed) if owed.papers else None,
        notes=tuple(notes),
        actions=subscriptions.card_actions(standing, language, owed=bool(owed.papers)),
    )


def preview(use: Use, owed: plan.Owed) -> Results:
    """What a post would carry now, shortened; in the language of the private answer."""
    count = len(owed.papers)
    more = count - PREVIEWED
    hints = [say(use.language, "preview-more", n=more)] if more > 0 else []
    if owed.remaining:
        hints.append(say(use.language, "post-remaining", n=owed.remaining))
    return lists.results(
        owed.papers[:PREVIEWED],
        language=use.language,
        fold=use.core.aliases.fold,
        heading=say(use.language, "preview-heading"),
        note=say(use.language, "papers", n=count),
        hints=tuple(hints),
    )


async def matching(use: Use, wants: Filter) -> int:
    """How many papers of the last days a filter takes."""
    since = use.today - dt.timedelta(days=MATCHING_DAYS)
    fold, count = use.core.aliases.fold, 0
    async for paper in use.core.store.papers.export(since=since):
        count += paper.named and wants.takes(frozenset(map(fold, paper.tags)))
    return count


async def why_nothing(use: Use, subscription: Subscription) -> str:
    """Nothing is owed: no paper matches yet, the channel has had all of it, or what it lacks came before its time."""
    store, wants, fold = use.core.store, subscription.terms.filter, use.core.aliases.fold
    newest = await store.digests.newest_for(wants, fold, until=use.today)
    if not newest:
        return say(use.language, "subscription-nothing-yet")
    recent = [paper for paper in await store.papers.news(use.now - NEWS_FOR) if paper.digest <= use.today]
    matching = {paper.id for paper in recent if wants.takes(frozenset(map(fold, paper.tags)))}
    matching |= {paper.id for paper in newest}
    had = await store.deliveries.had_by([subscription.id], matching)
    lacking = matching - had.get(subscription.id, frozenset())
    return say(use.language, "subscription-from-now" if lacking else "subscription-had-all")


async def standing_subscription(use: Use) -> Subscription:
    """The channel's subscription; one that has ended only for those who ask to resume it."""
    found = await use.core.store.subscriptions.get(use.target)
    if found is None or (found.state == "ended" and use.verb not in _MAY_BE_ENDED):
        raise Wrong("wrong-not-subscribed", command=spelled(use, "subscribe"))
    return found


_MAY_BE_ENDED = frozenset({"resume", "catchup"})


async def _unsubscribe(use: Use) -> Reply:
    subscription = await standing_subscription(use)
    store = use.core.store
    async with store.write() as tx:
        await store.subscriptions.set_state(tx, subscription.id, "ended", now=use.now)
    again = buttons.of_channel(say(use.language, "button-subscribe-again"), "resume", elsewhere(use))
    place = subscriptions.place(subscription.channel, use.language)
    return Reply(notice(use.language, say(use.language, "unsubscribed", channel=place), actions=(again,)))


HANDLERS: Mapping[str, Handler] = {
    "subscribe": _subscribe,
    "anyway": _anyway,
    "unsubscribe": _unsubscribe,
}
