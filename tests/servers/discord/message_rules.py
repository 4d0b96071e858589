"""What Discord refuses in a message (docs.discord.com, resources/message)."""

import re
from datetime import datetime
from typing import Any

from tests.servers.discord.component_form import walk
from tests.servers.discord.component_rules import FILE, ComponentCheck
from tests.servers.discord.refused import Form, Json, Place, Refused

CROSSPOSTED, IS_CROSSPOST, SUPPRESS_EMBEDS = 1 << 0, 1 << 1, 1 << 2
HAS_THREAD, EPHEMERAL, LOADING = 1 << 5, 1 << 6, 1 << 7
SUPPRESS_NOTIFICATIONS, V2 = 1 << 12, 1 << 15
ON_CREATE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | V2
ON_EDIT = SUPPRESS_EMBEDS | V2
ON_REPLY = ON_CREATE | EPHEMERAL
EMBED_TEXTS = (("title", 256), ("description", 4096))
LEGACY = ("content", "embeds", "sticker_ids", "poll")


def check_message(body: Json, *, settable: int, before: Json | None = None) -> None:
    """Raises what Discord would answer; an edit is judged by what the message would become."""
    form = Form()
    whole = _after(body, before)
    _flags(form, body.get("flags"), settable=settable, before=before)
    _content(form, whole)
    _embeds(form, whole.get("embeds"))
    ComponentCheck(form).message(whole.get("components"), v2=bool(whole["flags"] & V2))
    _mentions(form, body.get("allowed_mentions"))
    _nonce(form, body)
    _files(form, body)
    form.raise_if_faulty()
    if not _says_something(whole):
        raise Refused(50006)


def _files(form: Form, body: Json) -> None:
    """Each attachment came with its file, and each File component shows one of them."""
    names = set()
    for place, attachment in form.objects(body.get("attachments"), ("attachments",), most=10):
        if "size" not in attachment:
            form.fault((*place, "id"), "ATTACHMENT_NOT_FOUND", "No file came for this attachment")
        names.add(f"attachment://{attachment.get('filename')}")
    for component in () if form.errors else walk(body.get("components")):
        if component["type"] == FILE and component["file"]["url"] not in names:
            message = "The referenced attachment was not found"
            form.fault(("components",), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message)


def flags_after(body: Json, *, before: int, settable: int) -> int:
    """Only the settable bits change, and components v2 is never taken back."""
    given = body.get("flags")
    if given is None:
        return before
    return (before & ~settable) | (int(given) & settable) | (before & V2)


def _after(body: Json, before: Json | None) -> Json:
    whole = {key: body[key] for key in (*LEGACY, "components") if key in body}
    old = before or {}
    for key in ("content", "embeds", "components"):
        whole.setdefault(key, old.get(key))
    given = body.get("flags")
    whole["flags"] = (given if isinstance(given, int) else 0) | (old.get("flags", 0) & V2)
    return whole


def _says_something(whole: Json) -> bool:
    if whole["flags"] & V2:
        return bool(whole["components"])
    return bool((whole["content"] or "").strip() or whole["embeds"])


def _flags(form: Form, flags: Any, *, settable: int, before: Json | None) -> None:
    form.number(flags, ("flags",), least=0, most=2**31 - 1)
    if isinstance(flags, int) and flags & ~(settable | (before or {}).get("flags", 0)):
        form.fault(("flags",), "MESSAGE_FLAGS_NOT_ALLOWED", f"Only the flags in {settable} can be set here")


def _content(form: Form, whole: Json) -> None:
    form.optional_text(whole["content"], ("content",), most=2000)
    if not whole["flags"] & V2:
        return
    for key in LEGACY:
        if whole.get(key):
            message = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.fault((key,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)


def _embeds(form: Form, embeds: Any) -> None:
    total = 0
    for place, embed in form.objects(embeds, ("embeds",), most=10):
        total += _embed(form, embed, place)
    if total > 6000:
        form.fault(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def _embed(form: Form, embed: Json, place: Place) -> int:
    """Checks one embed and answers how many characters it counts."""
    texts = [(embed.get(key), (*place, key), most) for key, most in EMBED_TEXTS]
    for part, key, most in (("footer", "text", 2048), ("author", "name", 256)):
        texts.append((form.dictionary(embed.get(part), (*place, part)).get(key), (*place, part, key), most))
    for here, field in form.objects(embed.get("fields"), (*place, "fields"), most=25):
        form.truth(field, here, "inline")
        for key, most in (("name", 256), ("value", 1024)):
            if form.text(field.get(key), (*here, key), least=1, most=most):
                texts.append((field[key], (*here, key), most))
    for text, where, most in texts:
        form.optional_text(text, where, most=most)
    _embed_rest(form, embed, place)
    if not any(text for text, _, _ in texts) and not embed.get("image") and not embed.get("thumbnail"):
        form.fault((*place, "description"), "BASE_TYPE_REQUIRED", "This field is required")
    return sum(len(text) for text, _, _ in texts if isinstance(text, str))


def _embed_rest(form: Form, embed: Json, place: Place) -> None:
    form.number(embed.get("color"), (*place, "color"), least=0, most=0xFFFFFF)
    if embed.get("url") is not None:
        form.link(embed["url"], (*place, "url"))
    for key in ("image", "thumbnail"):
        if embed.get(key) is not None:
            media = form.dictionary(embed[key], (*place, key))
            form.link(media.get("url"), (*place, key, "url"), attachments=True)
    if embed.get("timestamp") is not None:
        try:
            datetime.fromisoformat(embed["timestamp"])
        except (TypeError, ValueError):
            form.fault((*place, "timestamp"), "DATE_TIME_TYPE_PARSE", "Could not parse the timestamp.")


def _mentions(form: Form, mentions: Any) -> None:
    place = ("allowed_mentions",)
    mentions = form.dictionary(mentions, place)
    form.truth(mentions, place, "replied_user")
    parse = form.items(mentions.get("parse"), (*place, "parse"), most=3)
    for index, kind in enumerate(parse):
        form.one_of(kind, (*place, "parse", index), ("roles", "users", "everyone"))
    for key in ("users", "roles"):
        ids = form.items(mentions.get(key), (*place, key), most=100)
        if ids and key in parse:
            message = f'parse:["{key}"] and {key}: [ids...] are mutually exclusive.'
            form.fault(place, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
        for index, value in enumerate(ids):
            if not re.fullmatch(r"\d{1,20}", str(value)):
                form.fault((*place, key, index), "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')


def _nonce(form: Form, body: Json) -> None:
    form.truth(body, (), "enforce_nonce", "tts")
    nonce = body.get("nonce")
    if isinstance(nonce, str):
        form.text(nonce, ("nonce",), most=25)
    elif nonce is not None:
        form.number(nonce, ("nonce",), least=-(2**63), most=2**63 - 1)
