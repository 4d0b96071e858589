"""What `paperboy init` asks, in this order."""

from dataclasses import dataclass

from bot.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`name`: of the field, and of the sentence that asks for it (`init-…`)."""

    name: str
    secret: bool = False

    @property
    def sentence(self) -> str:
        return f"init-{self.name.replace('_', '-')}"


FIRST = (
    Question(name="language"),
    Question(name="timezone"),
    Question(name="discord_token", secret=True),
)
WAY = Question(name="slack_way")  # no setting: which of the others are asked for
ADDRESS = Question(name="public_url")

_BOT_TOKEN = Question(name="slack_bot_token", secret=True)
_SIGNING = Question(name="slack_signing_secret", secret=True)
_CLIENT = (Question(name="slack_client_id"), Question(name="slack_client_secret", secret=True))

# By the way in which Slack and Paperboy reach one another. Answers in one row are of use only together. What opens the
# way comes before the token, which nobody can use without.
WAYS: dict[str, tuple[tuple[Question, ...], ...]] = {
    "socket": ((Question(name="slack_app_token", secret=True),), (_BOT_TOKEN,)),
    "http": ((_SIGNING,), (_BOT_TOKEN,)),
    "workspaces": ((_SIGNING,), _CLIENT),
}


def way(settings: Settings) -> str:
    """The one that the settings have chosen already; empty where there is no Slack."""
    if settings.slack_client_id:
        return "workspaces"
    if settings.slack_app_token.get_secret_value():
        return "socket"
    return "http" if settings.slack_signing_secret.get_secret_value() else ""
