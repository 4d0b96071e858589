"""What somebody typed after /subscribe, to Terms: only what is named changes."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot import language as languages
from bot import words
from bot.commands import reading
from bot.commands.core import Use, Wrong, short
from bot.commands.table import BY_VERB
from bot.language import say
from bot.model import ChannelKind, Filter, Language, Layout, Terms
from bot.present import buttons
from bot.view import Action

_LAYOUTS: Mapping[str, Layout] = {
    **dict.fromkeys(("list", "목록", "리스트"), "list"),
    **dict.fromkeys(("thread", "threads", "스레드", "쓰레드"), "thread"),
    **dict.fromkeys(("forum", "포럼"), "forum"),
}
_HOLDS: Mapping[ChannelKind, tuple[Layout, ...]] = {
    "text": ("list", "thread"),
    "announcement": ("list", "thread"),
    "thread": ("list",),
    "forum": ("forum",),
    "dm": ("list",),
}
_ROLE = re.compile(r"[A-Z0-9]{1,40}")  # a platform's id of one; what somebody types after @ is only a name
_NONE = frozenset({"none", "no", "-", "없음", "없이"})
_ALL = frozenset({*_NONE, "all", "any", "*", "모두", "전체", "모든"})


def read_terms(use: Use, old: Terms | None) -> Terms:
    """Raises Wrong for the first argument that cannot be read."""
    terms = old or _first_terms(use)
    args = {key: value for key, value in use.args.items() if value.strip()}
    for key, read in _READERS.items():
        if key in args:
            terms = read(use, terms, args[key].strip())
    _check(use, terms)
    return terms


def named_layout(use: Use, old: Terms | None) -> Layout:
    """Before the terms are read: which rights are missing is said before anything else is."""
    typed = use.args.get("layout", "").strip().casefold()
    return _LAYOUTS.get(typed) or (old.layout if old else "list")


def unknown_tags(use: Use) -> Wrong | None:
    """A tag that no paper has is perhaps mistyped, and perhaps comes later."""
    named = (reading.read_tags(use, _some(use.args.get(key, ""))) for key in ("tags", "exclude"))
    unknown = [tag for tags in named for tag in tags if not use.tags.known(tag)]
    if not unknown:
        return None
    nearest = use.tags.nearest(unknown[0])
    values = {"typed": short(unknown[0])}
    again = repeated(use, say(use.language, "button-anyway"), "anyway", {})
    hint = "" if again else say(use.language, "hint-anyway")
    return Wrong(
        "wrong-new-tag-nearest" if nearest else "wrong-new-tag",
        actions=again,
        hint=hint,
        **(values | {"nearest": ", ".join(f"#{tag}" for tag in nearest)} if nearest else values),
    )


def repeated(use: Use, label: str, verb: str, changed: Mapping[str, str]) -> tuple[Action, ...]:
    """The same call as a button, if its arguments are short enough for one."""
    named = {**use.args, **changed, "channel": elsewhere(use)}
    keys = [option.key for option in BY_VERB[verb].options]
    action = Action(label, verb, {key: named[key] for key in keys if named.get(key)}, "primary")
    return (action,) if buttons.fits(action, len(keys)) else ()


def elsewhere(use: Use) -> str:
    """What buttons carry for a channel that is not the one they stand in."""
    return use.target.id if use.target != use.call.here else ""


def _first_terms(use: Use) -> Terms:
    """09:00 where the caller is, every day, everything; a person for himself or herself in his or her language."""
    target = use.target
    return Terms(
        zone=reading.zone(use.call, use.preference, use.core.zone),
        languages=(use.language if target.kind == "dm" else _of_place(use),),
        layout="forum" if target.kind == "forum" else "list",
    )


def _some(typed: str) -> str:
    """Nothing where somebody takes a choice back: `tags:all`, `exclude:none`."""
    return "" if typed.strip().casefold() in _ALL else typed


def _time(_use: Use, terms: Terms, typed: str) -> Terms:
    time = words.read_time(typed)
    if time is None:
        raise Wrong("wrong-time", typed=short(typed))
    return replace(terms, time=time)


def _zone(use: Use, terms: Terms, typed: str) -> Terms:
    zone = words.read_zone(typed)
    if zone is not None:
        return replace(terms, zone=zone)
    nearest = words.nearest_zones(typed)
    if not nearest:
        raise Wrong("wrong-zone", typed=short(typed))
    actions = [action for each in nearest for action in repeated(use, each, "subscribe", {"timezone": each})]
    raise Wrong("wrong-zone-nearest", actions=actions, typed=short(typed), nearest=", ".join(nearest))


def _days(_use: Use, terms: Terms, typed: str) -> Terms:
    days = words.read_weekdays(typed)
    if not days:
        raise Wrong("wrong-days", typed=short(typed))
    return replace(terms, days=days)


def _language(use: Use, terms: Terms, typed: str) -> Terms:
    chosen = languages.read_channel(typed, use.core.language)
    if chosen is None:
        raise Wrong("wrong-channel-language", typed=short(typed))
    return replace(terms, languages=chosen)


def _tags(use: Use, terms: Terms, typed: str) -> Terms:
    wanted = reading.read_tags(use, _some(typed))
    return replace(terms, filter=Filter(wanted=wanted, excluded=terms.filter.excluded))


def _exclude(use: Use, terms: Terms, typed: str) -> Terms:
    excluded = reading.read_tags(use, _some(typed))
    return replace(terms, filter=Filter(wanted=terms.filter.wanted, excluded=excluded))


def _layout(_use: Use, terms: Terms, typed: str) -> Terms:
    layout = _LAYOUTS.get(typed.casefold())
    if layout is None:
        raise Wrong("wrong-layout", typed=short(typed))
    return replace(terms, layout=layout)


def _role(use: Use, terms: Terms, typed: str) -> Terms:
    if typed.casefold() in _NONE:
        return replace(terms, role="")
    platform = use.core.platforms.get(use.target.platform)
    if platform is None or "roles" not in platform.can:
        raise Wrong("wrong-role-here")
    if not _ROLE.fullmatch(typed):
        raise Wrong("wrong-role", typed=short(typed))
    return replace(terms, role=typed)


_READERS = {
    "time": _time,
    "timezone": _zone,
    "days": _days,
    "language": _language,
    "tags": _tags,
    "exclude": _exclude,
    "layout": _layout,
    "role": _role,
}


def _check(use: Use, terms: Terms) -> None:
    both = sorted(set(terms.filter.wanted) & set(terms.filter.excluded))
    if both:
        raise Wrong("wrong-tag-both", tag=both[0])
    holds = _HOLDS[use.target.kind]
    if terms.layout not in holds:
        fitting = " · ".join(say(use.language, LAYOUT_NAMES[layout]) for layout in holds)
        raise Wrong("wrong-layout-here", layout=say(use.language, LAYOUT_NAMES[terms.layout]), fitting=fitting)
    if terms.role and use.target.kind == "dm":
        raise Wrong("wrong-role-direct")


LAYOUT_NAMES: Mapping[Layout, str] = {"list": "layout-list", "thread": "layout-thread", "forum": "layout-forum"}


def _of_place(use: Use) -> Language:
    """A server speaks its own language, if it says which; else the instance's."""
    return languages.of_locale(use.call.place_locale) or use.core.language
