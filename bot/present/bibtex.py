"""Papers as BibTeX entries. https://info.arxiv.org/help/hypertex/bibstyles/index.html for eprint fields."""

import re
import unicodedata
from collections.abc import Iterable

from bot.model import Paper
from bot.present.buttons import link

_WORD = re.compile(r"[^\W\d_]+")
_MATH = re.compile(r"(?<!\\)(\$[^$\s](?:[^$\n]*[^$\s])?\$)")
_LATEX = re.compile(r"(?<!\\)[&%#_$^~]")
_SIGNS = {"^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}  # \^ and \~ would be accents of what follows
_DULL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with"}
)


def bibliography(papers: Iterable[Paper]) -> str:
    """One entry for each paper; a key that comes twice gets a letter."""
    used: dict[str, int] = {}
    entries = []
    for paper in papers:
        key = _key(paper)
        used[key] = used.get(key, 0) + 1
        entries.append(_entry(paper, key if used[key] == 1 else f"{key}-{used[key]}"))
    return "\n\n".join(entries) + "\n" if entries else ""


def _entry(paper: Paper, key: str) -> str:
    fields = {"title": f"{{{_escaped(paper.title)}}}"}
    if paper.authors:
        fields["author"] = _escaped(" and ".join(paper.authors))
    fields["year"] = str(_year(paper))
    if paper.arxiv_id:
        fields |= {"eprint": paper.arxiv_id, "archivePrefix": "arXiv"}
    if url := link(paper):
        fields["url"] = url.translate({ord("{"): "%7B", ord("}"): "%7D"})
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}\n}}"


def _year(paper: Paper) -> int:
    """The year in a new arXiv id (https://info.arxiv.org/help/arxiv_identifier.html), else that of the digest."""
    if paper.arxiv_id and paper.arxiv_id[:4].isdecimal():
        return 2000 + int(paper.arxiv_id[:2])
    return paper.digest.year


def _key(paper: Paper) -> str:
    """`wang2025gradpower`."""
    family = _ascii(paper.authors[0].split()[-1]) if paper.authors and paper.authors[0].split() else ""
    words = (_ascii(word) for word in _WORD.findall(paper.title))
    word = next((word for word in words if word and word not in _DULL), "")
    return f"{family}{_year(paper)}{word}" if family or word else f"paper{_year(paper)}-{paper.id}"


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(_WORD.findall(plain)).lower()


def _escaped(text: str) -> str:
    """LaTeX's own characters, outside formulas and where the curator did not escape them already."""
    pieces = _MATH.split(_balanced(text))
    pieces[::2] = [_LATEX.sub(_sign, piece) for piece in pieces[::2]]
    return "".join(pieces)


def _sign(found: re.Match[str]) -> str:
    return _SIGNS.get(found[0], f"\\{found[0]}")


def _balanced(text: str) -> str:
    """A brace without its partner would swallow the rest of the file."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            break
    return text if depth == 0 else text.replace("{", "").replace("}", "")
