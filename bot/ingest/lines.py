"""What a single line of a document is: tags, links, authors, Korean. Both formats ask the same questions."""

import re

from bot import tags

_IN_HANGUL = r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_NOT_IN_URL = r"\s<>\"'“”‘’`|\\^{}\[\]\u3000-\u303f\uff00-\uffef"
_LATIN = f"[^{_NOT_IN_URL}{_IN_HANGUL}]"
_PARTICLE = "(?:은|는|이|가|을|를|의|와|과|도|만|에|에서|에는|에도|로|으로|처럼|보다|부터|까지|라는|이라는)"
# Hangul that goes on with a URL: the word after a mark that joins words in an address. After anything else it is a
# particle, as in `…/2505.22617를`, and so is a particle that stands alone after the last slash.
_NAMED = rf"(?:(?<=[=_%&-])|(?<=/)(?!{_PARTICLE}(?:[\s.,)]|(?m:$))))[{_IN_HANGUL}]+{_LATIN}*"
URL = re.compile(  # begins with letters that `re` can look for quickly
    r"https?://(?:"
    rf"(?m:(?<=^http://)|(?<=^https://))[^{_NOT_IN_URL}]+(?=[ \t]*(?m:$))"  # a line of nothing else: all of it
    rf"|(?:{_LATIN}+|{_NAMED})(?:{_NAMED})*)"
)
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")

# At least one letter, so that «#2» is no tag; no punctuation at the end.
_TAG = rf"#(?=[^\s#,;]*[^\W\d_])[^\s#,;]{{0,{tags.LONGEST - 1}}}[^\s#,;.:!?)\]}}'\"*]"
_STRAY = r"(?:\s+[^\s#]{1,2}|[.,;!?)]{1,2})"  # what slips in after the last tag
_ONLY_TAGS = re.compile(rf"\s*(?:[-*]\s+)?(?P<run>(?:{_TAG}[\s,;]*)+?)(?:{_STRAY}\s*)?")
_TAG_RUN = re.compile(rf"(?:^|(?<=\s))(?P<run>{_TAG}(?:[\s,;]*{_TAG})*)(?P<stray>{_STRAY})?\s*$")
_EACH_TAG = re.compile(_TAG)
_SENTENCE_END = re.compile(r"[.!?…。)\]\"'”’]\s*$")

_MARKDOWN_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(<?(?P<url>https?://(?:[^\s()<>]|\([^\s()]*\))+)>?[^()]*\)"
)
_MAY_BE_LONE = re.compile(r"[\s()<>,;·|*+\-•–—:.\d]*(?:https?://|!?\[)")  # all that _LONE allows, then a link
_LONE = re.compile(r"[\s()<>,;·|*+\-•–—:]*(?:\d+[.)])?[\s()<>,;·|*+\-•–—:.]*")
_HEADING = re.compile(r"^#{1,6}\s+")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?P<inner>.+?)\1")
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "inc", "inc.", "ltd", "ltd.", "phd", "ph.d."})
_ABBREVIATED = re.compile(r"(?:\bal|\bJr|\bSr|\bInc|\bLtd|\bCorp|\bCo|\b[A-Z])\.$")


def has_hangul(text: str) -> bool:
    """Outside URLs."""
    return not text.isascii() and bool(_HANGUL.search(text)) and bool(_HANGUL.search(URL.sub("", text)))


def slugs(run: str) -> tuple[str, ...]:
    return tuple(slug for tag in _EACH_TAG.findall(run) if (slug := tags.slug(tag)))


def only_tags(line: str) -> tuple[str, ...]:
    """The tags of a line of nothing but tags (one or two stray characters may follow); else empty."""
    if "#" not in line:
        return ()
    match = _ONLY_TAGS.fullmatch(line)
    return slugs(match["run"]) if match else ()


def cut_tags(line: str) -> tuple[str, tuple[str, ...]]:
    """The line without the run of tags that ends it, and the tags."""
    if "#" not in line or not (match := _TAG_RUN.search(line)):
        return line, ()
    found = slugs(match["run"])
    before = line[: match.start()].rstrip()
    if match["stray"] and len(found) < 2 and not _SENTENCE_END.search(before):
        return line, ()
    return before, found


