"""Papers as views: the card of one, its line in a list or a post."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from bot.ingest.text import inline
from bot.language import day, say, short_day
from bot.model import Language, Languages, Paper
from bot.present import buttons, passages
from bot.view import Action, PaperCard, PaperLine, Passage, Span, clip

Fold = Callable[[str], str]

# What a card may hold so that it stays one message everywhere, with title, authors and buttons: Discord takes 4,000
# characters over all texts of a message (platforms.md section 2).
CARD_TEXT = 3_100
CARD_ABSTRACT = 2_000
CARD_AUTHORS = 400
CARD_RELATED = 3
CARD_LINKS = 5

_KEPT = 512  # lines and cards: the newest papers, and those with the tags that people like, are shown again and again


def card(
    paper: Paper,
    *,
    languages: Languages,
    fold: Fold,
    related: Sequence[Paper] = (),
    opened: bool = False,
    asked: Language | None = None,
    saved: bool = False,
    may_share: bool = True,
    before: Sequence[Action] = (),
) -> PaperCard:
    """A private card; `before` are buttons that come first (another random paper)."""
    texts, clipped = _texts(paper, languages, opened=opened)
    language = languages[0]
    actions = [*before]
    if paper.abstract:
        actions.append(buttons.fold(language, paper.id, asked, opened=opened))
    whole = buttons.whole(language, paper.id, asked)
    if clipped:
        actions.append(whole)
    if paper.commentary(buttons.other(language)) and paper.commentary(language):
        actions.append(buttons.card_in(buttons.other(language), paper.id, opened=opened))
    actions.append(buttons.keep(language, paper.id, asked, opened=opened, saved=saved))
    if may_share:
        actions.append(buttons.share(language, paper.id))
    actions.append(buttons.paper_link(language, paper))
    return _made(paper, language, fold, related, texts, actions, None if clipped else whole, drawn=bool(before))


kept_card = lru_cache(maxsize=_KEPT)(card)


def public_card(
    paper: Paper, *, languages: Languages, fold: Fold, related: Sequence[Paper] = (), opened: bool = False
) -> PaperCard:
    """A card that everybody in the channel sees: each of its buttons answers privately."""
    texts, clipped = _texts(paper, languages, opened=opened)
    language = languages[0]
    actions = []
    if paper.abstract and not opened:
        actions.append(buttons.abstract(language, paper.id))
    whole = buttons.whole(language, paper.id)
    if clipped:
        actions.append(whole)
    if len(languages) == 1:
        actions.append(buttons.public_card_in(buttons.other(language), paper.id))
    actions += [buttons.save(language, paper.id), buttons.paper_link(language, paper)]
    return _made(paper, language, fold, related, texts, actions, None if clipped else whole)


@lru_cache(maxsize=_KEPT)
def result_line(paper: Paper, number: int, *, language: Language, fold: Fold, asked: Language | None) -> PaperLine:
    """One hit: two lines of text and the way to its card."""
    action = buttons.card(language, paper.id, asked)
    return PaperLine(
        paper=paper.id,
        number=number,
        title=inline(paper.title),
        url=url(paper),
        byline=_join(byline(paper, language), short_day(language, paper.digest)),
        tags=tags(paper, fold),
        passages=(passages.previewed(paper, language),),
        action=action,
        whole=action,
    )


def post_line(
    paper: Paper, number: int, *, languages: Languages, fold: Fold, asked: Language | None = None
) -> PaperLine:
    """A paper in a digest: all that the curator wrote, and the abstract one press away."""
    language = languages[0]
    opens = buttons.abstract if paper.abstract else buttons.card
    return PaperLine(
        paper=paper.id,
        number=number,
        title=inline(paper.title),
        url=url(paper),
        byline=byline(paper, language),
        tags=tags(paper, fold),
        passages=passages.listed(paper, languages),
        action=opens(language, paper.id, asked),
        whole=buttons.whole(language, paper.id, asked),
    )


def url(paper: Paper) -> str:
    """Where the title leads: the paper, or a search for it where nobody wrote a link."""
    return buttons.link(paper) or buttons.search_link(paper.title)


def tags(paper: Paper, fold: Fold) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(tag) for tag in paper.tags))


def byline(paper: Paper, language: Language) -> str:
    """The first author, and how many more there are."""
    if len(paper.authors) < 2:
        return "".join(paper.authors)
    return say(language, "authors-more", first=paper.authors[0], n=len(paper.authors) - 1)


def authors(paper: Paper, language: Language) -> str:
    """All of them, as far as they fit; then how many more."""
    room, count = CARD_AUTHORS, 0
    for author in paper.authors:
        room -= len(author) + 2
        if room < 0:
            break
        count += 1
    if count == len(paper.authors):
        return ", ".join(paper.authors)
    count = max(count, 1)
    return say(language, "authors-more", first=", ".join(paper.authors[:count]), n=len(paper.authors) - count)


def meta(paper: Paper, language: Language) -> str:
    return _join(day(language, paper.digest), f"arXiv:{paper.arxiv_id}" if paper.arxiv_id else "")


def _texts(paper: Paper, languages: Languages, *, opened: bool) -> tuple[list[Passage | None], bool]:
    """The abstract, if it is open, and the commentary; and whether they had to be cut."""
    language = languages[0]
    abstract = passages.abstract(paper, language) if opened else None
    commentary = passages.commentary(paper, languages)
    if opened and not paper.ko and not paper.en and paper.abstract:
        commentary = (Passage((), say(language, "passage-no-commentary")),)
    return _clipped((abstract, *commentary))


def _made(
    paper: Paper,
    language: Language,
    fold: Fold,
    related: Sequence[Paper],
    texts: Sequence[Passage | None],
    actions: Sequence[Action],
    whole: Action | None,
    *,
    drawn: bool = False,
) -> PaperCard:
    return PaperCard(
        language=language,
        paper=paper.id,
        title=inline(paper.title),
        url=url(paper),
        authors=authors(paper, language),
        meta=meta(paper, language),
        tags=tags(paper, fold),
        passages=tuple(passage for passage in texts[1:] if passage),
        abstract=texts[0],
        whole=whole,
        related=tuple(Span(title(each), url=url(each)) for each in related[:CARD_RELATED]),
        links=links(paper),
        actions=tuple(actions),
        drawn=drawn,
    )


def _clipped(texts: Sequence[Passage | None]) -> tuple[list[Passage | None], bool]:
    """The abstract first, then the commentary in what is left, evenly where it stands in two languages."""
    room, any_cut = CARD_TEXT, False
    done: list[Passage | None] = []
    for index, passage in enumerate(texts):
        if passage is None:
            done.append(None)
            continue
        limit = CARD_ABSTRACT if index == 0 else room // (len(texts) - index)
        text, cut = clip(passage.text, limit)
        room -= sum(len(span.text) for block in text for span in block.spans)
        any_cut = any_cut or cut
        done.append(Passage(text, passage.label))
    return done, any_cut


def links(paper: Paper) -> tuple[Span, ...]:
    """Those beside the one that the title leads to."""
    first = url(paper)
    others = [address for address in paper.links if address != first]
    return tuple(Span(_host(address), url=address) for address in others[:CARD_LINKS])


def _host(address: str) -> str:
    """`github.com/user/repo`: enough to know where a link leads."""
    parts = urlsplit(address)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path}".rstrip("/")[:60] or address[:60]


def title(paper: Paper) -> str:
    """As plain text, for a button or within a sentence."""
    return "".join(span.text for span in inline(paper.title))


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
