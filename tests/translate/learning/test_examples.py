from collections import Counter

import pytest
from reference.phrases import write_tsv

from shared.errors import CallError
from shared.text.corpora import Pair
from shared.text.splits import is_held_out
from shared.text.vocabulary import EOS_ID, Vocabulary
from translate.learning.corpora import Corpora, Corpus
from translate.learning.examples import Example, Others, Variation, encode, examples_alone, examples_of, varied_examples
from translate.learning.expressions import expressions
from translate.text.capitals import Capitals
from translate.text.slots import SLOTS

CORPUS = Corpus("pairs.tsv", "en", "fr")
PAIRS = [Pair(f"Number {n} is here.", f"Le numéro {n} est ici.") for n in range(400)]
PLAIN = Variation(careless=0, joined=0, slots=0)


def varied(variation, corpus=CORPUS, one_way=True):
    return [
        example for pair in PAIRS for example in varied_examples(corpus, pair, one_way, variation, Others.among(PAIRS))
    ]


def test_both_directions():
    pair = Pair("Hello.", "Bonjour.")
    forth, back = examples_of(CORPUS, pair, one_way=False)
    assert forth == Example("Hello.", "en", "fr", "Bonjour.")
    assert back == Example("Bonjour.", "fr", "en", "Hello.")
    assert list(examples_of(CORPUS, pair, one_way=True)) == [forth]


def test_without_variation_pairs_stay_as_they_are():
    assert varied(PLAIN) == [Example(pair.source, "en", "fr", pair.target) for pair in PAIRS]


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


def test_slots_stand_on_both_sides_of_a_share_of_the_pairs_and_in_both_directions():
    found = varied(Variation(copies=5, careless=0, joined=0.3, slots=0.4), one_way=False)
    masked = [example for example in found if set(SLOTS) & set(example.source)]
    assert len(masked) / len(found) == pytest.approx(0.4, abs=0.04)
    for example in found:
        source, target = ([sign for sign in side if sign in SLOTS] for side in (example.source, example.target))
        assert sorted(source) == sorted(target)
    assert {(forth.source, forth.target) for forth in found if forth.target_language == "fr"} == {
        (back.target, back.source) for back in found if back.target_language == "en"
    }


def test_a_share_of_the_names_gives_way_to_others_of_the_corpus():
    names = ["Anna", "Bob", "Jean", "Zoé", "Max"]
    pairs = [Pair(f"{names[n % 5]} is number {n}.", f"{names[n % 5]} est le numéro {n}.") for n in range(400)]
    others, variation = Others.among(pairs), Variation(careless=0, joined=0, slots=0, renamed=0.5)
    assert others.names == sorted(names)
    found = [one for pair in pairs for one in varied_examples(CORPUS, pair, True, variation, others)]
    assert all(one.source.split()[0] == one.target.split()[0] for one in found)
    changed = sum(one.source != pair.source for one, pair in zip(found, pairs, strict=True))
    assert changed / 400 == pytest.approx(0.5 * 4 / 5, abs=0.06)
    assert {one.source.split()[0] for one in found} == set(names)


def test_nothing_that_is_not_learned_comes_of_another_name():
    pairs = [Pair(f"{name} left.", f"{name} est parti.") for name in ("Anna", "Bob", "Zoé")]
    variation = Variation(copies=40, careless=0, joined=0, slots=0, renamed=1.0)
    free = varied_examples(CORPUS, pairs[0], True, variation, Others.among(pairs))
    assert {one.source for one in free} == {"Anna left.", "Bob left.", "Zoé left."}
    kept = varied_examples(
        CORPUS, pairs[0], True, variation, Others.among(pairs, lambda pair: "Bob" not in pair.source)
    )
    assert {one.source for one in kept} == {"Anna left.", "Zoé left."}


@pytest.mark.parametrize(("source", "target"), [("en", "fr"), ("fr", "en")])
def test_pairs_of_few_english_words_stand_more_often(source, target):
    corpus, plain = Corpus("pairs.tsv", source, target), {"careless": 0, "joined": 0, "slots": 0}
    # How many words the other side has is no matter.
    phrases = [
        ("Come here.", "Viens donc ici tout de suite.", 8),
        ("Come here now.", "Viens donc ici tout de suite.", 4),
        ("Do come here now.", "Viens.", 2),
    ]
    for english, french, expected in phrases:
        sides = (english, french) if source == "en" else (french, english)
        variation = Variation(copies=2, short_repeats=4.0, **plain)
        assert len(list(varied_examples(corpus, Pair(*sides), True, variation, Others()))) == expected


def test_half_of_the_questions_typed_carelessly_keep_their_mark_but_none_that_opens():
    corpus, variation = Corpus("pairs.tsv", "es", "en"), Variation(copies=2, careless=1.0, joined=0, slots=0)
    pairs = [Pair(f"¿Hay {n}?", f"Are there {n}?") for n in range(400)]
    found = [one.source for p in pairs for one in varied_examples(corpus, p, True, variation, Others())]
    assert all(source.startswith("hay ") for source in found)
    assert sum(source.endswith("?") for source in found) / 800 == pytest.approx(0.5, abs=0.06)


