"""The Keras model behind the step protocol: what the exported graphs are held against."""

from dataclasses import dataclass

import keras
import numpy as np

from shared.models.seq2seq import Seq2Seq


@dataclass(frozen=True)
class KerasState:
    """Rows of keys and memory, with a mask, and the decoder's states."""

    keys: np.ndarray
    memory: np.ndarray
    mask: np.ndarray
    states: tuple

    @property
    def rows(self):
        return len(self.memory)

    def take(self, rows):
        return KerasState(self.keys[rows], self.memory[rows], self.mask[rows], tuple(s[rows] for s in self.states))


class KerasStepper:
    """Runs a `Seq2Seq` as a `Session` runs a bundle."""

    def __init__(self, model: Seq2Seq):
        self.model = model
        self.vocabulary_size = model.vocabulary_size

    def output_layer(self, token_ids):
        """What a step over some tokens only is told: which."""
        return token_ids

    def encode(self, sources):
        """Sources of any lengths, padded and masked in the encoder itself."""
        longest = max(map(len, sources))
        ids = np.zeros((len(sources), longest), np.int32)
        mask = np.zeros((len(sources), longest), bool)
        for row, source in enumerate(sources):
            ids[row, : len(source)] = source
            mask[row, : len(source)] = True
        memory, keys, states = self.model.encode(ids, None if mask.all() else mask)
        return KerasState(_numpy(keys), _numpy(memory), mask, tuple(map(_numpy, states)))

    def step(self, token_ids, state, output_layer=None):
        tokens = np.asarray(token_ids, np.int32)[:, None]
        logits, states, _ = self.model.decode(tokens, list(state.states), state.keys, state.memory, state.mask)
        known = slice(None) if output_layer is None else output_layer
        log_probs = _numpy(keras.ops.log_softmax(_numpy(logits)[:, 0, known]))
        return log_probs, KerasState(state.keys, state.memory, state.mask, tuple(map(_numpy, states)))


def _numpy(tensor):
    return keras.ops.convert_to_numpy(tensor)
