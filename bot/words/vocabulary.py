"""The words by which people call verbs and keys, beside the names that the table of commands gives them."""

from collections.abc import Sequence

from bot.platform import Command
from bot.view import Option

_VERBS = {
    word: verb
    for verb, words in {
        "paper": "paper papers 논문",
        "random": "random rand 랜덤 무작위 아무거나",
        "digest": "digest latest 다이제스트 최신",
        "tags": "tags 태그목록",
        "language": "language lang 언어",
        "settings": "settings setting 설정 환경설정",
        "saved": "saved bookmarks 저장목록 저장 북마크",
        "subscribe": "subscribe sub 구독 구독하기",
        "unsubscribe": "unsubscribe unsub stop 구독취소 구독해지 구독중지 해지",
        "subscription": "subscription subscriptions status 구독설정 구독상태 구독현황 상태",
        "help": "help commands ? 도움말 도움 명령어 사용법",
    }.items()
    for word in words.split()
}

# Verbs only after a slash: without one, the first of the words to look for.
SEARCHES = frozenset(["search", "find", "검색", "찾기"])

# Words that name several things: each key of an option with what people type for it.
_KEYS = {
    "tag": "tag tags 태그 주제",
    "tags": "tag tags 태그 주제",
    "exclude": "exclude without not 제외 빼고",
    "query": "query q words search 검색 검색어 단어",
    "date": "date day on 날짜 일자",
    "language": "language lang 언어",
    "choice": "choice language lang 언어 선택",
    "time": "time at 시간 시각",
    "timezone": "timezone zone tz 시간대 타임존",
    "days": "days day weekdays 요일",
    "layout": "layout style 형식 모양 레이아웃",
    "channel": "channel in to 채널",
    "role": "role ping 역할 멘션",
}
_KEY_WORDS = {key: frozenset(words.split()) for key, words in _KEYS.items()}
_ALL_KEYS = frozenset().union(*_KEY_WORDS.values())

_CHOICES = {"목록": "list", "리스트": "list", "스레드": "thread", "쓰레드": "thread", "포럼": "forum", "자동": "auto"}


def typed(commands: Sequence[Command]) -> list[Command]:
    """The commands that people type; the others are buttons'."""
    return [command for command in commands if command.names]


def command_called(word: str, commands: Sequence[Command]) -> Command | None:
    word = word.casefold()
    verb = _VERBS.get(word)
    return next((c for c in typed(commands) if c.verb == verb or word in c.names.values()), None)


def is_key(word: str, commands: Sequence[Command]) -> bool:
    return word in _ALL_KEYS or any(
        word in option.names.values() for command in typed(commands) for option in command.options
    )


def option_called(word: str, command: Command, *, minus: bool = False) -> Option | None:
    """The option of `command` that a key means; `-tag` is what to exclude."""
    if minus:
        return option_keyed("exclude", command) if word in _KEY_WORDS["tag"] else None
    for option in command.options:
        if word in option.names.values() or word in _KEY_WORDS.get(option.key, ()):
            return option
    return None


def option_keyed(key: str, command: Command) -> Option | None:
    return next((option for option in command.options if option.key == key), None)


def option_of_kind(kind: str, command: Command) -> Option | None:
    return next((option for option in command.options if option.kind == kind), None)


def choice_called(text: str, option: Option) -> str | None:
    """The value of the option's choice that `text` names."""
    word = text.casefold()
    meant = _CHOICES.get(word, word)
    return next((c.value for c in option.choices if meant in (c.value.casefold(), c.label.casefold())), None)
