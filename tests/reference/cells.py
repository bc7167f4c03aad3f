"""Recurrent cells one sum at a time, from their equations."""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm(weights, x, state):
    (kernel, recurrent, bias), (h, c) = weights, state
    i, f, z, o = np.split(x @ kernel + h @ recurrent + bias, 4)
    c = np.tanh(z) * sigmoid(i) + c * sigmoid(f)
    h = np.tanh(c) * sigmoid(o)
    return h, (h, c)


def gru(weights, x, state):
    kernel, recurrent, (input_bias, recurrent_bias) = weights
    (h,) = state
    from_x = np.split(x @ kernel + input_bias, 3)
    from_h = np.split(h @ recurrent + recurrent_bias, 3)
    z, r = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    candidate = np.tanh(from_x[2] + r * from_h[2])
    h = z * h + (1 - z) * candidate
    return h, (h,)


def elman(weights, x, state):
    kernel, recurrent, bias = weights
    h = np.tanh(x @ kernel + state[0] @ recurrent + bias)
    return h, (h,)


def jordan(weights, x, state):
    kernel, recurrent, bias, output_kernel, output_bias = weights
    h = np.tanh(x @ kernel + state[0] @ recurrent + bias)
    y = np.tanh(h @ output_kernel + output_bias)
    return y, (y,)


def run_cell(name, weights, inputs):
    """Outputs `(batch, time, units)` of a cell that starts from zeros."""
    step = {"lstm": lstm, "gru": gru, "elman": elman, "jordan": jordan}[name]
    units = weights[1].shape[0]
    rows = []
    for sequence in inputs:
        state, outputs = (np.zeros(units), np.zeros(units)), []
        if name != "lstm":
            state = state[:1]
        for x in sequence:
            output, state = step(weights, x, state)
            outputs.append(output)
        rows.append(outputs)
    return np.array(rows)
