"""The decoder: target tokens so far, and a memory, to scores of the next token; knows no encoder."""

from typing import Any

import keras
from keras import ops

from shared.config import ModelConfig
from shared.layers.attention import Attention
from shared.layers.cells import STATES_PER_LAYER
from shared.layers.recurrent import recurrent_layer

Tensor = Any

# Each layer its own, so that no two drop the same places; a checkpoint keeps how far each has drawn.
_DROPOUT_SEED = 3


@keras.saving.register_keras_serializable("seq2seq")
class Decoder(keras.layers.Layer):
    """Recurrent layers with attention between the first and the rest.

    h_1 = cell(x); context = attention(h_1); h_2 = (h_1 + context) + cell(h_1 + context), and so on up;
    output = normalized([h_L; context])·W + b. No input is fed back from the attention, so a whole target
    trains as few large matrix products, and a step is nothing but a target of length one.

    Args:
        config: uses `units`, `decoder_layers`, `cell`, `attention` and `dropout`.

    Call arguments:
        embedded: `(batch, target_time, units)`.
        states: the flat list of `num_states` tensors `(batch, units)`.
        keys, memory: `(batch, source_time, units)`, from `project_memory` and the encoder.
        memory_mask: `(batch, source_time)` boolean or None.
        training: whether to drop values.

    Output shape:
        output `(batch, target_time, units)`, the new states, and attention weights
        `(batch, target_time, source_time)` (zeros when there is no attention).

    Reference:
        Sutskever, Vinyals and Le 2014; Luong, Pham and Manning 2015.
    """

    def __init__(self, config: ModelConfig):
        super().__init__()
        self.units = config.units
        self.states_per_layer = STATES_PER_LAYER[config.cell]
        self.num_states = self.states_per_layer * config.decoder_layers
        self.recurrent_layers = [recurrent_layer(config.cell, config.units) for _ in range(config.decoder_layers)]
        self.attention = None if config.attention == "none" else Attention(config.attention, config.units)
        # Linear: a tanh here would bound the logits by the size of the embeddings, and learn half as fast.
        self.normalization = keras.layers.LayerNormalization()
        self.combination = keras.layers.Dense(config.units)
        self.dropout = keras.layers.Dropout(config.dropout, seed=_DROPOUT_SEED)

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        for layer in self.recurrent_layers:
            layer.build((None, None, self.units))
        combined_shape = (None, None, self.units if self.attention is None else 2 * self.units)
        self.normalization.build(combined_shape)
        self.combination.build(combined_shape)
        if self.attention is not None:
            self.attention.build((None, None, self.units))

    def project_memory(self, memory: Tensor) -> Tensor:
        """What the attention needs of a memory, computed once for all steps: `(batch, source_time, units)`."""
        return memory if self.attention is None else self.attention.project_memory(memory)

    def call(
        self,
        embedded: Tensor,
        states: list[Tensor],
        keys: Tensor,
        memory: Tensor,
        memory_mask: Tensor | None = None,
        training: bool = False,
    ) -> tuple[Tensor, list[Tensor], Tensor]:
        first, *rest = self.recurrent_layers
        hidden, *new_states = first(embedded, initial_state=self._states_of(0, states))
        hidden = self.dropout(hidden, training=training)
        context, weights = self._attend(hidden, keys, memory, memory_mask)
        if context is not None:
            hidden = hidden + context
        for depth, layer in enumerate(rest, start=1):
            output, *layer_states = layer(hidden, initial_state=self._states_of(depth, states))
            hidden = hidden + self.dropout(output, training=training)
            new_states += layer_states
        if context is not None:
            hidden = ops.concatenate([hidden, context], axis=-1)
        output = self.combination(self.normalization(hidden))
        return self.dropout(output, training=training), new_states, weights

    def _states_of(self, depth: int, states: list[Tensor]) -> list[Tensor]:
        return states[depth * self.states_per_layer : (depth + 1) * self.states_per_layer]

    def _attend(
        self, query: Tensor, keys: Tensor, memory: Tensor, memory_mask: Tensor | None
    ) -> tuple[Tensor | None, Tensor]:
        if self.attention is None:
            return None, ops.zeros((ops.shape(query)[0], ops.shape(query)[1], ops.shape(memory)[1]))
        return self.attention(query, keys, memory, memory_mask=memory_mask)
