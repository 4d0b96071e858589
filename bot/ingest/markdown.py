"""The Markdown of notes as markdown-it reads it, with what the curator and arXiv put into it: formulas, LaTeX commands
and quotes, bare URLs, links between notes."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from bot.ingest import latex, lines

_COMMAND = re.compile(r"\\([A-Za-z]{2,})(?:\*?\s*(?=\{))?")
_STYLES = {
    "textbf": "strong",
    "bf": "strong",
    "bfseries": "strong",
    "textit": "em",
    "emph": "em",
    "em": "em",
    "it": "em",
}
_OLD_STYLE = re.compile(r"\{\\(em|it|bf|rm|tt|sf|sc|bfseries|itshape)\b\s*")
_ACCENT = re.compile(r"\\([\"'`^~])(?:\{\\?([A-Za-z])\}|([A-Za-z]))")
_COMBINING = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303"}
_WIKILINK = re.compile(r"!?\[\[([^\[\]\n]+)\]\]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_QUOTED = re.compile(  # unless it is code: then a backtick closes it
    r"(?P<fence>^[ \t]*(?:`{3}|~{3}).*?(?:^[ \t]*(?:`{3}|~{3})|\Z))"
    r"|(?<!`)``(?!`)(?P<double>[^`\n]{1,400}?)(?:''|\"(?![^`\n]*[^`\s]``(?!\w)))"
    r"|(?<![`\w])`(?!`)(?P<single>[^`'\n]{1,120})'(?![\w'])(?![^`\n]*[^`\s]`(?!\w))",
    re.DOTALL | re.MULTILINE,
)
_LONGEST = 600  # characters of a formula; farther apart two dollar signs have nothing to do with each other
_DEEPEST = 20  # styles within styles


def parse(source: str) -> Sequence[Token]:
    return _parser().parse(source)


def parse_line(source: str) -> Sequence[Token]:
    return _parser().parseInline(typeset(source))[0].children or []


@cache
def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable(["table", "strikethrough"])
    # Indented lines are no code here, a rule under a line makes it no heading, and nothing may vanish as a reference.
    markdown.inline.ruler.at("emphasis", _emphasis)
    markdown.disable(["code", "lheading", "reference", "html_block", "html_inline"])
    rules: dict[str, Callable[[StateInline, bool], bool]] = {
        "formula": _formula,
        "command": _command,
        "old_style": _old_style,
        "url": _url,
        "wikilink": _wikilink,
        "line_break": _line_break,
    }
    for name, rule in rules.items():
        markdown.inline.ruler.before("newline", name, rule)
    return markdown


def typeset(source: str) -> str:
    """With ``quotes'' and ties of LaTeX as they are printed."""
    if "`" in source:
        source = _QUOTED.sub(_quoted, source)
    return re.sub(r"(?<=\w)~(?=\\)", " ", source) if "~\\" in source else source


def _quoted(match: re.Match[str]) -> str:
    if match["double"]:
        return f"“{match['double']}”"
    return f"‘{match['single']}’" if match["single"] else match[0]


def _put(state: StateInline, silent: bool, text: str, end: int) -> bool:
    if not silent:
        state.pending += text
    state.pos = end
    return True


def _within(state: StateInline, silent: bool, tag: str, start: int, end: int, after: int) -> bool:
    """Reads src[start:end] in the style `tag`, or in none, and goes on at `after`."""
    if state.level > _DEEPEST:
        return False
    if not silent:
        maximum = state.posMax
        if tag:
            state.push(f"{tag}_open", tag, 1)
        state.level += 1
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.level -= 1
        if tag:
            state.push(f"{tag}_close", tag, -1)
        state.posMax = maximum
    state.pos = after
    return True


# --- emphasis ---------------------------------------------------------------------------------------------------


def _emphasis(state: StateInline, silent: bool) -> bool:
    """As the parser's own rule, which knows no particles: in `**어텐션(attention)**을` it lets nothing close, because a
    letter follows."""
    mark, start = state.src[state.pos], state.pos
    if silent or mark not in "*_":
        return False
    run = state.scanDelims(start, mark == "*")
    before, after = state.src[max(start - 1, 0) : start], state.src[start + run.length : start + run.length + 1]
    opens = run.can_open or (mark == "*" and lines.has_hangul(before) and bool(after.strip()))
    closes = run.can_close or (mark == "*" and lines.has_hangul(after) and bool(before.strip()))
    for _ in range(run.length):
        state.push("text", "", 0).content = mark
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(mark), run.length, place, -1, opens, closes))
    state.pos += run.length
    return True


# --- formulas -----------------------------------------------------------------------------------------------------


def _formula(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    mark = source[start : start + 2]
    if mark in ("\\(", "\\["):
        end = source.find("\\)" if mark == "\\(" else "\\]", start + 2, start + _LONGEST)
        said = latex.convert(source[start + 2 : end]) if end > 0 else None
        return said is not None and end < state.posMax and _put(state, silent, said, end + 2)
    if source[start] != "$":
        return False
    width = 2 if mark == "$$" else 1
    end = _closing_dollar(source, start + width, width, min(state.posMax, start + _LONGEST))
    inside = source[start + width : end] if end > 0 else ""
    if not inside or not _is_formula(inside, source[start - 1 : start], source[end + width : end + width + 1]):
        return _put(state, silent, "$" * width, start + width)
    if link := re.fullmatch(r"\s*\\href\{([^{}\s]+)\}\{([^{}]*)\}\s*", inside):
        return _link(state, silent, link[1], link[2], end + width)
    said = latex.convert(inside)
    return _put(state, silent, source[start : end + width] if said is None else said, end + width)


def _closing_dollar(source: str, start: int, width: int, limit: int) -> int:
    end = source.find("$" * width, start, limit)
    while end > 0 and source[end - 1] == "\\":
        end = source.find("$" * width, end + 1, limit)
    return end


def _is_formula(inside: str, before: str, after: str) -> bool:
    """What stands between two dollar signs may also be the text between two prices."""
    if not inside.strip() or "\n\n" in inside or lines.has_hangul(inside):
        return False
    bare = re.sub(r"\\[A-Za-z]+|\{[^{}]*\}", " ", inside)
    if re.search(r"[A-Za-z]{2,}[,;:.]?\s+[A-Za-z]{2,}", bare) or re.match(
        r"\d[\d.,]*\w?\+?[\s,–-]+[A-Za-z]{2,}", inside
    ):
        return False
    if re.search(r"\\[A-Za-z%{]|[\^_]", inside):
        return True
    if inside.strip("()[]{}") == "":
        return not after.isdigit()
    if inside[0].isspace() or inside[-1].isspace() or before.isalnum() or after.isdigit():
        return False
    return inside.count("(") == inside.count(")") or not (inside[0].isdigit() or " " in inside)


# --- LaTeX in running text ----------------------------------------------------------------------------------------


def _command(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    if source[start] != "\\":
        return False
    if (match := _ACCENT.match(source, start)) and (match[2] or source[start - 1 : start].isalpha()):
        letter = unicodedata.normalize("NFC", (match[2] or match[3]) + _COMBINING[match[1]])
        return _put(state, silent, letter, match.end())
    match = _COMMAND.match(source, start)
    if not match or (start and (source[start - 1].isalnum() or source[start - 1] in ":\\/")):
        return False
    name = match[1]
    group = _group(source, match.end(), state.posMax)
    if name in ("url", "href") and group:
        url = source[group[0] : group[1]].strip()
        text = _group(source, group[1] + 1, state.posMax) if name == "href" else group
        return text is not None and _link(state, silent, url, source[text[0] : text[1]], text[1] + 1)
    if name in latex.KEPT and group:
        if name == "texttt":
            return _put(state, silent, source[group[0] : group[1]], group[1] + 1)
        return _within(state, silent, _STYLES.get(name, ""), *group, group[1] + 1)
    sign = latex.symbol(name)
    return bool(sign) and _put(state, silent, sign, match.end())


def _group(source: str, start: int, limit: int) -> tuple[int, int] | None:
    """Where the text in the braces that open at `start` begins and ends."""
    if source[start : start + 1] != "{":
        return None
    depth = 0
    for index in range(start, min(limit, start + _LONGEST * 2)):
        depth += (source[index] == "{") - (source[index] == "}")
        if depth == 0:
            return start + 1, index
    return None


def _old_style(state: StateInline, silent: bool) -> bool:
    """`{\\em …}`"""
    if state.src[state.pos] != "{" or not (match := _OLD_STYLE.match(state.src, state.pos)):
        return False
    group = _group(state.src, state.pos, state.posMax)
    return (
        bool(group) and _within(state, silent, _STYLES.get(match[1], ""), match.end(), group[1], group[1] + 1)
        if group
        else False
    )


# --- links --------------------------------------------------------------------------------------------------------


def _link(state: StateInline, silent: bool, url: str, text: str, end: int) -> bool:
    if not silent:
        safe = url.startswith(("http://", "https://"))
        if safe:
            state.push("link_open", "a", 1).attrs = {"href": url}
        state.push("text", "", 0).content = text if safe else f"{text} ({url})"
        if safe:
            state.push("link_close", "a", -1)
    state.pos = end
    return True


def _url(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != ":" or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = next((name for name in ("https", "http") if state.pending.endswith(name)), "")
    match = lines.URL.match(state.src, state.pos - len(scheme), state.posMax) if scheme else None
    if not match or not (url := lines.whole(match[0])).partition("://")[2]:
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme)]
    return _link(state, silent, url, url, state.pos - len(scheme) + len(url))


def _wikilink(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "[!" or not (match := _WIKILINK.match(state.src, state.pos, state.posMax)):
        return False
    name, _, shown = match[1].partition("|")
    if not shown:
        shown = re.sub(r"^\d{6}\s+", "", name.rsplit("/", 1)[-1].removesuffix(".md"))
    return _put(state, silent, shown or match[1], match.end())


def _line_break(state: StateInline, silent: bool) -> bool:
    match = _BREAK.match(state.src, state.pos) if state.src[state.pos] == "<" else None
    return match is not None and _put(state, silent, "\n", match.end())
