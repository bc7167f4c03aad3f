"""What recurs: Elman and Jordan cells; LSTM and GRU are Keras's own.

A cell is `(inputs, states) -> (output, states)`. Knows no direction, no stack, no attention.
"""

from collections.abc import Callable
from typing import Any

import keras
from keras import ops

from shared.errors import CallError

Tensor = Any


@keras.saving.register_keras_serializable("seq2seq")
class ElmanCell(keras.layers.Layer):
    """A cell that remembers its hidden layer: h' = f(x·W + h·U + b), and h' is the output.

    Args:
        units: width of the hidden layer.
        activation: f.

    Call arguments:
        inputs: `(batch, features)`.
        states: `[h]`, h of shape `(batch, units)`.

    Output shape:
        `(batch, units)` and the new `[h]`.

    Reference:
        Elman 1990, "Finding structure in time".
    """

    def __init__(self, units: int, activation: str = "tanh"):
        super().__init__()
        self.units = units
        self.state_size = [units]
        self.output_size = units
        self.activation = keras.activations.get(activation)

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), name="kernel")
        self.recurrent_kernel = self.add_weight(
            shape=(self.units, self.units), initializer="orthogonal", name="recurrent_kernel"
        )
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros", name="bias")

    def hidden(self, inputs: Tensor, state: Tensor) -> Tensor:
        """f(x·W + state·U + b) of shape `(batch, units)`."""
        return self.activation(ops.matmul(inputs, self.kernel) + ops.matmul(state, self.recurrent_kernel) + self.bias)

    def call(self, inputs: Tensor, states: list[Tensor]) -> tuple[Tensor, list[Tensor]]:
        output = self.hidden(inputs, states[0])
        return output, [output]


@keras.saving.register_keras_serializable("seq2seq")
class JordanCell(ElmanCell):
    """A cell that remembers its output: h = f(x·W + y·U + b), y' = f(h·V + c), and y' is the output.

    Args:
        units: width of the hidden layer and of the output.
        activation: f.

    Call arguments:
        inputs: `(batch, features)`.
        states: `[y]`, y of shape `(batch, units)`.

    Output shape:
        `(batch, units)` and the new `[y]`.

    Reference:
        Jordan 1986, "Serial order: a parallel distributed processing approach".
    """

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        super().build(input_shape)
        self.output_kernel = self.add_weight(shape=(self.units, self.units), name="output_kernel")
        self.output_bias = self.add_weight(shape=(self.units,), initializer="zeros", name="output_bias")

    def call(self, inputs: Tensor, states: list[Tensor]) -> tuple[Tensor, list[Tensor]]:
        hidden = self.hidden(inputs, states[0])
        output = self.activation(ops.matmul(hidden, self.output_kernel) + self.output_bias)
        return output, [output]


_MAKERS: dict[str, Callable[..., keras.layers.Layer]] = {
    "lstm": keras.layers.LSTMCell,
    "gru": keras.layers.GRUCell,
    "elman": ElmanCell,
    "jordan": JordanCell,
}

CELL_NAMES = tuple(_MAKERS)
STATES_PER_LAYER = {"lstm": 2, "gru": 1, "elman": 1, "jordan": 1}


def make_cell(cell: str, units: int, activation: str = "tanh") -> keras.layers.Layer:
    """A cell by name; raises `CallError` on an unknown one."""
    if cell not in _MAKERS:
        raise CallError(f"cell must be one of {', '.join(_MAKERS)}, not {cell!r}")
    return _MAKERS[cell](units, activation=activation)
