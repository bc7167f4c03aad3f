from dataclasses import replace

import numpy as np
import pytest

from translate.choice.calibration import Evidence
from translate.direct import Asked
from translate.joining import joined, through
from translate.text.passages import split_passage
from translate.translation import NO_ATTENTION, Alternative, Attention, Translation

TEXT = "One. Two.\nThree."
EVIDENCE = [Evidence(-0.1 * number, -number, -1.0, 0.5, 5) for number in range(3)]


def attention(rows, columns, seed):
    weights = np.random.default_rng(seed).dirichlet(np.ones(columns), rows)
    return Attention(
        tuple(f"s{seed}.{column}" for column in range(columns)),
        tuple(f"t{seed}.{row}" for row in range(rows)),
        tuple(map(tuple, weights.tolist())),
    )


PARTS = [
    Translation("One.", "Un.", "en", "fr", -0.2, 0.9, True,
                (Alternative("Une.", -0.5), Alternative("L'un.", -1.4)), attention(2, 3, 1), evidence=EVIDENCE[0]),
    Translation("Two.", "Deux.", "en", "fr", -0.4, 0.4, True,
                (Alternative("À deux.", -0.5),), attention(1, 4, 2), evidence=EVIDENCE[1]),
    Translation("Three.", "Trois.", "en", "fr", -0.6, 0.75, True,
                (Alternative("Le trois.", -1.2),), attention(3, 2, 3), evidence=EVIDENCE[2]),
]  # fmt: skip


def join(parts=PARTS, text=TEXT, target="fr", **asked):
    return joined(text, split_passage(text, "en"), parts, "en", target, Asked(**asked))


def test_a_text_is_as_good_as_its_sentences_on_the_whole():
    found = join()
    assert (found.source, found.text) == (TEXT, "Un. Deux.\nTrois.")
    assert (found.source_language, found.target_language) == ("en", "fr")
    assert found.score == pytest.approx((-0.2 - 0.4 - 0.6) / 3)
    assert found.confidence == pytest.approx((0.9 * 0.4 * 0.75) ** (1 / 3))
    assert found.certain
    assert (found.faults, found.via, found.between) == ((), None, "")
    assert (found.alternatives, found.attention) == ((), None)


def test_a_single_sentence_stays_what_it_is():
    found = join(PARTS[:1], "One.", alternatives=2, attention=True)
    assert found == PARTS[0]


def test_a_text_went_through_a_language_if_a_sentence_did():
    carried = Translation("12.", "12.", "de", "fr")
    through_english = Translation("Zwei.", "Deux.", "de", "fr", via="en", between="Two.", evidence=EVIDENCE[1])
    found = join([carried, through_english], "12. Zwei.")
    assert (found.text, found.via, found.between) == ("12. Deux.", "en", "12. Two.")


def test_one_sentence_that_is_not_certain_makes_the_text_so():
    doubted = Translation(
        "Two.", "Deux.", "en", "fr", certain=False, faults=("numbers", "length"), evidence=EVIDENCE[1]
    )
    other = Translation("Three.", "Trois.", "en", "fr", faults=("length", "copy"), evidence=EVIDENCE[2])
    found = join([PARTS[0], doubted, other])
    assert not found.certain
    assert found.faults == ("numbers", "length", "copy")


def test_the_evidence_is_of_the_least_confident_sentence_that_the_model_translated():
    assert join().evidence is EVIDENCE[1]
    carried = Translation("Two.", "2.", "en", "fr", confidence=0.1)
    assert carried.carried
    assert join([PARTS[0], carried, PARTS[2]]).evidence is EVIDENCE[2]
    assert join([carried] * 3).carried


@pytest.mark.parametrize("asked", [0, 1, 3, 20])
def test_alternatives_differ_in_one_sentence_and_the_least_loss_comes_first(asked):
    found = join(alternatives=asked)
    expected = ["Un. À deux.\nTrois.", "Une. Deux.\nTrois.", "Un. Deux.\nLe trois.", "L'un. Deux.\nTrois."]
    assert [other.text for other in found.alternatives] == expected[:asked]
    scores = [found.score, *(other.score for other in found.alternatives)]
    assert scores == sorted(scores, reverse=True)
    means = [(-0.2 - 0.5 - 0.6) / 3, (-0.5 - 0.4 - 0.6) / 3, (-0.2 - 0.4 - 1.2) / 3, (-1.4 - 0.4 - 0.6) / 3]
    assert scores[1:] == pytest.approx(means[:asked])


