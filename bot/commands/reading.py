"""Arguments to values; what cannot be read is a Wrong that names what would be right."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot import language as languages
from bot import tags as slugs
from bot import words
from bot.commands.core import Use, Wrong, short
from bot.model import Language, Paper, PaperId, Preference
from bot.platform import Call
from bot.present import buttons

LONGEST_TAG = slugs.LONGEST
LONGEST_WORDS = 300


def own_language(typed: str) -> Language:
    """The language that an option names."""
    read = languages.read(typed)
    if read is None:
        raise Wrong("wrong-language", typed=short(typed))
    return read


def days(use: Use, typed: str) -> tuple[dt.date, dt.date]:
    read = words.read_days(typed, use.today)
    if read is None:
        raise Wrong("wrong-date", typed=short(typed), example=use.today.isoformat(), month=f"{use.today:%Y-%m}")
    return read


def known_tags(use: Use, typed: str) -> tuple[str, ...]:
    """Folded slugs that all have papers."""
    tags = read_tags(use, typed)
    if unknown := [tag for tag in tags if not use.tags.known(tag)]:
        nearest = use.tags.nearest(unknown[0])
        raise Wrong(
            "wrong-tag-nearest" if nearest else "wrong-tag",
            actions=[buttons.tagged(tag, use.asked) for tag in nearest] or [buttons.tag_list(use.language)],
            typed=short(unknown[0]),
            **({"nearest": ", ".join(f"#{tag}" for tag in nearest)} if nearest else {}),
        )
    return tags


def read_tags(use: Use, typed: str) -> tuple[str, ...]:
    """Folded slugs, with papers or without."""
    if len(typed) > 10 * LONGEST_TAG:
        raise Wrong("wrong-tag-long", limit=LONGEST_TAG)
    tags = words.read_tags(typed, use.tags)
    if any(len(tag) > LONGEST_TAG for tag in tags):
        raise Wrong("wrong-tag-long", limit=LONGEST_TAG)
    if typed.strip() and not tags:
        raise Wrong("wrong-tag-form", typed=short(typed))
    return tags


async def paper(use: Use) -> Paper:
    """The paper that a button names. Its id may have become another's when two papers were united."""
    found = await use.core.store.papers.get(PaperId(identifier(use.args.get("paper", ""))))
    if found is None:
        raise Wrong("wrong-paper")
    return found


async def related(use: Use, shown: Paper) -> Sequence[Paper]:
    return await use.core.store.papers.get_many(shown.related) if shown.related else ()


def number(text: str, default: int = 1) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else default


def identifier(text: str) -> int:
    """An id that a button carries; 0, which nothing has, where somebody wrote something else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def zone(call: Call, preference: Preference, service: str) -> str:
    """Where the caller is: the platform's word, else what he or she chose, else Seoul for a Korean client, else the
    service's own zone."""
    caller = words.read_zone(call.zone) if call.zone else None
    korean = "Asia/Seoul" if languages.of_locale(call.locale) == "ko" else None
    return caller or preference.zone or korean or service


def today(now: dt.datetime, zone_name: str) -> dt.date:
    return now.astimezone(ZoneInfo(zone_name)).date()
