"""What Slack refuses in the elements of blocks (docs.slack.dev, reference/block-kit, and the types of its Node SDK)."""

from collections.abc import Mapping
from typing import Any

from tests.servers.slack.form import (
    Check,
    Form,
    Shape,
    at_least_one,
    every,
    flag,
    items,
    link,
    matching,
    number,
    one_of,
    string,
    typed,
)

PLAIN, MRKDWN = "plain_text", "mrkdwn"


def plain(most: int) -> Check:
    return typed({PLAIN: Shape({"text": string(most, least=1)}, {"emoji": flag})})


def mrkdwn(most: int) -> Check:
    return typed({MRKDWN: Shape({"text": string(most, least=1)}, {"verbatim": flag})})


def text(most: int) -> Check:
    plain_shape = Shape({"text": string(most, least=1)}, {"emoji": flag})
    return typed({PLAIN: plain_shape, MRKDWN: Shape({"text": string(most, least=1)}, {"verbatim": flag})})


def _option(label: Check) -> Check:
    # 150 characters by the newest documents, 75 by the types that Slack publishes: the smaller one holds everywhere.
    return Shape({"text": label, "value": string(75, least=1)}, {"description": plain(75), "url": link(3000)})


CONFIRM = Shape(
    {"text": text(300)},
    {"title": plain(100), "confirm": plain(30), "deny": plain(30), "style": one_of("primary", "danger")},
)
OPTION = _option(plain(75))
RICH_OPTION = _option(text(75))
OPTION_GROUP = Shape({"label": plain(75), "options": items(OPTION, 100)})
ACTION_ID: Mapping[str, Check] = {"action_id": string(255, least=1)}


def focus(form: Form, value: Any, place: str) -> None:
    flag(form, value, place)
    form.focused += value is True
    if form.focused > 1:
        form.fault(place, "only one element can have focus_on_load")


COMMON: Mapping[str, Check] = {**ACTION_ID, "confirm": CONFIRM, "focus_on_load": focus}
PLACEHOLDER: Mapping[str, Check] = {"placeholder": plain(150)}


def among_options(name: str) -> Check:
    """`initial_option` must be one of those offered."""

    def check(form: Form, value: Any, place: str) -> None:
        initial = value.get(name)
        if initial is None:
            return
        groups = [group.get("options", []) for group in value.get("option_groups", [])]
        offered = [one.get("value") for options in (value.get("options", []), *groups) for one in options]
        for one in initial if isinstance(initial, list) else [initial]:
            if isinstance(one, dict) and one.get("value") not in offered:
                form.fault(f"{place}/{name}", "must be among the options")

    return check


def select(initial: str, of: Check, **more: Check) -> Check:
    return Shape({}, {**COMMON, **PLACEHOLDER, initial: of, **more})


def multi(initial: str, of: Check, **more: Check) -> Check:
    return select(initial, items(of, 100), max_selected_items=number(1, 100), **more)


STATIC: Mapping[str, Check] = {"options": items(OPTION, 100), "option_groups": items(OPTION_GROUP, 100)}
NAME = string(255, least=1)
CONVERSATIONS: Mapping[str, Check] = {
    "default_to_current_conversation": flag,
    "filter": Shape(
        {},
        {
            "include": items(one_of("im", "mpim", "private", "public"), 4),
            "exclude_external_shared_channels": flag,
            "exclude_bot_users": flag,
        },
    ),
}
ONE_CONVERSATION: Mapping[str, Check] = {**CONVERSATIONS, "response_url_enabled": flag}
TEXT_INPUT: Mapping[str, Check] = {
    **ACTION_ID,
    **PLACEHOLDER,
    "focus_on_load": focus,
    "dispatch_action_config": Shape(
        {}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)}
    ),
}

BUTTON = Shape(
    {"text": plain(75)},
    {
        **ACTION_ID,
        "confirm": CONFIRM,
        "url": link(3000),
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)

CHOICES: Mapping[str, Check] = {
    "static_select": every(
        select("initial_option", OPTION, **STATIC),
        at_least_one("options", "option_groups"),
        among_options("initial_option"),
    ),
    "external_select": select("initial_option", OPTION, min_query_length=number(0, 3000)),
    "users_select": select("initial_user", NAME),
    "channels_select": select("initial_channel", NAME, response_url_enabled=flag),
    "conversations_select": select("initial_conversation", NAME, **ONE_CONVERSATION),
    "multi_static_select": every(
        multi("initial_options", OPTION, **STATIC),
        at_least_one("options", "option_groups"),
        among_options("initial_options"),
    ),
    "multi_external_select": multi("initial_options", OPTION, min_query_length=number(0, 3000)),
    "multi_users_select": multi("initial_users", NAME),
    "multi_channels_select": multi("initial_channels", NAME),
    "multi_conversations_select": multi("initial_conversations", NAME, **CONVERSATIONS),
    "checkboxes": every(
        Shape({"options": items(RICH_OPTION, 10)}, {**COMMON, "initial_options": items(RICH_OPTION, 10)}),
        among_options("initial_options"),
    ),
    "radio_buttons": every(
        Shape({"options": items(RICH_OPTION, 10)}, {**COMMON, "initial_option": RICH_OPTION}),
        among_options("initial_option"),
    ),
    "datepicker": select("initial_date", matching(r"\d{4}-\d\d-\d\d")),
    "timepicker": select("initial_time", matching(r"\d\d:\d\d"), timezone=string(100)),
    "datetimepicker": Shape({}, {**COMMON, "initial_date_time": number(1_000_000_000, 9_999_999_999)}),
}
OVERFLOW: Mapping[str, Check] = {
    "overflow": Shape({"options": items(OPTION, 5)}, {**ACTION_ID, "confirm": CONFIRM}),
}
INPUTS: Mapping[str, Check] = {
    **CHOICES,
    "plain_text_input": Shape(
        {},
        {
            **TEXT_INPUT,
            "initial_value": string(3000),
            "multiline": flag,
            "min_length": number(0, 3000),
            "max_length": number(1, 3000),
        },
    ),
    "email_text_input": Shape({}, {**TEXT_INPUT, "initial_value": string(3000)}),
    "url_text_input": Shape({}, {**TEXT_INPUT, "initial_value": string(3000)}),
    "number_input": Shape(
        {"is_decimal_allowed": flag},
        {**TEXT_INPUT, "initial_value": string(100), "min_value": string(100), "max_value": string(100)},
    ),
}
IMAGE = Shape({"alt_text": string(2000), "image_url": link(3000)})
IN_ACTIONS: Mapping[str, Check] = {"button": BUTTON, **OVERFLOW, **CHOICES}
IN_SECTION: Mapping[str, Check] = {**IN_ACTIONS, "image": IMAGE}
IN_CONTEXT: Mapping[str, Check] = {
    PLAIN: plain(3000),
    MRKDWN: mrkdwn(3000),
    "image": IMAGE,
}
