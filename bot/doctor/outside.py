"""The world outside: hosts through a proxy, tokens, the clock, rights in subscribed channels."""

import datetime as dt
from collections.abc import AsyncIterator

from bot.doctor.finding import Finding, Patient, bad, fine, warning
from bot.memory import NoKey
from bot.platform import Problem, SendError
from bot.platforms import slack_scopes

CLOCK_OFF = dt.timedelta(seconds=60)  # Slack refuses signatures after five minutes, and slots come late before that


async def hosts(patient: Patient) -> AsyncIterator[Finding]:
    """`proxy`, `unreachable`, `certificate`: each says what to do about it."""
    for each in patient.answers:
        if each.failure:
            yield bad(f"doctor-{each.failure}", host=each.door.host, reason=each.reason)
        else:
            yield fine("doctor-host-fine", host=each.door.host)
    if not patient.answers:
        yield warning("doctor-no-platform")


async def tokens(patient: Patient) -> AsyncIterator[Finding]:
    for each in patient.answers:
        if each.failure or not each.door.setting:
            continue
        if each.refused:
            yield bad("doctor-token", setting=each.door.setting, host=each.door.host, reason=each.refused)
        elif each.unknown:
            yield warning("doctor-token-unknown", setting=each.door.setting, host=each.door.host, reason=each.unknown)
        else:
            yield fine("doctor-token-fine", setting=each.door.setting)


async def scopes(patient: Patient) -> AsyncIterator[Finding]:
    for each in patient.answers:
        if each.refused or each.scopes is None or each.door.setting != "PAPERBOY_SLACK_BOT_TOKEN":
            continue
        required, optional = slack_scopes()
        if missing := sorted(set(required) - each.scopes):
            yield bad("doctor-scopes", scopes=", ".join(missing))
        elif missing := sorted(set(optional) - each.scopes):
            yield warning("doctor-scopes-optional", scopes=", ".join(missing))
        else:
            yield fine("doctor-scopes-fine")


async def workspaces(patient: Patient) -> AsyncIterator[Finding]:
    """That installed the app by themselves: each has a token of its own."""
    if not patient.app or not patient.app.standings or not patient.settings.slack_client_id:
        return
    if any(each.failure for each in patient.answers if each.door.platform == "slack"):
        return
    link = f"{patient.settings.public_url.rstrip('/')}/slack/install"
    try:
        standings = await patient.app.standings()
    except NoKey:
        yield bad("doctor-secret-key")
        return
    for each in standings:
        if each.refused:
            yield bad("doctor-workspace-token", workspace=each.workspace, reason=each.refused, link=link)
        elif each.missing:
            scopes = ", ".join(each.missing)
            yield bad("doctor-workspace-scopes", workspace=each.workspace, scopes=scopes, link=link)
        elif each.unknown:
            yield warning("doctor-workspace-unknown", workspace=each.workspace, reason=each.unknown[:200])
    if not standings:
        yield warning("doctor-no-workspace", link=link)
    elif not any(each.refused or each.missing or each.unknown for each in standings):
        yield fine("doctor-workspaces-fine", number=len(standings))


async def clock(patient: Patient) -> AsyncIterator[Finding]:
    dates = [each.date for each in patient.answers if each.date]
    if not dates:
        return
    off = min((patient.now - date for date in dates), key=abs)  # one server's clock may be wrong, but not all
    if abs(off) > CLOCK_OFF:
        yield bad("doctor-clock", seconds=round(off.total_seconds()))
    else:
        yield fine("doctor-clock-fine")


async def channels(patient: Patient) -> AsyncIterator[Finding]:
    """Only on platforms that take our token: elsewhere every channel would look forbidden."""
    if not patient.app:
        return
    shut = {each.door.platform for each in patient.answers if each.failure or each.refused}
    for each in await patient.app.store.subscriptions.all():
        platform = patient.app.platforms.get(each.channel.platform)
        if platform is None or platform.name in shut or each.state != "active":
            continue
        place = f"{platform.name} #{each.channel.name or each.channel.id}"
        try:
            problems = await platform.check(each.channel, each.terms.layout)
        except SendError as error:
            yield warning("doctor-channel-unknown", channel=place, reason=str(error)[:200])
        else:
            yield _rights(place, problems)


def _rights(place: str, problems: tuple[Problem, ...]) -> Finding:
    if not problems:
        return fine("doctor-channel-fine", channel=place)
    rights = tuple(dict(problem.names) for problem in problems)
    return Finding(level="bad", key="doctor-rights", values={"channel": place}, rights=rights)
