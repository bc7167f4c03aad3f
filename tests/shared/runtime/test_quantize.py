import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from shared.runtime.quantize import quantize_weights

RNG = np.random.default_rng(0)


def graph_with(**arrays):
    initializers = [numpy_helper.from_array(array, name) for name, array in arrays.items()]
    return onnx.helper.make_model(onnx.helper.make_graph([], "g", [], [], initializers))


@pytest.mark.parametrize("axis", [0, 1])
def test_restored_weights_are_close_along_the_better_axis(axis):
    spread = np.exp(RNG.normal(size=(60, 1) if axis == 0 else (1, 40)) * 2)
    values = (RNG.normal(size=(60, 40)) * spread).astype(np.float32)
    model = graph_with(kernel=values)
    quantize_weights(model)
    (node,) = model.graph.node
    found = {weight.name: numpy_helper.to_array(weight) for weight in model.graph.initializer}
    quantized, scale = (found[name] for name in node.input)
    assert node.output == ["kernel"]
    assert node.attribute[0].i == axis
    assert quantized.dtype == np.int8
    restored = quantized * (scale[:, None] if axis == 0 else scale[None, :])
    step = np.abs(values).max(axis=1 - axis, keepdims=True) / 127
    assert (np.abs(restored - values) <= 0.51 * step).all()


def test_small_ones_vectors_and_integers_stay():
    model = graph_with(
        bias=np.ones(5000, np.float32), small=np.ones((4, 4), np.float32), ids=np.ones((50, 50), np.int64)
    )
    before = model.SerializeToString()
    quantize_weights(model)
    assert model.SerializeToString() == before


def test_a_weight_of_zeros():
    model = graph_with(kernel=np.zeros((50, 50), np.float32))
    quantize_weights(model)
    found = {weight.name: numpy_helper.to_array(weight) for weight in model.graph.initializer}
    assert not found["kernel_int8"].any()
    assert np.isfinite(found["kernel_scale"]).all()
