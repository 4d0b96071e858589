"""A commentary too long for one message, in pages that are cut between blocks, else at a sentence's end."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.ingest.text import inline
from bot.language import say
from bot.model import Language, Paper
from bot.present import buttons, papers, passages
from bot.view import Block, PaperCard, Passage, Span

PAGE = 3_000  # characters; Discord takes 4,000 in a message, the title and the rest need the others
_ENDS = (". ", "? ", "! ", "다.", "요.", "\n", " ")


def page(paper: Paper, number: int, *, language: Language, asked: Language | None, fold: papers.Fold) -> PaperCard:
    """Page `number`, from 1, of all that is known of a paper's text; the nearest one that exists."""
    all_pages = pages(passages.everything(paper, language))
    number = min(max(number, 1), len(all_pages))
    actions = []
    if number > 1:
        label = say(language, "button-previous")
        actions.append(buttons.page(label, paper.id, number - 1, asked))
    if number < len(all_pages):
        actions.append(buttons.page(say(language, "button-next"), paper.id, number + 1, asked))
    where = say(language, "page-of", page=number, pages=len(all_pages)) if len(all_pages) > 1 else ""
    return PaperCard(
        language=language,
        paper=paper.id,
        title=inline(paper.title),
        url=papers.url(paper),
        authors="",
        meta=" · ".join(filter(None, (papers.meta(paper, language), where))),
        tags=papers.tags(paper, fold),
        passages=all_pages[number - 1],
        abstract=None,
        actions=(*actions, buttons.paper_link(language, paper)),
    )


def pages(texts: Sequence[Passage]) -> list[tuple[Passage, ...]]:
    """Never empty. A passage that goes on keeps its label on the next page."""
    done: list[tuple[Passage, ...]] = []
    current: list[Passage] = []
    room = PAGE
    for passage in texts:
        blocks: list[Block] = []
        for piece in _pieces(passage):
            size = _size(piece)
            if size > room and (current or blocks):
                done.append((*current, *_passage(blocks, passage.label)))
                current, blocks, room = [], [], PAGE
            blocks.append(piece)
            room -= size
        current += _passage(blocks, passage.label)
    return [*done, tuple(current)] if current or not done else done


def _passage(blocks: Sequence[Block], label: str) -> list[Passage]:
    return [Passage(tuple(blocks), label)] if blocks else []


def _pieces(passage: Passage) -> Iterator[Block]:
    """The blocks, those longer than a page in several."""
    for block in passage.text:
        if _size(block) <= PAGE:
            yield block
            continue
        spans: list[Span] = []
        room = PAGE
        for span in _short_spans(block.spans):
            if len(span.text) > room and spans:
                yield Block(block.kind, tuple(spans), block.depth)
                spans, room = [], PAGE
            spans.append(span)
            room -= len(span.text)
        if spans:
            yield Block(block.kind, tuple(spans), block.depth)


def _short_spans(spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        text = span.text
        while len(text) > PAGE:
            end = max((at + len(end) for end in _ENDS[:-1] if (at := text.rfind(end, PAGE // 2, PAGE)) > 0), default=0)
            end = end or text.rfind(" ", PAGE // 2, PAGE) + 1 or PAGE
            yield replace(span, text=text[:end])
            text = text[end:]
        yield replace(span, text=text)


def _size(block: Block) -> int:
    return sum(len(span.text) for span in block.spans)
