"""Attention: which places of the memory a query looks at; knows neither encoder nor decoder."""

from typing import Any

import keras
from keras import ops

from shared.errors import CallError

Tensor = Any

# Far below any score, yet finite: a row that is masked everywhere must not become NaN.
_MASKED_SCORE = -1e9


@keras.saving.register_keras_serializable("seq2seq")
class Attention(keras.layers.Layer):
    """Weights w = softmax(score(query, key)) over the memory, and the context w·memory.

    The keys are the memory, projected once for all queries (`project_memory`):
    `dot` q·m, `general` q·(m·W), `additive` v·tanh(q·U + m·W).

    Args:
        score: `dot`, `general` or `additive`.
        units: width of query and keys.

    Call arguments:
        query: `(batch, target_time, units)`.
        keys: `(batch, source_time, units)` from `project_memory`.
        memory: `(batch, source_time, units)`.
        memory_mask: `(batch, source_time)` boolean, true on real tokens, or None when all are real.

    Output shape:
        context `(batch, target_time, units)` and weights `(batch, target_time, source_time)`.

    Reference:
        Bahdanau, Cho and Bengio 2015 (additive); Luong, Pham and Manning 2015 (general, dot).
    """

    def __init__(self, score: str, units: int):
        super().__init__()
        if score not in ("dot", "general", "additive"):
            raise CallError(f"attention must be additive, general or dot, not {score!r}")
        self.score = score
        self.units = units
        if score != "dot":
            self.memory_projection = keras.layers.Dense(units, use_bias=False)
        if score == "additive":
            self.query_projection = keras.layers.Dense(units)
            self.score_vector = keras.layers.Dense(1, use_bias=False)

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        for name in ("memory_projection", "query_projection", "score_vector"):
            if hasattr(self, name):
                getattr(self, name).build((None, None, self.units))

    def project_memory(self, memory: Tensor) -> Tensor:
        """The keys of a memory, `(batch, source_time, units)`."""
        return memory if self.score == "dot" else self.memory_projection(memory)

    def call(
        self, query: Tensor, keys: Tensor, memory: Tensor, memory_mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        scores = self._scores(query, keys)  # (batch, target_time, source_time)
        if memory_mask is not None:
            scores = ops.where(memory_mask[:, None, :], scores, _MASKED_SCORE)
        weights = ops.softmax(scores, axis=-1)
        return ops.matmul(weights, memory), weights

    def _scores(self, query: Tensor, keys: Tensor) -> Tensor:
        if self.score != "additive":
            return ops.matmul(query, ops.transpose(keys, (0, 2, 1)))
        pairs = self.query_projection(query)[:, :, None, :] + keys[:, None, :, :]
        return self.score_vector(ops.tanh(pairs))[..., 0]
