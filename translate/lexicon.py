"""Words and their translations, found in the pairs of a corpus: IBM model 1, both ways (Brown et al. 1993).

Sentences teach what a word means among others; typed alone, it is a sentence the model never saw. So the surest
words of a corpus are learned as pairs of their own. Knows no model and no language but by its words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from shared.text.corpora import Pair

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Links of more words than that are too many for what they tell.
_MOST_WORDS = 14
_ITERATIONS = 6
# What a pair of words needs: how often it was linked, and the product of both probabilities.
_FEWEST_LINKS, _LEAST_PROBABILITY = 2.5, 0.2

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]


def word_pairs(pairs: Iterable[Pair]) -> list[Pair]:
    """Words that translate each other: each the likeliest for the other, and both surely.

    Example: among `word_pairs(corpus)` -> `Pair("dog", "Hund")`
    """
    sentences = [(_WORD.findall(pair.source), _WORD.findall(pair.target)) for pair in pairs]
    kept = [both for both in sentences if all(0 < len(side) <= _MOST_WORDS for side in both)]
    if not kept:
        return []
    sides = [_Side([both[side] for both in kept]) for side in (0, 1)]
    links = _Links(sides[0], sides[1])
    scores, counts = links.scores()
    best: list[dict[int, int]] = [{}, {}]
    for link in np.argsort(-scores, kind="stable"):
        for side, words in enumerate((links.sources, links.targets)):
            best[side].setdefault(int(words[link]), int(link))
    mutual = [link for word, link in best[0].items() if best[1][int(links.targets[link])] == link]
    return [
        Pair(sides[0].written(int(links.sources[link])), sides[1].written(int(links.targets[link])))
        for link in mutual
        if counts[link] >= _FEWEST_LINKS and scores[link] >= _LEAST_PROBABILITY
    ]


class _Side:
    """The words of one language: an id for each, whatever its capitals, sentence by sentence."""

    def __init__(self, sentences: Sequence[Sequence[str]]):
        ids: dict[str, int] = {}
        self.sentences = [np.array([ids.setdefault(word.lower(), len(ids)) for word in s]) for s in sentences]
        self.size = len(ids)
        self._forms: list[Counter[str]] = [Counter() for _ in ids]
        for sentence in sentences:
            for place, word in enumerate(sentence):
                # At the beginning of a sentence capitals say nothing.
                self._forms[ids[word.lower()]][word if place else word.lower()] += 1 if place else 0

    def written(self, word: int) -> str:
        """The form it has most often within sentences."""
        return self._forms[word].most_common(1)[0][0]


class _Links:
    """Every pair of words that stand in the two sides of one sentence pair."""

    def __init__(self, left: _Side, right: _Side):
        self._sizes = left.size, right.size
        both = list(zip(left.sentences, right.sentences, strict=True))
        sources = np.concatenate([np.repeat(a, len(b)) for a, b in both])
        targets = np.concatenate([np.tile(b, len(a)) for a, b in both])
        # Which token of the corpus each link is one of, on either side.
        self._source_tokens = _numbered(np.concatenate([np.repeat(np.arange(len(a)), len(b)) for a, b in both]), both)
        self._target_tokens = _numbered(np.concatenate([np.tile(np.arange(len(b)), len(a)) for a, b in both]), both)
        kinds, self._kinds = np.unique(sources.astype(np.int64) * right.size + targets, return_inverse=True)
        self.sources, self.targets = kinds // right.size, kinds % right.size

    def scores(self) -> tuple[FloatArray, FloatArray]:
        """Of each pair of words p(target | source) · p(source | target), and how often it was linked."""
        forth, forth_counts = self._expected(self._target_tokens, self.sources, self._sizes[0])
        back, back_counts = self._expected(self._source_tokens, self.targets, self._sizes[1])
        return forth * back, np.minimum(forth_counts, back_counts)

    def _expected(self, tokens: IntArray, given: IntArray, size: int) -> tuple[FloatArray, FloatArray]:
        """Expectation maximisation: each token is shared out among the words of the other side."""
        probabilities = np.ones(len(given))
        counts: FloatArray = probabilities
        for _ in range(_ITERATIONS):
            shares = probabilities[self._kinds]
            shares = shares / np.bincount(tokens, shares)[tokens]
            counts = np.bincount(self._kinds, shares, minlength=len(given)).astype(np.float64)
            probabilities = counts / np.bincount(given, counts, minlength=size)[given]
        return probabilities, counts


def _numbered(places: IntArray, both: Sequence[tuple[Any, Any]]) -> IntArray:
    sentences = np.repeat(np.arange(len(both)), [len(a) * len(b) for a, b in both])
    _, numbers = np.unique(sentences * (_MOST_WORDS + 1) + places, return_inverse=True)
    return numbers.astype(np.int64)
