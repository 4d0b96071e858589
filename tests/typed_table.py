"""A small table of commands with which the reading of typed lines is tested: the verbs and options of design 7."""

from bot.platform import Command
from bot.view import Choice, Option, OptionKind


def _option(kind: OptionKind, en: str, ko: str, *choices: str) -> Option:
    return Option(kind, {"en": en, "ko": ko}, {}, choices=tuple(Choice(choice, choice) for choice in choices))


def _command(verb: str, ko: str, *options: Option) -> Command:
    return Command(verb, options, names={"en": verb, "ko": ko})


TAG, DATE, LANGUAGE = (
    _option("tag", "tag", "태그"),
    _option("date", "date", "날짜"),
    _option("language", "language", "언어"),
)
QUERY, CHANNEL = _option("text", "query", "검색어"), _option("channel", "channel", "채널")
TERMS = (
    _option("time", "time", "시각"),
    _option("zone", "timezone", "시간대"),
    _option("days", "days", "요일"),
    LANGUAGE,
    _option("tag", "tags", "태그"),
    _option("tag", "exclude", "제외"),
    _option("choice", "layout", "형식", "list", "thread", "forum"),
    CHANNEL,
    _option("role", "role", "역할"),
)
TABLE: tuple[Command, ...] = (
    _command("paper", "논문", TAG, QUERY, DATE, LANGUAGE),
    _command("random", "랜덤", TAG, LANGUAGE),
    _command("digest", "다이제스트", DATE, LANGUAGE),
    _command("tags", "태그목록", QUERY),
    _command("language", "언어", _option("language", "choice", "선택", "ko", "en", "auto")),
    _command("settings", "설정"),
    _command("saved", "저장목록"),
    _command("subscribe", "구독", *TERMS),
    _command("unsubscribe", "구독취소", CHANNEL),
    _command("subscription", "구독설정", CHANNEL),
    _command("help", "도움말"),
    Command("results", (TAG, QUERY)),
)
