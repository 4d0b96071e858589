"""The Korean guides say what the English ones say, and say it in good Korean: who changes one changes the other."""

import datetime as dt
import re
from collections.abc import Iterator
from difflib import unified_diff
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from adapters.discord.rights import IN_A_FORUM, IN_A_VOICE_CHANNEL, NAMES
from adapters.web.guides import GUIDES
from bot import language
from bot.commands.table import COMMANDS
from bot.language import say
from bot.model import Language, TagCount
from bot.tags import TagIndex
from bot.words.line import read_line
from tests.unit.test_locale import FORMAL
from tests.vault import ALIASES

DOCS = Path(__file__).parents[2] / "docs"
OPERATORS = "operating"  # read the command line and the log in English, too
TRANSLATED = [name for name in GUIDES if name != OPERATORS]
_NAMES = {
    each.names["ko"]: each.names["en"] for command in COMMANDS if command.names for each in (command, *command.options)
} | {"매일": "daily", "평일": "weekdays"}
_ALSO = {"tags": "tag", "lang": "language"}  # words for the same option
_SETTING = re.compile(r"PAPERBOY_[A-Z_]+[A-Z]|…_[a-z_]+[a-z]")


@cache
def tokens(text: str) -> tuple[Token, ...]:
    return tuple(MarkdownIt("commonmark").enable("table").parse(text))


def inlines(text: str) -> Iterator[Token]:
    for token in tokens(text):
        yield from token.children or ()


def neutral(code: str) -> str:
    """Commands, options and days by their English names."""
    code = re.sub(r"[가-힣]+", lambda word: _NAMES.get(word[0], word[0]), code)
    return re.sub(r"\b(?:tags|lang)\b", lambda word: _ALSO[word[0]], code)


def first_cells(text: str) -> Iterator[str]:
    """The code of each table row's first cell."""
    for row, _, cell in zip(tokens(text), tokens(text)[1:], tokens(text)[2:], strict=False):
        if row.type == "tr_open":
            yield " ".join(neutral(each.content) for each in cell.children or () if each.type == "code_inline")


def code(text: str) -> set[str]:
    """What stands as code in its sentences and tables, but for what is typed in Korean."""
    found = (neutral(token.content) for token in inlines(text) if token.type == "code_inline")
    return {each for each in found if not re.search("[가-힣]", each)}


def targets(text: str, folder: str) -> list[str]:
    """Where its links and pictures lead, as seen from `docs`."""
    found = (str(token.attrs[name]) for token in inlines(text) for name in ("href", "src") if name in token.attrs)
    return [each if "://" in each else _from_docs(folder, each) for each in found]


def _from_docs(folder: str, link: str) -> str:
    return (DOCS / folder / link).resolve().relative_to(DOCS).as_posix() if not link.startswith("#") else link


def facts(text: str, folder: str = "") -> dict[str, list[str]]:
    """What a guide and its translation have in common."""
    return {
        "headings": [token.tag for token in tokens(text) if token.type == "heading_open"],
        "lists and tables": [token.tag for token in tokens(text) if token.type in ("list_item_open", "tr_open")],
        "code blocks": [neutral(token.content) for token in tokens(text) if token.type in ("code_block", "fence")],
        "first cells of tables": list(first_cells(text)),
        "code": sorted(code(text)),
        "settings": sorted(set(_SETTING.findall(text))),
        "links": sorted(targets(text, folder)),
    }


def differences(english: dict[str, list[str]], korean: dict[str, list[str]]) -> list[str]:
    """One line for each, `-` what only the English guide has, `+` what only the Korean one has."""
    return [
        f"{what}: {line!r}"
        for what in english
        for line in list(unified_diff(english[what], korean[what], n=0, lineterm=""))[2:]
        if not line.startswith("@@")
    ]


def english(name: str) -> str:
    return (DOCS / f"{name}.md").read_text("utf-8")


def korean(name: str) -> str:
    return (DOCS / "ko" / f"{name}.md").read_text("utf-8")


# --- the same things ----------------------------------------------------------------------------------------------


def test_every_guide_that_readers_see_is_there_in_korean() -> None:
    assert sorted(path.stem for path in (DOCS / "ko").iterdir()) == sorted(TRANSLATED)


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_guide_names_the_same_in_both_languages(name: str) -> None:
    told = differences(facts(english(name)), facts(korean(name), "ko"))
    assert told == [], f"docs/{name}.md (-) and docs/ko/{name}.md (+) differ:\n" + "\n".join(told)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("# 제목\n## 둘\n", ["headings: '+h2'"]),
        ("# 제목\n\n    paperboy go\n", ["code blocks: '+paperboy go\\n'"]),
        ("# 제목\n`--paper 구독`\n", ["code: '+--paper subscribe'"]),
        ("# 제목\nPAPERBOY_TRY\n", ["settings: '+PAPERBOY_TRY'"]),
        ("# 제목\n<https://example.org>\n", ["links: '+https://example.org'"]),
        ("# 제목\n1. 하나\n", ["lists and tables: '+li'"]),
    ],
)
def test_the_guard_names_the_difference(changed: str, told: list[str]) -> None:
    assert differences(facts("# Title\n"), facts(changed, "ko")) == told


