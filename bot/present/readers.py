"""A reader's own place: language, subscriptions, saved papers, the latest digest, what is stored."""

import datetime as dt
from collections.abc import Callable, Sequence

from bot.language import clock, day, say, weekdays
from bot.model import Language, Paper, Subscription
from bot.present import buttons, papers, subscriptions
from bot.store.readers import About
from bot.view import Home, HomeSection, Row

Fold = Callable[[str], str]


def home(
    about: About,
    *,
    language: Language,
    fold: Fold,
    subscribed: Sequence[Subscription],
    saved: Sequence[Paper],
    latest: Sequence[Paper],
    here: str,
) -> Home:
    """`here` is the id of the channel where the answer stands: buttons need not name that one."""
    sections = (
        _language(about, language),
        *(_subscription(each, language, here) for each in subscribed[:MOST_SUBSCRIPTIONS]),
        _saved(about, saved, language, fold),
        _latest(latest, language, fold),
        _stored(about, language),
    )
    heading = say(language, "settings-heading")
    return Home(language=language, heading=heading, sections=tuple(each for each in sections if each))


MOST_SUBSCRIPTIONS = 5
MOST_SAVED = 3
MOST_LATEST = 3


def language_named(language: Language, chosen: Language | None) -> str:
    return buttons.named(chosen) if chosen else say(language, "language-auto")


def _language(about: About, language: Language) -> HomeSection:
    chosen = about.preference.language
    return HomeSection(
        say(language, "settings-language", chosen=language_named(language, chosen)),
        (),
        actions=buttons.own_languages(language, chosen, "speak"),
    )


def _subscription(subscription: Subscription, language: Language, here: str) -> HomeSection:
    terms, channel = subscription.terms, subscription.channel
    rows = [
        Row(say(language, "row-time"), f"{weekdays(language, terms.days)} {clock(terms.time, terms.zone)}"),
        Row(say(language, "row-state"), subscriptions.state(subscription, language)),
    ]
    if subscription.state == "active" and subscription.next_slot:
        rows.append(Row(say(language, "row-next"), subscription.next_slot))
    elsewhere = "" if channel.id == here else channel.id
    show = buttons.of_channel(say(language, "button-manage"), "subscription", elsewhere)
    heading = say(language, "settings-subscription", channel=subscriptions.place(channel, language))
    return HomeSection(heading, tuple(rows), actions=(show,))


def _saved(about: About, saved: Sequence[Paper], language: Language, fold: Fold) -> HomeSection:
    lines = tuple(
        papers.result_line(paper, number, language=language, fold=fold, asked=None)
        for number, paper in enumerate(saved[:MOST_SAVED], 1)
    )
    actions = (buttons.saved_list(language), buttons.bibtex(language)) if about.saved else ()
    return HomeSection(say(language, "settings-saved", n=about.saved), (), lines, actions)


def _latest(latest: Sequence[Paper], language: Language, fold: Fold) -> HomeSection | None:
    if not latest:
        return None
    date: dt.date = latest[0].digest
    lines = tuple(
        papers.result_line(paper, number, language=language, fold=fold, asked=None)
        for number, paper in enumerate(latest[:MOST_LATEST], 1)
    )
    rows = (Row(day(language, date, weekday=True), say(language, "papers", n=len(latest))),)
    actions = (buttons.digest(say(language, "button-digest"), date), buttons.random_paper(language))
    return HomeSection(say(language, "settings-latest"), rows, lines, actions)


def _stored(about: About, language: Language) -> HomeSection:
    rows = [
        Row(say(language, "row-language"), language_named(language, about.preference.language)),
        Row(say(language, "row-saved"), say(language, "papers-counted", n=about.saved)),
        Row(say(language, "row-seen"), say(language, "papers-counted", n=about.seen)),
    ]
    if about.preference.zone:
        rows.insert(1, Row(say(language, "row-zone"), about.preference.zone))
    return HomeSection(say(language, "settings-stored"), tuple(rows), actions=(buttons.erase(language),))
