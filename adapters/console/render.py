"""A View as lines of styled text with numbered buttons. Pure; knows no width, no colour and no wording.

The Body is plain JSON, because posts are stored until they are sent, and are laid out by the terminal that shows them:
{"lines": [{"at": indent, "mark": "• ", "spans": [[text, style], …]}, …], "buttons": [{label, verb, args}, …]}
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.model import Language, PaperId
from bot.platform import Json
from bot.view import (
    Action,
    Block,
    DigestPost,
    Form,
    Home,
    Notice,
    PaperCard,
    PaperLine,
    Passage,
    Results,
    Row,
    Span,
    SubscriptionCard,
    TagList,
    Text,
    View,
)

Moment = Callable[[Language, dt.datetime], str]
_MARKS = {"item": "• ", "quote": "│ "}
_INDENT = 4  # under a paper's number
_SHORT_URL = 70  # a longer address (a search for the title) stands on the card only


@dataclass(slots=True)
class _Page:
    """What a view has become so far."""

    moment: Moment
    language: Language
    lines: list[Json] = field(default_factory=list)
    buttons: list[Json] = field(default_factory=list)

    def line(self, *spans: tuple[str, str], at: int = 0, mark: str = "") -> None:
        shown: list[Json] = [[text, style] for text, style in spans if text]
        if shown:
            self.lines.append({"at": at, "mark": mark, "spans": shown})

    def gap(self) -> None:
        if self.lines and self.lines[-1] is not None:
            self.lines.append(None)

    def spans_of(self, action: Action) -> list[tuple[str, str]]:
        if action.state == "disabled":
            return [(action.label, "dim")]
        self.buttons.append({"label": action.label, "verb": action.verb, "args": dict(action.args)})
        label = f" ✓ {action.label}" if action.state == "on" else f" {action.label}"
        return [
            (str(len(self.buttons)), f"button {action.state}"),
            (label.replace(" ", "\u00a0"), ""),
        ]

    def actions(self, actions: Sequence[Action], at: int = 0) -> None:
        spans: list[tuple[str, str]] = []
        for action in actions:
            if not action.url:
                spans += [("   ", ""), *self.spans_of(action)] if spans else self.spans_of(action)
        self.line(*spans, at=at)
        for action in actions:
            if action.url:
                self.line((f"{action.label}: ", ""), (action.url, "url"), at=at)

    def text(self, text: Text, at: int = 0) -> None:
        for block in text:
            mark = "  " * block.depth + _MARKS.get(block.kind, "")
            for spans in _split_lines(block):
                self.line(*spans, at=at, mark=mark)


def _plainly(_language: Language, instant: dt.datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M %Z}"


def render(view: View, moment: Moment = _plainly) -> dict[str, Json]:
    page = _Page(moment, view.language)
    _RENDERERS[type(view)](page, view)
    return {"lines": page.lines, "buttons": page.buttons}


def papers(view: View) -> tuple[PaperId, ...]:
    """Which papers the view shows, in order."""
    match view:
        case PaperCard():
            return (view.paper,)
        case Results():
            return tuple(line.paper for line in view.lines)
        case DigestPost():
            return tuple(line.paper for _, lines in view.sections for line in lines)
    return ()


def _notice(page: _Page, view: Notice) -> None:
    page.text(view.text)
    if view.code:
        page.gap()
        for line in view.code.splitlines():
            page.line((line or " ", "raw"))
    _closing(page, view.actions)


def _card(page: _Page, view: PaperCard) -> None:
    page.line(*_shown(view.title, "title"))
    page.line((view.authors, ""))
    page.line(*_joined([(view.meta, "dim"), (_tags(view.tags), "tag")]))
    for passage in (*view.passages, *((view.abstract,) if view.abstract else ())):
        page.gap()
        _passage(page, passage)
    page.gap()
    if view.url not in {action.url for action in view.actions}:
        page.line((view.url, "url"))
    for span in view.links:
        if span.url != view.url:
            page.line(*_shown((span,), ""))
    for span in view.related:
        page.line(*_shown((span,), ""), mark="→ ")
    _hints(page, view.hints)
    _closing(page, view.actions)


def _results(page: _Page, view: Results) -> None:
    page.line((view.heading, "heading"))
    page.line((view.note, "dim"))
    _papers(page, view.lines)
    _hints(page, view.hints)
    _closing(page, view.actions)


def _post(page: _Page, view: DigestPost) -> None:
    for heading, papers in view.sections:
        page.gap()
        page.line((heading, "heading"))
        _papers(page, papers)
    for card in view.cards:
        page.gap()
        _card(page, card)
    page.gap()
    page.line((view.note, "tag"))
    page.line((view.footer, "dim"))
    _closing(page, view.actions)


def _tag_list(page: _Page, view: TagList) -> None:
    page.line((view.heading, "heading"))
    page.line((view.note, "dim"))
    spans = [span for slug, count in view.tags for span in ((f"#{slug}", "tag"), (f"\u00a0{count}   ", ""))]
    page.line(*spans)
    _closing(page, view.actions)


def _subscription(page: _Page, view: SubscriptionCard) -> None:
    page.line((view.heading, "heading"))
    _rows(page, view.rows)
    for note in view.notes:
        page.gap()
        page.line((note, ""))
    if view.preview:
        page.gap()
        _results(page, view.preview)
    _closing(page, view.actions)


def _home(page: _Page, view: Home) -> None:
    page.line((view.heading, "heading"))
    for section in view.sections:
        page.gap()
        page.line((section.heading, "title"))
        _rows(page, section.rows)
        _papers(page, section.lines)
        if section.lines:
            page.gap()
        page.actions(section.actions)


def _form(page: _Page, view: Form) -> None:
    page.line((view.heading, "heading"))
    _rows(page, [Row(each.label, each.value) for each in view.fields])


_RENDERERS: dict[type, Callable[[_Page, Any], None]] = {
    Notice: _notice,
    PaperCard: _card,
    Results: _results,
    DigestPost: _post,
    TagList: _tag_list,
    SubscriptionCard: _subscription,
    Home: _home,
    Form: _form,
}

# --- pieces of views ----------------------------------------------------------------------------------------------


def _papers(page: _Page, papers: Iterable[PaperLine]) -> None:
    for paper in papers:
        page.gap()
        page.line(*_shown(paper.title, "title"), mark=f"{paper.number}. ".rjust(_INDENT))
        page.line(*_joined([(paper.byline, "dim"), (_tags(paper.tags), "tag")]), at=_INDENT)
        for passage in paper.passages:
            _passage(page, passage, at=_INDENT)
        if len(paper.url) <= _SHORT_URL:
            page.line((paper.url, "url"), at=_INDENT)
        page.actions((paper.action,), at=_INDENT)


def _passage(page: _Page, passage: Passage, at: int = 0) -> None:
    page.line((passage.label, "dim"), at=at)
    page.text(passage.text, at=at)


def _rows(page: _Page, rows: Iterable[Row]) -> None:
    for row in rows:
        value = page.moment(page.language, row.value) if isinstance(row.value, dt.datetime) else row.value
        was = [(row.was, "strike"), (" → ", "dim")] if row.was else []
        page.line((f"{row.label}: ", "dim"), *was, (value, ""), at=2)


def _hints(page: _Page, hints: Sequence[str]) -> None:
    if hints:
        page.gap()
    for hint in hints:
        page.line((hint, "dim"))


def _closing(page: _Page, actions: Sequence[Action]) -> None:
    if actions:
        page.gap()
    page.actions(actions)


def _tags(tags: Sequence[str]) -> str:
    return " ".join(f"#{tag}" for tag in tags)


def _joined(spans: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    shown = [span for span in spans if span[0]]
    return [piece for span in shown for piece in ((" · ", "dim"), span)][1:]


def _shown(spans: Iterable[Span], style: str) -> list[tuple[str, str]]:
    """A link is its text and, where that is not the address already, the address after it."""
    shown: list[tuple[str, str]] = []
    for span in spans:
        if span.url and span.text in {span.url, ""}:
            shown.append((span.url, "url"))
            continue
        shown.append((span.text, style if span.style == "plain" else f"{style} {span.style}".strip()))
        if span.url:
            shown += [(" (", "dim"), (span.url, "url"), (")", "dim")]
    return shown


def _split_lines(block: Block) -> Iterable[list[tuple[str, str]]]:
    """A block's spans, one list for each line in it; code keeps its spaces."""
    if block.kind == "code":
        for code in "".join(span.text for span in block.spans).split("\n"):
            yield [(code or " ", "raw")]
        return
    line: list[tuple[str, str]] = []
    for text, style in _shown(block.spans, "title" if block.kind == "heading" else ""):
        first, *others = text.split("\n")
        line.append((first, style))
        for other in others:
            yield line
            line = [(other, style)]
    yield line
