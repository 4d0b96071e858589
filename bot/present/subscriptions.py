"""A channel's subscription as a card: what was chosen, what changed, when the next post comes, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language import clock, keys, say, short_day, weekdays
from bot.model import Channel, Language, Languages, Subscription, Terms
from bot.present import buttons
from bot.store.deliveries import Post
from bot.view import Action, Results, Row, SubscriptionCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A subscription and what belongs on its card."""

    subscription: Subscription
    before: Terms | None = None  # the terms before a change
    matching: int | None = None  # papers of the last 30 days
    posts: Sequence[Post] = ()  # the last deliveries, newest first
    uncertain: Sequence[int] = ()  # parts of which nobody can say whether they arrived
    resumed: bool = False  # it was paused before a change
    channel: str = ""  # the channel's id where the card is shown elsewhere


def subscription_card(
    standing: Standing,
    *,
    language: Language,
    heading: str,
    preview: Results | None = None,
    notes: tuple[str, ...] = (),
    actions: tuple[Action, ...] = (),
) -> SubscriptionCard:
    return SubscriptionCard(
        language=language,
        heading=heading,
        rows=(*term_rows(standing, language), *_happenings(standing, language)),
        preview=preview,
        notes=notes,
        actions=actions,
    )


def term_rows(standing: Standing, language: Language) -> tuple[Row, ...]:
    """What was chosen, the old value beside what changed; what nobody chose and nobody changed is left out."""
    now = _values(standing.subscription.terms, language)
    before = _values(standing.before, language) if standing.before else now
    none = say(language, "value-none")
    rows = [
        Row(
            say(language, key),
            value or none,
            (before[key] or none) if before[key] != value else "",
            "role" if key == "row-role" and value else "",
        )
        for key, value in now.items()
        if value or before[key]
    ]
    return (Row(say(language, "row-channel"), place(standing.subscription.channel, language)), *rows)


def place(channel: Channel, language: Language) -> str:
    if channel.kind == "dm":
        return say(language, "channel-direct")
    return f"#{channel.name.removeprefix('#')}" if channel.name else channel.id


def languages_named(language: Language, languages: Languages) -> str:
    return " + ".join(say(language, "language-ko" if each == "ko" else "language-en") for each in languages)


def state(subscription: Subscription, language: Language) -> str:
    """Active, paused or ended, and why."""
    key = {"active": "state-active", "paused": "state-paused", "ended": "state-ended"}[subscription.state]
    said = say(language, key)
    return f"{said} · {say(language, subscription.reason)}" if subscription.reason in keys(language) else said


def _values(terms: Terms, language: Language) -> dict[str, str]:
    return {
        "row-time": f"{weekdays(language, terms.days)} {clock(terms.time, terms.zone)}",
        "row-language": languages_named(language, terms.languages),
        "row-tags": _tags(terms.filter.wanted) or say(language, "tags-any"),
        "row-exclude": _tags(terms.filter.excluded),
        "row-layout": say(language, _LAYOUTS[terms.layout]),
        "row-role": terms.role,
    }


_LAYOUTS = {"list": "layout-list", "thread": "layout-thread", "forum": "layout-forum"}


def _tags(tags: Sequence[str]) -> str:
    return " ".join(f"#{tag}" for tag in tags)


def _happenings(standing: Standing, language: Language) -> tuple[Row, ...]:
    subscription = standing.subscription
    was = say(language, "state-paused") if standing.resumed else ""
    rows = [Row(say(language, "row-state"), state(subscription, language), was)]
    if subscription.state == "active" and subscription.next_slot:
        rows.append(Row(say(language, "row-next"), subscription.next_slot))
    if standing.matching is not None:
        rows.append(Row(say(language, "row-matching"), say(language, "papers-counted", n=standing.matching)))
    rows += [_posted(post, language) for post in standing.posts]
    return tuple(rows)


def _posted(post: Post, language: Language) -> Row:
    """One delivery: the digest's day in the channel, how many papers, what became of it."""
    day = post.delivery.local_date or post.delivery.slot.date()
    count = say(language, "papers", n=sum(len(part.papers) for part in post.parts if not part.reply))
    return Row(short_day(language, day), " · ".join(filter(None, (count, *_outcome(post, language)))))


def _outcome(post: Post, language: Language) -> tuple[str, ...]:
    states = {part.state for part in post.parts}
    if "uncertain" in states:
        return (say(language, "outcome-uncertain"),)
    if "dead" in states:
        return (say(language, "outcome-dead"),)
    error = post.delivery.error
    why = say(language, error) if error in keys(language) else error
    if post.delivery.state == "open":
        return (say(language, "outcome-open"), why)
    return (say(language, "outcome-done" if "sent" in states else "outcome-closed"), why)


def card_actions(standing: Standing, language: Language, *, owed: bool) -> tuple[Action, ...]:
    """What those who manage the channel may do now."""
    channel, subscription = standing.channel, standing.subscription
    actions = []
    for part in standing.uncertain:
        arrived, again = say(language, "button-arrived"), say(language, "button-again")
        actions.append(buttons.of_channel(arrived, "arrived", channel, part=part))
        actions.append(buttons.of_channel(again, "again", channel, part=part))
    if subscription.state == "active":
        if owed:
            actions.append(buttons.of_channel(say(language, "button-post-now"), "postnow", channel, "primary"))
        actions.append(buttons.of_channel(say(language, "button-preview"), "preview", channel))
        actions.append(buttons.of_channel(say(language, "button-pause"), "pause", channel))
    else:
        actions.append(buttons.of_channel(say(language, "button-resume"), "resume", channel, "primary"))
        actions.append(buttons.of_channel(say(language, "button-catch-up"), "catchup", channel))
    if subscription.state != "ended":
        actions.append(buttons.of_channel(say(language, "button-unsubscribe"), "unsubscribe", channel, "danger"))
    return tuple(actions)
