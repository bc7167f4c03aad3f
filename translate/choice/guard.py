"""What is plainly wrong with a translation, whatever the model thinks of it; knows no model."""

import re
from collections import Counter

from translate.text.languages import UNSPACED

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DIGITS = re.compile(r"\d+")
_HOUR = re.compile(r"\d{1,2}(?=(?::\d\d)?\s*[ap]\.?m\b)", re.IGNORECASE)
# Where words are not parted by spaces, a character says more.
_DENSITY = 3.0
# How many times as long or as short as its source a translation may be, and by how many characters besides.
_LENGTH_RATIO, _LENGTH_MARGIN = 3.0, 15
_COPIED_WORDS = 2
# Shorter words are often the same in several languages.
_COPIED_LETTERS = 3
# How often in a row a word may stand, and a character: "哈哈哈" is sound.
_REPEATS, _REPEATS_IF_DENSE = 2, 3


def faults(
    source: str, translation: str, source_language: str, target_language: str, spelled: bool = False
) -> tuple[str, ...]:
    """The names of what is wrong: `empty`, `copy`, `repetition`, `length`, `numbers`; none for a sound translation.

    Args:
        source: the sentence as it was given.
        translation: of it.
        source_language: the source's code.
        target_language: the translation's code.
        spelled: whether the translation is made of more than one piece: one word that was copied so is no word of the
            target's, as "taxi" is one of many languages.

    Example: `faults("I am here.", "Je je je suis là.", "en", "fr")` -> `("repetition",)`
    """
    checks = {
        "empty": bool(source.strip()) and not translation.strip(),
        "copy": _is_copy(source, translation, 1 if spelled else _COPIED_WORDS),
        "repetition": _most_repeated(translation, target_language)
        > max(_REPEATS_IF_DENSE if target_language in UNSPACED else _REPEATS, _most_repeated(source, source_language)),
        "length": _is_out_of_proportion(_size(source, source_language), _size(translation, target_language)),
        "numbers": _loses_numbers(source, translation),
    }
    return tuple(name for name, found in checks.items() if found)


def _is_copy(source: str, translation: str, fewest: int) -> bool:
    """Whether so many words came back as they were; one alone may be a name, or the same in both languages."""
    words = [word for word in _WORD.findall(source) if not word.isdigit()]
    return [word.casefold() for word in words] == [
        word.casefold() for word in _WORD.findall(translation) if not word.isdigit()
    ] and sum(word[:1].islower() for word in words) >= fewest


def copied_share(source: str, translation: str) -> float:
    """Which share of the words of the source stands in the translation too; names and short words do not count.

    Example: `copied_share("I buy stamps.", "Je stamps.")` -> `0.5`
    """
    words = [word for word in _WORD.findall(source) if word[0].islower() and len(word) >= _COPIED_LETTERS]
    found = set(_WORD.findall(translation.casefold()))
    return sum(word.casefold() in found for word in words) / len(words) if words else 0.0


def _most_repeated(text: str, language: str) -> int:
    """How often in a row the same one to three words stand at most; in a language without spaces, letters."""
    dense = language in UNSPACED
    units = [character for character in text if character.isalpha()] if dense else _WORD.findall(text.casefold())
    most = 1
    for width in (1, 2, 3):
        run = 0
        for start in range(width, len(units) - width + 1):
            same = units[start : start + width] == units[start - width : start]
            run = run + 1 if same else 0
            most = max(most, 2 + (run - 1) // width if same else 1)
    return most


def _size(text: str, language: str) -> float:
    return len(text) * (_DENSITY if language in UNSPACED else 1.0)


def _is_out_of_proportion(source: float, translation: float) -> bool:
    shorter, longer = sorted((source, translation))
    return longer > _LENGTH_RATIO * shorter + _LENGTH_MARGIN


def _loses_numbers(source: str, translation: str) -> bool:
    """Whether a number is missing: one of two or more digits, or a smaller one in whose place there is another.

    A small one may be written in letters, and the hour of a clock have twelve more or less.
    """
    given, kept = (Counter(_DIGITS.findall(text)) for text in (source, translation))
    lost, new = given - kept, kept - given
    hours = {hour for text in (source, translation) for hour in _HOUR.findall(text)}
    for number in list(lost):
        same = next((other for other in new if {number, other} & hours and _same_hour(number, other)), None)
        if same is not None:
            del lost[number], new[same]
    return any(len(number) > 1 for number in lost) or bool(lost and new)


def _same_hour(hour: str, other: str) -> bool:
    return max(len(hour), len(other)) <= 2 and (int(hour) - int(other)) % 12 == 0
