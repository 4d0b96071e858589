"""`paperboy health`: asked every half minute by the container's engine, so it loads nothing of the service."""

import http.client

from bot import pulse, settings
from bot.cli.failure import bad_setting, failed, misused, visible
from bot.language import say
from bot.settings import BadSetting


def health() -> int:
    try:
        chosen = settings.load()
    except BadSetting as error:
        raise bad_setting(error) from error
    spoken, port = chosen.language, chosen.web_port
    if not port:
        raise misused(spoken, "health-no-port")
    place = f"{pulse.reachable(chosen.web_host)}:{port}"
    try:
        answer = pulse.ask(chosen.web_host, port)
    except OSError as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise failed(spoken, "health-silent", place=place, reason=reason) from error
    except (http.client.HTTPException, ValueError) as error:  # no HTTP, or a page
        raise failed(spoken, "health-stranger", place=place) from error
    if answer.get("service") != pulse.SERVICE:
        raise failed(spoken, "health-stranger", place=place)
    if not answer.get("ok"):
        parts = ", ".join(name for name, said in answer.items() if said == "failing")
        raise failed(spoken, "health-bad", place=place, parts=parts)
    print(visible(say(spoken, "health-fine", place=place)))
    return 0
