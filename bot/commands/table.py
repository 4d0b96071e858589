"""COMMANDS: what people can call, and what buttons do; the one table that every platform projects into its own form.

A verb without names is only a button's. A button carries its arguments in the order of the verb's options; on Discord
`a1:verb:arg:arg` has to fit into 100 characters (platforms.md section 2), so arguments are ids, ranks and dates.
"""

from collections.abc import Iterator, Mapping

from bot.language import say
from bot.model import LANGUAGES, Language
from bot.platform import Answer, Command, Right
from bot.view import Choice, Option, OptionKind

LAYOUTS = ("list", "thread", "forum")


class _About(Mapping[Language, str]):
    """A sentence of the catalogues in every language, said when a platform asks for it: reading all of them would
    delay the start of those that do not."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __getitem__(self, language: Language) -> str:
        return say(language, self._key)

    def __iter__(self) -> Iterator[Language]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


def _option(kind: OptionKind, en: str, ko: str, about: str, choices: tuple[Choice, ...] = ()) -> Option:
    return Option(kind, {"en": en, "ko": ko}, _About(f"about-{about}"), choices=choices)


def _args(*keys: str) -> tuple[Option, ...]:
    """The arguments of a button."""
    kinds: dict[str, OptionKind] = {"language": "language", "channel": "channel", "date": "date", "tag": "tag"}
    return tuple(Option(kinds.get(key, "text"), {"en": key}, {}) for key in keys)


def _command(verb: str, ko: str, *options: Option, right: Right = "anyone", answer: Answer = "private") -> Command:
    names: Mapping[Language, str] = {"en": verb, "ko": ko}
    return Command(verb, options, right, answer, names, _About(f"about-{verb}"))


def _button(verb: str, *keys: str, right: Right = "anyone", answer: Answer = "private") -> Command:
    return Command(verb, _args(*keys), right, answer)


_TAG = _option("tag", "tag", "태그", "option-tag")
_DATE = _option("date", "date", "날짜", "option-date")
_LANGUAGE = _option("language", "language", "언어", "option-language")
_CHANNEL = _option("channel", "channel", "채널", "option-channel")
_FIND = (_TAG, _option("text", "query", "검색어", "option-query"), _DATE, _LANGUAGE)
_OWN_LANGUAGES = (Choice("한국어", "ko"), Choice("English", "en"), Choice("auto", "auto"))
_TERMS = (
    _option("time", "time", "시각", "option-time"),
    _option("zone", "timezone", "시간대", "option-timezone"),
    _option("days", "days", "요일", "option-days"),
    _option("language", "language", "언어", "option-channel-language"),
    _option("tag", "tags", "태그", "option-tags"),
    _option("tag", "exclude", "제외", "option-exclude"),
    _option("choice", "layout", "형식", "option-layout", tuple(Choice(layout, layout) for layout in LAYOUTS)),
    _CHANNEL,
    _option("role", "role", "역할", "option-role"),
)

COMMANDS: tuple[Command, ...] = (
    _command("paper", "논문", *_FIND),
    _command("random", "랜덤", _TAG, _LANGUAGE),
    _command("digest", "다이제스트", _DATE, _LANGUAGE),
    _command("tags", "태그목록", _option("text", "query", "검색어", "option-prefix")),
    _command("language", "언어", _option("language", "choice", "선택", "option-choice", _OWN_LANGUAGES)),
    _command("settings", "설정", answer="home"),
    _command("saved", "저장목록"),
    _command("subscribe", "구독", *_TERMS, right="manage"),
    _command("unsubscribe", "구독취소", _CHANNEL, right="manage"),
    _command("subscription", "구독설정", _CHANNEL, right="manage"),
    _command("help", "도움말"),
    # --- one paper
    _button("card", "paper", "language"),
    _button("abstract", "paper", "language"),
    _button("recard", "paper", "language", "open", answer="replace"),
    _button("keep", "paper", "language", "open", answer="replace"),
    _button("unkeep", "paper", "language", "open", answer="replace"),
    _button("whole", "paper", "language"),
    _button("read", "paper", "language", "page", answer="replace"),
    _button("save", "paper"),
    _button("unsave", "paper"),
    _button("share", "paper", answer="share"),
    # --- lists of papers
    _button("find", answer="form"),
    _button("results", "tag", "query", "date", "language", "at", answer="replace"),
    _button("shareresults", "tag", "query", "date", "at", answer="share"),
    _button("another", "tag", "language", answer="replace"),
    _button("day", "date", "language", "at", answer="replace"),
    _button("shareday", "date", "at", answer="share"),
    _button("translate", "language", "date"),
    _button("moretags", "query", "at", answer="replace"),
    # --- one reader
    _button("speak", "choice", answer="home"),
    _button("moresaved", "at", answer="replace"),
    _button("drop", "paper", "at", answer="replace"),
    _button("bibtex"),
    _button("erase"),
    _button("eraseall", answer="replace"),
    # --- one channel's subscription
    _button("anyway", *(option.key for option in _TERMS), right="manage"),
    _button("pause", "channel", right="manage", answer="replace"),
    _button("resume", "channel", right="manage", answer="replace"),
    _button("catchup", "channel", right="manage", answer="replace"),
    _button("preview", "channel", right="manage"),
    _button("postnow", "channel", right="manage"),
    _button("arrived", "part", "channel", right="manage", answer="replace"),
    _button("again", "part", "channel", right="manage", answer="replace"),
)
BY_VERB: Mapping[str, Command] = {command.verb: command for command in COMMANDS}
