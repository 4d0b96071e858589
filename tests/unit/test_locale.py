"""Guards over the wording: both catalogues say the same things, and the code says nothing that is in neither."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jinja2
import pytest
from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot import language
from bot.language import say
from bot.model import LANGUAGES, Language

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "adapters" / "web" / "templates").glob("*.html"))
ERRORS_WITH_A_KEY = {"NotHere", "Refused", "StoreError", "Wrong"}  # their first argument is a key of the catalogue


@cache
def entries(spoken: Language) -> tuple[ftl.EntryType, ...]:
    source = (ROOT / "bot" / "locale" / f"{spoken}.ftl").read_text("utf-8")
    return tuple(FluentParser().parse(source).body)


@cache
def messages(spoken: Language) -> dict[str, ftl.Message]:
    return {entry.id.name: entry for entry in entries(spoken) if isinstance(entry, ftl.Message)}


class Names(Visitor):
    """The values and the other messages that a message names."""

    def __init__(self) -> None:
        self.values: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802  # the library's way
        self.values.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)


def names(message: ftl.Message) -> Names:
    found = Names()
    found.visit(message)
    return found


def values(key: str) -> set[str]:
    """What a message needs, through the messages that it names."""
    found = names(messages("en")[key])
    return found.values.union(*(values(other) for other in found.messages))


# --- the two catalogues -------------------------------------------------------------------------------------------


def test_both_languages_have_the_same_messages() -> None:
    assert messages("ko").keys() == messages("en").keys()


def test_a_message_takes_the_same_values_in_both_languages() -> None:
    differing = [
        key for key in messages("en") if names(messages("en")[key]).values != names(messages("ko")[key]).values
    ]
    assert differing == []


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_catalogue_is_well_formed_and_says_nothing_twice(spoken: Language) -> None:
    assert [entry.content for entry in entries(spoken) if isinstance(entry, ftl.Junk)] == []
    keys = [entry.id.name for entry in entries(spoken) if isinstance(entry, ftl.Message)]
    assert sorted(keys) == sorted(set(keys))
    assert language.keys(spoken) == set(keys)


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_every_message_can_be_said_and_none_is_empty(spoken: Language) -> None:
    for key in messages(spoken):
        for number in (0, 1, 2):
            assert say(spoken, key, **dict.fromkeys(values(key), number)).strip(), key


# --- Korean -------------------------------------------------------------------------------------------------------

# Which particle follows (은 or 는) depends on how the value is read, which nobody knows of `optimizer` or `7`.
_PARTICLE = (
    "은|는|이|가|을|를|과|와|로|으로|에|에서|에게|께|의|도|만|부터|까지|보다|처럼|마다|이나|나|이랑|랑|라는|이라는|라고|이라고|이란|란"
    "|이며|이고|인데|이에요|예요|이예요|입니다|이었어요|였어요|인지|든지|이든지|한테|에서는|에서도|으로는|로는|에는|에도|까지만|부터는|만은"
)
AFTER_A_VALUE = re.compile(
    rf"\}}[\s»”’\"')\]›`*_]*(?<!\}} )(?P<particle>{_PARTICLE})(?![가-힣])|\}} (?:은|는|을|를|과|와|의)(?![가-힣])"
)
FORMAL = re.compile(r"니다(?![가-힣])|십시오|하시오")


def korean(message: ftl.Message) -> str:
    return FluentSerializer().serialize_entry(message)


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("x = { $tag }을 찾아요", True),
        ("x = «{ $tag }»은 없어요", True),
        ("x = { $time }에 올려요", True),
        ("x = { $tag }(이)라는 태그", False),
        ("x = { $tag } 을 찾아요", True),
        ("x = { $n }편을 올려요", False),
        ("x = { $tag } 태그를 찾아요", False),
        ("x = { $n }일 이 채널에", False),
        ("x = { $n } 이 채널", False),
        ("x = 채널: { $name }", False),
    ],
)
def test_the_guard_sees_a_particle_after_a_value(sentence: str, stands: bool) -> None:
    assert bool(AFTER_A_VALUE.search(sentence)) is stands


def test_no_particle_stands_directly_after_a_value() -> None:
    assert [text for text in map(korean, messages("ko").values()) if AFTER_A_VALUE.search(text)] == []


def test_korean_is_polite_and_not_formal() -> None:
    assert [text for text in map(korean, messages("ko").values()) if FORMAL.search(text)] == []


# --- the code -----------------------------------------------------------------------------------------------------


@cache
def code() -> tuple[tuple[Path, ast.Module], ...]:
    files = sorted(path for folder in ("bot", "adapters") for path in (ROOT / folder).rglob("*.py"))
    return tuple((path.relative_to(ROOT), ast.parse(path.read_text("utf-8"))) for path in files)


def calls() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Every call that takes a key: where it stands, the call, the key."""
    for path, module in code():
        for node in ast.walk(module):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = 1 if name == "say" else 0 if name in ERRORS_WITH_A_KEY else None
            if place is not None and len(node.args) > place:
                yield f"{path}:{node.lineno}", node, node.args[place]


