"""What a set of replies is like: diversity, dullness, repetition, ranking; knows no bot."""

import math
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+'?\w*")
_GENERIC_COUNT = 10


def words(reply: str) -> list[str]:
    """The lower-cased words of a reply.

    Example: `"I don't KNOW!"` -> `["i", "don't", "know"]`
    """
    return _WORD.findall(reply.lower())


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """The share of words that two texts have in common, by F1.

    Example: `["i'm", "fine"]`, `["i'm", "fine", "thanks"]` -> `0.8`
    """
    common = (Counter(first) & Counter(second)).total()
    return 2 * common / max(1, len(first) + len(second))


def ngrams(tokens: Sequence[str], n: int) -> list[tuple[str, ...]]:
    """All runs of n tokens, in order."""
    return [tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)]


def distinct(replies: Sequence[str], n: int) -> float:
    """The share of different n-grams among all n-grams of the replies (Li et al. 2016)."""
    found = [ngram for reply in replies for ngram in ngrams(words(reply), n)]
    return len(set(found)) / len(found) if found else 0.0


def generic_rate(replies: Sequence[str]) -> float:
    """The share of replies that are one of the ten most frequent ones."""
    counts = Counter(" ".join(words(reply)) for reply in replies)
    return sum(count for _, count in counts.most_common(_GENERIC_COUNT)) / len(replies) if replies else 0.0


def repeat_rate(replies: Sequence[str]) -> float:
    """The share of replies in which a trigram comes twice."""
    repeating = [len(set(found)) < len(found) for found in (ngrams(words(reply), 3) for reply in replies)]
    return sum(repeating) / len(repeating) if repeating else 0.0


def perplexity(log_prob: float, replies: Sequence[str]) -> float:
    """Exp of the negative log probability a word; words are what white space parts, and the end of a reply."""
    count = sum(len(reply.split()) + 1 for reply in replies)
    return math.exp(-log_prob / count) if count else math.inf


def recall_at_1(scores: Sequence[Sequence[float]]) -> float:
    """How often the true reply, scored first in each row, beats all the others."""
    return sum(row[0] > max(row[1:]) for row in scores) / len(scores) if scores else 0.0
