"""What Discord refuses in the components of a message (docs.discord.com, components/reference)."""

from typing import Any

from tests.servers.discord.refused import Form, Json, Place

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = range(1, 9)
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR = range(9, 15)
CONTAINER, LABEL = 17, 18
SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
IN_CONTAINER = (ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR)
TOP_LEVEL = (*IN_CONTAINER, CONTAINER)
LINK, PREMIUM = 5, 6
MOST_COMPONENTS = 40
MOST_TEXT = 4000


class ComponentCheck:
    """Walks the components of one message and notes every fault at its place."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._custom_ids: set[str] = set()
        self._ids: set[int] = set()
        self._count = 0
        self._characters = 0

    def message(self, components: Any, *, v2: bool) -> None:
        most, allowed = (MOST_COMPONENTS, TOP_LEVEL) if v2 else (5, (ROW,))
        self._each(components, ("components",), allowed=allowed, most=most)
        if self._count > MOST_COMPONENTS:
            message = f"Message has {self._count} components, the most is {MOST_COMPONENTS}"
            self._form.fault(("components",), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
        if self._characters > MOST_TEXT:
            message = f"The text of all components must be {MOST_TEXT} or fewer in length."
            self._form.fault(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)

    def _each(self, value: Any, place: Place, *, allowed: tuple[int, ...], most: int, least: int = 0) -> list[Json]:
        found = []
        for here, component in self._form.objects(value, place, most=most, least=least):
            if self.one(component, here, allowed=allowed):
                found.append(component)
        return found

    def one(self, component: Any, place: Place, *, allowed: tuple[int, ...]) -> bool:
        if not self._form.is_object(component, place):
            return False
        if not self._form.one_of(component.get("type"), (*place, "type"), allowed):
            return False
        self._count += 1
        self._identity(component, place)
        CHECKS[component["type"]](self, component, place)
        return True

    def _identity(self, component: Json, place: Place) -> None:
        number = component.get("id")
        self._form.number(number, (*place, "id"), least=0, most=2**31 - 1)
        if isinstance(number, int) and number:
            if number in self._ids:
                self._form.fault((*place, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
            self._ids.add(number)

    def custom_id(self, component: Json, place: Place) -> None:
        value = component.get("custom_id")
        if not self._form.text(value, (*place, "custom_id"), least=1, most=100):
            return
        if value in self._custom_ids:
            message = "Component custom id cannot be duplicated"
            self._form.fault((*place, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
        self._custom_ids.add(str(value))

    def _row(self, component: Json, place: Place) -> None:
        inner = self._each(
            component.get("components"), (*place, "components"), allowed=(BUTTON, *SELECTS), least=1, most=5
        )
        selects = [one for one in inner if one["type"] in SELECTS]
        if selects and len(inner) > 1:
            message = "The sum of component widths in an action row must be 5 or less"
            self._form.fault((*place, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)

    def _button(self, component: Json, place: Place) -> None:
        form, style = self._form, component.get("style")
        if not form.one_of(style, (*place, "style"), (1, 2, 3, 4, LINK, PREMIUM)):
            return
        form.optional_text(component.get("label"), (*place, "label"), most=80)
        form.truth(component, place, "disabled")
        form.dictionary(component.get("emoji"), (*place, "emoji"))
        if not component.get("label") and not component.get("emoji") and style != PREMIUM:
            form.fault(place, "BUTTON_COMPONENT_INVALID", "A button needs a label or an emoji")
        if style == LINK:
            form.link(component.get("url"), (*place, "url"), most=512)
            if component.get("custom_id"):
                message = "A custom id and url cannot both be specified"
                form.fault((*place, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)
        elif style != PREMIUM:
            self.custom_id(component, place)
            if component.get("url"):
                form.fault((*place, "url"), "BUTTON_COMPONENT_URL_NOT_ALLOWED", "Only link buttons have a url")

    def _select(self, component: Json, place: Place) -> None:
        form = self._form
        self.custom_id(component, place)
        form.optional_text(component.get("placeholder"), (*place, "placeholder"), most=150)
        form.number(component.get("min_values"), (*place, "min_values"), least=0, most=25)
        form.number(component.get("max_values"), (*place, "max_values"), least=1, most=25)
        least, most = component.get("min_values", 1), component.get("max_values", 1)
        if isinstance(least, int) and isinstance(most, int) and least > most:
            form.fault((*place, "min_values"), "SELECT_COMPONENT_MIN_VALUES", "min_values is over max_values")
        if component["type"] == STRING_SELECT:
            self._options(component, place)

    def _options(self, component: Json, place: Place) -> None:
        form, values = self._form, []
        options = form.objects(component.get("options"), (*place, "options"), least=1, most=25)
        for here, option in options:
            form.text(option.get("label"), (*here, "label"), least=1, most=100)
            form.text(option.get("value"), (*here, "value"), least=1, most=100)
            form.optional_text(option.get("description"), (*here, "description"), most=100)
            form.truth(option, here, "default")
            if option.get("value") in values:
                message = "The specified option value is already used"
                form.fault((*here, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
            values.append(option.get("value"))
        chosen, most = sum(bool(option.get("default")) for _, option in options), component.get("max_values")
        most = most if isinstance(most, int) else 1
        if chosen > most or most > len(options):
            form.fault((*place, "max_values"), "SELECT_COMPONENT_MAX_VALUES", "max_values does not fit the options")

    def _section(self, component: Json, place: Place) -> None:
        self._each(component.get("components"), (*place, "components"), allowed=(TEXT_DISPLAY,), least=1, most=3)
        self.one(component.get("accessory"), (*place, "accessory"), allowed=(BUTTON, THUMBNAIL))

    def _text(self, component: Json, place: Place) -> None:
        if self._form.text(component.get("content"), (*place, "content"), least=1, most=MOST_TEXT):
            self._characters += len(component["content"])

    def _thumbnail(self, component: Json, place: Place) -> None:
        self._media(component.get("media"), (*place, "media"))
        self._form.optional_text(component.get("description"), (*place, "description"), most=1024)

    def _gallery(self, component: Json, place: Place) -> None:
        for here, item in self._form.objects(component.get("items"), (*place, "items"), least=1, most=10):
            self._media(item.get("media"), (*here, "media"))
            self._form.optional_text(item.get("description"), (*here, "description"), most=1024)

    def _media(self, media: Any, place: Place) -> None:
        url = media.get("url") if isinstance(media, dict) else None
        self._form.link(url, (*place, "url"), attachments=True)

    def _file(self, component: Json, place: Place) -> None:
        self._media(component.get("file"), (*place, "file"))

    def _separator(self, component: Json, place: Place) -> None:
        self._form.one_of(component.get("spacing", 1), (*place, "spacing"), (1, 2))
        self._form.truth(component, place, "divider")

    def _container(self, component: Json, place: Place) -> None:
        self._form.number(component.get("accent_color"), (*place, "accent_color"), least=0, most=0xFFFFFF)
        self._form.truth(component, place, "spoiler")
        inside = (*place, "components")
        self._each(component.get("components"), inside, allowed=IN_CONTAINER, least=1, most=MOST_COMPONENTS)


CHECKS = {
    ROW: ComponentCheck._row,
    BUTTON: ComponentCheck._button,
    **dict.fromkeys(SELECTS, ComponentCheck._select),
    SECTION: ComponentCheck._section,
    TEXT_DISPLAY: ComponentCheck._text,
    THUMBNAIL: ComponentCheck._thumbnail,
    GALLERY: ComponentCheck._gallery,
    FILE: ComponentCheck._file,
    SEPARATOR: ComponentCheck._separator,
    CONTAINER: ComponentCheck._container,
}
