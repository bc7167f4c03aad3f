from collections import Counter

import pytest

from shared.errors import CallError
from shared.text.corpora import Pair
from shared.text.vocabulary import EOS_ID, Vocabulary
from translate.corpora import Corpus
from translate.examples import Example, Variation, encode, examples_of, varied_examples

CORPUS = Corpus("pairs.tsv", "en", "fr")
PAIRS = [Pair(f"Number {n} is here.", f"Le numéro {n} est ici.") for n in range(400)]
PLAIN = Variation(careless=0, joined=0, slots=0)


def varied(variation, corpus=CORPUS, one_way=True):
    return [example for pair in PAIRS for example in varied_examples(corpus, pair, one_way, variation, PAIRS)]


def test_both_directions():
    pair = Pair("Hello.", "Bonjour.")
    forth, back = examples_of(CORPUS, pair, one_way=False)
    assert forth == Example("Hello.", "fr", "Bonjour.")
    assert back == Example("Bonjour.", "en", "Hello.")
    assert list(examples_of(CORPUS, pair, one_way=True)) == [forth]


def test_without_variation_pairs_stay_as_they_are():
    assert varied(PLAIN) == [Example(pair.source, "fr", pair.target) for pair in PAIRS]


@pytest.mark.parametrize(
    ("weight", "copies", "expected"), [(1.0, 1, 400), (2.5, 1, 1000), (0.5, 1, 200), (0.5, 3, 600)]
)
def test_weight_and_copies(weight, copies, expected):
    corpus = Corpus("pairs.tsv", "en", "fr", weight)
    assert len(varied(Variation(copies, 0, 0), corpus)) == pytest.approx(expected, rel=0.12)


def test_shares_of_variations():
    found = varied(Variation(copies=5, careless=0.2, joined=0.3))
    kinds = Counter((example.source.islower(), example.source.lower().count("number")) for example in found)
    assert sum(count for (careless, _), count in kinds.items() if careless) / len(found) == pytest.approx(0.2, abs=0.04)
    assert sum(count for (_, joined), count in kinds.items() if joined == 2) / len(found) == pytest.approx(
        0.3, abs=0.04
    )
    for example in found:
        assert example.source.lower().count("number") == example.target.count("numéro")
        assert example.target.endswith(".")


def test_the_same_every_time():
    variation = Variation(copies=2, careless=0.3, joined=0.3)
    assert varied(variation) == varied(variation)


@pytest.mark.parametrize(("name", "value"), [("copies", 0), ("careless", 1.5), ("joined", -0.1), ("sampling", 2)])
def test_settings_are_checked(name, value):
    with pytest.raises(CallError, match=rf"\[variation\] {name} must be .* not {value}"):
        Variation(**{name: value})


def test_encoded_with_the_symbol_of_the_target_language():
    vocabulary = Vocabulary.train([side for p in PAIRS for side in (p.source, p.target)], 340, ["<2en>", "<2fr>"])
    example = Example("Number 7 is here.", "fr", "Le numéro 7 est ici.")
    source, target = encode(example, vocabulary)
    assert source == [vocabulary.control_id("<2fr>"), *vocabulary.encode(example.source), EOS_ID]
    assert vocabulary.decode(target) == example.target
    drawn = {tuple(encode(example, vocabulary, sampling=0.1)[0]) for _ in range(20)}
    assert len(drawn) > 5
    assert {vocabulary.decode(ids) for ids in drawn} == {example.source}
