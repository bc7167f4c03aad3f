"""The bridge from the encoder's last states to the decoder's first ones; knows no cell's inside."""

from typing import Any

import keras
from keras import ops

Tensor = Any


@keras.saving.register_keras_serializable("seq2seq")
class Bridge(keras.layers.Layer):
    """Each first state of the decoder is tanh(s·W + b), s being the encoder's last states side by side.

    Args:
        units: width of a decoder state.
        num_states: how many states the decoder has in all its layers.

    Call arguments:
        states: list of `(batch, any)` tensors, last states of both encoder directions.

    Output shape:
        `num_states` tensors of shape `(batch, units)`.
    """

    def __init__(self, units: int, num_states: int):
        super().__init__()
        self.units = units
        self.num_states = num_states
        self.projection = keras.layers.Dense(units * num_states, activation="tanh")

    def build(self, states_shape: list[tuple[int | None, ...]]) -> None:
        self.projection.build((None, sum(shape[-1] or 0 for shape in states_shape)))

    def call(self, states: list[Tensor]) -> list[Tensor]:
        projected = self.projection(ops.concatenate(states, axis=-1))
        return list(ops.split(projected, self.num_states, axis=-1)) if self.num_states > 1 else [projected]