def test_half_of_what_is_typed_carelessly_has_no_accents_either():
    corpus, variation = Corpus("pairs.tsv", "fr", "en"), Variation(copies=2, careless=1.0, joined=0, slots=0)
    pairs = [Pair(f"L'été {n} est passé.", f"Summer {n} is over.") for n in range(400)]
    found = Counter(one.source for p in pairs for one in varied_examples(corpus, p, True, variation, Others()))
    assert set(found) <= {s for n in range(400) for s in (f"l'été {n} est passé", f"lete {n} est passe")}
    assert sum(count for source, count in found.items() if "é" in source) / 800 == pytest.approx(0.5, abs=0.06)


def test_german_letters_are_typed_without_their_marks_or_with_two_letters():
    corpus, variation = Corpus("pairs.tsv", "de", "en"), Variation(copies=2, careless=1.0, joined=0, slots=0)
    pairs = [Pair(f"Grüße {n}.", f"Greetings {n}.") for n in range(400)]
    found = Counter(
        one.source.split()[0] for p in pairs for one in varied_examples(corpus, p, True, variation, Others())
    )
    assert {word: count / 800 for word, count in found.items()} == pytest.approx(
        {"grüße": 0.5, "gruße": 0.25, "gruesse": 0.25}, abs=0.06
    )


def test_words_phrases_names_and_expressions_are_learned_alone_but_no_test_sentences(tmp_path):
    corpus = Corpus(str(write_tsv(tmp_path / "pairs.tsv")), "en", "fr")
    corpora = Corpora([corpus], excluded=frozenset({"cats", "vingt et un", "May 5"}))
    found = Counter(examples_alone(corpora, 20, Variation(slots=0, words=3, phrases=2, names=4, expressions=3000)))
    assert found[Example("dogs", "en", "fr", "chiens")] == found[Example("chiens", "fr", "en", "dogs")] == 3
    assert found[Example("small dogs", "en", "fr", "chiens petits")] == 2
    assert found[Example("Germany", "en", "fr", "Allemagne")] == found[Example("Allemagne", "fr", "en", "Germany")] == 4
    drawn = next(p for p in expressions("en", "fr", 3000) if p.source != "May 5" and not is_held_out(p.source, 20))
    assert (
        found[Example(drawn.source, "en", "fr", drawn.target)]
        == found[Example(drawn.target, "fr", "en", drawn.source)]
        > 0
    )
    left_out = {"cats", "chats", "vingt et un", "twenty-one", "May 5", "5 mai"}
    assert not [one for one in found if left_out & {one.source, one.target}]
    assert list(examples_alone(corpora, 20, Variation())) == []


def test_years_and_amounts_of_expressions_become_slots_as_they_do_when_translated(tmp_path):
    corpora = Corpora([Corpus(str(write_tsv(tmp_path / "pairs.tsv")), "en", "fr")])
    found = list(examples_alone(corpora, 20, Variation(slots=0.5, expressions=200)))
    masked = [one for one in found if set(SLOTS) & set(one.source)]
    assert 0.2 * len(found) < len(masked) < 0.5 * len(found)
    assert all(set(SLOTS) & set(one.source) == set(SLOTS) & set(one.target) for one in found)


def test_a_corpus_of_no_weight_is_not_learned():
    assert varied(PLAIN, Corpus("pairs.tsv", "en", "fr", 0.0)) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("copies", 0),
        ("careless", 1.5),
        ("joined", -0.1),
        ("sampling", 2),
        ("slots", 2),
        ("words", -1),
        ("phrases", -1),
        ("names", -2),
        ("expressions", -1),
        ("short_repeats", 0.5),
    ],
)
def test_settings_are_checked(name, value):
    with pytest.raises(CallError, match=rf"\[variation\] {name} must be .* not {value}"):
        Variation(**{name: value})


def test_encoded_with_the_symbol_of_the_target_language():
    vocabulary = Vocabulary.train([side for p in PAIRS for side in (p.source, p.target)], 340, ["<2en>", "<2fr>"])
    capitals = Capitals(vocabulary)
    example = Example("Number 7 is here", "en", "fr", "Le numéro 7 est ici")
    source, target = encode(example, vocabulary, capitals)
    assert source == [vocabulary.symbol_id("<2fr>"), *vocabulary.encode(example.source), EOS_ID]
    assert vocabulary.decode(target) == example.target
    # Full stops and capitals that say nothing are the form's to put back.
    stopped = Example("Number 7 is here.", "en", "fr", "Le numéro 7 est ici.")
    typed = Example("number 7 is here", "en", "fr", "Le numéro 7 est ici")
    assert [encode(one, vocabulary, capitals) for one in (stopped, typed)] == [(source, target)] * 2
    drawn = {tuple(encode(example, vocabulary, capitals, sampling=0.1)[0]) for _ in range(20)}
    assert len(drawn) > 5
    assert {vocabulary.decode(ids) for ids in drawn} == {example.source}
