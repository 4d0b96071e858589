import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import TagCount
from bot.tags import Aliases, TagIndex
from bot.words import Line, read_line, read_tags
from tests.typed_table import TABLE

TODAY = dt.date(2025, 6, 3)
TAGS = TagIndex(
    [
        TagCount(tag, 9)
        for tag in ("rl", "moe", "nlp", "optimizer", "transformer", "state-space-model", "image-generation")
    ],
    Aliases.load(),
)


def read(line: str) -> Line:
    return read_line(line, commands=TABLE, tags=TAGS, today=TODAY)


SEARCHES: dict[str, dict[str, str]] = {
    "": {},
    "/paper": {},
    "논문": {},
    "tag:optimizer": {"tag": "optimizer"},
    "#optimizer": {"tag": "optimizer"},
    'tag: "state space model"': {"tag": "state space model"},
    "tag: “state space model”": {"tag": "state space model"},
    "tag: state space model attention": {"tag": "state space model", "query": "attention"},
    "tag：rl": {"tag": "rl"},
    "태그: 강화 학습": {"tag": "강화 학습"},
    "tag: rl, moe muon": {"tag": "rl, moe", "query": "muon"},
    "tag:rl #moe": {"tag": "rl, moe"},
    "tag optimizer": {"tag": "optimizer"},
    "/논문 tag:rl": {"tag": "rl"},
    "muon 학습": {"query": "muon 학습"},
    "2505.24275": {"query": "2505.24275"},
    "<https://arxiv.org/abs/2505.24275|arxiv.org/abs/2505.24275>": {"query": "https://arxiv.org/abs/2505.24275"},
    "lang:ko muon": {"language": "ko", "query": "muon"},
    "date: June 2, 2025 muon": {"date": "June 2, 2025", "query": "muon"},
    "date: 2025년 6월 tag:rl query: muon 학습": {"date": "2025년 6월", "tag": "rl", "query": "muon 학습"},
    "date:nonsense": {"date": "nonsense"},
    "2025-06-02": {"date": "2025-06-02"},
    "어제": {"date": "어제"},
    "BERT: Pre-training of Transformers": {"query": "BERT: Pre-training of Transformers"},
    "/search muon tag:rl": {"tag": "rl", "query": "muon"},
    "/Find": {},
    "/검색 학습": {"query": "학습"},
    "search agents": {"query": "search agents"},
    '"attention is" all': {"query": "attention is all"},
    "tag:": {},
    '"': {},
}


@pytest.mark.parametrize(("line", "args"), SEARCHES.items())
def test_words_are_searched_and_keys_narrow(line: str, args: dict[str, str]) -> None:
    assert read(line) == Line("paper", args)


@pytest.mark.parametrize(
    ("line", "verb", "args"),
    [
        ("random", "random", {}),
        ("랜덤 강화학습", "random", {"tag": "강화학습"}),
        ("random state space model", "random", {"tag": "state space model"}),
        ("random rl, moe", "random", {"tag": "rl, moe"}),
        ("random #unknown", "random", {"tag": "unknown"}),
        ("/paper random rl", "random", {"tag": "rl"}),
        ("/random forest", "random", {"tag": "forest"}),
        ("digest", "digest", {}),
        ("digest June 2, 2025", "digest", {"date": "June 2, 2025"}),
        ("다이제스트 6월 2일", "digest", {"date": "6월 2일"}),
        ("digest 2025-13-45", "digest", {"date": "2025-13-45"}),
        ("tags", "tags", {}),
        ("tags op", "tags", {"query": "op"}),
        ("태그 목록", "tags", {}),
        ("태그", "tags", {}),
        ("language ko", "language", {"choice": "ko"}),
        ("언어 영어", "language", {"choice": "영어"}),
        ("언어 자동", "language", {"choice": "auto"}),
        ("/language klingon", "language", {"choice": "klingon"}),
        ("설정", "settings", {}),
        ("저장목록", "saved", {}),
        ("stop", "unsubscribe", {}),
        ("구독 취소", "unsubscribe", {}),
        ("stop <#C99|general>", "unsubscribe", {"channel": "C99"}),
        ("unsubscribe channel:#general", "unsubscribe", {"channel": "general"}),
        ("status", "subscription", {}),
        ("구독설정", "subscription", {}),
        ("도움말", "help", {}),
        ("/HELP", "help", {}),
    ],
)
def test_a_first_word_is_a_verb_when_what_follows_fits(line: str, verb: str, args: dict[str, str]) -> None:
    assert read(line) == Line(verb, args)


@pytest.mark.parametrize(
    ("line", "verb"),
    [
        ("/paper language models", "language"),
        ("/paper random forest", "random"),
        ("tags for image generation", "tags"),
        ("digest of something", "digest"),
        ("stop words", "unsubscribe"),
        ("help me find", "help"),
        ("subscribe to transformers daily", "subscribe"),
        ("settings please", "settings"),
    ],
)
def test_a_first_word_whose_rest_does_not_fit_is_searched_and_named(line: str, verb: str) -> None:
    assert read(line) == Line("paper", {"query": line.removeprefix("/paper ")}, unfit=verb)


