"""A model of twice the width that says what the narrow one says: learning goes on with more room. Knows no data.

Every unit becomes two that do the same; what reads them reads a share of each, unevenly, so that learning tells the
two apart (Chen, Goodfellow and Shlens 2016, "Net2Net: Accelerating learning via knowledge transfer").
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import keras
import numpy as np
import numpy.typing as npt

from shared.errors import CheckpointError

if TYPE_CHECKING:
    from shared.models.seq2seq import Seq2Seq

FloatArray = npt.NDArray[np.floating[Any]]

# How unevenly the two halves of a unit are read: standard deviation around one half each.
_UNEVENNESS = 0.15
# Both the embedding and what is multiplied with it are of two equal halves: each is made smaller by this.
_ROOT_HALF = 0.5**0.5


@dataclass(frozen=True)
class _Axes:
    """Whether the first axis of a weight reads units, which axis makes them, and what the values are multiplied by."""

    reads: bool
    makes: int | None
    factor: float = 1.0


def twice_as_wide(weights: Mapping[str, FloatArray], model: "Seq2Seq", seed: int = 0) -> dict[str, FloatArray]:
    """Weights for `model`, which is twice as wide as the one that `weights` are of, and else the same.

    Args:
        weights: named as `get_values("weight", …)` names them.
        model: the wide one; its vocabulary may be another.
        seed: of the unevenness.

    Raises:
        CheckpointError: if the model cannot be widened, for its attention or its cell.
    """
    config = model.config
    if config.attention not in ("general", "additive") or config.cell not in ("lstm", "gru"):
        raise CheckpointError(
            f"a model with {config.attention} attention and {config.cell} cells cannot be widened; keep its units"
        )
    rng = np.random.default_rng(seed)
    axes = {id(variable): rule for variable, rule in _rules(model)}
    return {
        name: _widened(values, axes.get(id(variable), _Axes(False, None)), rng)
        for variable, (name, values) in zip(model.weights, weights.items(), strict=True)
    }


def _widened(values: FloatArray, axes: _Axes, rng: np.random.Generator) -> FloatArray:
    if axes.reads:
        first = values * (0.5 + _UNEVENNESS * rng.standard_normal(values.shape))
        values = np.stack([first, values - first], axis=1).reshape(-1, *values.shape[1:])
    if axes.makes is not None:
        values = np.repeat(values, 2, axes.makes)
    return (values * axes.factor).astype(np.float32)


def _rules(model: "Seq2Seq") -> Iterator[tuple[keras.Variable, _Axes]]:
    """What each weight of a model reads and makes; the output bias does neither."""
    encoder, decoder = model.encoder, model.decoder
    for layer in (*encoder.forward_layers, *encoder.backward_layers, *decoder.recurrent_layers):
        yield layer.cell.kernel, _Axes(True, 1)
        yield layer.cell.recurrent_kernel, _Axes(True, 1)
        yield layer.cell.bias, _Axes(False, -1)
    yield model.embedding.embeddings, _Axes(False, 1, _ROOT_HALF)
    if not model.config.tied_embeddings:
        yield model.output_kernel, _Axes(False, 1, _ROOT_HALF)
    yield from ((weight, _Axes(False, 0)) for weight in decoder.normalization.weights)
    yield decoder.combination.kernel, _Axes(True, 1, _ROOT_HALF)
    yield decoder.combination.bias, _Axes(False, 0, _ROOT_HALF)
    yield model.bridge.projection.kernel, _Axes(True, 1)
    yield model.bridge.projection.bias, _Axes(False, 0)
    attention = decoder.attention
    assert attention is not None  # `twice_as_wide` has looked
    if attention.score == "general":  # a product of two doubled vectors is twice as large
        yield attention.memory_projection.kernel, _Axes(True, 1, 0.5)
        return
    yield attention.memory_projection.kernel, _Axes(True, 1)
    yield attention.query_projection.kernel, _Axes(True, 1)
    yield attention.query_projection.bias, _Axes(False, 0)
    yield attention.score_vector.kernel, _Axes(True, None)