def template_calls() -> Iterator[tuple[str, str, set[str]]]:
    """What templates say, where the key is written out: where it stands, the key, the values that it gets."""
    for path in TEMPLATES:
        for call in jinja2.Environment(autoescape=True).parse(path.read_text("utf-8")).find_all(jinja2.nodes.Call):
            if isinstance(call.node, jinja2.nodes.Name) and call.node.name == "say":
                key = call.args[0]
                if isinstance(key, jinja2.nodes.Const):
                    yield f"{path.name}:{call.lineno}", key.value, {keyword.key for keyword in call.kwargs}


def written_in_templates() -> Iterator[str]:
    """Every text in them that may be a key, or the beginning of one."""
    for path in TEMPLATES:
        parsed = jinja2.Environment(autoescape=True).parse(path.read_text("utf-8"))
        yield from (each.value for each in parsed.find_all(jinja2.nodes.Const) if isinstance(each.value, str))


def said(key: ast.expr) -> Iterator[str]:
    """The keys that an expression can be, as patterns; nothing where only the running code knows."""
    match key:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.IfExp(body=body, orelse=other):
            yield from (*said(body), *said(other))
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts)


def test_every_message_that_the_code_says_exists() -> None:
    keys = messages("en")
    missing = [
        f"{where}: {pattern}"
        for where, _, key in calls()
        for pattern in said(key)
        if not any(re.fullmatch(pattern, known) for known in keys)
    ]
    missing += [f"{where}: {key}" for where, key, _ in template_calls() if key not in keys]
    assert missing == []


def test_a_message_gets_the_values_that_it_needs_and_no_others() -> None:
    wrong = []
    for where, call, key in calls():
        given = {keyword.arg for keyword in call.keywords}
        if None in given or not isinstance(key, ast.Constant) or key.value not in messages("en"):
            continue
        if getattr(call.func, "attr", getattr(call.func, "id", "")) == "say" and given != values(str(key.value)):
            wrong.append(f"{where}: {key.value} needs {sorted(values(str(key.value)))}")
    wrong += [
        f"{where}: {key} needs {sorted(values(key))}"
        for where, key, given in template_calls()
        if key in messages("en") and given != values(key)
    ]
    assert wrong == []


def test_every_message_is_said_somewhere() -> None:
    written: set[str] = set()
    patterns: set[str] = set()
    for _, module in code():
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                written.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                patterns.update(pattern for pattern in said(node) if re.match(r"[a-z]{2}", pattern))
    for text in written_in_templates():
        written.add(text)
        patterns.update([re.escape(text) + ".+"] if re.fullmatch(r"[a-z]+-(?:[a-z]+-)+", text) else [])
    referred = set().union(*(names(message).messages for message in messages("en").values()))
    unsaid = messages("en").keys() - written - referred
    assert sorted(key for key in unsaid if not any(re.fullmatch(pattern, key) for pattern in patterns)) == []


def test_what_is_quoted_stands_in_korean_and_english_quotation_marks() -> None:
    assert [key for spoken in LANGUAGES for key, text in messages(spoken).items() if "«" in korean(text)] == []
