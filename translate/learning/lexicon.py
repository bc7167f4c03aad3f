"""Words and phrases and their translations, found in the pairs of a corpus: IBM model 1, both ways (Brown et al. 1993).

Sentences teach what a word means among others; typed alone, it is a sentence the model never saw. So the surest
words and phrases of a corpus are learned as pairs of their own. Knows no model and no language but by its words.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from shared.text.corpora import Pair

# What is left of a word before a vowel is a word of its own: French "l'eau", Italian "l'acqua", but not English "I'm".
_WORD = re.compile(r"[a-z]['’](?=[^\W\d_])|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WORDS = re.compile(rf"(?:(?:{_WORD.pattern})(?: |(?<=['’])|$))+")
# Links of more words than that are too many for what they tell.
_MOST_WORDS = 14
_ITERATIONS = 6
# What a pair of words needs: how often it was linked, and the product of both probabilities.
_FEWEST_LINKS, _LEAST_PROBABILITY = 1.5, 0.1
# What a pair of phrases has: words on either side, how often it was seen, and the share of it among all that each
# of its sides was seen with.
_LONGEST_PHRASE, _FEWEST_PHRASES, _LEAST_SHARE = 4, 3, 0.3

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]


class Lexicon:
    """What the pairs of a corpus teach of single words and short phrases.

    Args:
        pairs: of sentences; those without words, or with very many, teach nothing.
    """

    def __init__(self, pairs: Iterable[Pair]):
        found = ((pair, [list(_WORD.finditer(side)) for side in (pair.source, pair.target)]) for pair in pairs)
        kept = [(pair, words) for pair, words in found if all(0 < len(side) <= _MOST_WORDS for side in words)]
        self._pairs, self._words = [pair for pair, _ in kept], [words for _, words in kept]
        self._sides = [_Side([[word[0] for word in words[side]] for words in self._words]) for side in (0, 1)]
        self._links = _Links(*self._sides) if kept else None

    def words(self) -> list[Pair]:
        """Words that translate each other: each the likeliest for the other, and both surely.

        Example: among `Lexicon(corpus).words()` -> `Pair("dog", "Hund")`
        """
        if self._links is None:
            return []
        scores, counts = self._links.scores()
        best: list[dict[int, int]] = [{}, {}]
        for link in np.argsort(-scores, kind="stable"):
            for side, words in enumerate((self._links.sources, self._links.targets)):
                best[side].setdefault(int(words[link]), int(link))
        mutual = [link for word, link in best[0].items() if best[1][int(self._links.targets[link])] == link]
        return [
            Pair(
                self._sides[0].written(int(self._links.sources[link])),
                self._sides[1].written(int(self._links.targets[link])),
            )
            for link in mutual
            if counts[link] >= _FEWEST_LINKS and scores[link] >= _LEAST_PROBABILITY
        ]

    def phrases(self) -> list[Pair]:
        """Phrases of two to four words that translate each other: no word of either is linked to one elsewhere.

        Those at the beginning of a sentence are left out, for their capitals say nothing.

        Example: among `Lexicon(corpus).phrases()` -> `Pair("the big house", "das große Haus")`

        Reference:
            Koehn, Och and Marcu 2003, "Statistical phrase-based translation".
        """
        counts: Counter[Pair] = Counter(self._phrases_seen())
        of_source, of_target = Counter[str](), Counter[str]()
        for phrase, count in counts.items():
            of_source[phrase.source] += count
            of_target[phrase.target] += count
        return [
            phrase
            for phrase, count in counts.items()
            if count >= _FEWEST_PHRASES
            and min(count / of_source[phrase.source], count / of_target[phrase.target]) >= _LEAST_SHARE
        ]

    def _phrases_seen(self) -> Iterator[Pair]:
        if self._links is None:
            return
        for pair, (sources, targets), links in zip(self._pairs, self._words, self._links.sure(), strict=True):
            for first, last, low, high in _consistent(links):
                phrase = Pair(_between(pair.source, sources, first, last), _between(pair.target, targets, low, high))
                if phrase.source and phrase.target:
                    yield phrase


def _consistent(links: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """The first and last places on either side of phrases whose words are linked among themselves only."""
    linked = sorted({source for source, _ in links if source})
    for first in linked:
        for last in linked:
            if not 0 < last - first < _LONGEST_PHRASE:
                continue
            targets = [target for source, target in links if first <= source <= last]
            low, high = min(targets), max(targets)
            if (
                0 < low <= high < low + _LONGEST_PHRASE
                and all(first <= source <= last for source, target in links if low <= target <= high)
            ):  # fmt: skip
                yield first, last, low, high


def _between(text: str, words: Sequence[re.Match[str]], first: int, last: int) -> str:
    """The text from one word to another; nothing if more than spaces stands between its words."""
    phrase = text[words[first].start() : words[last].end()]
    return phrase if _WORDS.fullmatch(phrase) else ""


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
        self._places = [
            np.concatenate([np.repeat(np.arange(len(a)), len(b)) for a, b in both]),
            np.concatenate([np.tile(np.arange(len(b)), len(a)) for a, b in both]),
        ]
        self._sentences = np.repeat(np.arange(len(both)), [len(a) * len(b) for a, b in both])
        # Which token of the corpus each link is one of, on either side.
        self._source_tokens, self._target_tokens = map(self._numbered, self._places)
        kinds, self._kinds = np.unique(sources.astype(np.int64) * right.size + targets, return_inverse=True)
        self.sources, self.targets = kinds // right.size, kinds % right.size

    def scores(self) -> tuple[FloatArray, FloatArray]:
        """Of each pair of words p(target | source) · p(source | target), and how often it was linked."""
        (forth, forth_counts), (back, back_counts) = self._both_ways
        return forth * back, np.minimum(forth_counts, back_counts)

    def sure(self) -> Iterator[list[tuple[int, int]]]:
        """Of each sentence pair the places of words each of which is the likeliest link of the other."""
        (forth, _), (back, _) = self._both_ways
        sure = _likeliest(forth[self._kinds], self._target_tokens) & _likeliest(back[self._kinds], self._source_tokens)
        places = np.stack([places[sure] for places in self._places], axis=1)
        ends = np.searchsorted(self._sentences[sure], np.arange(self._sentences[-1] + 2))
        for start, end in itertools.pairwise(ends):
            yield [(int(source), int(target)) for source, target in places[start:end]]

    @cached_property
    def _both_ways(self) -> tuple[tuple[FloatArray, FloatArray], tuple[FloatArray, FloatArray]]:
        """Probabilities and counts of the pairs of words, from source to target and back."""
        return (
            self._expected(self._target_tokens, self.sources, self._sizes[0]),
            self._expected(self._source_tokens, self.targets, self._sizes[1]),
        )

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

    def _numbered(self, places: IntArray) -> IntArray:
        _, numbers = np.unique(self._sentences * (_MOST_WORDS + 1) + places, return_inverse=True)
        return numbers.astype(np.int64)


def _likeliest(values: FloatArray, tokens: IntArray) -> npt.NDArray[np.bool_]:
    """Whether each link has the greatest value of all links of its token."""
    greatest = np.zeros(int(tokens.max()) + 1)
    np.maximum.at(greatest, tokens, values)
    return values == greatest[tokens]
