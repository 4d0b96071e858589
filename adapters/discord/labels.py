"""The label of a masked link. Discord reads no escape there and shows its backslash, so that what would format or break
the link is written with a sign that looks like it; an emoji breaks the link too and stands beside it.
https://github.com/discord/discord-api-docs/issues/6185 («Escaping is disabled in masked links»)
https://github.com/discord-jda/JDA/pull/2910
https://github.com/discord/discord-api-docs/issues/7673 (emoji)
https://github.com/discord/discord-api-docs/issues/6565 (a label that begins like a list)
"""

import re

_MEANS_SOMETHING = re.compile(r"[*_~`|\[\]<@]")
_BEGINS_A_BLOCK = re.compile(r"(?:#{1,3}|-#|[-+*>]|>>>|\d+\.) ")
_SLANTS = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")  # not within a word; to Discord's `\b` Hangul is no word
_DOUBLED = re.compile(r"~{2,}|\|{2,}")
_TOKEN = re.compile(r"<(?=[@#:/]|(?:a|t|id|sound):)")  # a mention, an emoji, a command, a moment, a place, a sound
_PING = re.compile(r"@(?=everyone|here)")
_NO_WIDTH = "\u200b"
_BRACKETS = str.maketrans("[]", "［］")
_DOUBLES = str.maketrans("~|", "～｜")
_NESTED = re.compile(r"\[[^\[\]]*\](?!\()")  # as deep as Discord reads in a label, and no link within the link

# What https://unicode.org/Public/emoji/16.0/emoji-data.txt calls an emoji; Discord draws each as one, U+FE0F or not.
_SIGN = (
    "[\U0001f000-\U0001faff\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3"
    "\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d\u2620"
    "\u2622\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660\u2663\u2665\u2666\u2668"
    "\u267b\u267e\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4"
    "\u26c5\u26c8\u26ce\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d"
    "\u270f\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763\u2764"
    "\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299]"
)
_EMOJI = re.compile(rf"(?:[0-9#*]\ufe0f?\u20e3|{_SIGN}[\ufe0e\ufe0f\u200d\U000e0020-\U000e007f]*)+")
# Those that a title may mean as letters: without their sign the title would say something else.
_MEANT = {"↔": "⟷", "↕": "⇕", "↖": "⇖", "↗": "⇗", "↘": "⇘", "↙": "⇙", "▶": "▸", "◀": "◂", "✔": "✓", "✖": "✕",
          "♥": "♡", "™": "ᵀᴹ", "✳": "∗", "✴": "∗", "➡": "→", "⬅": "←", "⬆": "↑", "⬇": "↓"}  # fmt: skip
_TEXTUAL = re.compile(rf"([{''.join(_MEANT)}])\ufe0e?(?!\ufe0f)")


def label(text: str) -> tuple[str, str, str]:
    """What stands before the link, in it and behind it; the label is empty where there are emoji only."""
    if text.isascii():
        return "", _written(text), ""
    text = _TEXTUAL.sub(lambda found: _MEANT[found[1]], text)
    emoji = _EMOJI.findall(text)
    if not emoji:
        return "", _written(text), ""
    first = _EMOJI.match(text)
    before = first[0] if first else ""
    kept = " ".join(_EMOJI.sub(" ", text).split())
    return before, _written(kept), " ".join(emoji[1 if first else 0 :])


def _written(text: str) -> str:
    if _BEGINS_A_BLOCK.match(text):
        text = f"{_NO_WIDTH}{text}"
    if not _MEANS_SOMETHING.search(text):  # nearly always
        return text
    text = text.replace("`", "ˋ")
    if text.count("*") > 1:
        text = text.replace("*", "∗")
    if text.count("_") > 1:
        text = _SLANTS.sub("＿", text)
    text = _DOUBLED.sub(lambda run: run[0].translate(_DOUBLES), text)
    if _unpaired(text):
        text = text.translate(_BRACKETS)
    return _PING.sub(f"@{_NO_WIDTH}", _TOKEN.sub(f"<{_NO_WIDTH}", text))


def _unpaired(text: str) -> bool:
    rest = _NESTED.sub("", text)
    return "[" in rest or "]" in rest
