"""The cells against examples worked out by hand and against their equations in NumPy."""

import keras
import numpy as np
import pytest
from reference.cells import run_cell

from shared.errors import CallError
from shared.layers.cells import CELL_NAMES, ElmanCell, make_cell
from shared.layers.recurrent import recurrent_layer

UNITS, FEATURES, BATCH, TIME = 3, 5, 2, 4


def test_lstm_gates_work_as_memory_switches():
    """x2 = 1 adds x1 to the memory, x2 = -1 clears it, x3 = 1 lets it out."""
    cell = make_cell("lstm", 1, activation="linear")
    layer = keras.layers.RNN(cell, return_sequences=True)
    inputs = np.array([[[3, 1, 0], [4, 1, 0], [2, 0, 0], [1, 0, 1], [3, -1, 0]]], np.float32)
    layer.build(inputs.shape)
    # Columns: input gate, forget gate, candidate z, output gate.
    kernel = np.array([[0, 0, 1, 0], [100, 100, 0, 0], [0, 0, 0, 100]], np.float32)
    bias = np.array([-10, 10, 0, -10], np.float32)
    layer.set_weights([kernel, np.zeros((1, 4), np.float32), bias])
    outputs = keras.ops.convert_to_numpy(layer(inputs))[0, :, 0]
    np.testing.assert_allclose(outputs, [0, 0, 0, 7, 0], atol=1e-2)


def linear_elman_network(inputs: list[list[float]]) -> list[list[float]]:
    """Two inputs, two hidden units, two outputs, every weight 1, no bias, nothing but sums."""
    hidden = keras.layers.RNN(ElmanCell(2, activation="linear"), return_sequences=True)
    output = keras.layers.Dense(2, use_bias=False, kernel_initializer="ones")
    sequence = np.array([inputs], np.float32)
    hidden.build(sequence.shape)
    hidden.set_weights([np.ones((2, 2)), np.ones((2, 2)), np.zeros(2)])
    return keras.ops.convert_to_numpy(output(hidden(sequence)))[0].tolist()


def test_linear_elman_network_sums_its_past():
    assert linear_elman_network([[1, 1], [1, 1], [2, 2]]) == [[4, 4], [12, 12], [32, 32]]


def test_elman_network_depends_on_the_order():
    assert linear_elman_network([[2, 2], [1, 1], [1, 1]]) != [[4, 4], [12, 12], [32, 32]]


@pytest.mark.parametrize("name", CELL_NAMES)
def test_cell_follows_its_equations(name):
    keras.utils.set_random_seed(7)
    layer = recurrent_layer(name, UNITS)
    inputs = np.random.default_rng(3).normal(size=(BATCH, TIME, FEATURES)).astype(np.float32)
    layer.build(inputs.shape)
    for weight in layer.weights:
        weight.assign(np.random.default_rng(5).normal(size=weight.shape))
    outputs = keras.ops.convert_to_numpy(layer(inputs)[0])
    expected = run_cell(name, [np.asarray(w) for w in layer.get_weights()], inputs)
    np.testing.assert_allclose(outputs, expected, atol=1e-5)


@pytest.mark.parametrize("name", CELL_NAMES)
def test_backwards_layer_reads_the_sequence_from_its_end(name):
    inputs = np.random.default_rng(3).normal(size=(BATCH, TIME, FEATURES)).astype(np.float32)
    forward, backward = recurrent_layer(name, UNITS), recurrent_layer(name, UNITS, backwards=True)
    forward.build(inputs.shape)
    backward.build(inputs.shape)
    backward.set_weights(forward.get_weights())
    np.testing.assert_allclose(forward(inputs[:, ::-1])[0], backward(inputs)[0], atol=1e-6)


def test_unknown_cell_is_named():
    with pytest.raises(CallError, match="lstm, gru, elman, jordan"):
        make_cell("transformer", 4)
