"""XML without characters that it forbids. ElementTree escapes the rest."""

import re
from xml.etree import ElementTree

Element = ElementTree.Element

# https://www.w3.org/TR/xml/#charsets
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, text: str = "", **attributes: str) -> Element:
    """`xml_lang` is written `xml:lang`."""
    made = Element(name, {key.replace("_", ":"): allowed(value) for key, value in attributes.items()})
    if text:
        made.text = allowed(text)
    return made


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    child = element(name, text, **attributes)
    parent.append(child)
    return child


def document(root: Element) -> bytes:
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode()


def allowed(text: str) -> str:
    return _FORBIDDEN.sub("", text)
