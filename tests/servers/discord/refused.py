"""What the local Discord says when it says no: statuses, error codes and their sentences."""

from typing import Any

Json = dict[str, Any]
Place = tuple[str | int, ...]

# Code: (HTTP status, message). Codes and meanings: docs.discord.com, topics/opcodes-and-status-codes.
CODES: dict[int, tuple[int, str]] = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    20012: (403, "You are not authorized to perform this action on this application"),
    20028: (429, "The channel you are writing has hit the write rate limit."),
    30032: (400, "Maximum number of application commands reached"),
    30034: (400, "Max number of daily application command creates has been reached (200)"),
    30046: (429, "Maximum number of edits to messages older than 1 hour reached. Try again later."),
    40003: (403, "You are opening direct messages too fast"),
    40005: (413, "Request entity too large"),
    40033: (400, "This message has already been crossposted."),
    40060: (400, "Interaction has already been acknowledged."),
    40067: (400, "A tag is required to create a forum post in this channel"),
    40094: (400, "This interaction has hit the maximum number of follow up messages."),
    50001: (403, "Missing Access"),
    50003: (400, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50024: (400, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50033: (400, "Invalid Recipient(s)"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
    160004: (400, "A thread has already been created for this message"),
    160005: (400, "Thread is locked"),
}


class Refused(Exception):
    """An answer that is a refusal; raised by whatever handles a request."""

    def __init__(self, code: int, *, status: int = 0, message: str = "", errors: Json | None = None) -> None:
        known_status, known_message = CODES.get(code, (400, "Bad Request"))
        self.status = status or known_status
        self.body: Json = {"message": message or known_message, "code": code}
        if errors:
            self.body["errors"] = errors
        super().__init__(f"{self.status} {self.body}")


def unauthorized() -> Refused:
    return Refused(0, status=401, message="401: Unauthorized")


def no_such_route() -> Refused:
    return Refused(0, status=404, message="404: Not Found")


class Form:
    """Collects what is wrong with a body, each fault at its place, as Discord's `errors` object does."""

    def __init__(self) -> None:
        self.errors: Json = {}

    def fault(self, place: Place, code: str, message: str) -> None:
        node = self.errors
        for part in place:
            node = node.setdefault(str(part), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def text(self, value: Any, place: Place, *, most: int, least: int = 0) -> bool:
        """True where the value is a string of fitting length."""
        if not isinstance(value, str):
            code = "BASE_TYPE_REQUIRED" if value is None else "STRING_TYPE_CONVERT"
            self.fault(place, code, "This field is required" if value is None else "Could not interpret as string.")
        elif least and not value:
            self.fault(place, "BASE_TYPE_REQUIRED", "This field is required")
        elif len(value) > most:
            self.fault(place, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        else:
            return True
        return False

    def optional_text(self, value: Any, place: Place, *, most: int) -> None:
        if value is not None:
            self.text(value, place, most=most)

    def items(self, value: Any, place: Place, *, most: int, least: int = 0) -> list[Any]:
        """The items of a list; none, and a fault, where it is no list or too long or short."""
        if value is None and not least:
            return []
        if not isinstance(value, list):
            self.fault(place, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if not least <= len(value) <= most:
            self.fault(place, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        return value

    def objects(self, value: Any, place: Place, *, most: int, least: int = 0) -> list[tuple[Place, Json]]:
        """The objects in a list, each with its place; whatever else stands in it is a fault."""
        everything = [
            ((*place, index), one) for index, one in enumerate(self.items(value, place, most=most, least=least))
        ]
        return [(here, one) for here, one in everything if self.is_object(one, here)]

    def is_object(self, value: Any, place: Place) -> bool:
        if isinstance(value, dict):
            return True
        self.fault(place, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return False

    def dictionary(self, value: Any, place: Place) -> Json:
        """An optional object; an empty one where it is missing or, with a fault, where it is none."""
        return value if value is not None and self.is_object(value, place) else {}

    def truth(self, thing: Json, place: Place, *keys: str) -> None:
        for key in keys:
            if not isinstance(thing.get(key), bool | None):
                self.fault((*place, key), "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")

    def number(self, value: Any, place: Place, *, least: int, most: int) -> None:
        if value is None:
            return
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(place, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif not least <= value <= most:
            self.fault(place, "NUMBER_TYPE_MAX", f"int value should be between {least} and {most}.")

    def one_of(self, value: Any, place: Place, allowed: tuple[Any, ...]) -> bool:
        if not isinstance(value, bool) and value in allowed:
            return True
        self.fault(place, "BASE_TYPE_CHOICES", f"Value must be one of {allowed}.")
        return False

    def link(self, value: Any, place: Place, *, most: int = 2048, attachments: bool = False) -> None:
        schemes = ("http://", "https://", *(("attachment://",) if attachments else ()))
        if not self.text(value, place, most=most, least=1):
            return
        if not value.startswith(schemes):
            message = f'Scheme "{value.partition(":")[0]}" is not supported. Scheme must be one of (http, https).'
            self.fault(place, "URL_TYPE_INVALID_SCHEME", message)
        elif " " in value or ("." not in value and "localhost" not in value):
            self.fault(place, "URL_TYPE_INVALID_URL", "Not a well formed URL.")

    def raise_if_faulty(self) -> None:
        if self.errors:
            raise Refused(50035, errors=self.errors)
