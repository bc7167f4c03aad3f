"""Tokens that must come once each, and grammars, on a model without a network."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.search import all_targets
from reference.stepper import BOS, EOS, PAD, UNK, MatrixStepper

from shared.decoding.filters import Filters
from shared.decoding.hypothesis import Hypothesis
from shared.decoding.options import DecodingOptions
from shared.decoding.search import search

BANNED = (PAD, UNK, BOS)
SIZE = 8
MAX_LENGTH = 4


def run(stepper, required, banned=BANNED, prefixes=None, seed=None, **options):
    """Searching with the same tokens required of every source, or with each source's own."""
    by_source = required if isinstance(required, list) else [required] * len(stepper.table)
    return search(
        stepper,
        stepper.state(),
        DecodingOptions(**{"max_length": MAX_LENGTH, **options}),
        bos_id=BOS,
        eos_id=EOS,
        banned_ids=banned,
        prefixes=prefixes,
        required_ids=by_source,
        seed=seed,
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("required", [{5}, {4, 7}, {4, 5, 6}])
@pytest.mark.parametrize("length_penalty", [0.0, 1.0])
def test_a_wide_beam_finds_what_exhaustive_search_finds(seed, required, length_penalty):
    stepper = MatrixStepper(vocabulary_size=SIZE, sources=2, sharpness=1.5, seed=seed)
    # More hypotheses than there are beginnings of targets: nothing is ever pruned.
    found = run(stepper, required, beam_size=400, alternatives=400, length_penalty=length_penalty)
    for source, hypotheses in enumerate(found):
        every = all_targets(stepper, source, MAX_LENGTH, length_penalty, BANNED)
        # Those at the length limit are cut there, whatever they have.
        expected = [
            (score, ids) for score, ids in every if len(ids) < MAX_LENGTH and all(ids.count(i) == 1 for i in required)
        ]
        ended = [h for h in hypotheses if len(h.token_ids) < MAX_LENGTH]
        assert len(expected) >= 6
        assert [h.token_ids for h in ended] == [ids for _, ids in expected]
        np.testing.assert_allclose([h.score for h in ended], [score for score, _ in expected], atol=1e-9)


@pytest.mark.parametrize(
    "options",
    [{"beam_size": 1}, {"beam_size": 4, "alternatives": 4}, {"temperature": 1.0, "samples": 20}, {"min_length": 5}],
)
@given(seed=st.integers(0, 10_000), required=st.sets(st.integers(4, 9), max_size=4))
def test_no_target_ends_without_them_or_has_one_twice(options, seed, required):
    stepper = MatrixStepper(vocabulary_size=10, sources=2, sharpness=1.5, seed=seed)
    # Eager to end, and to say the same again.
    stepper.table[..., EOS] += 2.0
    stepper.table[..., 5] += 2.0
    for hypotheses in run(stepper, required, seed=seed, max_length=14, **options):
        assert hypotheses
        for hypothesis in hypotheses:
            assert all(hypothesis.token_ids.count(token) <= 1 for token in required)
            if len(hypothesis.token_ids) < 14:
                assert required <= set(hypothesis.token_ids)


def test_a_token_may_be_banned_for_all_sources_but_those_that_require_it():
    stepper = MatrixStepper(vocabulary_size=SIZE, sources=3, seed=2)
    stepper.table[..., EOS] -= 1.0
    found = run(stepper, [{6}, set(), {6, 7}], (*BANNED, 6, 7), beam_size=5, alternatives=5, max_length=9)
    for hypotheses, required in zip(found, ({6}, set(), {6, 7}), strict=True):
        assert [set(h.token_ids) & {6, 7} for h in hypotheses] == [required] * len(hypotheses)


def test_without_any_nothing_changes():
    stepper = MatrixStepper(vocabulary_size=SIZE, seed=3)
    assert run(stepper, set(), beam_size=3, alternatives=3) == search(
        stepper,
        stepper.state(),
        DecodingOptions(beam_size=3, alternatives=3, max_length=MAX_LENGTH),
        bos_id=BOS,
        eos_id=EOS,
        banned_ids=BANNED,
    )


def test_what_the_prefix_has_need_not_come_again():
    stepper = MatrixStepper(vocabulary_size=SIZE, sources=1, seed=1)
    stepper.table[..., EOS] += 3.0
    (hypotheses,) = run(stepper, {6, 7}, prefixes=[(7, 4)], beam_size=4, alternatives=4, max_length=9)
    for hypothesis in hypotheses:
        assert hypothesis.token_ids[:2] == (7, 4)
        assert (hypothesis.token_ids.count(7), hypothesis.token_ids.count(6)) == (1, 1)


def test_log_probs_stay_the_model_s_own():
    stepper = MatrixStepper(vocabulary_size=SIZE, seed=5)
    for source, hypotheses in enumerate(run(stepper, {5, 6}, beam_size=4, alternatives=4, max_length=9)):
        for hypothesis in hypotheses:
            assert hypothesis.log_prob == pytest.approx(stepper.log_prob(source, hypothesis.token_ids))


def allowed(token_ids, required, **settings):
    """The tokens that may come next, of eight."""
    options = DecodingOptions(**{"max_length": 9, **settings.pop("options", {})})
    filters = Filters(
        options, EOS, settings.get("banned", BANNED), settings.get("prefix", ()), required, settings.get("grammar")
    )
    (row,) = filters([Hypothesis(token_ids)], np.full((1, SIZE), -1.0))
    return set(np.flatnonzero(np.isfinite(row)))


@pytest.mark.parametrize(
    ("token_ids", "required", "settings", "expected"),
    [
        ((), (), {}, {EOS, 4, 5, 6, 7}),
        ((), (6,), {}, {4, 5, 6, 7}),
        ((6,), (6,), {}, {EOS, 4, 5, 7}),
        ((6, 4), (6, 7), {}, {4, 5, 7}),
        ((7, 6), (6, 7), {}, {EOS, 4, 5}),
        ((), (6,), {"banned": (*BANNED, 6, 7)}, {4, 5, 6}),
        ((6,), (6,), {"banned": (*BANNED, 6, 7)}, {EOS, 4, 5}),
        ((6,), (6,), {"options": {"min_length": 3}}, {4, 5, 7}),
        ((4,), (6,), {"prefix": (4, 5)}, {5}),
        ((4, 6, 4), (6,), {"options": {"no_repeat_ngram": 2}}, {EOS, 4, 5, 7}),
        # The end is allowed where nothing else is.
        ((4, 5), (6,), {"options": {"no_repeat_ngram": 1}, "banned": (*BANNED, 7)}, {6}),
        ((4, 5, 6), (6,), {"options": {"no_repeat_ngram": 1, "min_length": 9}, "banned": (*BANNED, 7)}, {EOS}),
        # Beside a grammar only the prefix counts.
        ((), (), {"grammar": lambda ids: [5, UNK]}, {UNK, 5}),
        ((4, 6), (), {"grammar": lambda ids: [*ids, 7]}, {4, 6, 7}),
        ((4, 6), (5,), {"grammar": lambda ids: [EOS, 4], "options": {"no_repeat_ngram": 1, "min_length": 9}}, {EOS, 4}),
        ((4,), (), {"grammar": lambda ids: [6], "prefix": (4, 5)}, {5}),
        ((4, 5), (), {"grammar": lambda ids: [6], "prefix": (4, 5)}, {6}),
        # The end is allowed where the grammar allows nothing.
        ((4,), (), {"grammar": lambda ids: []}, {EOS}),
    ],
)
def test_what_may_come_next(token_ids, required, settings, expected):
    assert allowed(token_ids, required, **settings) == expected


def test_each_hypothesis_follows_the_grammar_from_where_it_stands():
    filters = Filters(DecodingOptions(), EOS, BANNED, (), (), lambda token_ids: [token_ids[-1], EOS])
    log_probs = np.full((2, SIZE), -1.0)
    rows = filters([Hypothesis((4,)), Hypothesis((5,))], log_probs)
    assert [set(np.flatnonzero(np.isfinite(row))) for row in rows] == [{4, EOS}, {5, EOS}]
    assert np.isfinite(log_probs).all()
