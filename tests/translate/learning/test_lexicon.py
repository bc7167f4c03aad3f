"""Words found in pairs; the slow twin counts with dictionaries what the code counts with arrays."""

import itertools
from collections import defaultdict

import pytest
from reference.phrases import pairs

from shared.text.corpora import Pair
from translate.learning.lexicon import Lexicon

CORPUS = [Pair(english, french) for english, french in pairs()]


def slow_word_pairs(corpus, iterations=6, fewest=1.5, least=0.1):
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
    found = {(pair.source, pair.target) for pair in Lexicon(CORPUS).words()}
    assert {("cats", "chats"), ("red", "rouges"), ("two", "deux"), ("keys", "clous")} <= found
    assert len(found) == 18


@pytest.mark.parametrize("step", [1, 3, 7])
def test_it_finds_what_the_slow_twin_finds(step):
    corpus = CORPUS[::step]
    assert {(pair.source, pair.target) for pair in Lexicon(corpus).words()} == slow_word_pairs(corpus)


def test_what_is_left_of_a_word_before_a_vowel_is_a_word_of_its_own():
    found = Lexicon(
        Pair(f"My {a} is {b}", f"Mon {c} est d'{d}")
        for a, c in (("dog", "chien"), ("cat", "chat"), ("door", "portail"))
        for b, d in (("iron", "acier"), ("silver", "argent"), ("amber", "ambre"))
    )
    assert {Pair("silver", "argent"), Pair("iron", "acier")} <= set(found.words())


def test_a_word_has_the_capitals_it_has_within_sentences():
    dogs = [Pair(f"My {c} dog", f"Mein {d} Hund") for c, d in (("red", "roter"), ("old", "alter"), ("big", "großer"))]
    found = Lexicon([*dogs, Pair("Dog", "Hund"), *itertools.chain(*[dogs] * 2)]).words()
    assert Pair("dog", "Hund") in found


def test_a_corpus_without_words_teaches_none():
    assert Lexicon([]).words() == []
    assert Lexicon([Pair("123", "456"), Pair("?", "!")]).words() == []


def slow_phrase_pairs(sentences, links, fewest=3, least=0.3):
    """Every pair of spans of each sentence pair, tried one by one."""
    counts = defaultdict(int)
    for (source, target), linked in zip(sentences, links, strict=True):
        for first, last, low, high in itertools.product(
            range(1, len(source)), range(1, len(source)), *[range(1, len(target))] * 2
        ):
            inside = [(s, t) for s, t in linked if first <= s <= last and low <= t <= high]
            touching = [(s, t) for s, t in linked if first <= s <= last or low <= t <= high]
            edges = {first, last} <= {s for s, _ in inside} and {low, high} <= {t for _, t in inside}
            if 0 < last - first < 4 and 0 <= high - low < 4 and edges and inside == touching:
                counts[" ".join(source[first : last + 1]), " ".join(target[low : high + 1])] += 1
    return {
        (source, target)
        for (source, target), count in counts.items()
        if count >= fewest
        and count / sum(c for (s, _), c in counts.items() if s == source) >= least
        and count / sum(c for (_, t), c in counts.items() if t == target) >= least
    }


def slow_links(corpus):
    """Words of the small language translate one to one: the links are known."""
    words = dict(slow_word_pairs(corpus))
    for pair in corpus:
        source, target = pair.source.split(), pair.target.split()
        yield [(place, target.index(words[word])) for place, word in enumerate(source) if words.get(word) in target]


@pytest.mark.parametrize(("step", "times"), [(1, 1), (2, 1), (1, 3)])
def test_it_finds_the_phrases_that_the_slow_twin_finds(step, times):
    corpus = [Pair(f"I see {pair.source} here", f"Je vois {pair.target} ici") for pair in CORPUS[::step] * times]
    sentences = [(pair.source.split(), pair.target.split()) for pair in corpus]
    found = {(pair.source, pair.target) for pair in Lexicon(corpus).phrases()}
    assert found == slow_phrase_pairs(sentences, slow_links(corpus))
    assert ("red cats", "chats rouges") in found
    assert (("two red cats", "deux chats rouges") in found) == (times == 3)
    assert not [phrase for phrase in found if phrase[0].startswith("I ") or " " not in phrase[0]]


def test_no_phrase_goes_over_a_comma():
    corpus = [
        Pair(f"I see {p.source.replace(' ', ', ', 1)}", f"Je vois {p.target.replace(' ', ', ', 1)}") for p in CORPUS
    ]
    assert Lexicon(CORPUS * 3).phrases()
    assert not [phrase for phrase in Lexicon(corpus).phrases() if "," in phrase.source + phrase.target]
    assert Lexicon([]).phrases() == []
