"""A commentary too long for one message, in pages that are cut between blocks, else at a sentence's end."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.ingest.text import inline
from bot.language import say
from bot.model import Language, Paper
from bot.present import buttons, papers, passages
from bot.view import Block, PaperCard, Passage, Span

PAGE = 3_000  # characters, as `_length` counts; Discord takes 4,000, the title and the rest need the others
_ESCAPED = "\\*_~`|[]<>#"  # renderers write these with a second character
_MARKED = 8  # characters around a styled text or an address, or before a block
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
            if _span_size(span) > room and spans:
                yield Block(block.kind, tuple(spans), block.depth)
                spans, room = [], PAGE
            spans.append(span)
            room -= _span_size(span)
        if spans:
            yield Block(block.kind, tuple(spans), block.depth)


def _short_spans(spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        text = span.text
        while _length(text) > PAGE:
            most = _most(text)
            end = max((at + len(end) for end in _ENDS[:-1] if (at := text.rfind(end, most // 2, most)) > 0), default=0)
            end = end or text.rfind(" ", most // 2, most) + 1 or most
            yield replace(span, text=text[:end])
            text = text[end:]
        yield replace(span, text=text)


def _most(text: str) -> int:
    """How many of its characters fill a page."""
    end = PAGE
    while (over := _length(text[:end]) - PAGE) > 0:
        end -= over // 2 or 1
    return end


def _size(block: Block) -> int:
    return sum(map(_span_size, block.spans)) + _MARKED


def _span_size(span: Span) -> int:
    marks = len(span.url) + _MARKED if span.url or span.style != "plain" else 0
    return _length(span.text) + marks


def _length(text: str) -> int:
    return len(text) + sum(map(text.count, _ESCAPED))
