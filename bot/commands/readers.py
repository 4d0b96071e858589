"""What is a reader's own: language, saved papers, and what is stored about him or her."""

from collections.abc import Mapping

from bot import language as languages
from bot.commands import reading
from bot.commands.core import Handler, Use, Wrong, short
from bot.commands.understanding import private_language
from bot.language import say
from bot.model import Language
from bot.platform import File, Reply
from bot.present import buttons, lists, readers
from bot.present.bibtex import bibliography
from bot.present.notices import notice
from bot.view import Home, Notice, Results

PAGE = 5
MOST_EXPORTED = 500
_AUTO = frozenset({"auto", "automatic", "자동"})


async def _language(use: Use) -> Reply:
    """Answers in the new language, and says that posts in channels stay as they are."""
    if not use.args.get("choice", "").strip():
        chosen = use.preference.language
        said = say(use.language, "language-now", chosen=readers.language_named(use.language, chosen))
        stay = say(use.language, "language-posts-stay")
        return Reply(notice(use.language, said, stay, actions=buttons.own_languages(use.language, chosen, "language")))
    chosen, spoken = await _choose(use)
    said = say(spoken, "language-chosen", chosen=readers.language_named(spoken, chosen))
    return Reply(notice(spoken, said, say(spoken, "language-posts-stay")))


async def _speak(use: Use) -> Reply:
    """The same from the reader's own place, which is shown again."""
    _, spoken = await _choose(use)
    return Reply(await _home(use, spoken), "home")


async def _choose(use: Use) -> tuple[Language | None, Language]:
    """What was chosen, and the language that holds from now on."""
    typed = use.args.get("choice", "").strip()
    chosen = None if typed.casefold() in _AUTO else languages.read(typed)
    if chosen is None and typed.casefold() not in _AUTO:
        raise Wrong(
            "wrong-own-language",
            typed=short(typed),
            actions=buttons.own_languages(use.language, use.preference.language, "language"),
        )
    await use.core.store.readers.set_language(use.call.reader, chosen)
    return chosen, await private_language(use.core, use.call, asked=None, stored=chosen)


async def _settings(use: Use) -> Reply:
    return Reply(await _home(use, use.language), "home")


async def _home(use: Use, language: Language) -> Home:
    store, reader = use.core.store, use.call.reader
    latest = await store.digests.latest(use.today)
    saved = await store.readers.saved(reader, limit=readers.MOST_SAVED)
    return readers.home(
        await store.readers.about(reader),
        language=language,
        fold=use.core.aliases.fold,
        subscribed=[each for each in await store.subscriptions.by_maker(reader) if each.state != "ended"],
        saved=await store.papers.get_many(saved.papers),
        latest=await store.digests.on(latest) if latest else (),
        here=use.call.here.id,
    )


# --- saved papers ------------------------------------------------------------------------------------------------


async def _saved(use: Use) -> Reply:
    return Reply(await _list(use, ""))


async def _more(use: Use) -> Reply:
    return Reply(await _list(use, use.args.get("at", "")), "replace")


async def _drop(use: Use) -> Reply:
    """Takes one paper off, and shows the rest of the page that had the button."""
    paper = await reading.paper(use)
    await use.core.store.readers.unsave(use.call.reader, paper.id)
    return Reply(await _list(use, use.args.get("at", "")), "replace")


async def _list(use: Use, at: str) -> Results | Notice:
    store, reader = use.core.store, use.call.reader
    page = await store.readers.saved(reader, after=at, limit=PAGE)
    if not page.papers and at:
        return await _list(use, "")
    if not page.papers:
        how = say(use.language, "saved-how", button=say(use.language, "button-save"))
        return notice(use.language, say(use.language, "saved-empty"), how)
    actions = [buttons.bibtex(use.language)]
    if page.after:
        actions.insert(0, buttons.more_saved(say(use.language, "button-next"), page.after))
    if at:
        actions.insert(0, buttons.more_saved(say(use.language, "button-first"), ""))
    return lists.saved(
        await store.papers.get_many(page.papers),
        language=use.language,
        fold=use.core.aliases.fold,
        total=(await store.readers.about(reader)).saved,
        at=at,
        actions=tuple(actions),
    )


async def _bibtex(use: Use) -> Reply:
    """A file where the platform can attach one, text to copy elsewhere."""
    store = use.core.store
    page = await store.readers.saved(use.call.reader, limit=MOST_EXPORTED)
    papers = await store.papers.get_many(page.papers)
    if not papers:
        raise Wrong("saved-empty")
    text = bibliography(papers)
    said = [say(use.language, "bibtex-here", n=len(papers))]
    if page.after:
        said.append(say(use.language, "bibtex-most", n=MOST_EXPORTED))
    return Reply(notice(use.language, *said, code=text), file=File("paperboy.bib", text))


# --- what is stored ----------------------------------------------------------------------------------------------


async def _erase(use: Use) -> Reply:
    about = await use.core.store.readers.about(use.call.reader)
    said = say(use.language, "erase-sure", saved=about.saved)
    more = say(use.language, "erase-sure-more")
    return Reply(notice(use.language, said, more, actions=(buttons.erase_all(use.language),)))


async def _erase_all(use: Use) -> Reply:
    """The reader's own subscription ends; those that he or she made for channels stay, without a name."""
    store, reader = use.core.store, use.call.reader
    await store.subscriptions.end_own(reader, use.now)
    await store.readers.erase(reader)
    return Reply(notice(use.language, say(use.language, "erased")), "replace")


HANDLERS: Mapping[str, Handler] = {
    "language": _language,
    "speak": _speak,
    "settings": _settings,
    "saved": _saved,
    "moresaved": _more,
    "drop": _drop,
    "bibtex": _bibtex,
    "erase": _erase,
    "eraseall": _erase_all,
}
