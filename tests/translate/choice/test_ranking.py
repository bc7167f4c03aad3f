"""Ranking by translating back, on a model without a network and on a bundle that has learned a few phrases."""

import numpy as np
import pytest
from reference.stepper import EOS, MatrixStepper

from shared.decoding.hypothesis import Hypothesis
from shared.errors import CallError
from shared.runtime.bundle import Bundle
from shared.runtime.session import PartialSession, Session
from translate.choice.ranking import Found, Ranker

FORWARD, BACK = 4, 5
WEIGHT, LENGTH_PENALTY = 0.7, 1.2


class TableSession(MatrixStepper):
    """A table of probabilities for each source."""

    def encode(self, sources):
        return self.state([self.table_of(source) for source in sources])

    def places(self, token_ids):
        return list(token_ids)

    def table_of(self, source):
        return hash(tuple(source)) % len(self.table)


@pytest.fixture(scope="module")
def session():
    return TableSession(vocabulary_size=9, sources=50)


def _random_found(seed):
    """Sources and hypotheses of all lengths, some of them cut at the length limit."""
    random = np.random.default_rng(seed)

    def pieces(least):
        return tuple(int(token) for token in random.integers(4, 9, size=random.integers(least, 7)))

    return [
        Found(
            (FORWARD, *pieces(1), EOS),
            [
                Hypothesis(pieces(0), -float(random.random()), bool(random.random() < 0.8), -float(random.random()))
                for _ in range(random.integers(1, 6))
            ],
            BACK,
        )
        for _ in range(random.integers(1, 5))
    ]


@pytest.mark.parametrize("seed", range(20))
def test_ranking_is_that_of_one_hypothesis_after_the_other(session, seed):
    found = _random_found(seed)
    ranked = Ranker(WEIGHT, LENGTH_PENALTY).ranked(found, session)
    for one, hypotheses in zip(found, ranked, strict=True):
        source = one.source[1:-1]
        expected = []
        for hypothesis in one.hypotheses:
            table = session.table_of((BACK, *hypothesis.token_ids, EOS))
            reverse = session.log_prob(table, source) / (len(source) + 1) ** LENGTH_PENALTY
            expected.append((hypothesis.finished, hypothesis.score + WEIGHT * reverse, hypothesis.token_ids))
        expected.sort(reverse=True)
        assert [(h.finished, h.token_ids) for h in hypotheses] == [(done, ids) for done, _, ids in expected]
        np.testing.assert_allclose([h.score for h in hypotheses], [score for _, score, _ in expected])


def test_what_tells_the_source_again_comes_first(small_bundle):
    bundle = Bundle.open(small_bundle)
    vocabulary = bundle.vocabulary

    def found(source, *translations):
        hypotheses = [
            Hypothesis(tuple(vocabulary.encode(text)), 0.0, True, -0.1 * rank) for rank, text in enumerate(translations)
        ]
        symbols = vocabulary.symbol_id("<2fr>"), vocabulary.symbol_id("<2en>")
        return Found((symbols[0], *vocabulary.encode(source), EOS), hypotheses, symbols[1])

    asked = [
        found("two red cats", "deux chats noirs", "deux chats rouges", "trois chats rouges"),
        found("ten old keys", "dix livres vieux", "dix clous petits", "dix clous vieux"),
    ]
    ranked = Ranker(1.0, LENGTH_PENALTY).ranked(asked, PartialSession(Session(bundle), np.arange(len(vocabulary))))
    assert [vocabulary.decode(hypotheses[0].token_ids) for hypotheses in ranked] == [
        "deux chats rouges",
        "dix clous vieux",
    ]


def test_without_a_weight_nothing_is_translated_back(session):
    found = _random_found(0)
    calls = session.calls
    assert Ranker(0.0, LENGTH_PENALTY).ranked(found, session) == [one.hypotheses for one in found]
    assert session.calls == calls


@pytest.mark.parametrize("weight", [-0.1, float("nan")])
def test_a_wrong_weight(weight):
    with pytest.raises(CallError, match="reverse_weight must be at least 0"):
        Ranker(weight, LENGTH_PENALTY)
