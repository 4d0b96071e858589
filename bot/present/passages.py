"""What of a paper's commentary and abstract a reader sees, and how it is labelled when it is not what was wanted."""

from bot.ingest.text import shown
from bot.language import say
from bot.model import Language, Languages, Paper
from bot.present.buttons import other
from bot.view import Passage, Text, first_sentence, preview


def commentary(paper: Paper, languages: Languages) -> tuple[Passage, ...]:
    """In the languages wanted; where one language was wanted and only the other is there, that one with a label. A
    reader of both languages sees what there is."""
    found = [language for language in languages if paper.commentary(language)]
    if found:
        return tuple(Passage(shown(paper.commentary(language)), language=language) for language in found)
    language, there = languages[0], other(languages[0])
    if paper.commentary(there):
        return (Passage(shown(paper.commentary(there)), _foreign(language, there), there),)
    return (_abstract_only(paper, language),)


def listed(paper: Paper, languages: Languages) -> tuple[Passage, ...]:
    """The same in a list, where an English reader gets the abstract's first sentence instead of Korean."""
    if languages == ("en",) and paper.ko and not paper.en and paper.abstract:
        return (Passage(first_sentence(shown(paper.abstract)), _foreign("en", "ko")),)
    return commentary(paper, languages)


def previewed(paper: Paper, language: Language) -> Passage:
    """The same in results: no more than a line or two."""
    passage = listed(paper, (language,))[0]
    return Passage(preview(passage.text), passage.label)


def abstract(paper: Paper, language: Language) -> Passage | None:
    if not paper.abstract:
        return None
    return Passage(shown(paper.abstract), say(language, "passage-abstract"))


def everything(paper: Paper, language: Language) -> tuple[Passage, ...]:
    """The whole commentary, in the wanted language first, and the whole abstract."""
    own = commentary(paper, (language,)) if paper.ko or paper.en else ()
    about = abstract(paper, language)
    return (*own, about) if about else own


def _foreign(language: Language, there: Language) -> str:
    return say(language, "passage-in-korean" if there == "ko" else "passage-in-english")


def _abstract_only(paper: Paper, language: Language) -> Passage:
    if not paper.abstract:
        return Passage((), say(language, "passage-nothing"))
    sentence: Text = first_sentence(shown(paper.abstract))
    return Passage(sentence, say(language, "passage-first-sentence"))
