"""The encoder–decoder: the one model class of this project, for chatbot and translator alike."""

from typing import Any

import keras
from keras import ops

from shared.config import ModelConfig
from shared.layers.bridge import Bridge
from shared.models.decoder import Decoder
from shared.models.encoder import Encoder

Tensor = Any

# Each layer its own, so that no two drop the same places; a checkpoint keeps how far each has drawn.
_DROPOUT_SEED = 1


@keras.saving.register_keras_serializable("seq2seq")
class Seq2Seq(keras.Model):
    """p(target | source) = Π p(y_t | y_<t, source), each factor a softmax over the vocabulary.

    Args:
        config: the shape of the model.
        vocabulary_size: how many token ids there are; source and target share them.

    Call arguments:
        inputs: `(source_ids, decoder_inputs)` of shapes `(batch, source_time)`, `(batch, target_time)`;
            all sources of one batch have the same length, or are given with `source_mask`. Two more,
            `candidates` and `log_weights` of shape `(candidates,)`, compute the output layer for these token
            ids only, each with its weight in the softmax.
        source_mask: `(batch, source_time)` boolean, true on real tokens, or None when all are real.

    Output shape:
        logits `(batch, target_time, vocabulary_size)`, or `(…, candidates)`.

    Reference:
        Sutskever, Vinyals and Le 2014; Bahdanau, Cho and Bengio 2015; Press and Wolf 2017 (tied embeddings).
    """

    def __init__(self, config: ModelConfig, vocabulary_size: int):
        super().__init__()
        self.config = config
        self.vocabulary_size = vocabulary_size
        # Scaled so that the tied output layer starts with logits of about unit variance.
        scale = keras.initializers.RandomNormal(stddev=config.units**-0.5)
        self.embedding = keras.layers.Embedding(vocabulary_size, config.units, embeddings_initializer=scale)
        self.dropout = keras.layers.Dropout(config.dropout, seed=_DROPOUT_SEED)
        self.encoder = Encoder(config)
        self.decoder = Decoder(config)
        self.bridge = Bridge(config.units, self.decoder.num_states)
        self.output_bias = self.add_weight(shape=(vocabulary_size,), initializer="zeros", name="output_bias")
        self._build_parts()

    def _build_parts(self) -> None:
        """Create every weight now: a model that was never called can load a checkpoint."""
        units = self.config.units
        self.embedding.build((None, None))
        self.encoder.build((None, None, units))
        self.decoder.build((None, None, units))
        states = 2 * self.decoder.states_per_layer
        self.bridge.build([(None, units // 2)] * states)
        if self.config.tied_embeddings:
            self.output_kernel = self.embedding.embeddings
        else:
            self.output_kernel = self.add_weight(shape=(self.vocabulary_size, units), name="output_kernel")
        self.built = True

    @property
    def vocabulary_weights(self) -> list[keras.Variable]:
        """The weights with one row for each token id."""
        kernels = (
            [self.embedding.embeddings]
            if self.config.tied_embeddings
            else [self.embedding.embeddings, self.output_kernel]
        )
        return [*kernels, self.output_bias]

    def call(
        self,
        inputs: tuple[Tensor, ...],
        source_mask: Tensor | None = None,
        training: bool = False,
    ) -> Tensor:
        source_ids, decoder_inputs, *of_candidates = inputs
        memory, keys, states = self.encode(source_ids, source_mask, training=training)
        output, _, _ = self._decode(decoder_inputs, states, keys, memory, source_mask, training)
        if not of_candidates:
            return self._logits(output)
        candidates, log_weights = of_candidates
        kernel, bias = self.output_layer(candidates)
        return self._logits(output, (kernel, bias + log_weights))

    def encode(
        self, source_ids: Tensor, source_mask: Tensor | None = None, training: bool = False
    ) -> tuple[Tensor, Tensor, list[Tensor]]:
        """A source to memory, keys, both `(batch, source_time, units)`, and the decoder's first states."""
        embedded = self._embed(source_ids, training)
        memory, encoder_states = self.encoder(embedded, mask=source_mask, training=training)
        return memory, self.decoder.project_memory(memory), self.bridge(encoder_states)

    def decode(
        self,
        decoder_inputs: Tensor,
        states: list[Tensor],
        keys: Tensor,
        memory: Tensor,
        memory_mask: Tensor | None = None,
        output_layer: tuple[Tensor, Tensor] | None = None,
    ) -> tuple[Tensor, list[Tensor], Tensor]:
        """Any number of target tokens: logits `(batch, target_time, vocabulary_size)`, states, attention.

        With the `output_layer` of some tokens the logits are theirs only, in their order.
        """
        output, states, weights = self._decode(decoder_inputs, states, keys, memory, memory_mask, training=False)
        return self._logits(output, output_layer), states, weights

    def output_layer(self, token_ids: Tensor) -> tuple[Tensor, Tensor]:
        """What makes the logits of some tokens: a kernel `(units, tokens)` and a bias `(tokens,)`."""
        kernel, bias = (ops.take(weight, token_ids, axis=0) for weight in (self.output_kernel, self.output_bias))
        return ops.transpose(kernel), bias

    def _decode(
        self,
        decoder_inputs: Tensor,
        states: list[Tensor],
        keys: Tensor,
        memory: Tensor,
        memory_mask: Tensor | None,
        training: bool,
    ) -> tuple[Tensor, list[Tensor], Tensor]:
        embedded = self._embed(decoder_inputs, training)
        return self.decoder(embedded, states, keys, memory, memory_mask=memory_mask, training=training)

    def _embed(self, ids: Tensor, training: bool) -> Tensor:
        # Unit variance for the recurrent layers, whatever the width.
        return self.dropout(self.embedding(ids) * self.config.units**0.5, training=training)

    def _logits(self, output: Tensor, output_layer: tuple[Tensor, Tensor] | None = None) -> Tensor:
        kernel, bias = output_layer or (ops.transpose(self.output_kernel), self.output_bias)
        return ops.matmul(output, kernel) + bias
