"""Beam search for one source: keep the best hypotheses side by side; greedy search is a beam of one."""

import numpy as np

from shared.decoding.filters import Filters
from shared.decoding.hypothesis import Hypothesis, best_first
from shared.decoding.options import DecodingOptions
from shared.decoding.step import FloatArray, IntArray


class Beam:
    """The live and finished hypotheses of one source.

    A finished hypothesis gives up its place in the beam, so the search ends after `beam_size` of them,
    or at the length limit. What is returned is ranked by score, not by the order of finishing.

    Args:
        options: sizes and the length penalty.
        filters: which tokens may come.
        eos_id: the end token.
        max_length: tokens at most.
    """

    def __init__(self, options: DecodingOptions, filters: Filters, eos_id: int, max_length: int):
        self._options, self._filters = options, filters
        self._eos_id, self._max_length = eos_id, max_length
        self._size = max(options.beam_size, options.alternatives)
        self.live = [Hypothesis()]
        self._finished: list[Hypothesis] = []

    def advance(self, log_probs: FloatArray) -> tuple[IntArray, IntArray]:
        """Take one step; returns of each new live hypothesis its parent row and its last token.

        Args:
            log_probs: `(live, vocabulary_size)` of the next token.
        """
        if len(self.live[0].token_ids) >= self._max_length:
            return self._cut(log_probs)
        allowed = self._filters(self.live, log_probs)
        totals = allowed + np.array([hypothesis.log_prob for hypothesis in self.live])[:, None]
        width = self._size - len(self._finished)
        live: list[Hypothesis] = []
        parents: list[int] = []
        tokens: list[int] = []
        # Twice the width: were all of the first half end tokens, the beam would still fill.
        for rank, index in enumerate(_largest(totals.ravel(), 2 * width)):
            row, token = divmod(int(index), totals.shape[1])
            log_prob = float(log_probs[row, token])
            if token == self._eos_id:
                if rank < width:
                    self._finished.append(self.live[row].end(log_prob, self._options.length_penalty))
            elif len(live) < width:
                live.append(self.live[row].extend(token, log_prob))
                parents.append(row)
                tokens.append(token)
        width = self._size - len(self._finished)
        self.live = live[:width]
        return np.array(parents[:width], np.int64), np.array(tokens[:width], np.int64)

    def _cut(self, log_probs: FloatArray) -> tuple[IntArray, IntArray]:
        """End every live hypothesis at the length limit."""
        penalty, eos_id = self._options.length_penalty, self._eos_id
        allowed = self._filters(self.live, log_probs)
        self._finished += [
            hypothesis.cut(float(row[eos_id]), bool(may_come.argmax() == eos_id), penalty)
            for hypothesis, row, may_come in zip(self.live, log_probs, allowed, strict=True)
        ]
        self.live = []
        return np.zeros(0, np.int64), np.zeros(0, np.int64)

    def results(self) -> list[Hypothesis]:
        """The finished hypotheses, best first; those cut at the limit come after all that ended."""
        return best_first(self._finished)[: self._options.alternatives]


def _largest(values: FloatArray, count: int) -> IntArray:
    """Indices of the `count` largest finite values, largest first; of equal ones the lower index."""
    count = min(count, len(values))
    indices = np.sort(np.argpartition(values, -count)[-count:])
    ordered: IntArray = indices[np.argsort(-values[indices], kind="stable")]
    return ordered[np.isfinite(values[ordered])]
