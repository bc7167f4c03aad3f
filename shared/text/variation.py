"""How people write when they are in no mood for spelling; knows no language."""

import random
import re
import unicodedata
from collections.abc import Container

FINAL_PUNCTUATION = ".!?…。！？ "
_OPENING_PUNCTUATION = "¿¡"
_AROUND_WORDS = FINAL_PUNCTUATION + ",;:\"'()"
# Of a text in which a word may be missing, in words; of a word in which letters may change places.
_LONG, _LEAST_LETTERS = 6, 4
# Of Latin letters; what looks like one of another script (a Japanese voicing mark) is another sound.
_ACCENTED = re.compile(r"([A-Za-z])[\u0300-\u036f]+")


def carelessly(text: str) -> str:
    """The text without capitals and the punctuation around it; as it is if nothing else is left.

    Example: `"Where is Tom ?"` -> `"where is tom"`, `"¿Dónde está?"` -> `"dónde está"`
    """
    return text.lower().lstrip(_OPENING_PUNCTUATION).rstrip(FINAL_PUNCTUATION) or text


def without_accents(text: str) -> str:
    """The text without accents and apostrophes, as typed on a keyboard that has none.

    Example: `"Où j'étais"` -> `"Ou jetais"`
    """
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _ACCENTED.sub(r"\1", decomposed)).replace("'", "").replace("’", "")


def with_slip(text: str, kept: Container[str], rng: random.Random) -> str:
    """The text with two letters of a word changed over or, of a longer text, a word left out.

    Args:
        text: of at least one word.
        kept: words that stay as they are.
        rng: decides which word and what happens to it.

    Example: `"where is my hat"` -> `"whree is my hat"`
    """
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if word.strip(_AROUND_WORDS) not in kept]
    if not places:
        return text
    place = rng.choice(places)
    if len(words) >= _LONG and rng.random() < 0.5:
        return " ".join(words[:place] + words[place + 1 :])
    word = words[place]
    if len(word) >= _LEAST_LETTERS:
        first = rng.randrange(1, len(word) - 2)
        words[place] = word[:first] + word[first + 1] + word[first] + word[first + 2 :]
    return " ".join(words)
