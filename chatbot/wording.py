"""How a value is put into a sentence; knows no model."""

import re
from collections.abc import Mapping

from chatbot.symbols import VALUE

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"\b([Aa]) \{(\w+)\}")
# Not "a unit", "a user", "a European", "a one-man band"; of letters that are spelled, "an FBI agent".
_VOWEL_SOUND = re.compile(
    r"[aio](?!ne\b)|e(?!u)|u(?!ni[^mn]|s[eu]|k|fo\b|r[aio]|ti)|8|11\b|18\b|hour|honest|honou?r|heir|x-"
    r"|(?-i:[FHLMNRSX][B-DF-HJ-NP-TV-Z])",
    re.IGNORECASE,
)


def fill(phrasing: str, values: Mapping[str, str]) -> str:
    """A phrasing with its placeholders replaced, "a" before a vowel made "an"; one without a value stays.

    Example: `fill("I'm a {value}.", {"value": "astronaut"})` -> `"I'm an astronaut."`
    """
    phrasing = _ARTICLE.sub(lambda match: f"{_article(match[1], values.get(match[2], ''))} {{{match[2]}}}", phrasing)
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), phrasing)


def _article(a: str, value: str) -> str:
    return f"{a}n" if _VOWEL_SOUND.match(value) else a


def with_value(text: str, value: str) -> str:
    """A text with a value instead of its mark, with a capital where it begins the text.

    Example: `with_value("VALUE! How nice.", "a cat")`, the mark standing for VALUE -> `"A cat! How nice."`
    """
    if VALUE not in text:
        return text
    filled = fill(text.replace(VALUE, "{value}"), {"value": value})
    return filled[:1].upper() + filled[1:] if text.startswith(VALUE) else filled
