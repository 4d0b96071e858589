"""One paper: its card, its abstract, its whole text; saved, and shared with the channel."""

from collections.abc import Mapping

from bot import language as languages
from bot.commands import reading
from bot.commands.core import Handler, Use, Wrong
from bot.language import say
from bot.model import Languages, Paper
from bot.platform import Reply
from bot.present import buttons, papers
from bot.present import reading as long_texts
from bot.present.notices import notice
from bot.view import Action, PaperCard

TITLE_ON_BUTTON = 70


async def private_card(
    use: Use, paper: Paper, *, opened: bool = False, saved: bool | None = None, before: tuple[Action, ...] = ()
) -> PaperCard:
    make = papers.card if before else papers.kept_card  # a random one hardly comes again, and would drive out others
    return make(
        paper,
        languages=(use.language,),
        fold=use.core.aliases.fold,
        related=await reading.related(use, paper),
        opened=opened,
        asked=use.asked,
        saved=paper.id in use.known.saved if saved is None else saved,
        may_share=use.may_share,
        before=before,
    )


async def _card(use: Use) -> Reply:
    return Reply(await private_card(use, await reading.paper(use)))


async def _abstract(use: Use) -> Reply:
    return Reply(await private_card(use, await reading.paper(use), opened=True))


async def _recard(use: Use) -> Reply:
    card = await private_card(use, await reading.paper(use), opened=_is_open(use))
    return Reply(card, "replace")


async def _keep(use: Use) -> Reply:
    paper = await reading.paper(use)
    await use.core.store.readers.save(use.call.reader, [paper.id], use.now)
    return Reply(await private_card(use, paper, opened=_is_open(use), saved=True), "replace")


async def _unkeep(use: Use) -> Reply:
    paper = await reading.paper(use)
    await use.core.store.readers.unsave(use.call.reader, paper.id)
    return Reply(await private_card(use, paper, opened=_is_open(use), saved=False), "replace")


async def _whole(use: Use) -> Reply:
    return Reply(_page(use, await reading.paper(use)))


async def _read(use: Use) -> Reply:
    return Reply(_page(use, await reading.paper(use)), "replace")


def _page(use: Use, paper: Paper) -> PaperCard:
    number = reading.number(use.args.get("page", ""))
    return long_texts.page(paper, number, language=use.language, asked=use.asked, fold=use.core.aliases.fold)


async def _save(use: Use) -> Reply:
    """From a post's button, or from a message as a whole: of several papers it asks which."""
    if "paper" not in use.args and len(use.call.message) != 1:
        return await _which(use)
    paper = await reading.paper(use) if "paper" in use.args else await _only_one(use)
    new = await use.core.store.readers.save(use.call.reader, [paper.id], use.now)
    key = "saved-one" if new else "saved-already"
    actions = (buttons.unsave(use.language, paper.id), buttons.saved_list(use.language))
    return Reply(notice(use.language, say(use.language, key, title=papers.title(paper)), actions=actions))


async def _only_one(use: Use) -> Paper:
    found = await use.core.store.papers.get(use.call.message[0])
    if found is None:
        raise Wrong("wrong-paper")
    return found


async def _which(use: Use) -> Reply:
    shown = await use.core.store.papers.get_many(use.call.message)
    if not shown:
        raise Wrong("wrong-message")
    actions = []
    for paper in shown:
        title = papers.title(paper)
        label = title if len(title) <= TITLE_ON_BUTTON else f"{title[:TITLE_ON_BUTTON]}…"
        actions.append(buttons.save(use.language, paper.id, label))
    return Reply(notice(use.language, say(use.language, "save-which"), actions=tuple(actions)))


async def _unsave(use: Use) -> Reply:
    paper = await reading.paper(use)
    await use.core.store.readers.unsave(use.call.reader, paper.id)
    return Reply(notice(use.language, say(use.language, "unsaved-one", title=papers.title(paper))))


async def _share(use: Use) -> Reply:
    """In the channel's language: a person's own is never shown in public."""
    if not use.call.may_write:
        raise Wrong("wrong-may-not-write")
    paper = await reading.paper(use)
    card = papers.public_card(
        paper,
        languages=await public_languages(use),
        fold=use.core.aliases.fold,
        related=await reading.related(use, paper),
    )
    return Reply(card, "share")


async def public_languages(use: Use) -> Languages:
    subscription = await use.core.store.subscriptions.get(use.call.here)
    return languages.public(subscription.terms.languages if subscription else None, use.core.language)


def _is_open(use: Use) -> bool:
    return use.args.get("open") == "1"


HANDLERS: Mapping[str, Handler] = {
    "card": _card,
    "abstract": _abstract,
    "recard": _recard,
    "keep": _keep,
    "unkeep": _unkeep,
    "whole": _whole,
    "read": _read,
    "save": _save,
    "unsave": _unsave,
    "share": _share,
}
