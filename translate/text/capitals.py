"""Capitals that say nothing: a word has the one that the vocabulary finds likelier, there and back. Knows no model.

The first word of a sentence has a capital whatever it is, and who is in a hurry types none. To the model, "Bread" at
the head and "bread" within are one word, and so are "tom" and "Tom" where nothing has a capital.
"""

import re
from functools import lru_cache

from shared.text.vocabulary import Vocabulary
from translate.text.languages import NOUNS_HAVE_CAPITALS

_WORD = re.compile(r"[^\W\d_]+")
# What follows an apostrophe is no word of its own.
_WHOLE_WORD = re.compile(r"(?<![\w'’])[^\W\d_]+")
# What stands before the first word; a private character is a slot, and takes its place.
_HEAD = re.compile(r"[^\w\ue000-\uf8ff]*")

# Of so many words it is known which form is likelier; a server meets ever new ones.
_REMEMBERED = 1 << 16


class Capitals:
    """Gives words their likelier capitals.

    Args:
        vocabulary: finds "▁bread" likelier than "▁B", "read".
    """

    def __init__(self, vocabulary: Vocabulary):
        self._vocabulary = vocabulary
        self._likelier = lru_cache(_REMEMBERED)(self._likelier_of)

    def of_first_word(self, text: str, language: str) -> str:
        """The text with its first word in small letters, if that is likelier.

        Example: `"Bread is good"` -> `"bread is good"`, but `"Tom is good"` -> `"Tom is good"`
        """
        start = _head(text)
        word = _WORD.match(text, start)
        if word is None or not _is_titled(word[0]):
            return text
        found = self._likelier(lower(word[0], language), language)
        if language in NOUNS_HAVE_CAPITALS and len(self._vocabulary.encode(found)) > 1:
            return text  # it may be a noun that the vocabulary does not know
        return text[:start] + found + text[word.end() :]

    def of_all_words(self, text: str, language: str) -> str:
        """A text without capitals with those of words that the vocabulary knows with a capital only.

        Example: `"where is tom"` -> `"Where is Tom"`, if sentences often begin with "Where"
        """
        start = _head(text)

        def of_word(word: re.Match[str]) -> str:
            small = lower(word[0], language)
            return self._likelier(small, language) if word.start() == start else self._as_known(small, language)

        return _WHOLE_WORD.sub(of_word, text)

    def _as_known(self, small: str, language: str) -> str:
        """A word within a sentence: "Il" is likelier than "il" only because sentences begin with it."""
        forms = small, capitalized(small, language)
        known = [len(self._vocabulary.encode(form)) == 1 for form in forms]
        return forms[1] if known == [False, True] else forms[0]

    def _likelier_of(self, small: str, language: str) -> str:
        return max(small, capitalized(small, language), key=self._vocabulary.log_prob)


def _is_titled(word: str) -> bool:
    """Whether a word has one capital, its first letter."""
    return word[:1].isupper() and not any(map(str.isupper, word[1:]))


def begins_titled(text: str) -> bool:
    """Whether the first letter of a text is a capital, and nothing but marks stands before it."""
    return text[_head(text) :][:1].isupper()


def titled(text: str, language: str) -> str:
    """The text with a capital as its first letter, unless something but marks stands before it.

    Example: `titled("¿dónde está?", "es")` -> `"¿Dónde está?"`
    """
    start = _head(text)
    return text[:start] + capitalized(text[start:], language)


def capitalized(text: str, language: str) -> str:
    """The text with a capital in front; as it is if its first letter has none of its own, such as ß."""
    first = upper(text[:1], language)
    return first + text[1:] if len(first) == 1 else text


def lower(text: str, language: str) -> str:
    """The text in small letters, as its language has them."""
    return (text.replace("I", "ı").replace("İ", "i") if language == "tr" else text).lower()


def upper(text: str, language: str) -> str:
    """The text in capitals, as its language has them."""
    return (text.replace("i", "İ") if language == "tr" else text).upper()


def _head(text: str) -> int:
    matched = _HEAD.match(text)
    assert matched is not None  # it matches nothing as well
    return matched.end()
