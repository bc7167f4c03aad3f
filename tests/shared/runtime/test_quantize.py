import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import numpy_helper

from shared.runtime.quantize import quantize_weights, take_out_common

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


def products(weights):
    """A graph that multiplies `x` with each of the weights in turn."""
    inputs, outputs = (
        [onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [3, 40])] for name in ("x", "y")
    )
    ends = ["x", *[f"after_{name}" for name in list(weights)[:-1]], "y"]
    nodes = [
        onnx.helper.make_node("MatMul", [ends[place], name], [ends[place + 1]]) for place, name in enumerate(weights)
    ]
    initializers = [numpy_helper.from_array(array, name) for name, array in weights.items()]
    graph = onnx.helper.make_graph(nodes, "g", inputs, outputs, initializers)
    return onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 18)], ir_version=9)


@pytest.mark.parametrize("quantized", [True, False])
def test_what_several_graphs_have_in_common_is_stored_once_beside_them(tmp_path, quantized):
    common, also, own, other = (RNG.normal(size=(40, 40)).astype(np.float32) for _ in range(4))
    models = [
        products({"e": common, "own": own, "f": also}),
        products({"g": also, "other": other}),
        products({"h": common, "i": also}),
    ]
    if quantized:
        for model in models:
            quantize_weights(model)
    before = [model.SerializeToString() for model in models]
    content = take_out_common(models, "common.bin")
    (tmp_path / "common.bin").write_bytes(content)
    one_weight = 40 * 40 * (1 if quantized else 4)
    assert len(content) == 2 * one_weight
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(tmp_path))
    x = RNG.normal(size=(3, 40)).astype(np.float32)
    for model, whole, taken_out in zip(models, before, (2, 1, 2), strict=True):
        bytes_now = model.SerializeToString()
        assert len(bytes_now) < len(whole) - (taken_out - 0.5) * one_weight
        (expected,) = onnxruntime.InferenceSession(whole).run(None, {"x": x})
        (y,) = onnxruntime.InferenceSession(bytes_now, options).run(None, {"x": x})
        np.testing.assert_array_equal(y, expected)


def test_graphs_with_nothing_in_common_stay():
    models = [products({"a": RNG.normal(size=(40, 40)).astype(np.float32)}) for _ in range(2)]
    before = [model.SerializeToString() for model in models]
    assert take_out_common(models, "common.bin") == b""
    assert [model.SerializeToString() for model in models] == before
