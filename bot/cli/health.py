"""`paperboy health`: asked every half minute by the container's engine, so it loads nothing of the service."""

import http.client
import json
from typing import Any

from bot import settings
from bot.cli.failure import bad_setting, failed, misused, visible
from bot.language import say
from bot.settings import BadSetting, Settings

PATIENCE_S = 5.0
SERVICE = "paperboy"  # what the service calls itself in its answer
_EVERY_INTERFACE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # where one listens, and where one asks


def health() -> int:
    try:
        chosen = settings.load()
    except BadSetting as error:
        raise bad_setting(error) from error
    if not chosen.web_port:
        raise misused(chosen.language, "health-no-port")
    host = _EVERY_INTERFACE.get(chosen.web_host, chosen.web_host)
    place = f"{host}:{chosen.web_port}"
    try:
        answer = _asked(host, chosen.web_port)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise failed(
            chosen.language, "health-silent", place=place, reason=str(error) or type(error).__name__
        ) from error
    _judge(chosen, place, answer)
    print(visible(say(chosen.language, "health-fine", place=place)))
    return 0


def _asked(host: str, port: int) -> dict[str, Any]:
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE_S)
    try:
        connection.request("GET", "/healthz")
        answer = json.loads(connection.getresponse().read(4096))
    finally:
        connection.close()
    return answer if isinstance(answer, dict) else {}


def _judge(chosen: Settings, place: str, answer: dict[str, Any]) -> None:
    if answer.get("service") != SERVICE:
        raise failed(chosen.language, "health-stranger", place=place)
    if not answer.get("ok"):
        parts = ", ".join(name for name, said in answer.items() if said == "failing")
        raise failed(chosen.language, "health-bad", place=place, parts=parts)
