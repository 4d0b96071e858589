"""Buttons: every Action that a view offers is made here, so that verbs and arguments are seen at one glance.

A button's arguments have to fit with its verb into BUDGET characters: that is all a Discord button can carry
(`a1:verb:arg:arg`, platforms.md section 2). Ids, ranks, dates and slugs do; what people typed may not: see `fits`.
"""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote_plus, urlsplit

from bot.language import say
from bot.model import LANGUAGES, Language, Paper, PaperId
from bot.view import Action, ActionState

BUDGET = 100
_NO_LATEX = {ord(character): None for character in "$\\{}*"}
_SEARCHED = 400  # characters of what is looked for; a syllable of Hangul takes nine, a button of Discord 512 in all
_MARK = "a1:~99"  # an adapter's own mark, and a number where the same button stands twice in a message


def fits(action: Action, places: int) -> bool:
    """Whether the verb and the arguments fit a button; `places` is how many options the verb has. Adapters escape what
    they join the values with, which costs two characters more for each."""
    values = "".join(action.args.values())
    return len(_MARK) + len(action.verb) + places + len(values) + 2 * sum(map(values.count, ":%~")) <= BUDGET


def other(language: Language) -> Language:
    return LANGUAGES[1 - LANGUAGES.index(language)]


def named(language: Language) -> str:
    """The language's own name, the same in every catalogue."""
    return say(language, "language-own")


def _args(**values: str | int | None) -> Mapping[str, str]:
    return {key: str(value) for key, value in values.items() if value not in (None, "")}


# --- one paper ---------------------------------------------------------------------------------------------------


def card(language: Language, paper: PaperId, asked: Language | None = None) -> Action:
    return Action(say(language, "button-card"), "card", _args(paper=paper, language=asked))


def abstract(language: Language, paper: PaperId, asked: Language | None = None) -> Action:
    return Action(say(language, "button-abstract"), "abstract", _args(paper=paper, language=asked))


def whole(language: Language, paper: PaperId, asked: Language | None = None) -> Action:
    return Action(say(language, "button-whole"), "whole", _args(paper=paper, language=asked))


def page(label: str, paper: PaperId, number: int, asked: Language | None) -> Action:
    return Action(label, "read", _args(paper=paper, language=asked, page=number))


def fold(language: Language, paper: PaperId, asked: Language | None, *, opened: bool) -> Action:
    """Opens or closes the abstract in the card that has the button."""
    if opened:
        return Action(say(language, "button-hide-abstract"), "recard", _args(paper=paper, language=asked))
    return Action(say(language, "button-abstract"), "recard", _args(paper=paper, language=asked, open=1))


def card_in(wanted: Language, paper: PaperId, *, opened: bool) -> Action:
    """The card in the other language, in place of the private one that has the button."""
    return Action(named(wanted), "recard", _args(paper=paper, language=wanted, open=1 if opened else None))


def public_card_in(wanted: Language, paper: PaperId) -> Action:
    """The same on a card that everybody sees: it answers privately."""
    return Action(named(wanted), "card", _args(paper=paper, language=wanted))


def keep(language: Language, paper: PaperId, asked: Language | None, *, opened: bool, saved: bool) -> Action:
    args = _args(paper=paper, language=asked, open=1 if opened else None)
    if saved:
        return Action(say(language, "button-unsave"), "unkeep", args, "on")
    return Action(say(language, "button-save"), "keep", args)


def save(language: Language, paper: PaperId, label: str = "") -> Action:
    return Action(label or say(language, "button-save"), "save", _args(paper=paper))


def unsave(language: Language, paper: PaperId) -> Action:
    return Action(say(language, "button-undo"), "unsave", _args(paper=paper))


def share(language: Language, paper: PaperId) -> Action:
    return Action(say(language, "button-share"), "share", _args(paper=paper))


def paper_link(language: Language, paper: Paper) -> Action:
    """The paper itself, or a search for it where nobody wrote a link."""
    url = link(paper)
    if paper.arxiv_id:
        return Action("arXiv", url=url)
    if not url:
        return Action(say(language, "button-find-on-arxiv"), url=search_link(paper.title))
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    return Action("arXiv" if host == "arxiv.org" else host, url=url)


