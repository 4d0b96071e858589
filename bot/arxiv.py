"""An arXiv paper's id in whatever people copy: the bare id, a link of arXiv or of a site that mirrors it, a DOI."""

import re

# YYMM.NNNN, with five digits since 2015; before April 2007 archive/YYMMNNN
# (https://info.arxiv.org/help/arxiv_identifier.html)
_ID = (
    r"(?P<id>(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5}"
    r"|[a-z][a-z-]*(?:\.[a-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3})(?!\d)(?:v\d+)?"
)
_SITES = (
    r"(?:(?:www\.|export\.|browse\.|cn\.)?arxiv\.org/(?:abs|pdf|html|format|src|ps)"
    r"|(?:www\.)?alphaxiv\.org/(?:[a-z]{2}/)?(?:abs|pdf|overview|html|resources|audio)"
    r"|ar5iv\.(?:labs\.arxiv\.)?org/(?:abs|html)"
    r"|(?:www\.)?huggingface\.co/papers|hf\.co/papers"
    r"|(?:dx\.|www\.)?doi\.org/10\.48550/arxiv)"
)
_LINK = re.compile(rf"(?:https?://)?{_SITES}[/.]{_ID}(?:\.pdf)?/?(?:[?#].*)?", re.IGNORECASE)
_BARE = re.compile(rf"(?:(?:doi:\s*)?10\.48550/arxiv\.|arxiv(?::\s*|\s+))?{_ID}(?:\s*\[[\w.-]+\]?)?", re.IGNORECASE)


def id_of(text: str) -> str | None:
    """The id without version, if the whole text is one, or a link or DOI of one."""
    text = text.strip().strip("<>()[],;")
    match = _LINK.fullmatch(text) or _BARE.fullmatch(text)
    return match["id"].lower() if match else None
