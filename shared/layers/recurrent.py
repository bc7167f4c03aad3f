"""Recurrent layers: a cell run along time; knows no stack and no attention."""

from typing import Any

import keras

from shared.layers.cells import make_cell

Tensor = Any


@keras.saving.register_keras_serializable("seq2seq")
class LSTM(keras.layers.LSTM):
    """Keras's LSTM, run by PyTorch's own whole-sequence operator where that is the backend.

    Keras hands a sequence to it on a GPU only; on a processor it is the difference between many small
    products and a few large ones. Weights, arguments and results are those of `keras.layers.LSTM`.
    """

    def inner_loop(
        self, sequences: Tensor, initial_state: list[Tensor], mask: Tensor | None, training: bool = False
    ) -> Any:
        if mask is not None or keras.backend.backend() != "torch":
            return super().inner_loop(sequences, initial_state, mask, training)
        import torch

        if self.go_backwards:
            sequences = torch.flip(sequences, dims=[1])
        hidden, memory = (keras.ops.convert_to_tensor(state)[None] for state in initial_state)
        cell = self.cell
        bias = keras.ops.convert_to_tensor(cell.bias)
        weights = [
            keras.ops.convert_to_tensor(cell.kernel).T.contiguous(),
            keras.ops.convert_to_tensor(cell.recurrent_kernel).T.contiguous(),
            bias,
            torch.zeros_like(bias),
        ]
        outputs, hidden, memory = torch.lstm(sequences, (hidden, memory), weights, True, 1, 0.0, training, False, True)
        return hidden[0], outputs, [hidden[0], memory[0]]


def recurrent_layer(cell: str, units: int, *, backwards: bool = False) -> keras.layers.Layer:
    """A layer that runs a cell along time and returns all outputs `(batch, time, units)` and the last states.

    LSTM and GRU are whole layers, which an exporter recognises as one operator each.
    """
    whole_layers = {"lstm": LSTM, "gru": keras.layers.GRU}
    if cell in whole_layers:
        return whole_layers[cell](units, return_sequences=True, return_state=True, go_backwards=backwards)
    return keras.layers.RNN(make_cell(cell, units), return_sequences=True, return_state=True, go_backwards=backwards)