def test_the_guard_knows_the_names_of_commands_in_both_languages() -> None:
    first, other = facts("# T\n\n    /paper subscribe tags:rl\n"), facts("# 제목\n\n    /논문 구독 태그:rl\n", "ko")
    assert differences(first, other) == []
    assert targets("![x](../screenshots/a.png)", "ko") == targets("![x](screenshots/a.png)", "")


# --- the same names -----------------------------------------------------------------------------------------------


def stressed(text: str) -> set[str]:
    """What is printed bold: our buttons, among others. Those of platforms are in italics."""
    flat = list(inlines(text))
    return {after.content for before, after in pairwise(flat) if before.type == "strong_open" and after.type == "text"}


def buttons(spoken: Language) -> dict[str, str]:
    return {key: say(spoken, key) for key in language.keys(spoken) if re.fullmatch(r"button-(?!drop)[a-z-]+", key)}


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_button_has_the_name_that_readers_see(name: str) -> None:
    named = {key for key, label in buttons("en").items() if label in stressed(english(name))}
    assert {key for key, label in buttons("ko").items() if label in stressed(korean(name))} == named


def test_discords_permissions_have_the_names_that_the_bot_gives_them() -> None:
    assert [names["ko"] for names in NAMES.values() if f"{names['ko']} ({names['en']})" not in korean("discord")] == []
    unseen = [*IN_A_FORUM.values(), *IN_A_VOICE_CHANNEL.values()]
    assert [names["ko"] for names in unseen if names["ko"] not in korean("discord")] == []
    assert all(names["ko"].endswith(f"({names['en']})") for names in unseen)


@pytest.mark.parametrize("name", TRANSLATED)
def test_every_line_that_a_guide_tells_people_to_type_is_understood(name: str) -> None:
    code = [each.content.strip() for each in (*tokens(korean(name)), *inlines(korean(name))) if "code" in each.type]
    typed = [line for line in code if re.match(r"/[가-힣]|/paper\b", line)]
    assert typed
    tags, today = TagIndex([TagCount(tag, 1) for tag in ("optimizer", "rl", "moe")], ALIASES), dt.date(2025, 6, 2)
    assert [line for line in typed if read_line(line, commands=COMMANDS, tags=tags, today=today).unfit] == []


# --- Korean -------------------------------------------------------------------------------------------------------

END = "\0"  # where code, stress or a link ends
AFTER_ONE = re.compile(rf"{END}[가-힣]|{END} (?:은|는|을|를|과|와|의)(?![가-힣])")
BOTH_PARTICLES = re.compile(
    r"[은는이가을를과와로]\((?:은|는|이|가|을|를|과|와|으로)\)|\((?:은|는|이|가|을|를|과|와|으|이)\)[가-힣]|/[은는이가을를]\)"
)


def prose(text: str) -> Iterator[str]:
    """Its sentences without code."""
    for token in tokens(text):
        if token.type == "inline":
            yield "".join(_shown(each) for each in token.children or ())


def _shown(token: Token) -> str:
    if token.type == "code_inline" or token.type.endswith("_close"):
        return END
    return token.content if token.type in ("text", "image") else " " if token.type == "softbreak" else ""


@pytest.mark.parametrize("name", TRANSLATED)
def test_no_particle_follows_code_or_a_name_directly(name: str) -> None:
    assert [line for line in prose(korean(name)) if AFTER_ONE.search(line) or BOTH_PARTICLES.search(line)] == []


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("`/구독`을 입력해요", True),
        ("*승인*을 눌러요", True),
        ("[안내](a.md)에 있어요", True),
        ("`a` 를 눌러요", True),
        ("버튼을(를) 눌러요", True),
        ("`/구독` 명령을 입력해요", False),
        ("*승인*(Authorize) 버튼을 눌러요", False),
    ],
)
def test_the_guard_sees_a_particle(sentence: str, stands: bool) -> None:
    [line] = prose(sentence)
    assert bool(AFTER_ONE.search(line) or BOTH_PARTICLES.search(line)) is stands


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_guide_is_polite_and_not_formal_and_quotes_as_the_catalogue_does(name: str) -> None:
    assert [line for line in prose(korean(name)) if FORMAL.search(line) or "«" in line] == []
