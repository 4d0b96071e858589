"""LaTeX to Unicode, as far as plain text can say it. What it cannot say stays as the author wrote it."""

import re
import unicodedata
from functools import cache

_TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z]+)\*?|\\(?P<escaped>.)|(?P<special>[{}^_&~])|(?P<plain>[^\\{}^_&~]+)", re.DOTALL
)
_DEEPEST = 12  # braces within braces; no paper has more


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Their argument says all that plain text can.
KEPT = _names(
    "text textrm textit textbf textsf textsc textmd textnormal texttt emph underline mbox hbox mathrm mathit mathbf "
    "mathsf mathtt mathcal mathscr mathfrak boldsymbol bm pmb operatorname mathop mathbin mathrel ensuremath"
)
# They only say how it looks.
_NOTHING = _names(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr middle rm bf it sf tt cal em sl sc displaystyle "
    "textstyle scriptstyle limits nolimits bfseries itshape normalfont mathstrut"
)
_OPERATORS = _names(
    "log ln exp sin cos tan sinh cosh tanh arcsin arccos arctan min max argmin argmax arg sup inf lim det dim deg ker "
    "gcd Pr hom softmax"
)
_SPACES = {"quad": " ", "qquad": "  ", ",": " ", ";": " ", ":": " ", "!": "", " ": " ", "\\": " ", "/": ""}
_OWN = {  # where the library's table has none, or none that reads well
    "to": "→", "gets": "←", "iff": "⇔", "implies": "⇒", "le": "≤", "ge": "≥", "ne": "≠", "leq": "≤", "geq": "≥",
    "ldots": "…", "dots": "…", "cdots": "⋯", "lvert": "|", "rvert": "|", "lVert": "‖", "rVert": "‖", "mid": "|",
    "vert": "|", "Vert": "‖", "prime": "′", "ast": "*", "cdot": "·", "colon": ":", "lbrace": "{", "rbrace": "}",
}  # fmt: skip
_DOUBLE_STRUCK = dict(zip("CHNPQRZE", "ℂℍℕℙℚℝℤ𝔼", strict=True))
_ACCENTS = {"hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
            "overline": "\u0304", "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7", "check": "\u030c"}  # fmt: skip
_ABOVE = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW′*∘",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ′*°",
)
_BELOW = str.maketrans("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")


class _CannotSay(Exception):
    """The formula holds something that Unicode has no sign for."""


def convert(source: str) -> str | None:
    """A formula, without its dollar signs, as text; None if it cannot be said in plain text."""
    try:
        said, _ = _Formula(source).until("", 0)
    except _CannotSay:
        return None
    return re.sub(r"[ \t\n]+", " ", said).strip() or None


def symbol(name: str) -> str:
    """The character that a command stands for, empty if it is none."""
    return _OWN.get(name) or _symbols().get(name, "")


@cache
def _symbols() -> dict[str, str]:
    from pylatexenc.latex2text import get_default_latex_context_db  # only when a formula is met

    known = {}
    for spec in get_default_latex_context_db().iter_macro_specs():
        sign = spec.simplify_repl
        if isinstance(sign, str) and len(sign.strip()) in (1, 2) and not sign.isascii():
            known[spec.macroname] = sign
    return known


class _Formula:
    def __init__(self, source: str) -> None:
        self._tokens = list(_TOKEN.finditer(source))
        if sum(len(token[0]) for token in self._tokens) != len(source):
            raise _CannotSay  # a lone backslash at the end
        self._next = 0

    def until(self, closing: str, depth: int) -> tuple[str, bool]:
        """What is said up to the closing brace, and whether it was there."""
        if depth > _DEEPEST:
            raise _CannotSay
        said: list[str] = []
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            self._next += 1
            if token["special"] == "}":
                if not closing:
                    raise _CannotSay
                return "".join(said), True
            said.append(self._say(token, depth, said))
        if closing:
            raise _CannotSay
        return "".join(said), False

    def _say(self, token: re.Match[str], depth: int, said: list[str]) -> str:
        if token["plain"] is not None:
            return token["plain"]
        if token["escaped"] is not None:
            return _SPACES.get(token["escaped"], token["escaped"])
        if token["name"] is not None:
            return self._command(token["name"], depth)
        match token["special"]:
            case "{":
                return self.until("}", depth + 1)[0]
            case "~":
                return " "
            case "^":
                return _raised(self._argument(depth), "^", _ABOVE)
            case "_":
                return _raised(self._argument(depth), "_", _BELOW)
        raise _CannotSay  # an alignment

    def _argument(self, depth: int) -> str:
        """The group, command or single character that follows."""
        if self._next >= len(self._tokens):
            raise _CannotSay
        token = self._tokens[self._next]
        self._next += 1
        if token["plain"] is not None and (text := token["plain"].lstrip()):
            if len(text) > 1:  # the rest is read again as it was
                self._tokens[self._next : self._next] = list(_TOKEN.finditer(text[1:]))
            return text[0]
        if token["special"] in ("}", "^", "_", "&") or depth > _DEEPEST:
            raise _CannotSay
        return self._say(token, depth + 1, [])

    def _skip_space(self) -> None:
        if self._next < len(self._tokens) and (plain := self._tokens[self._next]["plain"]) is not None:
            self._tokens[self._next : self._next + 1] = list(_TOKEN.finditer(plain.lstrip()))

    def _command(self, name: str, depth: int) -> str:
        if name in KEPT:
            return self._argument(depth)
        if name in _NOTHING:
            self._skip_space()
            return ""
        if name in _OPERATORS:
            return name
        if name in _SPACES:
            return _SPACES[name]
        if name in ("frac", "dfrac", "tfrac", "nicefrac"):
            return f"{_grouped(self._argument(depth))}/{_grouped(self._argument(depth))}"
        if name == "sqrt":
            return f"√{_grouped(self._argument(depth))}"
        if name == "mathbb":
            return "".join(_DOUBLE_STRUCK.get(character, character) for character in self._argument(depth))
        if name in _ACCENTS and len(letter := self._argument(depth).strip()) == 1:
            return unicodedata.normalize("NFC", letter + _ACCENTS[name])
        if name == "unicode" and re.fullmatch("x[0-9a-fA-F]{2,5}", code := self._argument(depth)):
            return chr(int(code[1:], 16)) if not 0xD800 <= int(code[1:], 16) < 0xE000 else ""
        if sign := symbol(name):
            if sign.isalpha():
                self._skip_space()
            return sign
        raise _CannotSay


def _raised(text: str, mark: str, table: dict[int, int]) -> str:
    """Above or below the line, if there are signs for all of it."""
    text = text.strip()
    if text and all(ord(character) in table for character in text):
        return text.translate(table)
    return f"{mark}{text}" if len(text) == 1 or text.isalnum() else f"{mark}({text})"


def _grouped(text: str) -> str:
    text = text.strip()
    return text if text.isalnum() or len(text) == 1 else f"({text})"
