import numpy as np
import pytest

from shared.decoding.filters import repeating_tokens
from shared.decoding.hypothesis import Hypothesis, penalize
from shared.decoding.options import DecodingOptions
from shared.decoding.sampling import distinct, draw

SHARES = np.array([0.05, 0.4, 0.0, 0.3, 0.25])
DRAWS = 4000


def frequencies(**options):
    with np.errstate(divide="ignore"):
        log_probs = np.log(SHARES)
    options = DecodingOptions(**{"temperature": 1.0, **options})
    generator = np.random.default_rng(0)
    drawn = [draw(log_probs, options, generator) for _ in range(DRAWS)]
    return np.bincount(drawn, minlength=len(SHARES)) / DRAWS


def reference(temperature=1.0, top_k=0, top_p=1.0):
    """The distribution to draw from, token by token."""
    ranked = sorted(range(len(SHARES)), key=lambda token: -SHARES[token])
    kept = ranked[: top_k or None]
    powered = {token: SHARES[token] ** (1 / temperature) for token in kept}
    total, seen, nucleus = sum(powered.values()), 0.0, []
    for token in kept:
        if seen / total >= top_p:
            break
        nucleus.append(token)
        seen += powered[token]
    return np.array([powered[token] / seen if token in nucleus else 0.0 for token in range(len(SHARES))])


@pytest.mark.parametrize(
    "options",
    [{}, {"temperature": 0.5}, {"temperature": 2.0}, {"top_k": 2}, {"top_p": 0.6}, {"top_k": 3, "top_p": 0.8}],
)
def test_frequencies_follow_the_distribution(options):
    np.testing.assert_allclose(frequencies(**options), reference(**options), atol=0.03)


def test_impossible_tokens_never_come():
    assert frequencies(temperature=50.0)[2] == 0


def test_a_cold_draw_is_the_likeliest():
    assert frequencies(temperature=1e-4)[1] == 1


def test_distinct_keeps_the_first_of_equals():
    first, other, again = Hypothesis((1, 2), -1.0), Hypothesis((3,), -2.0), Hypothesis((1, 2), -3.0)
    assert [h.token_ids for h in distinct([first, other, again])] == [(1, 2), (3,)]
    assert distinct([first, other, again])[0] is first


@pytest.mark.parametrize(
    ("tokens", "n", "expected"),
    [([1, 2, 3, 1, 2], 3, {3}), ([1, 2, 1, 3, 1], 2, {2, 3}), ([4, 5], 1, {4, 5}), ([1], 3, set()), ([], 2, set())],
)
def test_repeating_tokens(tokens, n, expected):
    assert set(repeating_tokens(tokens, n)) == expected


def test_length_penalty():
    assert penalize(-6.0, 3, 1.0) == -2.0
    assert penalize(-6.0, 3, 0.0) == -6.0
