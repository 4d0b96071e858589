"""What an import says of itself when it is done."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A document that could not be read: `key` names the reason in the catalogue (`refused-…`), with its values."""

    path: str
    line: int | None
    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something that the curator may want to know: `key` in the catalogue (`remark-…`), with its values."""

    key: str
    values: Mapping[str, str | int | dt.date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counted in papers. `archived`: of those added, or judged anew, how many were stored and will not be posted."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    archived: int = 0
    refused: tuple[Refusal, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts while an import goes on."""

    today: dt.date
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    archived: int = 0
    gone: int = 0
    refused: list[Refusal] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    old: Counter[dt.date] = field(default_factory=Counter)  # archive by its date alone

    def remark(self, key: str, **values: str | int | dt.date) -> None:
        self.remarks.append(Remark(key=key, values=values))

    def count(self, *, new: bool, changed: bool) -> None:
        self.added += new
        self.changed += changed and not new
        self.unchanged += not changed

    def summary(self) -> Summary:
        old = [
            Remark(key="remark-old", values={"count": count, "date": date, "days": (self.today - date).days})
            for date, count in sorted(self.old.items())
        ]
        gone = [Remark(key="remark-gone", values={"count": self.gone})] if self.gone else []
        return Summary(
            added=self.added,
            changed=self.changed,
            unchanged=self.unchanged,
            archived=self.archived,
            refused=tuple(sorted(self.refused, key=lambda refusal: refusal.path)),
            remarks=(*old, *gone, *self.remarks),
        )

    def happened(self) -> bool:
        return bool(self.added or self.changed or self.gone or self.refused)

    def as_json(self) -> str:
        names = ("added", "changed", "unchanged", "archived")
        return json.dumps({**{name: getattr(self, name) for name in names}, "refused": len(self.refused)})


def unreadable(path: str, reason: str) -> Refusal:
    return Refusal(path=path, line=None, key="refused-unreadable", values={"reason": reason})
