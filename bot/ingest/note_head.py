"""The head of a vault note: links, the title, its authors, the abstract. What follows is note_body's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot import arxiv
from bot.ingest import lines

_MOST_ASIDES = 5  # URLs with text on their lines above a title
_TITLE_LINES = 3  # a title runs over so many at most
_URL_FIRST = re.compile(rf"<?(?P<url>{lines.URL.pattern})>?(?:\s+[:|–—-]*\s*)(?P<rest>.+)")
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|와|과|에|에서|로|으로|처럼|보다|도)\s"
)  # goes on with the URL as its noun
_STARRED = re.compile(r"(?P<mark>\*{1,3}|__?)(?P<title>(?!\s)[^*].*?)(?P=mark)\s*(?P<rest>\(.*)?")
_SPECIAL = re.compile(r">|</?\s*[A-Za-z]+\s*/?>|```|~~~|!\[|\[\[|\|")
_RULE = re.compile(r"(?:[-*_=]\s*){3,}")
_EMPTIED = re.compile(r"\s*\(\s*\)")  # parentheses where a URL stood
_NO_LETTERS = re.compile(r"[\W_]+")
_NO_ASCII_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
_GAP = re.compile(r"\n\n\n+")
_CALLOUT = re.compile(r"\[![\w-]+\][+-]?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    title: str = ""  # empty where the note has none
    authors: tuple[str, ...] = ()
    abstract: str = ""
    links: tuple[str, ...] = ()
    arxiv_id: str | None = None
    rest: tuple[str, ...] = ()  # the lines after it


@dataclass(frozen=True, slots=True)
class _Title:
    text: str
    inside: str  # the parentheses after it
    urls: tuple[str, ...]
    used: int  # lines
    beside: str = ""  # what follows on its last line


def title_key(text: str) -> str:
    if text.isascii():
        return text.lower().translate(_NO_ASCII_LETTERS)
    return _NO_LETTERS.sub("", text.casefold())


def read(body: Sequence[str], *, name: str) -> Head:
    """`name` is the file's name without its date: a title line without authors is known by it."""
    found: list[str] = []
    asides: list[str] = []
    rest: Sequence[str]
    rest, beside = _take_links(body, found)
    if beside:
        asides, rest = _past_asides(rest, found, name)
    title = _find_title(_first_block(rest), name)
    people = ""
    if title:
        found += title.urls
        rest = rest[title.used :]
        rest, _ = _take_links([title.beside, *rest] if title.beside else rest, found)
        people, rest = (title.inside, rest) if title.inside else _take_authors(rest)
    abstract, rest = _take_abstract(rest, quoted_korean=title is not None)
    return Head(
        title=title.text if title else "",
        authors=lines.authors(people),
        abstract=abstract,
        links=tuple(dict.fromkeys(found)),
        arxiv_id=next((known for url in found if (known := arxiv.id_of(url))), None),
        rest=(*asides, *rest),
    )


def _take_links(body: Sequence[str], found: list[str]) -> tuple[list[str], bool]:
    """Takes the lines of nothing but links off the beginning, rules, and a URL that has text on its line. Says whether
    the first line that is left is such a text."""
    index = 0
    while index < len(body):
        line = body[index].strip()
        urls = lines.only_links(line)
        if line and not urls and not _RULE.fullmatch(line):
            break
        found += urls
        index += 1
    body = list(body[index:])
    match = _URL_FIRST.fullmatch(body[0].strip()) if body else None
    if match:
        found.append(lines.whole(match["url"]))
        if not _PARTICLE.match(match["rest"]):
            body[0] = match["rest"]
    return body, match is not None


def _past_asides(body: list[str], found: list[str], name: str) -> tuple[list[str], list[str]]:
    """The text beside URLs, which is commentary if the title follows it, and the lines from the title on."""
    asides: list[str] = []
    links: list[str] = []
    rest = body
    for _ in range(_MOST_ASIDES):
        if len(rest) < 2 or _find_title(rest[:1], name):
            break
        asides += [rest[0], ""]
        following, beside = _take_links(rest[1:], links)
        title = _find_title(_first_block(following), name)
        if title and _is_aside(rest, title, following[0].strip(), name):
            found += links
            return asides, following
        if not beside:
            break
        rest = following
    return [], body


def _is_aside(body: Sequence[str], title: _Title, line: str, name: str) -> bool:
    """Whether the first line says something of a URL, and no part of the title that is found on `line` after it."""
    if lines.has_hangul(body[0]) or _STARRED.match(line):
        return True
    apart = not body[1].strip() or bool(lines.only_links(body[1]))
    return apart and ("," in title.inside or _alike(title_key(title.text), title_key(name)))


def _first_block(body: Sequence[str]) -> list[str]:
    block: list[str] = []
    for line in body:
        if not line.strip() or _SPECIAL.match(line.strip()) or len(block) == _TITLE_LINES:
            break
        block.append(line)
    return block


