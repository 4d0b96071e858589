"""A channel's subscription as it stands: show, pause, resume, preview, post now, and what nobody but people can see."""

from collections.abc import Mapping

from bot import deliver, plan, schedule
from bot.commands import reading
from bot.commands.core import Handler, Use, Wrong
from bot.commands.rights import check_own_rights
from bot.commands.spelling import spelled
from bot.commands.subscribe import matching, standing_subscription, why_nothing
from bot.commands.terms import elsewhere
from bot.language import say
from bot.model import Subscription
from bot.platform import Reply
from bot.present import lists, subscriptions
from bot.present.notices import notice
from bot.view import SubscriptionCard

DELIVERIES_SHOWN = 5
PREVIEWED = 7


async def _show(use: Use) -> Reply:
    return Reply(await _card(use, await standing_subscription(use)))


async def _card(use: Use, subscription: Subscription, *notes: str) -> SubscriptionCard:
    store, language = use.core.store, use.language
    standing = subscriptions.Standing(
        subscription=subscription,
        matching=await matching(use, subscription.terms.filter),
        posts=await store.deliveries.recent(subscription.id, DELIVERIES_SHOWN),
        uncertain=[part.id for part in await store.deliveries.uncertain(subscription.channel)],
        channel=elsewhere(use),
    )
    owed = await plan.next_post(store, subscription, use.now, use.core.aliases, zone=use.core.zone)
    if standing.uncertain:
        notes = (*notes, say(language, "subscription-uncertain"))
    return subscriptions.subscription_card(
        standing,
        language=language,
        heading=say(language, "subscription-heading"),
        notes=notes,
        actions=subscriptions.card_actions(standing, language, owed=bool(owed.papers)),
    )


async def _again(use: Use, key: str) -> Reply:
    """The card as it stands now, in place of the one that has the button."""
    subscription = await use.core.store.subscriptions.get(use.target)
    if subscription is None:
        raise Wrong("wrong-not-subscribed", command=spelled(use, "subscribe"))
    return Reply(await _card(use, subscription, say(use.language, key)), "replace")


async def _pause(use: Use) -> Reply:
    subscription = await standing_subscription(use)
    store = use.core.store
    async with store.write() as tx:
        await store.subscriptions.set_state(tx, subscription.id, "paused", now=use.now)
    return await _again(use, "subscription-paused")


async def _resume(use: Use) -> Reply:
    return await _resumed(use, catch_up=False)


async def _catch_up(use: Use) -> Reply:
    return await _resumed(use, catch_up=True)


async def _resumed(use: Use, *, catch_up: bool) -> Reply:
    subscription = await standing_subscription(use)
    await check_own_rights(use, subscription.terms.layout)
    if subscription.state == "active":
        return await _again(use, "subscription-active-already")
    store = use.core.store
    async with store.write() as tx:
        await store.subscriptions.set_state(
            tx,
            subscription.id,
            "active",
            now=use.now,
            next_slot=schedule.next_slot(subscription.terms, use.now),
            since=schedule.since_after_resume(subscription, use.now, catch_up=catch_up),
        )
    use.core.wake()
    return await _again(use, "subscription-caught-up" if catch_up else "subscription-resumed")


async def _preview(use: Use) -> Reply:
    """The next post as it would read, in the channel's language, to the asker alone."""
    subscription = await standing_subscription(use)
    owed = await plan.next_post(use.core.store, subscription, use.now, use.core.aliases, zone=use.core.zone)
    if not owed.papers:
        return Reply(notice(use.language, await why_nothing(use, subscription)))
    return Reply(
        lists.preview_of_post(
            owed.papers[:PREVIEWED],
            languages=subscription.terms.languages,
            said_in=use.language,
            fold=use.core.aliases.fold,
            hidden=len(owed.papers) - PREVIEWED,
            remaining=owed.remaining,
        )
    )


async def _post_now(use: Use) -> Reply:
    subscription = await standing_subscription(use)
    await check_own_rights(use, subscription.terms.layout)
    if subscription.state != "active":
        raise Wrong("wrong-paused")
    core = use.core
    delivery = await plan.plan_by_hand(
        core.store, core.platforms, core.aliases, subscription, use.now, zone=core.zone, web=core.web
    )
    if delivery is None:
        return Reply(notice(use.language, await why_nothing(use, subscription)))
    core.wake()
    place = subscriptions.place(subscription.channel, use.language)
    return Reply(notice(use.language, say(use.language, "posting-now", channel=place)))


async def _arrived(use: Use) -> Reply:
    settled = await deliver.arrived(use.core.store, await _uncertain_part(use), use.now)
    return await _again(use, "part-arrived" if settled else "part-settled")


async def _send_again(use: Use) -> Reply:
    settled = await deliver.send_again(use.core.store, await _uncertain_part(use), use.now)
    use.core.wake()
    return await _again(use, "part-again" if settled else "part-settled")


async def _uncertain_part(use: Use) -> int:
    """A button is never trusted: the part must be one of this channel's."""
    part = reading.identifier(use.args.get("part", ""))
    if part not in {each.id for each in await use.core.store.deliveries.uncertain(use.target)}:
        raise Wrong("part-settled")
    return part


HANDLERS: Mapping[str, Handler] = {
    "subscription": _show,
    "pause": _pause,
    "resume": _resume,
    "catchup": _catch_up,
    "preview": _preview,
    "postnow": _post_now,
    "arrived": _arrived,
    "again": _send_again,
}
