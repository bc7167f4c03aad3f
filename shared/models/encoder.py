"""The encoder: a source to a memory with one vector a token; knows no decoder."""

from typing import Any

import keras
from keras import ops

from shared.config import ModelConfig
from shared.layers.recurrent import recurrent_layer

Tensor = Any

# Each layer its own, so that no two drop the same places; a checkpoint keeps how far each has drawn.
_DROPOUT_SEED = 2


@keras.saving.register_keras_serializable("seq2seq")
class Encoder(keras.layers.Layer):
    """Stacked bidirectional recurrent layers: m_l = m_(l-1) + [forward; backward], the first without the sum.

    Args:
        config: uses `units` (half for each direction), `encoder_layers`, `cell` and `dropout`.

    Call arguments:
        embedded: `(batch, source_time, units)`.
        mask: `(batch, source_time)` boolean, or None when all sources have the same length: then the
            layers run, and export, as single operators.
        training: whether to drop values.

    Output shape:
        memory `(batch, source_time, units)`, and the last layer's final states, two or four of
        `(batch, units / 2)`.
    """

    def __init__(self, config: ModelConfig):
        super().__init__()
        self.supports_masking = True
        half = config.units // 2
        self.units = config.units
        self.forward_layers = [recurrent_layer(config.cell, half) for _ in range(config.encoder_layers)]
        self.backward_layers = [
            recurrent_layer(config.cell, half, backwards=True) for _ in range(config.encoder_layers)
        ]
        self.dropout = keras.layers.Dropout(config.dropout, seed=_DROPOUT_SEED)

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        for layer in (*self.forward_layers, *self.backward_layers):
            layer.build((None, None, self.units))

    def call(self, embedded: Tensor, mask: Tensor | None = None, training: bool = False) -> tuple[Tensor, list[Tensor]]:
        memory, states = embedded, []
        for depth, (forward, backward) in enumerate(zip(self.forward_layers, self.backward_layers, strict=True)):
            left_to_right, *forward_states = forward(memory, mask=mask)
            right_to_left, *backward_states = backward(memory, mask=mask)
            both = ops.concatenate([left_to_right, ops.flip(right_to_left, axis=1)], axis=-1)
            both = self.dropout(both, training=training)
            memory = memory + both if depth else both
            states = [*forward_states, *backward_states]
        return memory, states