def test_no_sentence_looks_into_another():
    found = join(attention=True).attention
    weights = np.array(found.weights)
    assert weights.shape == (len(found.target_pieces), len(found.source_pieces)) == (6, 9)
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    assert found.source_pieces == tuple(piece for part in PARTS for piece in part.attention.source_pieces)
    assert found.target_pieces == tuple(piece for part in PARTS for piece in part.attention.target_pieces)
    for row, target in enumerate(found.target_pieces):
        for column, source in enumerate(found.source_pieces):
            part = PARTS[int(target[1]) - 1].attention
            same = target[1] == source[1]
            inside = part.weights[int(target[3])][int(source[3])] if same else 0
            assert weights[row, column] == inside


def test_what_was_carried_has_no_place_in_the_attention():
    carried = Translation("Two.", "2.", "en", "fr", attention=NO_ATTENTION)
    found = join([PARTS[0], carried, PARTS[2]], attention=True).attention
    assert found.source_pieces == (*PARTS[0].attention.source_pieces, *PARTS[2].attention.source_pieces)
    assert np.array(found.weights).shape == (5, 5)


@pytest.mark.parametrize("asked", [False, True])
def test_a_text_without_sentences_has_an_empty_translation(asked):
    found = join([], " \n", attention=asked)
    assert (found.source, found.text, found.certain, found.confidence) == (" \n", "", True, 1.0)
    assert found.attention == (NO_ATTENTION if asked else None)


def test_sentences_stand_as_the_target_writes_them():
    parts = [Translation(part.source, text, "en", "zh") for part, text in zip(PARTS, "一二三", strict=True)]
    assert join(parts, target="zh").text == "一二\n三"


def test_two_translations_one_behind_the_other_are_one():
    first = Translation("Bonjour.", "Hello.", "fr", "en", -0.3, 0.8, True, (Alternative("Hi.", -0.4),),
                        attention(2, 2, 1), faults=("length",), evidence=EVIDENCE[0])  # fmt: skip
    second = Translation("Hello.", "Hallo.", "en", "de", -0.5, 0.5, True, (Alternative("Hey.", -0.9),),
                         attention(3, 3, 2), faults=("copy",), evidence=EVIDENCE[1])  # fmt: skip
    found = through(first, second)
    assert (found.source, found.text, found.between, found.via) == ("Bonjour.", "Hallo.", "Hello.", "en")
    assert (found.source_language, found.target_language) == ("fr", "de")
    assert found.score == pytest.approx(-0.8)
    assert found.confidence == pytest.approx(0.4)
    assert found.faults == ("length", "copy")
    assert (found.alternatives, found.attention) == (second.alternatives, second.attention)


@pytest.mark.parametrize(("first", "second"), [(True, True), (True, False), (False, True), (False, False)])
def test_two_steps_are_certain_if_both_are(first, second):
    steps = [Translation("a", "b", "fr", "en", certain=first), Translation("b", "c", "en", "de", certain=second)]
    assert through(*(replace(step, evidence=EVIDENCE[0]) for step in steps)).certain == (first and second)


def test_what_the_glossary_has_goes_through_no_language():
    found = through(Translation("salut", "HALLO", "fr", "en"), Translation("HALLO", "HALLO", "en", "de"))
    assert (found.source, found.text, found.target_language) == ("salut", "HALLO", "de")
    assert (found.via, found.between) == (None, "")


def test_the_text_in_between_is_joined_as_well():
    steps = [
        through(
            Translation(source, between, "zh", "en", evidence=EVIDENCE[0]),
            Translation(between, target, "en", "fr", evidence=EVIDENCE[0]),
        )
        for source, between, target in (("一。", "One.", "Un."), ("二。", "Two.", "Deux."))
    ]
    found = joined("一。二。", split_passage("一。二。", "zh"), steps, "zh", "fr", Asked())
    assert (found.text, found.between, found.via) == ("Un. Deux.", "One. Two.", "en")
