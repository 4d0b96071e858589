"""The body of a vault note: the commentary by language, tags, further links, related notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from bot.ingest import lines
from bot.model import Language

_MARK = re.compile(r"<\s*([/\\]?)\s*([A-Za-z]{2,12})\s*(/?)\s*>")
_HALF_MARK = re.compile(r"\s*(?:<\s*([/\\]?)\s*([A-Za-z]{5,12})|([/\\]?)\s*([A-Za-z]{5,12})\s*>)\s*")
_LIKE_ENGLISH = 0.6  # of SequenceMatcher; `enligsh` has 0.86, `figure` 0.31
_FENCE = re.compile(r"(`{3,}|~{3,})")
_LINKS_HEADING = re.compile(
    r"#{1,6}(?:(?-i:Links?)|\s+(?:links?|related(?: (?:papers?|notes?|links?))?|see also|링크|관련(?: 논문)?))\s*:?",
    re.IGNORECASE,
)
_WIKILINK = re.compile(r"!?\[\[([^\[\]]+(?:\[[^\[\]]*\][^\[\]]*)*)\]\]")
_ONLY_WIKILINKS = re.compile(rf"[\s*+•,;·-]*(?:\d+[.)]\s+)?(?:{_WIKILINK.pattern}[\s,;·]*)+")
_ATTACHMENT = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|bmp|avif|pdf|mp[34]|webm|mov|wav|csv|zip|canvas|base)$", re.IGNORECASE
)
_LABELLED = re.compile(r"(?:[\w/&'-]+\s*){1,3}[:：]\s*(?P<links>(?:[(<\[]?https?://.*))", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-*+•]|\d+[.)])\s+")
_FEW_WORDS = 6  # a list with fewer in an item is no prose


@dataclass(slots=True)
class Body:
    ko: str = ""
    en: str = ""
    prelude: str = ""  # what stands in Latin script before the first Korean: perhaps an abstract that was not quoted
    tags: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Paragraph:
    lines: list[str]
    place: Literal["before", "inside", "after"]  # of the first tags line; inside <english>

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def read(body: Sequence[str]) -> Body:
    found = Body()
    paragraphs = list(_paragraphs(_marked(body), found))
    languages = _languages(paragraphs)
    _take_tag_runs(paragraphs, languages, found)
    found.ko = _join(paragraphs, languages, "ko")
    found.en = _join(paragraphs, languages, "en")
    if "ko" in languages:
        leading = takewhile(lambda p: p.place == "before" and not lines.has_hangul(p.text), paragraphs)
        found.prelude = "\n\n".join(paragraph.text.strip() for paragraph in leading)
    return found


def _join(paragraphs: Sequence[_Paragraph], languages: Sequence[Language], language: Language) -> str:
    chosen = (p.text for p, spoken in zip(paragraphs, languages, strict=True) if spoken == language)
    return "\n\n".join(text.strip("\n").rstrip() for text in chosen if text.strip())


# --- <english>, however it is written -----------------------------------------------------------------------------

_OPEN, _CLOSE = "\x01", "\x02"  # no cleaned text holds them


@lru_cache(maxsize=256)
def _means_english(word: str) -> bool:
    word = word.lower()
    return word in ("en", "eng") or SequenceMatcher(None, word, "english").ratio() >= _LIKE_ENGLISH


def _fence_after(text: str, fence: str) -> str:
    """The fence of the code that the next line stands in, empty outside code."""
    if fence:
        return "" if text == fence else fence
    match = _FENCE.match(text)
    return match[1] if match else ""


def _marked(body: Sequence[str]) -> list[str]:
    """The lines with _OPEN and _CLOSE as lines of their own, in pairs."""
    marked: list[str] = []
    fence = ""
    for line in body:
        fence = _fence_after(line.strip(), fence)
        marked += _split_marks(line) if not fence and ("<" in line or line.endswith(">")) else [line]
    return _paired(marked) if _OPEN in marked or _CLOSE in marked else marked


def _split_marks(line: str) -> Iterator[str]:
    if (half := _HALF_MARK.fullmatch(line)) and _means_english(half[2] or half[4]):
        yield _CLOSE if half[1] or half[3] else _OPEN
        return
    start = 0
    for match in _MARK.finditer(line):
        at_edge = not line[: match.start()].strip() or not line[match.end() :].strip() or start > 0
        if at_edge and _means_english(match[2]):
            if before := line[start : match.start()].strip():
                yield before
            yield _CLOSE if match[1] or match[3] else _OPEN
            start = match.end()
    if not start:
        yield line
    elif rest := line[start:].strip():
        yield rest


def _paired(marked: list[str]) -> list[str]:
    """A second <english> closes the first. One that is never closed ends at the tags, at Korean, or with the note.
    A close without an open belongs to the last lone `<word>` before it."""
    opened: int | None = None
    for index, line in enumerate(marked):
        if line not in (_OPEN, _CLOSE):
            continue
        if opened is not None:
            marked[index], opened = _CLOSE, None
        elif line == _OPEN:
            opened = index
        else:
            lone = next((i for i in range(index - 1, -1, -1) if re.fullmatch(r"\s*<[^<>/\s]+>\s*", marked[i])), None)
            marked[index if lone is None else lone] = "" if lone is None else _OPEN
    if opened is not None:
        end = next((i for i in range(opened + 1, len(marked)) if _ends_english(marked[i])), len(marked))
        marked.insert(end, _CLOSE)
    return marked


def _ends_english(line: str) -> bool:
    return bool(lines.only_tags(line)) or bool(_LINKS_HEADING.fullmatch(line.strip())) or lines.has_hangul(line)


# --- paragraphs ---------------------------------------------------------------------------------------------------


def _paragraphs(body: Sequence[str], found: Body) -> Iterator[_Paragraph]:
    """Paragraphs of commentary; whatever is no commentary goes into `found`."""
    current: list[str] = []
    inside = tagged = False
    fence = ""
    for line in body:
        before, fence = fence, _fence_after(line.strip(), fence)
        if before or fence:
            current.append(line)
            continue
        if not _is_border(line, found):
            if not _taken(line, found):
                current.append(line)
            continue
        if current:
            yield _Paragraph(current, "inside" if inside else "after" if tagged else "before")
            current = []
        inside = line == _OPEN or (inside and line != _CLOSE)
        tagged = tagged or line.lstrip().startswith("#")
    if current:
        yield _Paragraph(current, "inside" if inside else "after" if tagged else "before")


def _is_border(line: str, found: Body) -> bool:
    """Whether a paragraph ends here: at a blank line, a language mark, the heading of the links, or tags."""
    if not line.strip() or line in (_OPEN, _CLOSE) or _LINKS_HEADING.fullmatch(line.strip()):
        return True
    tags = lines.only_tags(line)
    found.tags += tags
    return bool(tags)


def _taken(line: str, found: Body) -> bool:
    """Whether the line is no commentary. Related notes and links of a label are noted in any case."""
    text = line.strip()
    if urls := lines.only_links(text):
        found.links += urls
        return True
    if "[[" in text:
        found.related += (name for match in _WIKILINK.finditer(text) if (name := _note_name(match)))
        return bool(_ONLY_WIKILINKS.fullmatch(text)) and not _ATTACHMENT.search(text.strip("[] "))
    if "://" in text and ((match := _LABELLED.fullmatch(text)) or text.startswith("http")):
        found.links += lines.urls_of(match["links"] if match else text)[1][: None if match else 1]
    return False


def _note_name(match: re.Match[str]) -> str:
    """The name of the note that a wikilink points to, without folder, heading and .md."""
    name = re.split(r"(?<=\S)[#^]", match[1].split("|")[0], maxsplit=1)[0].strip()
    name = name.replace("\\", "/").rsplit("/", 1)[-1].strip()
    if _ATTACHMENT.search(name):
        return ""
    return name[:-3].strip() if name.lower().endswith(".md") else name


# --- which language -----------------------------------------------------------------------------------------------


def _languages(paragraphs: Sequence[_Paragraph]) -> list[Language]:
    marked = any(paragraph.place == "inside" for paragraph in paragraphs)
    korean = [paragraph.place != "inside" and lines.has_hangul(paragraph.text) for paragraph in paragraphs]
    spoken: list[Language | None] = []
    for paragraph, hangul in zip(paragraphs, korean, strict=True):
        if paragraph.place == "inside":
            spoken.append("en")
        elif hangul:
            spoken.append("ko")
        elif not any(korean):
            spoken.append("en")
        elif _is_attachment(paragraph) or (marked and paragraph.place == "before"):
            spoken.append(None)
        else:
            spoken.append("en" if "ko" in spoken else "ko")
    return _filled(paragraphs, spoken)


def _filled(paragraphs: Sequence[_Paragraph], spoken: list[Language | None]) -> list[Language]:
    """A heading goes with what follows it, any other attachment with what it follows."""
    filled: list[Language] = []
    for index, language in enumerate(spoken):
        following = next((known for known in spoken[index:] if known), None)
        before = filled[-1] if filled else None
        if language is None and paragraphs[index].lines[0].startswith("#"):
            language = following or before
        filled.append(language or before or following or "en")
    return filled


def _is_attachment(paragraph: _Paragraph) -> bool:
    """An image, a table, code, a quotation, a heading, a short list, a formula: no commentary by itself."""
    first = paragraph.lines[0].strip()
    if first.startswith(("![", "|", "```", "~~~", ">", "$$", "[[")) or re.match(r"#{1,6}\s", first):
        return True
    if _LABELLED.fullmatch(first):
        return True
    items = sum(1 for line in paragraph.lines if _ITEM.match(line))
    if items and items >= len(paragraph.lines) / 2:
        return len(paragraph.text.split()) < _FEW_WORDS * items
    return not re.search(r"[^\W\d_]{2}", paragraph.text)


def _take_tag_runs(paragraphs: Sequence[_Paragraph], languages: Sequence[Language], found: Body) -> None:
    """Tags that end the last line of a commentary, in either language."""
    for language in ("ko", "en"):
        last = next(
            (p for p, of in zip(reversed(paragraphs), reversed(languages), strict=True) if of == language), None
        )
        if last is None or _FENCE.match(last.lines[-1].strip()):
            continue
        last.lines[-1], tags = lines.cut_tags(last.lines[-1])
        found.tags += tags
