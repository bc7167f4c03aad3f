import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.calibration import expected_calibration_error as slow_error
from reference.calibration import log_likelihood

from shared.decoding.hypothesis import Hypothesis
from translate.choice.calibration import Calibration, Evidence, expected_calibration_error

TRUE = Calibration([0.5, 1.2, 1.5, 0.1, 0.6, 0.8, -0.3, 1.0], {"en-fr": 0.4, "fr-en": -0.6})
SENTENCES = 12_000


def drawn_evidence(count, seed=0):
    random = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        tokens, mean = int(random.integers(3, 30)), -float(random.gamma(2, 0.4))
        margin, score = float(random.random()), 1.2 * mean - float(random.random())
        found.append(Evidence(mean, mean * tokens, score, margin, tokens))
    return found


@pytest.fixture(scope="module")
def synthetic():
    """Evidence, directions, the true probabilities, and labels drawn by them."""
    evidence = drawn_evidence(SENTENCES)
    directions = ["en-fr" if number % 3 else "fr-en" for number in range(SENTENCES)]
    true = np.array([TRUE.confidence(one, direction) for one, direction in zip(evidence, directions, strict=True)])
    return evidence, directions, true, np.random.default_rng(1).random(SENTENCES) < true


@pytest.fixture(scope="module")
def fitted(synthetic):
    evidence, directions, _, good = synthetic
    return Calibration.fit(evidence, directions, good.tolist())


def confidences(calibration, evidence, directions):
    return np.array([calibration.confidence(e, d) for e, d in zip(evidence, directions, strict=True)])


def test_a_fit_finds_the_probabilities_that_made_the_data(synthetic, fitted):
    evidence, directions, true, _ = synthetic
    assert true.min() < 0.1 < 0.8 < true.max()
    found = confidences(fitted, evidence, directions)
    assert np.abs(found - true).mean() < 0.02
    assert np.abs(found - true).max() < 0.1
    unseen = drawn_evidence(2000, seed=5)
    ways = ["en-fr", "fr-en"] * 1000
    assert np.abs(confidences(fitted, unseen, ways) - confidences(TRUE, unseen, ways)).mean() < 0.02


def test_a_fit_finds_how_the_directions_differ(fitted):
    biases = fitted.record()["biases"]
    # Only their difference shows in the data: the rest is the first weight's.
    assert biases["en-fr"] - biases["fr-en"] == pytest.approx(1.0, abs=0.15)


def test_no_weight_moved_a_little_makes_the_data_likelier(synthetic, fitted):
    evidence, directions, _, good = synthetic
    record = fitted.record()
    best = log_likelihood(confidences(fitted, evidence, directions), good)
    for place in range(len(record["weights"])):
        for step in (-0.3, 0.3):
            weights = [w + step * (place == other) for other, w in enumerate(record["weights"])]
            moved = confidences(Calibration(weights, record["biases"]), evidence, directions)
            assert log_likelihood(moved, good) < best


def test_where_all_are_good_no_weight_runs_away():
    weights = Calibration.fit(drawn_evidence(2000, seed=2), ["en-fr"] * 2000, [True] * 2000).record()["weights"]
    assert max(map(abs, weights)) < 4


@pytest.mark.parametrize("truth", ["all", "none", "by margin"])
@pytest.mark.parametrize("count", [2, 40, 2000])
def test_a_fit_is_finite_where_the_data_can_be_told_apart(truth, count):
    evidence = drawn_evidence(count, seed=2)
    good = [truth == "all" or (truth == "by margin" and one.margin > 0.5) for one in evidence]
    found = confidences(Calibration.fit(evidence, ["en-fr"] * count, good), evidence, ["en-fr"] * count)
    assert np.isfinite(found).all()
    assert np.abs(found - good).mean() < 0.3
    assert ((found > 0.5) == good).mean() > 0.95


@given(
    st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60), st.sampled_from([1, 2, 10, 15])
)  # fmt: skip
def test_the_error_is_that_of_sorting_into_bins_by_hand(sentences, bins):
    values, good = zip(*sentences, strict=True)
    found = expected_calibration_error(values, good, bins)
    assert found == pytest.approx(slow_error(values, good, bins), abs=1e-12)
    assert 0 <= found <= 1


