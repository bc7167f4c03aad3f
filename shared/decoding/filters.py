"""Which tokens may come next: log probabilities with the forbidden ones at minus infinity."""

from collections.abc import Callable, Collection, Sequence

import numpy as np

from shared.decoding.hypothesis import Hypothesis
from shared.decoding.options import DecodingOptions
from shared.decoding.step import FloatArray, IntArray

# From the tokens of a hypothesis to those that may come next.
Grammar = Callable[[Sequence[int]], Collection[int]]


class Filters:
    """All rules a search keeps, applied to the live hypotheses of one source.

    Args:
        options: for `min_length` and `no_repeat_ngram`.
        eos_id: the end token; it stays allowed where everything else is forbidden.
        banned_ids: tokens that never come.
        prefix: the tokens every hypothesis begins with.
        required_ids: tokens that come exactly once each: not twice, and the end not before all of them.
        grammar: says what may come next, banned or not; None where anything may.
    """

    def __init__(
        self,
        options: DecodingOptions,
        eos_id: int,
        banned_ids: Collection[int],
        prefix: Sequence[int],
        required_ids: Collection[int] = (),
        grammar: Grammar | None = None,
    ):
        self._options = options
        self._eos_id = eos_id
        self._banned: IntArray = np.array(sorted(set(banned_ids) - set(required_ids)), dtype=np.int64)
        self._prefix = tuple(prefix)
        self._required = frozenset(required_ids)
        self._grammar = grammar

    def __call__(self, hypotheses: Sequence[Hypothesis], log_probs: FloatArray) -> FloatArray:
        """A copy of `(rows, vocabulary_size)` log_probs with the forbidden tokens at minus infinity."""
        allowed = log_probs.copy()
        length = len(hypotheses[0].token_ids)
        if length < len(self._prefix):
            return _only(allowed, self._prefix[length])
        if self._grammar:
            for row, hypothesis in enumerate(hypotheses):
                allowed[row] = _among(allowed[row], self._grammar(hypothesis.token_ids) or (self._eos_id,))
            return allowed
        allowed[:, self._banned] = -np.inf
        if length < self._options.min_length:
            allowed[:, self._eos_id] = -np.inf
        for row, hypothesis in enumerate(hypotheses if self._required else ()):
            come = self._required.intersection(hypothesis.token_ids)
            allowed[row, [*come] if come == self._required else [*come, self._eos_id]] = -np.inf
        if self._options.no_repeat_ngram:
            for row, hypothesis in enumerate(hypotheses):
                allowed[row, repeating_tokens(hypothesis.token_ids, self._options.no_repeat_ngram)] = -np.inf
        stuck = ~np.isfinite(allowed).any(axis=1)
        allowed[stuck, self._eos_id] = log_probs[stuck, self._eos_id]
        return allowed


def _only(log_probs: FloatArray, token_id: int) -> FloatArray:
    kept = log_probs[:, token_id].copy()
    log_probs[:] = -np.inf
    log_probs[:, token_id] = np.maximum(kept, np.finfo(log_probs.dtype).min)
    return log_probs


def _among(log_probs: FloatArray, token_ids: Collection[int]) -> FloatArray:
    kept = np.full_like(log_probs, -np.inf)
    kept[[*token_ids]] = log_probs[[*token_ids]]
    return kept


def repeating_tokens(token_ids: Sequence[int], n: int) -> list[int]:
    """The tokens that would complete an n-gram which already stands in `token_ids`.

    Example: `repeating_tokens([1, 2, 3, 1, 2], 3)` -> `[3]`
    """
    start = tuple(token_ids[len(token_ids) - n + 1 :]) if n > 1 else ()
    if len(start) < n - 1:
        return []
    return [token_ids[i + n - 1] for i in range(len(token_ids) - n + 1) if tuple(token_ids[i : i + n - 1]) == start]
