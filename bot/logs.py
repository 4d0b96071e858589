"""The operator's log on stderr: a constant sentence with fields, readable on a terminal, JSON elsewhere."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer

from bot.discretion import discretion

Event = MutableMapping[str, Any]


def start(level: str, *, terminal: bool) -> None:
    """`terminal`: a person reads it, so lines; otherwise JSON for a collector."""
    stamp = structlog.processors.TimeStamper(fmt="%H:%M:%S" if terminal else "iso", utc=not terminal)
    closing: list[structlog.typing.Processor] = (
        [structlog.processors.format_exc_info, _discreet, _line]
        if terminal
        else [_JSON_TRACE, _discreet, structlog.processors.JSONRenderer(ensure_ascii=True)]
    )
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.add_log_level, stamp, *closing],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=lambda *_: _Stderr(),
        cache_logger_on_first_use=False,
    )
    # Libraries: warnings and above only, because what they say below that may hold tokens and texts. Adapters are ours.
    logging.basicConfig(handlers=[_FromLibraries()], level=logging.WARNING, force=True)
    logging.getLogger("adapters").setLevel(level.upper())
    # Its warnings are about requests that nobody handles, and hold what was typed.
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)


# Without local variables: they may hold tokens and what people wrote.
_JSON_TRACE = structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False))
_ORDINARY = frozenset(vars(logging.makeLogRecord({})))


class _Stderr:
    """Looks stderr up for each line: while the prompt is shown it is another stream, which prints above the prompt."""

    def msg(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    log = debug = info = warning = error = critical = exception = msg


class _FromLibraries(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger().bind(by=record.name)
        try:
            extra = {name: value for name, value in vars(record).items() if name not in _ORDINARY}
            log.bind(**extra).log(record.levelno, record.getMessage(), exc_info=record.exc_info)
        except Exception:  # its arguments are wrong; logging's own word for that would show them
            log.warning("a line of a library could not be written")


def _discreet(_logger: object, _name: str, event: Event) -> Event:
    return discretion.line(event)


def _line(_logger: object, _name: str, event: Event) -> str:
    stamp, level, said = event.pop("timestamp"), event.pop("level"), event.pop("event")
    trace = event.pop("exception", "")
    fields = "".join(f"  {name}={_quoted(value)}" for name, value in event.items())
    return f"{stamp} {level:<7} {_visible(str(said))}{fields}" + (f"\n{trace}" if trace else "")


def _quoted(value: object) -> str:
    text = _visible(str(value))
    return f'"{text}"' if " " in text or not text else text


def _visible(text: str) -> str:
    """File names may hold escape sequences; a terminal must not obey them."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
