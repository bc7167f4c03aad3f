"""Weights of an ONNX graph, each stored once, as int8 with a scale a channel: a quarter the bytes; knows no model."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper
from onnx.external_data_helper import set_external_data

FloatArray = npt.NDArray[np.float32]

# Smaller weights, biases above all, weigh little and matter much.
_SMALLEST_SIZE = 1024
_INT8_MAX = 127


def take_out_common(models: Sequence[onnx.ModelProto], file_name: str) -> bytes:
    """Move the large weights that more than one graph has into a file of their own, which each then refers to.

    Args:
        models: changed; to be stored in the folder of the file.
        file_name: its name.

    Returns:
        what the file holds; nothing if the graphs have nothing large in common.
    """
    found = Counter(key for model in models for key in {_content(w) for w in model.graph.initializer})
    places, content = dict[bytes, int](), b""
    for model in models:
        for weight in model.graph.initializer:
            key = _content(weight)
            if found[key] < 2 or len(weight.raw_data) < _SMALLEST_SIZE:
                continue
            if key not in places:
                places[key] = len(content)
                content += weight.raw_data
            set_external_data(weight, file_name, offset=places[key], length=len(weight.raw_data))
            weight.ClearField("raw_data")
    return content


def _content(weight: onnx.TensorProto) -> bytes:
    """The weight without its name, which says nothing of what it is."""
    copy = onnx.TensorProto()
    copy.CopyFrom(weight)
    copy.ClearField("name")
    return copy.SerializeToString()


def quantize_weights(model: onnx.ModelProto) -> None:
    """Replace each large float32 initializer by int8 values and a `DequantizeLinear` of the same name.

    Every computation stays in float32, so a row's result does not depend on the rows beside it.
    """
    graph = model.graph
    for weight in [w for w in graph.initializer if w.data_type == onnx.TensorProto.FLOAT]:
        values = numpy_helper.to_array(weight)
        if values.size < _SMALLEST_SIZE or values.ndim < 2:
            continue
        axis, quantized, scale = _best_axis(values)
        names = [f"{weight.name}_int8", f"{weight.name}_scale"]
        node = onnx.helper.make_node("DequantizeLinear", names, [weight.name], axis=axis)
        graph.initializer.remove(weight)
        graph.initializer.extend(
            numpy_helper.from_array(array, name) for array, name in zip((quantized, scale), names, strict=True)
        )
        graph.node.insert(0, node)


def _best_axis(values: FloatArray) -> tuple[int, npt.NDArray[np.int8], FloatArray]:
    """Quantize along the axis that loses least: rows for an embedding, columns for most kernels."""
    tries = [(axis, *_quantize(values, axis)) for axis in range(values.ndim) if values.shape[axis] > 1]
    return min(tries, key=lambda item: _squared_error(values, *item))


def _quantize(values: FloatArray, axis: int) -> tuple[npt.NDArray[np.int8], FloatArray]:
    """Symmetric int8 with one scale for each index along `axis`."""
    others = tuple(other for other in range(values.ndim) if other != axis)
    scale = np.maximum(np.abs(values).max(axis=others), np.float32(1e-12)) / np.float32(_INT8_MAX)
    quantized = np.rint(values / _along(scale, axis, values.ndim)).astype(np.int8)
    return quantized, scale.astype(np.float32)


def _squared_error(values: FloatArray, axis: int, quantized: Any, scale: FloatArray) -> float:
    restored = quantized.astype(np.float32) * _along(scale, axis, values.ndim)
    return float(np.square(values - restored).sum())


def _along(scale: FloatArray, axis: int, ndim: int) -> FloatArray:
    return scale.reshape([-1 if other == axis else 1 for other in range(ndim)])
