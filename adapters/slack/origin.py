"""Where a modal or the App Home was opened: what its buttons and its form need to know, in its private_metadata."""

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from bot.model import Channel, ChannelKind

LONGEST = 3000  # of private_metadata
MOST_OPEN = 3  # modals upon one another


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """`answers`: the response_url of what was used there; `depth`: of modals upon one another, from 1."""

    channel: str = ""
    kind: ChannelKind = "dm"
    name: str = ""
    answers: str = ""
    depth: int = 0

    def here(self, platform: str, workspace: str) -> Channel:
        return Channel(platform, workspace, self.channel, self.kind, self.name)

    def at(self, depth: int) -> "Origin":
        return replace(self, depth=min(depth, MOST_OPEN))

    def written(self, args: Any = None) -> str:
        """With the arguments of a form, if they fit."""
        known = {key: value for key, value in asdict(self).items() if value}
        text = json.dumps(known | ({"args": args} if args else {}), ensure_ascii=False, separators=(",", ":"))
        return text if len(text) <= LONGEST else json.dumps({"depth": self.depth})


def read(private_metadata: str) -> tuple[Origin, dict[str, str]]:
    """The origin, and a form's arguments."""
    try:
        found = json.loads(private_metadata or "{}")
    except ValueError:
        found = {}
    found = found if isinstance(found, dict) else {}
    args = found.get("args")
    known = {field.name for field in fields(Origin)}
    return Origin(**{key: value for key, value in found.items() if key in known}), args if isinstance(
        args, dict
    ) else {}
