"""A model without a network, for searches to be checked on: the next token depends on the last one or two."""

from dataclasses import dataclass

import numpy as np

PAD, UNK, BOS, EOS = 0, 1, 2, 3


@dataclass(frozen=True)
class MatrixState:
    """For each row which matrix it follows, the last token, and how many steps were made."""

    matrix: np.ndarray
    last: np.ndarray
    steps: np.ndarray

    @property
    def rows(self):
        return len(self.matrix)

    def take(self, rows):
        return MatrixState(self.matrix[rows], self.last[rows], self.steps[rows])


class MatrixStepper:
    """log p(next | last two tokens) from a table for each source, sharper the larger `sharpness`."""

    def __init__(self, vocabulary_size=6, sources=3, sharpness=2.0, seed=0):
        logits = np.random.default_rng(seed).normal(size=(sources, vocabulary_size, vocabulary_size, vocabulary_size))
        logits *= sharpness
        self.table = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
        self.calls = 0

    def state(self, sources=None):
        sources = range(len(self.table)) if sources is None else sources
        matrix = np.array(list(sources))
        return MatrixState(matrix, np.zeros_like(matrix), np.zeros_like(matrix))

    def step(self, token_ids, state):
        self.calls += 1
        log_probs = self.table[state.matrix, state.last, token_ids]
        return log_probs, MatrixState(state.matrix, np.array(token_ids), state.steps + 1)

    def log_prob(self, source, token_ids):
        """Of a whole target with its end token, one factor after the other."""
        total, before, last = 0.0, 0, BOS
        for token in (*token_ids, EOS):
            total += self.table[source, before, last, token]
            before, last = last, token
        return total
