"""Attention against its slow twin."""

import keras
import numpy as np
import pytest
from reference.attention import attend

from shared.errors import CallError
from shared.layers.attention import Attention

UNITS, BATCH, TARGET_TIME, SOURCE_TIME = 4, 2, 3, 5


@pytest.mark.parametrize("score", ["dot", "general", "additive"])
@pytest.mark.parametrize("masked", [False, True])
def test_attention_equals_its_twin(score, masked):
    rng = np.random.default_rng(1)
    layer = Attention(score, UNITS)
    layer.build((None, None, UNITS))
    for weight in layer.weights:
        weight.assign(rng.normal(size=weight.shape))
    query = rng.normal(size=(BATCH, TARGET_TIME, UNITS)).astype(np.float32)
    memory = rng.normal(size=(BATCH, SOURCE_TIME, UNITS)).astype(np.float32)
    mask = np.ones((BATCH, SOURCE_TIME), bool)
    mask[1, 3:] = not masked
    context, weights = layer(query, layer.project_memory(memory), memory, memory_mask=mask if masked else None)
    by_role = {}
    if score != "dot":
        by_role["memory"] = layer.memory_projection.get_weights()[0]
    if score == "additive":
        by_role["query"], by_role["query_bias"] = layer.query_projection.get_weights()
        by_role["score"] = layer.score_vector.get_weights()[0][:, 0]
    for row in range(BATCH):
        for time in range(TARGET_TIME):
            expected = attend(score, query[row, time], memory[row], mask[row], by_role)
            np.testing.assert_allclose(context[row, time], expected[0], atol=1e-5)
            np.testing.assert_allclose(weights[row, time], expected[1], atol=1e-5)


def test_a_memory_masked_everywhere_gives_numbers():
    layer = Attention("dot", UNITS)
    memory = np.ones((1, SOURCE_TIME, UNITS), np.float32)
    context, _ = layer(memory, memory, memory, memory_mask=np.zeros((1, SOURCE_TIME), bool))
    assert np.isfinite(keras.ops.convert_to_numpy(context)).all()


def test_unknown_score_is_named():
    with pytest.raises(CallError, match="additive, general or dot"):
        Attention("cosine", UNITS)
