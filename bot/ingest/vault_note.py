"""A note of the curator's vault, one paper, to what it says."""

import datetime as dt
import re
from collections.abc import Container
from dataclasses import dataclass

from bot import tags
from bot.ingest import clean, note_body, note_head
from bot.model import Entry, Note, Refused

_FENCED_OR_COMMENT = re.compile(  # a comment that is never closed hides the rest: better too much than a secret
    r"(?P<code>^(?P<fence>`{3,}+|~{3,}+).*?^(?P=fence))|%%.*?%%|<!--.*?(?:-->|\Z)|^[ \t]*%%.*\Z",
    re.DOTALL | re.MULTILINE,
)
_FRONT_MATTER = re.compile(
    r"\A\s*---[ \t]*\n(?P<fields>.*?)(?:^(?:---|\.\.\.)[ \t]*(?:\n|\Z))", re.DOTALL | re.MULTILINE
)
_FIELD = re.compile(r"(?P<key>[\w -]+?)\s*:(?:\s+(?P<value>.*))?")
_FILE_DATE = re.compile(
    r"(?P<y>\d\d)(?P<m>\d\d)(?P<d>\d\d)(?=\D|$)[\s_.-]*|(?P<year>20\d\d)-?(?P<month>\d\d)-?(?P<day>\d\d)(?=\D|$)[\s_.-]*"
)
_COPY = re.compile(r"\s+\(?\d\)?$")
_NEAR, _TAIL = 4, 60  # lines after the title, characters
_ABSTRACT_LENGTH = 400  # what stands unquoted between title and commentary and is as long is the abstract


def read(raw: bytes | str, *, name: str, today: dt.date) -> Note:
    """`name` is the file's name, with or without folder and .md. Raises Refused."""
    return read_clean(clean.document(raw, clean.NOTE_LIMIT), name=name, today=today)


def read_clean(text: str, *, name: str, today: dt.date) -> Note:
    """The same of a text that was cleaned already. Raises Refused."""
    name = _file_name(name)
    front, text = _front_matter(text)
    entry = _entry(_without_comments(text), name, front)
    return Note(name=name, date=_date(name, front, today), entry=entry, draft=front.draft)


def _entry(text: str, name: str, front: "_FrontMatter") -> Entry:
    dateless = _FILE_DATE.sub("", name, count=1) if _FILE_DATE.match(name) else name
    head = note_head.read(text.split("\n"), name=_COPY.sub("", dateless))
    body = note_body.read(_without_other_titles(head))
    if not (head.title or head.links or head.abstract or body.ko or body.en or body.tags or body.links or body.related):
        raise Refused("refused-empty")
    abstract, ko = head.abstract, body.ko
    if not abstract and head.authors and len(body.prelude) >= _ABSTRACT_LENGTH:
        abstract, ko = body.prelude, ko.removeprefix(body.prelude).strip()
    links = tuple(dict.fromkeys((*head.links, *body.links)))
    return Entry(
        title=head.title or _title_of_file(dateless, text),
        authors=head.authors,
        abstract=abstract,
        ko=ko,
        en=body.en,
        tags=tuple(dict.fromkeys((*body.tags, *front.tags))),
        links=links,
        arxiv_id=head.arxiv_id,
        related=tuple(dict.fromkeys(body.related)),
        named=bool(links or head.authors),
    )


def _without_other_titles(head: note_head.Head) -> list[str]:
    """Without lines that only say again which paper it is: an earlier title with the same authors, the title or the
    arXiv id copied from a browser's tab."""
    if not head.title:
        return list(head.rest)
    title, number = note_head.title_key(head.title), note_head.title_key(head.arxiv_id or "")
    names = {title, number, title + number, number + title} - {""}
    near = [line for line in head.rest[:_NEAR] if not _says_again(line.strip(), head, names)]
    return [*near, *head.rest[_NEAR:]]


def _says_again(line: str, head: note_head.Head, names: Container[str]) -> bool:
    if line.endswith(")") and head.authors and line[-_TAIL:].rstrip(") ").endswith(head.authors[-1]):
        return note_head.title_key(line).endswith(note_head.title_key("".join(head.authors)))
    if not line or len(line) > 2 * len(head.title) + _TAIL:
        return False
    return note_head.title_key(line) in names


# --- the file's name ----------------------------------------------------------------------------------------------


def _file_name(name: str) -> str:
    name = " ".join(clean.tidy(name).replace("\\", "/").split("\n"))
    name = name.rsplit("/", 1)[-1].strip()
    return name[:-3].strip() if name.lower().endswith(".md") else name


def _title_of_file(dateless: str, text: str) -> str:
    """Without a copy number; but «Claude 2» is no copy of «Claude» where the note speaks of Claude 2."""
    title = dateless.strip()
    if _COPY.search(title) and note_head.title_key(title) not in note_head.title_key(text):
        title = _COPY.sub("", title)
    return title


def _date(name: str, front: "_FrontMatter", today: dt.date) -> dt.date | None:
    """The file's date, else the front matter's; None where there is none, an impossible one, or one in the future."""
    for text in (name, front.date):
        if match := _FILE_DATE.match(text):
            year = int(match["year"] or f"20{match['y']}")
            month, day = int(match["month"] or match["m"]), int(match["day"] or match["d"])
            try:
                date = dt.date(year, month, day)
            except ValueError:
                continue
            if date <= today:
                return date
    return None


# --- what is never shown ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _FrontMatter:
    draft: bool = False
    tags: tuple[str, ...] = ()
    date: str = ""


def _front_matter(text: str) -> tuple[_FrontMatter, str]:
    match = _FRONT_MATTER.match(text) if text.lstrip().startswith("---") else None
    if not match:
        return _FrontMatter(), text
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    for line in match["fields"].split("\n"):
        if line.strip().startswith("- "):
            values.append(line.strip()[2:])
        elif field := _FIELD.fullmatch(line.rstrip()):
            values = fields.setdefault(field["key"].strip().lower(), [])
            values.append(field["value"] or "")
    first = match["fields"].strip().partition("\n")[0].rstrip()
    if first and not first.startswith("#") and not _FIELD.fullmatch(first):
        return _FrontMatter(), text  # two rules, not front matter
    said = {key: " ".join(found).strip("[]\"' ") for key, found in fields.items()}
    words = [
        re.split(r"[,\[\]]" if "," in value else r"[\[\]\s]", value)
        for value in fields.get("tags", fields.get("tag", []))
    ]
    slugs = (tags.slug(word.strip("\"' ")) for found in words for word in found)
    front = _FrontMatter(
        draft=said.get("draft", "").lower() in ("true", "yes", "on", "1"),
        tags=tuple(slug for slug in slugs if 0 < len(slug) <= tags.LONGEST),
        date=said.get("date", said.get("created", "")),
    )
    return front, text[match.end() :]


def _without_comments(text: str) -> str:
    if "%%" not in text and "<!--" not in text:
        return text
    return _FENCED_OR_COMMENT.sub(lambda match: match["code"] or "", text)
