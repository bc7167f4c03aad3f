"""Dictionaries: what they say of words that the corpora teach badly or not at all. Knows no model."""

import re
from collections import Counter

from shared.text.corpora import Pair
from shared.text.splits import is_held_out
from translate.learning.corpora import Corpora, Dictionary
from translate.text.languages import PIVOT

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# A word that sentences have more often than that is learned from them, with what stands around it.
_WELL_KNOWN = 20
_LONGEST = 5
# Most of a large dictionary is of no use in short everyday phrases: of it a word that the sentences have is taken, and
# what is made of common words.
_LARGE, _COMMON_ENGLISH, _COMMON = 100_000, 30, 3
# More than these are shades of meaning.
_TRANSLATIONS = 2
# Digits, signs of alternatives, abbreviations, and what stands for somebody or something.
_UNUSABLE = re.compile(r"[\d/=:~…<>{}\[\]()|*_\"„“]|\.(?!$)|\b(?:sth|sb|jdn?|jdm|jds|etw)\b|-(?:$|\s)|(?:^|\s)-")


class Gaps:
    """What the corpora leave to a dictionary.

    Args:
        corpora: what is learned from; every pair is read once.
        one_in: of the corpora's pairs, one English sentence in how many is held out.
    """

    def __init__(self, corpora: Corpora, one_in: int):
        self._corpora, self._one_in = corpora, one_in
        self._counts: dict[tuple[str, str], Counter[str]] = {}
        self._english: Counter[str] = Counter()
        for corpus, pair in corpora.pairs():
            for sides, text in (
                ((corpus.source, corpus.target), pair.source),
                ((corpus.target, corpus.source), pair.target),
            ):
                words = _words(text)
                self._counts.setdefault(sides, Counter()).update(words)
                if sides[0] == PIVOT:
                    self._english.update(words)

    def filled(self, dictionary: Dictionary) -> list[Pair]:
        """The pairs of a dictionary that fill a gap, each once."""
        pairs = list(dict.fromkeys(dictionary.pairs()))
        is_large = len(pairs) > _LARGE
        kept: list[Pair] = []
        of_headword: Counter[str] = Counter()
        for pair in pairs:
            if of_headword[pair.source] < _TRANSLATIONS and self._fills(pair, dictionary, is_large):
                of_headword[pair.source] += 1
                kept.append(pair)
        return self._corpora.admitted(kept)

    def _fills(self, pair: Pair, dictionary: Dictionary, is_large: bool) -> bool:
        sides = pair.source, pair.target
        if any(_UNUSABLE.search(side) or not 0 < len(side.split()) <= _LONGEST for side in sides):
            return False
        english = pair.target if dictionary.target == PIVOT else pair.source
        if is_held_out(english, self._one_in):
            return False
        words = _words(pair.source)
        known = self._counts.get((dictionary.source, dictionary.target), Counter[str]())
        if len(words) == 1 and known[words[0]]:
            return known[words[0]] < _WELL_KNOWN
        if not is_large:
            return bool(words)
        is_common = all(self._english[word] >= _COMMON_ENGLISH for word in _words(english))
        return is_common and (len(words) == 1 or all(known[word] >= _COMMON for word in words))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
