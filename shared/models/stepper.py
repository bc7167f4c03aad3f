"""A Keras model behind the step protocol, as it stands: for samples while it learns, and to hold its export against."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import numpy.typing as npt

from shared.models.seq2seq import Seq2Seq

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class KerasState:
    """What a step needs, one row a hypothesis.

    Args:
        keys, memory: `(rows, source_time, units)`.
        mask: `(rows, source_time)`, true on real tokens.
        states: each `(rows, units)`.
    """

    keys: Array
    memory: Array
    mask: Array
    states: tuple[Array, ...]

    @property
    def rows(self) -> int:
        """How many hypotheses."""
        return len(self.memory)

    def take(self, rows: Array) -> "KerasState":
        """These rows, in this order, repeated as often as named."""
        return KerasState(self.keys[rows], self.memory[rows], self.mask[rows], tuple(s[rows] for s in self.states))


class KerasStepper:
    """Runs a `Seq2Seq` as a `Session` runs a bundle."""

    def __init__(self, model: Seq2Seq):
        self.model = model
        self.vocabulary_size = model.vocabulary_size

    def output_layer(self, token_ids: Array) -> Array:
        """What a step over some tokens only is told: which."""
        return token_ids

    def encode(self, sources: Sequence[Sequence[int]]) -> KerasState:
        """Sources of any lengths, padded and masked in the encoder itself."""
        longest = max(map(len, sources))
        ids = np.zeros((len(sources), longest), np.int32)
        mask = np.zeros((len(sources), longest), bool)
        for row, source in enumerate(sources):
            ids[row, : len(source)] = source
            mask[row, : len(source)] = True
        memory, keys, states = self.model.encode(ids, None if mask.all() else mask)
        return KerasState(_numpy(keys), _numpy(memory), mask, tuple(map(_numpy, states)))

    def step(self, token_ids: Array, state: KerasState, output_layer: Array | None = None) -> tuple[Array, KerasState]:
        """Feed one token a row: log_probs `(rows, tokens)` of the next, and the new state."""
        tokens = np.asarray(token_ids, np.int32)[:, None]
        logits, states, _ = self.model.decode(tokens, list(state.states), state.keys, state.memory, state.mask)
        known = slice(None) if output_layer is None else output_layer
        log_probs = _numpy(keras.ops.log_softmax(_numpy(logits)[:, 0, known]))
        return log_probs, KerasState(state.keys, state.memory, state.mask, tuple(map(_numpy, states)))


def _numpy(tensor: Any) -> Array:
    values: Array = keras.ops.convert_to_numpy(tensor)
    return values
