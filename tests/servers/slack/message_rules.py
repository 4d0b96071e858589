"""What Slack refuses in the content of a message, by the method that brings it."""

import json
from typing import Any

from tests.servers.slack.block_rules import IN_MESSAGE, check_blocks, walk
from tests.servers.slack.form import Form
from tests.servers.slack.refused import Json, Refused, explained
from tests.servers.slack.shown import shown, weight

MOST_TEXT, MOST_UPDATED_TEXT, MOST_MARKDOWN = 40_000, 4_000, 12_000
MOST_ATTACHMENTS = 100
# Undocumented: about 13,200 characters, "12,000 text characters with a buffer for block containers"
# (slackapi/bolt-js#2509 and #2867), so each of 50 blocks takes 24 of the buffer.
MOST_IN_BLOCKS, A_BLOCK = 13_200, 24
# `metadata_too_large` is documented without a number; this one is a guess on the small side.
MOST_METADATA = 8_000
CONTENT = ("text", "blocks", "attachments", "markdown_text")


def checked_blocks(value: Any) -> list[Json]:
    """The blocks as Slack keeps them; refused where one of them breaks a rule."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Refused("invalid_blocks_format")
    if not value:
        return []
    form = Form()
    check_blocks(form, value, "/blocks", most=IN_MESSAGE)
    if form.errors:
        raise explained("invalid_blocks", form.errors)
    return shown(value)


def _within_the_hidden_total(blocks: list[Json]) -> None:
    if weight(blocks) + A_BLOCK * sum(1 for _ in walk(blocks)) > MOST_IN_BLOCKS:
        raise Refused("msg_blocks_too_long")


def _attachments(value: Any) -> list[Json]:
    if not isinstance(value, list):
        raise Refused("invalid_attachments")
    if len(value) > MOST_ATTACHMENTS:
        raise Refused("too_many_attachments")
    return value


def checked_metadata(value: Any) -> Json:
    if value in ({}, None):
        return {}
    if not isinstance(value, dict) or set(value) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    if not isinstance(value["event_type"], str) or not isinstance(value["event_payload"], dict):
        raise Refused("invalid_metadata_format")
    if len(json.dumps(value, ensure_ascii=False).encode()) > MOST_METADATA:
        raise Refused("metadata_too_large")
    return value


def content(args: Json, *, most_text: int = MOST_TEXT, total: bool = True) -> Json:
    """The checked content of a message: only what was given, `text` always."""
    if not any(args.get(name) for name in CONTENT):
        raise Refused("no_text")
    text = args.get("text") or ""
    if not isinstance(text, str) or not isinstance(args.get("markdown_text") or "", str):
        raise Refused("invalid_arguments")
    if args.get("markdown_text"):
        text = _markdown(args)
    if len(text) > most_text and most_text < MOST_TEXT:
        raise Refused("msg_too_long")
    made: Json = {"text": text[:MOST_TEXT]}
    if "blocks" in args:
        made["blocks"] = checked_blocks(args["blocks"])
        if total:
            _within_the_hidden_total(made["blocks"])
    if args.get("attachments"):
        made["attachments"] = _attachments(args["attachments"])
    return made


def _markdown(args: Json) -> str:
    if args.get("text") or args.get("blocks"):
        raise Refused("markdown_text_conflict")
    if len(args["markdown_text"]) > MOST_MARKDOWN:
        raise Refused("msg_too_long")
    return str(args["markdown_text"])


def warnings(args: Json) -> Json:
    if len(args.get("text") or "") <= MOST_TEXT:
        return {}
    return {"warning": "message_truncated", "response_metadata": {"warnings": ["message_truncated"]}}