@pytest.mark.parametrize(
    ("values", "good", "error"),
    [
        ([0.9, 0.9], [True, False], 0.4),
        ([1.0, 0.0], [True, False], 0.0),
        ([1.0, 0.0], [False, True], 1.0),
        ([0.5] * 4, [True, True, False, False], 0.0),
        ([0.2, 0.8], [True, True], 0.5),
    ],
)
def test_errors_worked_out_on_paper(values, good, error):
    assert expected_calibration_error(values, good) == pytest.approx(error)


def test_what_is_perfectly_calibrated_has_a_small_error_and_what_is_not_a_large_one(synthetic, fitted):
    evidence, directions, true, good = synthetic
    assert expected_calibration_error(true, good) < 0.02
    assert expected_calibration_error(confidences(fitted, evidence, directions), good) < 0.02
    assert expected_calibration_error(true**0.25, good) > 0.2


def test_a_record_can_be_read_again(fitted):
    record = json.loads(json.dumps(fitted.record()))
    again = Calibration.read(record)
    assert again.record() == record
    for one in drawn_evidence(50, seed=7):
        for direction in ("en-fr", "fr-en", "de-ja"):
            assert again.confidence(one, direction) == pytest.approx(fitted.confidence(one, direction), abs=1e-3)


@pytest.mark.parametrize("record", [{}, {"weights": [1.0]}, {"biases": {}}, {"weights": ["x"], "biases": {}}])
def test_what_is_no_record_is_refused(record):
    with pytest.raises((KeyError, ValueError)):
        Calibration.read(record)


@given(
    mean=st.floats(-1e30, 0),
    log_prob=st.floats(-1e30, 0),
    score=st.floats(-1e30, 1e30),
    margin=st.floats(0, 1),
    source_tokens=st.integers(1, 10**6),
    direction=st.sampled_from(["en-fr", "fr-en", "xx-yy"]),
)
def test_confidence_is_a_probability_whatever_the_evidence(mean, log_prob, score, margin, source_tokens, direction):
    confidence = TRUE.confidence(Evidence(mean, log_prob, score, margin, source_tokens), direction)
    assert 0 <= confidence <= 1


def test_the_likelier_translation_has_more_confidence():
    found = [TRUE.confidence(Evidence(mean, 8 * mean, mean, 0.2, 8), "en-fr") for mean in (-3, -1, -0.1)]
    assert found == sorted(found)
    assert found[0] < 0.2 < 0.8 < found[2]


def test_evidence_is_of_the_first_hypothesis_and_the_next_one():
    first, second = Hypothesis((5, 6, 7), -2.0, True, -0.5), Hypothesis((5,), -3.0, True, -0.9)
    told = Evidence.of([first, second], 6, "", "abc")
    assert told == Evidence(-0.5, -2.0, -0.5, pytest.approx(0.4), 6, 0.0, 1.0)
    assert Evidence.of([second], 6, "", "abc") == Evidence(-1.5, -3.0, -0.9, 1.0, 6, 0.0, pytest.approx(1 / 3))
    # The guard may have put one with a better score behind.
    assert Evidence.of([second, first], 6).margin == 0
    assert Evidence.of([first, Hypothesis((), -90.0, True, -90.0)], 6).margin == 1


def test_evidence_tells_of_words_that_were_copied_or_spelled():
    one = Evidence.of([Hypothesis((5, 6, 7), -2.0, True, -0.5)], 6, "I buy stamps.", "stamps")
    assert (one.copied, one.tokens_a_letter) == (0.5, 0.5)


def test_a_calibration_of_fewer_features_goes_on_as_it_was():
    one = Evidence(-0.5, -2.0, -0.5, 0.4, 6)
    other = Evidence(-0.5, -2.0, -0.5, 0.4, 6, copied=1.0, tokens_a_letter=2.0)
    assert TRUE.confidence(one, "en-fr") == TRUE.confidence(other, "en-fr")


def test_features_are_of_about_the_same_size():
    for one in [Evidence(-0.1, -1.0, -0.2, 0.3, 9), Evidence(-4.0, -80.0, -9.0, 1.0, 60)]:
        features = one.features()
        assert np.abs(features).max() < 10
        assert features[0] == 1
        assert features[4] == max(one.score, -5)
        assert features[2] == pytest.approx(math.exp(one.mean_log_prob))
