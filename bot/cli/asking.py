"""`paperboy ask` and `paperboy tick`: the terminal platform once, without a prompt."""

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from bot import language as speech
from bot import words
from bot.app import now
from bot.cli.failure import failed, misused, visible
from bot.cli.work import configured, finish, parts
from bot.deliver import Posted
from bot.language import say
from bot.model import aware
from bot.platform import Payload, Reply
from bot.platforms import Console, Talk, terminal
from bot.settings import Settings

_QUOTED = 60  # characters of what was typed wrongly
_YEARS = range(1971, 9999)  # of an instant: what is counted from it, before and after, must be an instant too


def ask(line: str, user: str, channel: str, language: str, zone: str, press: Sequence[int], *, as_json: bool) -> int:
    chosen = configured(level="warning")
    locale = speech.read(language)
    if language and not locale:
        raise misused(chosen.language, "cli-language", text=visible(language[:_QUOTED]))
    place = words.read_zone(zone)
    if zone and not place:
        text, nearest = visible(zone[:_QUOTED]), ", ".join(words.nearest_zones(zone))
        if not nearest:
            raise misused(chosen.language, "cli-zone", text=text)
        raise misused(chosen.language, "cli-zone-nearest", text=text, nearest=nearest)
    who = {"user": user, "channel": channel, "locale": locale or "", "zone": place or ""}
    named = {name: value for name, value in who.items() if value}
    return finish(_ask(chosen, line, named, press, as_json=as_json), chosen)


async def _ask(chosen: Settings, line: str, who: Mapping[str, str], press: Sequence[int], *, as_json: bool) -> int:
    console = terminal(chosen)
    async with parts(chosen, console=console) as app:
        await app.begin()
        talk = Talk(app, **who)
        shown = _answered(console, await talk.line(line), talk, as_json=as_json)
        for number in press:
            buttons: Any = shown.body["buttons"]  # type: ignore[index,call-overload]  # the console's own body
            if not 1 <= number <= len(buttons):
                raise failed(chosen.language, "console-no-button", number=number)
            shown = _answered(console, await talk.press(buttons[number - 1], shown), talk, as_json=as_json)
    return 0


def _answered(console: Console, reply: Reply, talk: Talk, *, as_json: bool) -> Payload:
    """Prints the answer, its buttons numbered from 1."""
    payload = console.render(reply.view, talk.here)[0]
    if as_json:
        view = {"type": type(reply.view).__name__, **_plain(reply.view)}
        buttons: Any = payload.body["buttons"]  # type: ignore[index,call-overload]
        numbered = [{"number": number, **button} for number, button in enumerate(buttons, 1)]
        print(json.dumps({"answer": reply.answer, "view": view, "buttons": numbered}, ensure_ascii=False))
    else:
        console.screen.fresh()
        console.show(reply, talk)
    return payload


def _plain(value: Any) -> Any:
    """Values as JSON has them."""
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def tick(at: str, *, as_json: bool) -> int:
    chosen = configured(level="warning")
    return finish(_tick(chosen, _instant(chosen, at), as_json=as_json), chosen)


async def _tick(chosen: Settings, at: dt.datetime | None, *, as_json: bool) -> int:
    """Posts of the terminal platform are printed where nothing else is: on stdout, or beside the JSON."""
    console = terminal(chosen, stream="stderr" if as_json else "stdout")
    async with parts(chosen, console=console, posts=True, now_of=now if at is None else lambda: at) as app:
        posted = await app.tick()
        for platform in app.platforms.values():
            await platform.stop()
    if as_json:
        print(json.dumps([_post(each) for each in posted], ensure_ascii=False))
        return 0
    for each in posted:
        key = "tick-corrected" if each.corrected else "tick-posted"
        place = visible(f"{each.channel.platform} #{each.channel.name or each.channel.id}")
        print(say(chosen.language, key, place=place, papers=len(each.papers)))
    if not posted:
        print(say(chosen.language, "tick-nothing"))
    return 0


def _post(posted: Posted) -> dict[str, Any]:
    found: dict[str, Any] = _plain(posted)
    return found | {"message": json.loads(posted.message) if posted.message else None}


def _instant(chosen: Settings, text: str) -> dt.datetime | None:
    """Without an offset it is meant in the service's zone."""
    if not text:
        return None
    try:
        instant = dt.datetime.fromisoformat(text)
        instant = aware(instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(chosen.zone)))
        if instant.year in _YEARS:
            return instant
    except (ValueError, OverflowError):
        pass
    raise misused(chosen.language, "cli-instant", text=visible(text[:_QUOTED]))
