"""Processes forked from a Python that has read Paperboy's modules already, which is most of what a command takes.

Each is a process of its own as if it had been started from nothing, with its folder, its settings, its streams, its
signals, and the interpreter's own end. Only modules are there before it: nothing has run. What begins from nothing all
the same, so that no module stands in for another one's import: `Place.cold`, `Place.terminal`, `Place.pipe`.

python -m tests.warm FD
"""

import atexit
import functools
import importlib
import io
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# What the service loads only when it needs it. Neither platform's library is among it.
_MORE = ("adapters.web.site", "adapters.web.chat.platform", "adapters.discord.dialect", "adapters.slack.dialect")
_NUMBER = struct.Struct("i")


class Process:
    """What `subprocess.Popen` would be for it, as far as tests ask."""

    def __init__(self, report: int) -> None:
        self._report = report
        self.pid = self._told(None)
        self.returncode: int | None = None

    def wait(self, timeout: float | None = None) -> int:
        """The exit status, or the signal that ended it as a negative number."""
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(self._told(timeout))
            os.close(self._report)
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            with suppress(ProcessLookupError):  # it has ended, and nobody has asked yet
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def _told(self, timeout: float | None) -> int:
        ready, _, _ = select.select([self._report], [], [], timeout)
        if not ready:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        told = os.read(self._report, _NUMBER.size)
        assert told, "the warm Python has ended"
        number: int = _NUMBER.unpack(told)[0]
        return number


def start(
    module: str, *args: str, folder: Path, environ: Mapping[str, str], stdin: int, stdout: int, stderr: int
) -> Process:
    """`python -m module args…` in that folder."""
    ours, theirs = os.pipe()
    order = {"module": module, "args": args, "folder": str(folder), "environ": dict(environ)}
    with tempfile.TemporaryFile() as written:
        written.write(json.dumps(order).encode())
        written.flush()
        socket.send_fds(_python(environ["PYTHONWARNINGS"]), [b"!"], [written.fileno(), stdin, stdout, stderr, theirs])
    os.close(theirs)
    return Process(ours)


@functools.cache
def _python(strictness: str) -> socket.socket:
    """Where its orders go. What it makes of warnings was decided when it began; it ends when this process does."""
    ours, theirs = socket.socketpair()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PAPERBOY_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.warm", str(theirs.fileno())], cwd=ROOT, pass_fds=[theirs.fileno()],
        env=kept | {"PYTHONWARNINGS": strictness}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    theirs.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


# --- in that Python ---


def _load() -> None:
    for module in pkgutil.iter_modules([str(ROOT / "bot" / "cli")], "bot.cli."):
        importlib.import_module(module.name)
    for name in _MORE:
        importlib.import_module(name)
    assert threading.active_count() == 1, "a thread would not be there after a fork"


def _ordered(orders: socket.socket) -> dict[str, Any] | None:
    """The order, in the process that was forked for it; None when no more will come."""
    while True:
        word, fds, _, _ = socket.recv_fds(orders, 1, 5)
        if not word:
            return None
        if os.fork() == 0:
            orders.close()
            return _forked(*fds)
        for fd in fds:
            os.close(fd)


def _forked(written: int, stdin: int, stdout: int, stderr: int, report: int) -> dict[str, Any]:
    """Forks once more, as somebody has to wait for it and to tell its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid:
        os.write(report, _NUMBER.pack(pid))
        for fd in (stdin, stdout, stderr, 0, 1, 2):
            os.close(fd)
        os.write(report, _NUMBER.pack(os.waitpid(pid, 0)[1]))
        os._exit(0)
    os.close(report)
    for fd, own in ((stdin, 0), (stdout, 1), (stderr, 2)):
        os.dup2(fd, own)
        os.close(fd)
    with open(written, "rb") as file:
        file.seek(0)
        order: dict[str, Any] = json.load(file)
    return order


def _become(order: dict[str, Any]) -> None:
    os.environ.clear()
    os.environ.update(order["environ"])
    time.tzset()
    sys.stdin, sys.stdout, sys.stderr = _stream(sys.stdin), _stream(sys.stdout), _stream(sys.stderr)
    os.chdir(order["folder"])
    sys.path[0] = order["folder"]
    sys.argv[1:] = order["args"]
    runpy.run_module(order["module"], run_name="__main__", alter_sys=True)


def _stream(old: Any) -> Any:
    """As the interpreter opens it for what is there now: a pipe, or a file."""
    raw = io.FileIO(old.fileno(), old.mode, closefd=False)
    buffer = io.BufferedReader(raw) if raw.readable() else io.BufferedWriter(raw)
    last, unbuffered = old.fileno() == 2, bool(os.environ.get("PYTHONUNBUFFERED"))
    return io.TextIOWrapper(buffer, old.encoding, old.errors, "\n", line_buffering=last, write_through=unbuffered)


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who waits for a process is its watcher, for whom nobody does
    _load()
    with socket.socket(fileno=int(sys.argv[1])) as _orders:
        _order = _ordered(_orders)
    if _order is not None:
        _become(_order)
