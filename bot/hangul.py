"""Half-typed Hangul: what an input method sends before a syllable is finished still finds the whole word."""

import unicodedata

_FIRSTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_SYLLABLES = range(0xAC00, 0xD7A4)  # ordered by first consonant, vowel, final consonant (Unicode 3.12)

# Letters that take two keystrokes on the Korean keyboard.
_PAIRS = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip


def _parts(code: int) -> tuple[str, str, str]:
    rest, final = divmod(code - _SYLLABLES.start, len(_FINALS))
    first, vowel = divmod(rest, len(_VOWELS))
    return _FIRSTS[first], _VOWELS[vowel], _FINALS[final].strip()


class _Table(dict[int, str]):
    """For str.translate; fills itself with the syllables that occur, of 11,172."""

    def __missing__(self, code: int) -> str:
        self[code] = made = self.made(code)
        return made

    def made(self, code: int) -> str:
        if code not in _SYLLABLES:
            return "" if chr(code).isspace() or chr(code) in "-_" else _PAIRS.get(chr(code), chr(code))
        return "".join(_PAIRS.get(letter, letter) for letter in _parts(code))


class _Initials(_Table):
    def made(self, code: int) -> str:
        return _parts(code)[0] if code in _SYLLABLES else super().made(code)


_keys, _initials = _Table(), _Initials()


def keys(text: str) -> str:
    """The keystrokes of `text`; those of a half-typed word are a prefix of those of the whole one.

    Without spaces, hyphens and case, which people type differently each time."""
    return unicodedata.normalize("NFC", text).casefold().translate(_keys)


def initials(text: str) -> str:
    """The first consonant of every syllable: `강화학습` gives `ㄱㅎㅎㅅ`."""
    return unicodedata.normalize("NFC", text).casefold().translate(_initials)


def is_syllable(letter: str) -> bool:
    return ord(letter) in _SYLLABLES


def only_initials(typed: str) -> bool:
    """Whether keystrokes can be meant as initials: `ㄱㅎ`, but no vowel and no Latin letter."""
    return bool(typed) and all(letter in _FIRSTS for letter in typed)


def matches(typed: str, name: str) -> bool:
    """Whether `name` begins with what was typed, by keystrokes or by initials."""
    pressed = keys(typed)
    return keys(name).startswith(pressed) or (only_initials(pressed) and initials(name).startswith(pressed))
