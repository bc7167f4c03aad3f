"""A target so far, or a finished one, and what it is worth."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Hypothesis:
    """A sequence of tokens a search came to.

    Args:
        token_ids: without begin and end.
        log_prob: the sum of the model's own log probabilities, the end token's included.
        finished: whether the model ended it, not the length limit.
        score: `log_prob` after the length penalty.
    """

    token_ids: tuple[int, ...] = ()
    log_prob: float = 0.0
    finished: bool = False
    score: float = 0.0

    def extend(self, token_id: int, log_prob: float) -> "Hypothesis":
        """The hypothesis one token longer."""
        return Hypothesis((*self.token_ids, token_id), self.log_prob + log_prob)

    def end(self, log_prob: float, length_penalty: float) -> "Hypothesis":
        """The hypothesis finished by an end token of this log probability."""
        total = self.log_prob + log_prob
        score = penalize(total, len(self.token_ids) + 1, length_penalty)
        return Hypothesis(self.token_ids, total, True, score)

    def cut(self, log_prob: float, likeliest: bool, length_penalty: float) -> "Hypothesis":
        """The hypothesis ended by the length limit; finished only if the end was the likeliest next token."""
        return replace(self.end(log_prob, length_penalty), finished=likeliest)


def best_first(hypotheses: Iterable[Hypothesis]) -> list[Hypothesis]:
    """By score, highest first; those cut at the length limit come after all that ended."""
    return sorted(hypotheses, key=lambda h: (not h.finished, -h.score))


def penalize(log_prob: float, length: int, length_penalty: float) -> float:
    """log_prob / length^penalty (Wu et al. 2016 in its plainest form); the end token counts.

    Example: `penalize(-6.0, 3, 1.0)` -> `-2.0`
    """
    return log_prob / float(np.power(float(length), length_penalty))
