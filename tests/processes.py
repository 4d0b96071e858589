"""Paperboy as real processes in a folder of their own: commands, the service, and a person at a pseudo-terminal.

Most are forked from a Python that has read the modules already, as tests/warm.py says."""

import fcntl
import json
import os
import pty
import re
import select
import shlex
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from tests import warm

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "2025-06-02.txt"
PATIENCE_S = 30  # a deadline, not a pause: two cores may be shared by many tests
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\x1b\][^\x07]*\x07|\r")


class Place:
    """A folder without anything in it, and no setting but those given."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PAPERBOY_")}
        chosen = {"timezone": "Asia/Seoul", "web_port": "0"} | settings  # many of them run at once
        ours = {f"PAPERBOY_{name.upper()}": value for name, value in chosen.items()}
        self.environ = kept | ours | {"PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm-256color", "PYTHONWARNINGS": "error"}

    @property
    def database(self) -> Path:
        return self.folder / "data" / "paperboy.sqlite3"

    def run(self, *args: str | Path, status: int = 0, **settings: str) -> subprocess.CompletedProcess[str]:
        done = self.answered("", *args, **settings)
        assert done.returncode == status, f"status {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def cold(self, *args: str | Path) -> subprocess.CompletedProcess[str]:
        """Begins from nothing, as a shell does it."""
        return subprocess.run(
            _command(*args), cwd=self.folder, env=self.environ, text=True, capture_output=True,
            stdin=subprocess.DEVNULL, timeout=PATIENCE_S,
        )  # fmt: skip

    def answered(self, typed: str, *args: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
        """With what somebody types, to its end."""
        environ = self.environ | {f"PAPERBOY_{name.upper()}": value for name, value in settings.items()}
        with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
            stdin.write(typed.encode())
            stdin.seek(0)
            streams = {"stdin": stdin.fileno(), "stdout": stdout.fileno(), "stderr": stderr.fileno()}
            process = warm.start("bot", *map(str, args), folder=self.folder, environ=environ, **streams)
            try:
                status = process.wait(PATIENCE_S)
            finally:
                process.kill()
            stdout.seek(0)
            stderr.seek(0)
            return subprocess.CompletedProcess(args, status, stdout.read().decode(), stderr.read().decode())

    def ask(self, line: str, *options: str, **settings: str) -> str:
        return self.run("ask", line, *options, **settings).stdout

    def json(self, *args: str | Path, status: int = 0) -> Any:
        return json.loads(self.run(*args, "--json", status=status).stdout)

    def fails(self, *args: str | Path, **settings: str) -> str:
        """The one line on stderr of a command that fails."""
        done = self.answered("", *args, **settings)
        assert done.returncode not in {0, -6, -11}, done.stdout
        assert done.stderr.count("\n") == 1, done.stderr
        assert "\x1b" not in done.stderr
        assert "should not have happened" not in done.stderr
        return done.stderr.strip()

    def pipe(self, command: str, reader: str) -> subprocess.CompletedProcess[str]:
        """`command` with its output going to `reader`, as a shell does it."""
        line = f"{shlex.join(_command(command))} | {reader}"
        return subprocess.run(["sh", "-c", line], cwd=self.folder, env=self.environ, text=True, capture_output=True)

    @contextmanager
    def service(self) -> Iterator["Service"]:
        """`run` without a terminal."""
        with running("bot", "run", folder=self.folder, environ=self.environ) as process:
            yield Service(*process)

    @contextmanager
    def terminal(self, *, columns: int = 80) -> Iterator["Terminal"]:
        """`run` with somebody at a terminal."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        process = subprocess.Popen(
            _command("run"), cwd=self.folder, env=self.environ, stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        try:
            yield Terminal(process, ours)
        finally:
            process.kill()
            process.wait()
            os.close(ours)


@contextmanager
def running(
    module: str, *args: str, folder: Path, environ: Mapping[str, str], stdin: int | None = None
) -> Iterator[tuple[warm.Process, int]]:
    """A process, and where its log is read; killed at the end if it still runs."""
    ours, theirs = os.pipe()
    with Path(os.devnull).open("r+b") as nothing:
        streams = {"stdin": nothing.fileno() if stdin is None else stdin, "stdout": nothing.fileno(), "stderr": theirs}
        process = warm.start(module, *args, folder=folder, environ=environ, **streams)
    os.close(theirs)
    try:
        yield process, ours
    finally:
        process.kill()
        process.wait(PATIENCE_S)
        os.close(ours)


class Service:
    def __init__(self, process: warm.Process, log: int) -> None:
        self.process, self._log = process, log
        self.said: list[dict[str, Any]] = []
        self._rest = b""

    def until(self, event: str, **fields: Any) -> dict[str, Any]:
        """Reads the log up to the line that says it, with these fields."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            while b"\n" in self._rest:
                line, _, self._rest = self._rest.partition(b"\n")
                self.said.append(json.loads(line))
                if self.said[-1]["event"] == event and fields.items() <= self.said[-1].items():
                    return self.said[-1]
            assert self._more(deadline), f"never said {event}: {self.said}"

    def _more(self, deadline: float) -> bool:
        ready, _, _ = select.select([self._log], [], [], max(deadline - time.monotonic(), 0))
        read = os.read(self._log, 65_536) if ready else b""
        self._rest += read
        return bool(read)

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Seconds until it ended, which it must have done with status 0."""
        begun = time.monotonic()
        self.process.send_signal(number)
        assert self.process.wait(timeout=PATIENCE_S) == 0
        return time.monotonic() - begun


class Terminal:
    def __init__(self, process: subprocess.Popen[bytes], fd: int) -> None:
        self.process, self._fd = process, fd
        self.raw = b""
        self._read = 0

    def type(self, text: str, *, enter: bool = True) -> None:
        os.write(self._fd, (text + ("\r" if enter else "")).encode())

    def until(self, text: str) -> str:
        """What was shown since the last call, up to the moment when `text` is there."""
        deadline = time.monotonic() + PATIENCE_S
        while text not in (shown := self._shown()):
            if time.monotonic() > deadline or not self._more(deadline):
                raise AssertionError(f"{text!r} did not appear: {shown!r}")
        self._read = len(self.raw)
        return shown

    def ends(self) -> int:
        """The exit status."""
        deadline = time.monotonic() + PATIENCE_S
        while self._more(deadline):
            pass
        return self.process.wait(timeout=PATIENCE_S)

    def _shown(self) -> str:
        return _ESCAPES.sub("", self.raw[self._read :].decode("utf-8", "ignore"))

    def _more(self, deadline: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], max(deadline - time.monotonic(), 0))
        if not ready:
            return False
        try:
            read = os.read(self._fd, 65_536)
        except OSError:  # Linux says so when the other side has closed
            return False
        self.raw += read
        return bool(read)


def _command(*args: str | Path) -> list[str]:
    return [sys.executable, "-m", "bot", *map(str, args)]