def link(paper: Paper) -> str:
    if paper.arxiv_id:
        return f"https://arxiv.org/abs/{paper.arxiv_id}"
    return paper.links[0] if paper.links else ""


@lru_cache(maxsize=512)  # a card asks three times
def search_link(words: str) -> str:
    quoted = quote_plus(words[:200].translate(_NO_LATEX))
    if len(quoted) > _SEARCHED:
        quoted = quoted[:_SEARCHED].rpartition("+")[0] or quote_plus(words[: _SEARCHED // 9])
    return f"https://arxiv.org/search/?searchtype=all&query={quoted}"


# --- lists -------------------------------------------------------------------------------------------------------


def results(label: str, args: Mapping[str, str], at: str, asked: Language | None) -> Action:
    return Action(label, "results", {**args, **_args(language=asked, at=at)})


def share_results(language: Language, args: Mapping[str, str], at: str) -> Action:
    return Action(say(language, "button-share"), "shareresults", {**args, **_args(at=at)})


def tagged(tag: str, asked: Language | None) -> Action:
    return Action(f"#{tag}", "paper", _args(tag=tag, language=asked))


def find(language: Language) -> Action:
    return Action(say(language, "button-find"), "find")


def help_list(language: Language) -> Action:
    return Action(say(language, "button-help"), "help")


def tag_list(language: Language) -> Action:
    return Action(say(language, "button-tags"), "tags")


def more_tags(label: str, query: str, at: int) -> Action:
    return Action(label, "moretags", _args(query=query, at=at))


def random_paper(language: Language) -> Action:
    return Action(say(language, "button-random"), "random")


def another(language: Language, tag: str, asked: Language | None) -> Action:
    return Action(say(language, "button-another"), "another", _args(tag=tag, language=asked), "primary")


def day(label: str, date: dt.date, asked: Language | None, at: int = 1) -> Action:
    args = _args(date=date.isoformat(), language=asked, at=at if at > 1 else None)
    return Action(label, "day", args)


def digest(label: str, date: dt.date) -> Action:
    return Action(label, "digest", _args(date=date.isoformat()))


def share_day(language: Language, date: dt.date, at: int) -> Action:
    args = _args(date=date.isoformat(), at=at if at > 1 else None)
    return Action(say(language, "button-share"), "shareday", args)


def post_in(wanted: Language, date: dt.date) -> Action:
    """The papers of the message that has the button, in the other language, privately. The date is for platforms that
    cannot say which papers the message shows."""
    return Action(named(wanted), "translate", _args(language=wanted, date=date.isoformat()))


def on_the_web(language: Language, url: str) -> Action:
    return Action(say(language, "button-web"), url=url)


# --- one reader --------------------------------------------------------------------------------------------------


def settings(language: Language) -> Action:
    return Action(say(language, "button-settings"), "settings")


def own_languages(language: Language, chosen: Language | None, verb: str) -> tuple[Action, ...]:
    """Korean, English, automatic; the one in force is marked. `verb` says where the answer goes."""
    labels: dict[str, str] = {each: named(each) for each in LANGUAGES}
    labels["auto"] = say(language, "language-auto")
    force = chosen or "auto"
    return tuple(Action(labels[key], verb, _args(choice=key), _on(key == force)) for key in labels)


def _on(on: bool) -> ActionState:
    return "on" if on else "normal"


def saved_list(language: Language) -> Action:
    return Action(say(language, "button-saved-list"), "saved")


def more_saved(label: str, at: str) -> Action:
    return Action(label, "moresaved", _args(at=at))


def drop(language: Language, paper: PaperId, number: int, at: str) -> Action:
    return Action(say(language, "button-drop", n=number), "drop", _args(paper=paper, at=at))


def bibtex(language: Language) -> Action:
    return Action(say(language, "button-bibtex"), "bibtex")


def erase(language: Language) -> Action:
    return Action(say(language, "button-erase"), "erase", {}, "danger")


def erase_all(language: Language) -> Action:
    return Action(say(language, "button-erase-all"), "eraseall", {}, "danger")


# --- one channel's subscription: `channel` is empty for the one where the button is --------------------------------


def of_channel(label: str, verb: str, channel: str, state: ActionState = "normal", **args: str | int) -> Action:
    return Action(label, verb, _args(**args, channel=channel), state)
