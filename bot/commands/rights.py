"""Which channel a call is about, who may change it, and what the bot itself may do there. No button is trusted."""

from dataclasses import replace

from bot.commands.core import Use, Wrong, short
from bot.commands.table import BY_VERB
from bot.model import Channel, Layout
from bot.present.subscriptions import place


async def permitted(use: Use) -> Use:
    """The call with the channel that it is about. Raises Wrong if there is no such channel, or the right is missing."""
    if any(option.kind == "channel" for option in BY_VERB[use.verb].options):
        use = await _located(use)
    if BY_VERB[use.verb].right == "manage" and not await _may_manage(use):
        raise Wrong("wrong-may-not-manage")
    return use


async def check_own_rights(use: Use, layout: Layout) -> None:
    """Names what the bot itself lacks in the channel for posts in this layout."""
    missing = list(use.call.missing)
    platform = use.core.platforms.get(use.target.platform)
    if not missing and platform is not None:
        missing = [problem.names[use.language] for problem in await platform.check(use.target, layout)]
    if missing:
        raise Wrong("wrong-bot-rights", channel=place(use.target, use.language), missing=", ".join(missing))


async def _located(use: Use) -> Use:
    """A channel that is named belongs to the platform to find; only one's own direct messages are known here."""
    named = use.args.get("channel", "").strip()
    if not named or use.call.target is not None or named in (use.call.here.id, use.call.here.name):
        return use
    own = next((channel for channel in await _own_places(use) if channel.id == named), None)
    if own is None:
        raise Wrong("wrong-channel", typed=short(named))
    return replace(use, call=replace(use.call, target=own))


async def _may_manage(use: Use) -> bool:
    """In a direct message everybody subscribes for himself or herself."""
    if use.target.kind == "dm":
        return use.target == use.call.here or use.target in await _own_places(use)
    return use.call.may_manage


async def _own_places(use: Use) -> list[Channel]:
    made = await use.core.store.subscriptions.by_maker(use.call.reader)
    return [subscription.channel for subscription in made if subscription.channel.kind == "dm"]
