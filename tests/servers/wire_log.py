"""The recording of what went over the wire, one JSON object a line, in the format that the contract checker reads."""

import json
import os
from pathlib import Path
from typing import Any

VARIABLE = "PAPERBOY_WIRE_LOG"


class WireLog:
    """Appends exchanges to a file that several test processes may share; does nothing without a file."""

    def __init__(self, platform: str, path: Path | None) -> None:
        self._platform = platform
        self._file = None if path is None else os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)

    @classmethod
    def from_environment(cls, platform: str) -> "WireLog":
        name = os.environ.get(VARIABLE)
        return cls(platform, Path(name) if name else None)

    def write(self, *, method: str, path: str, body: Any, status: int, answer: Any) -> None:
        """`status` is 0 where no answer left the server."""
        if self._file is None:
            return
        line = {"platform": self._platform, "method": method, "path": path, "body": body}
        line |= {"status": status, "answer": answer}
        # One write a line: with O_APPEND, lines of parallel test processes do not mix.
        os.write(self._file, json.dumps(line, ensure_ascii=False).encode() + b"\n")

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
