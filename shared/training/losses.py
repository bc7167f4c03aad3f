"""What training minimises; knows no model."""

from typing import Any

import keras
from keras import ops

from shared.text.vocabulary import PAD_ID

Tensor = Any


class SmoothedCrossEntropy(keras.losses.Loss):
    """Label-smoothed cross-entropy a token, padding left out.

    (1 - s)·(-log p(y)) + s·mean over the vocabulary of -log p, in the closed form
    (1 - s)·cross_entropy + s·(logsumexp(logits) - mean(logits)), which needs no second softmax.

    Args:
        smoothing: s, the share of probability spread over the whole vocabulary.

    Call arguments:
        y_true: `(batch, time)` token ids; `PAD_ID` counts nothing.
        y_pred: logits `(batch, time, vocabulary_size)`.

    Output shape:
        a scalar, nats a token.

    Reference:
        Szegedy et al. 2016, "Rethinking the Inception architecture".
    """

    def __init__(self, smoothing: float):
        super().__init__(name="smoothed_cross_entropy", reduction=None)
        self.smoothing = smoothing

    def call(self, y_true: Tensor, y_pred: Tensor) -> Tensor:
        real = ops.cast(ops.not_equal(y_true, PAD_ID), y_pred.dtype)
        loss = ops.sparse_categorical_crossentropy(y_true, y_pred, from_logits=True)
        if self.smoothing:
            uniform = ops.logsumexp(y_pred, axis=-1) - ops.mean(y_pred, axis=-1)
            loss = (1 - self.smoothing) * loss + self.smoothing * uniform
        return ops.sum(loss * real) / ops.sum(real)