def urls_of(line: str) -> tuple[str, list[str]]:
    """The line with `[text](url)` as its text and bare URLs taken out, and the URLs in order."""
    if "://" not in line:
        return line, []
    found: list[str] = []

    def link(match: re.Match[str]) -> str:
        text = match["text"].strip()
        if URL.fullmatch(text):  # copied from a site that wraps its outgoing links
            found.append(text)
            return ""
        found.append(match["url"])
        return text

    def bare(match: re.Match[str]) -> str:
        url = whole(match[0])
        found.append(url)
        return match[0][len(url) :]

    if "](" in line:
        line = _MARKDOWN_LINK.sub(link, line)
    return URL.sub(bare, line), found


def whole(url: str) -> str:
    """A bare URL without the punctuation of the sentence around it."""
    while url and (url[-1] in ".,;:!?*_~'" or (url[-1] == ")" and url.count(")") > url.count("("))):
        url = url[:-1]
    return url


def only_links(line: str) -> list[str]:
    """The URLs of a line of nothing but links, bare or `[text](url)`, perhaps in parentheses or a list; else empty."""
    if "://" not in line or not _MAY_BE_LONE.match(line) or line.lstrip().startswith("!["):
        return []
    rest, found = urls_of(_MARKDOWN_LINK.sub(_link_alone, line) if "](" in line else line)
    return found if found and _LONE.fullmatch(rest) else []


def _link_alone(match: re.Match[str]) -> str:
    return f"<{match['text'].strip() if URL.fullmatch(match['text'].strip()) else match['url']}>"


def in_parentheses(line: str) -> str:
    """What a line wholly in one pair of parentheses holds; else empty."""
    if not (line.startswith("(") and line.endswith(")")) or _opening(line) != 0:
        return ""
    return line[1:-1].strip()


def last_parenthesis(line: str) -> tuple[str, str]:
    """(before, inside) of the pair of parentheses that ends the line; inside is empty where there is none."""
    if not line.endswith(")") or (start := _opening(line)) < 0:
        return line, ""
    return line[:start].rstrip(), line[start + 1 : -1].strip()


def _opening(line: str) -> int:
    """Where the parenthesis that the last character closes was opened; -1 if nowhere."""
    nearest = line.rfind("(")
    if line.find(")", nearest) == len(line) - 1:
        return nearest
    depth = 0
    for index in range(len(line) - 1, -1, -1):
        if line[index] == ")":
            depth += 1
        elif line[index] == "(":
            depth -= 1
            if depth == 0:
                return index
    return -1


def names_people(inside: str) -> bool:
    """Whether what stands in parentheses can be authors: no URL, no Hangul, no sentence."""
    if not inside or "://" in inside or has_hangul(inside):
        return False
    return not inside.endswith((".", "!", "?", ":")) or bool(_ABBREVIATED.search(inside))


def authors(inside: str) -> tuple[str, ...]:
    """Names one by one; a comma inside nested parentheses or before `Jr.` separates nothing."""
    names: list[str] = []
    for piece in _split(inside):
        name = " ".join(piece.split()).removeprefix("and ")
        if name.lower() in _SUFFIXES and names:
            names[-1] += f", {name}"
        elif name:
            names += name.split(" and ")
    return tuple(names)


def _split(inside: str) -> list[str]:
    if "(" not in inside:
        return re.split(r"[,;]", inside)
    pieces, depth, start = [], 0, 0
    for index, character in enumerate(inside):
        depth += (character == "(") - (character == ")")
        if character in ",;" and depth <= 0:
            pieces.append(inside[start:index])
            start = index + 1
    return [*pieces, inside[start:]]


def unstyled(title: str) -> str:
    """A title without the marks around it: emphasis, a heading, quotes of Markdown."""
    title = _HEADING.sub("", " ".join(title.split()))
    while (match := _EMPHASIS.fullmatch(title)) and match[1] not in match["inner"]:
        title = match["inner"].strip()
    return title
