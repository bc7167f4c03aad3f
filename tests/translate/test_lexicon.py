"""Words found in pairs; the slow twin counts with dictionaries what the code counts with arrays."""

import itertools
from collections import defaultdict

import pytest
from reference.phrases import pairs

from shared.text.corpora import Pair
from translate.lexicon import word_pairs

CORPUS = [Pair(english, french) for english, french in pairs()]


def slow_word_pairs(corpus, iterations=6, fewest=2.5, least=0.2):
    """IBM model 1 both ways, as it is written in the books."""
    sentences = [(pair.source.split(), pair.target.split()) for pair in corpus]

    def learned(sentences):
        probability = defaultdict(lambda: 1.0)
        for _ in range(iterations):
            counts, totals = defaultdict(float), defaultdict(float)
            for given, words in sentences:
                for word in words:
                    norm = sum(probability[word, other] for other in given)
                    for other in given:
                        share = probability[word, other] / norm
                        counts[word, other] += share
                        totals[other] += share
            probability = defaultdict(float, {k: count / totals[k[1]] for k, count in counts.items()})
        return probability, counts

    forth, forth_counts = learned(sentences)
    back, back_counts = learned([(target, source) for source, target in sentences])
    score = {(s, t): forth[t, s] * back[s, t] for t, s in forth}
    found = set()
    for (source, target), value in score.items():
        best_target = max((t for s, t in score if s == source), key=lambda t: score[source, t])
        best_source = max((s for s, t in score if t == target), key=lambda s: score[s, target])
        count = min(forth_counts[target, source], back_counts[source, target])
        if (best_source, best_target) == (source, target) and value >= least and count >= fewest:
            found.add((source, target))
    return found


def test_it_finds_the_words_of_a_small_language():
    found = {(pair.source, pair.target) for pair in word_pairs(CORPUS)}
    assert {("cats", "chats"), ("red", "rouges"), ("two", "deux"), ("keys", "clous")} <= found
    assert len(found) == 18


@pytest.mark.parametrize("step", [1, 3, 7])
def test_it_finds_what_the_slow_twin_finds(step):
    corpus = CORPUS[::step]
    assert {(pair.source, pair.target) for pair in word_pairs(corpus)} == slow_word_pairs(corpus)


def test_a_word_has_the_capitals_it_has_within_sentences():
    dogs = [Pair(f"My {c} dog", f"Mein {d} Hund") for c, d in (("red", "roter"), ("old", "alter"), ("big", "großer"))]
    found = word_pairs([*dogs, Pair("Dog", "Hund"), *itertools.chain(*[dogs] * 2)])
    assert Pair("dog", "Hund") in found


def test_a_corpus_without_words_teaches_none():
    assert word_pairs([]) == []
    assert word_pairs([Pair("123", "456"), Pair("?", "!")]) == []
