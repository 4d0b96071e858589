"""Asking a running service how it is, without loading any of it."""

import http.client
import json
from typing import Any

SERVICE = "paperboy"  # said in each answer, since another program may listen where somebody asks for us
PATIENCE_S = 5.0
_EVERY_INTERFACE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # where one listens, and where one asks


def reachable(host: str) -> str:
    return _EVERY_INTERFACE.get(host, host)


def ask(host: str, port: int) -> dict[str, Any]:
    """What `/healthz` says. Raises OSError, HTTPException, ValueError."""
    connection = http.client.HTTPConnection(reachable(host), port, timeout=PATIENCE_S)
    try:
        connection.request("GET", "/healthz")
        answer = json.loads(connection.getresponse().read(4096))
    finally:
        connection.close()
    return answer if isinstance(answer, dict) else {}
