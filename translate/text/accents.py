"""Accents and apostrophes that nobody typed, put back where the word is none without them. Knows no model.

Who types "muede", "telefono" or "j ai" means "müde", "teléfono" and "j'ai". Where both are words, as "ou" and "où", the
text stays as it is: which one is meant the model has to tell.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from shared.text.corpora import Pair
from shared.text.variation import without_accents
from translate.text.capitals import capitalized, lower
from translate.text.languages import NOUNS_HAVE_CAPITALS, UNSPACED

# Letters that are more than a plain one with an accent.
_PLAIN = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "œ": "oe", "æ": "ae", "ø": "o"})
# By language, letters that stand for accents.
SPELLED_OUT = {"de": str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})}
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
# What French has an apostrophe after; a letter behind a number is a unit, a capital within a sentence a name.
_PARTED = re.compile(
    r"(?<![\w'’-])(?<!\d )(^[CDJLMNST]|[cdjlmnst]|(?:[Jj]us|[Ll]ors|[Pp]uis)?[Qq]u|[Aa]ujourd) "
    r"(?=[haeiouyàâéèêîôùûœ])(?!(?:et|ou|à)\b)"
)
# A word that seldom stands in the sentences may be a foreign one, or wrong; and so may one without its accents.
_FEWEST, _MISTAKES = 3, 0.05
# In these a last letter without its accent makes another form of the word ("presentó", "presento"), maybe a rare one.
_FEWEST_WITH_LAST = {"es": 200, "fr": 200}
# English takes its accents from others, and does as well without.
_WITHOUT = UNSPACED | {"en"}


class Accents:
    """Gives words back the accents that they are never without.

    Args:
        words: of each language those with accents, in small letters, parted by spaces (see `accented_words`).
    """

    def __init__(self, words: Mapping[str, str]):
        self._words = words
        self._of_typed = cache(self._of_typed_in)

    def restored(self, text: str, language: str) -> str:
        """The text as a keyboard of its language would have it; one with an accent was typed on such a keyboard.

        Example: `"ich bin muede"` -> `"ich bin müde"`, `"j ai tres faim"` -> `"j'ai très faim"`
        """
        if language == "fr":
            text = _PARTED.sub(r"\1'", text)
        of_typed = self._of_typed(language)
        if not of_typed or any(_typed(word, language) != word for word in _WORD.findall(text.lower())):
            return text

        def of_word(word: re.Match[str]) -> str:
            found = of_typed.get(word[0].lower(), word[0])
            if not word[0][0].isupper():
                return found
            begins = not any(map(str.isalnum, text[: word.start()]))
            # Any other word with a capital may be a name, and how that is spelled is its own affair.
            return capitalized(found, language) if begins or language in NOUNS_HAVE_CAPITALS else word[0]

        return _WORD.sub(of_word, text)

    def _of_typed_in(self, language: str) -> Mapping[str, str]:
        words = self._words.get(language, "").split()
        return {_typed(word, language): word for word in words}


def accented_words(pairs: Iterable[tuple[str, str, Pair]]) -> dict[str, str]:
    """The words with accents that hardly ever stand without, by language, as `Accents` takes them.

    Args:
        pairs: with the languages of source and target.

    Example: of French sentences -> `{"fr": "déjà très …"}`, and neither "où" nor "ou"
    """
    counts = defaultdict[str, Counter[str]](Counter)
    for source, target, pair in pairs:
        for language, text in ((source, pair.source), (target, pair.target)):
            if language not in _WITHOUT:
                counts[language].update(_WORD.findall(lower(text, language)))
    return {language: " ".join(_accented(words, language)) for language, words in sorted(counts.items())}


def _accented(counts: Counter[str], language: str) -> list[str]:
    found: dict[str, str] = {}
    for word, count in sorted(counts.items(), key=lambda both: (both[1], both[0])):
        typed = _typed(word, language)
        fewest = _FEWEST if typed[-1:] == word[-1:] else _FEWEST_WITH_LAST.get(language, _FEWEST)
        if typed != word and count >= fewest and counts[typed] < _MISTAKES * count:
            found[typed] = word  # the commonest comes last
    return sorted(found.values())


def _typed(word: str, language: str) -> str:
    """A word as it is typed on a keyboard without its accents; in German, letters stand for them."""
    return without_accents(word.translate(SPELLED_OUT.get(language, {})).translate(_PLAIN))