def test_a_command_that_does_not_exist_leads_to_help_and_is_named() -> None:
    assert read("/papr optimizer") == Line("help", {}, unfit="papr")


def test_a_subscription_is_typed_with_and_without_keys() -> None:
    line = "subscribe 09:00 Asia/Seoul weekdays lang:ko tag:rl -tag:nlp exclude:moe layout:thread channel:<#C1|name>"
    assert read(line) == Line(
        "subscribe",
        {
            "time": "09:00",
            "timezone": "Asia/Seoul",
            "days": "weekdays",
            "language": "ko",
            "tags": "rl",
            "exclude": "nlp, moe",
            "layout": "thread",
            "channel": "C1",
        },
    )


def test_a_subscription_is_typed_in_korean() -> None:
    line = "구독 오전 9시 30분 서울 월, 수, 금 둘 다 강화학습 제외:nlp 스레드"
    assert read(line).args == {
        "time": "오전 9시 30분",
        "timezone": "서울",
        "days": "월, 수, 금",
        "language": "둘 다",
        "tags": "강화학습",
        "exclude": "nlp",
        "layout": "thread",
    }


@pytest.mark.parametrize(
    ("line", "args"),
    [
        ("subscribe", {}),
        ("subscribe 25:00", {"time": "25:00"}),
        ("subscribe 09:00 Asia/Seol", {"time": "09:00", "timezone": "Asia/Seol"}),
        ("subscribe 09:00 Seol", {"time": "09:00", "timezone": "Seol"}),
        ("subscribe 9am UTC+9", {"time": "9am", "timezone": "UTC+9"}),
        ("subscribe 9am newtag", {"time": "9am", "tags": "newtag"}),
        ("subscribe 9am #newtag", {"time": "9am", "tags": "newtag"}),
        ("subscribe timezone:Nowhere", {"timezone": "Nowhere"}),
        ("구독 <@&123> 9시", {"role": "123", "time": "9시"}),
        ("구독 <#C1> 역할:<!subteam^S1|@ml>", {"channel": "C1", "role": "S1"}),
    ],
)
def test_what_is_wrong_in_a_subscription_reaches_the_command_that_can_say_so(line: str, args: dict[str, str]) -> None:
    assert read(line) == Line("subscribe", args)


def test_a_button_cannot_be_typed() -> None:
    assert read("results rl").verb == "paper"


def test_a_line_of_ten_thousand_letters_is_read() -> None:
    assert read("tag:" + "x" * 10_000).args["tag"].startswith("xxx")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("rl, moe", ("rl", "moe")),
        ("#rl #moe", ("rl", "moe")),
        ("rl moe", ("rl", "moe")),
        ("강화 학습, 상태공간모델", ("rl", "state-space-model")),
        ("State Space Model", ("state-space-model",)),
        ("RL, rl, reinforcement learning", ("rl",)),
        ("no such tag", ("no-such-tag",)),
        ("", ()),
        (" ,, #", ()),
    ],
)
def test_a_list_of_tags_is_folded_without_repeats(text: str, tags: tuple[str, ...]) -> None:
    assert read_tags(text, TAGS) == tags


TYPED = """/paper random subscribe 구독 취소 tags digest language /papr tag: -tag: 태그: date: lang: query: #rl -#nlp #,
    rl , " “ : <#C1|x> <# <@&1> <https://a.b|c> 9am 9시 25:00 오전 서울 Asia/Seol 2025-06-02 6월 2일 mon,wed 평일
    둘 다 ko+en - = [ ( 강화하"""
PIECES = st.sampled_from(TYPED.split())


@given(
    st.text()
    | st.lists(PIECES | st.text(max_size=5), max_size=9).map(" ".join)
    | st.lists(PIECES, max_size=9).map("".join)
)
def test_no_line_makes_the_reader_raise(line: str) -> None:
    typed = {command.verb: command for command in TABLE if command.names}
    found = read(line)
    assert set(found.args) <= {option.key for option in typed[found.verb].options}
    assert all(found.args.values())
    read_tags(line, TAGS)


@pytest.mark.parametrize("piece", ["<#", '"', "tag:", "-", "#", "a:", "<https://", "rl, ", "구독 "])
def test_no_repeated_piece_makes_the_reader_slow(piece: str) -> None:
    start = time.perf_counter()
    read(piece * 3000)
    assert time.perf_counter() - start < 1  # a hundredth of it in fact; quadratic reading takes many seconds


@pytest.mark.parametrize("word", ["today", "오늘", "yesterday"])
def test_a_slash_before_a_day_asks_for_its_digest(word: str) -> None:
    assert read(f"/{word}") == Line("digest", {"date": word})