# --- the title ----------------------------------------------------------------------------------------------------


def _find_title(block: Sequence[str], name: str) -> _Title | None:
    if not block or (lines.only_tags(block[0]) and not name.startswith("#")):
        return None
    return _with_authors(block) or _starred(block[0]) or _by_name(block, name)


def _with_authors(block: Sequence[str]) -> _Title | None:
    """The shortest prefix that ends with a parenthesis of names and has no Hangul before it."""
    urls: list[str] = []
    joined = ""
    for used, line in enumerate(block, 1):
        text, tags = lines.cut_tags(line.strip())
        text, more = lines.urls_of(text)
        urls += more
        joined = f"{joined} {_EMPTIED.sub('', text) if more else text}".strip()
        whole = joined[1:-1] if (match := _STARRED.fullmatch(joined)) and not match["rest"] else joined
        before, inside = lines.last_parenthesis(whole)
        if lines.has_hangul(before):
            return None
        if not before or not lines.names_people(inside) or (whole is not joined and "," not in inside):
            continue
        if used < len(block) and _stands_for(inside, before) and lines.in_parentheses(block[used].strip()):
            continue
        if used == len(block) and _stands_for(inside, before):
            return None
        beside = " ".join(f"#{tag}" for tag in tags)
        return _Title(lines.unstyled(before), inside, tuple(urls), used, beside)
    return None


def _stands_for(inside: str, before: str) -> bool:
    """An abbreviation of the words before it belongs to the title: «Proximal Policy Optimization (PPO)»."""
    if not inside.isalnum():
        return False
    capitals = [character for character in inside if character.isupper()]
    if len(capitals) < 2:
        return False
    initials = iter(word[0].upper() for word in re.findall(r"\w+", before))
    return all(capital in initials for capital in capitals)


def _starred(line: str) -> _Title | None:
    """`*Title*` alone, or with something else after it than a pair of parentheses with names."""
    text, urls = lines.urls_of(line.strip())
    match = _STARRED.fullmatch(text.strip())
    if not match or lines.has_hangul(match["title"]):
        return None
    title, rest = lines.unstyled(match["title"]), match["rest"] or ""
    if rest.count("(") > rest.count(")"):  # never closed
        return _Title(title, rest[1:].strip(), tuple(urls), 1)
    end = _first_group(rest)
    if lines.names_people(inside := lines.in_parentheses(rest[:end])):
        return _Title(title, inside, tuple(urls), 1, rest[end:].strip(" .,;|–—-"))
    return _Title(title, "", tuple(urls), 1, rest)


def _first_group(text: str) -> int:
    """Where the pair of parentheses that the text begins with ends."""
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return index + 1
    return 0


def _by_name(block: Sequence[str], name: str) -> _Title | None:
    """The first line, if it begins like the file name; lines that are indented below it go on with it."""
    text, urls = lines.urls_of(block[0].strip())
    text = _EMPTIED.sub("", text).strip() if urls else text
    if lines.has_hangul(text) or not _alike(title_key(text), title_key(name)):
        return None
    used = 1
    while used < len(block) and block[used].startswith(("  ", "\t")) and not lines.has_hangul(block[used]):
        text = f"{text} {block[used].strip()}"
        used += 1
    return _Title(lines.unstyled(text), "", tuple(urls), used)


def _alike(line: str, name: str) -> bool:
    if not name or not line:
        return False
    return line.startswith(name) or (len(line) >= 8 and name.startswith(line))


def _take_authors(body: Sequence[str]) -> tuple[str, Sequence[str]]:
    """A line of nothing but names in parentheses, where the title has none."""
    inside = lines.in_parentheses(body[0].strip()) if body else ""
    return (inside, body[1:]) if lines.names_people(inside) else ("", body)


# --- the abstract -------------------------------------------------------------------------------------------------


def _take_abstract(body: Sequence[str], *, quoted_korean: bool) -> tuple[str, Sequence[str]]:
    """The blockquote that stands first; a line that lazily continues it belongs to it."""
    quoted: list[str] = []
    for line in body:
        text = line.strip()
        if text.startswith(">"):
            quoted.append(text[1:].strip() if text[1:2] != ">" else text[1:])
        elif not text:
            quoted.append("")
        elif not quoted or not quoted[-1] or _begins_something(text):
            break
        else:
            quoted.append(text)
    abstract = _GAP.sub("\n\n", _CALLOUT.sub("", "\n".join(quoted), count=1)).strip()
    if lines.has_hangul(abstract) and not quoted_korean:
        return "", body
    return abstract, body[len(quoted) :]


def _begins_something(text: str) -> bool:
    return bool(
        _SPECIAL.match(text)
        or lines.has_hangul(text)
        or lines.only_tags(text)
        or lines.only_links(text)
        or re.match(r"#{1,6}\s", text)
    )
