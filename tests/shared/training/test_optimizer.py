"""Adam against its equations, whatever the backend runs it with."""

import os
import subprocess
import sys
from importlib.util import find_spec

import keras
import numpy as np
import pytest

from shared.training.optimizer import Adam

RATE, BETA_1, BETA_2, EPSILON, CLIP_NORM, STEPS = 0.01, 0.9, 0.98, 1e-7, 1.0, 5
RNG = np.random.default_rng(0)
STARTS = [RNG.normal(size=shape).astype(np.float32) for shape in ((4, 3), (5,))]
GRADIENTS = [
    [RNG.normal(size=start.shape).astype(np.float32) * scale for start in STARTS] for scale in (3, 1, 0.1, 2, 0)
]


def slow_adam():
    """The weights after all gradients, step by step as in the paper, each clipped to the norm of all before."""
    weights = [start.astype(np.float64) for start in STARTS]
    means, squares = ([np.zeros(start.shape) for start in STARTS] for _ in range(2))
    for step, gradients in enumerate(GRADIENTS, start=1):
        norm = np.sqrt(sum((gradient.astype(np.float64) ** 2).sum() for gradient in gradients))
        for place, gradient in enumerate(gradients):
            clipped = gradient * min(1, CLIP_NORM / max(norm, 1e-12))
            means[place] = BETA_1 * means[place] + (1 - BETA_1) * clipped
            squares[place] = BETA_2 * squares[place] + (1 - BETA_2) * clipped**2
            mean, square = means[place] / (1 - BETA_1**step), squares[place] / (1 - BETA_2**step)
            weights[place] -= RATE * mean / (np.sqrt(square) + EPSILON)
    return weights, means, squares


def test_it_is_adam():
    variables = [keras.Variable(start) for start in STARTS]
    optimizer = Adam(RATE, beta_1=BETA_1, beta_2=BETA_2, epsilon=EPSILON, global_clipnorm=CLIP_NORM)
    optimizer.build(variables)
    for gradients in GRADIENTS:
        optimizer.apply([keras.ops.convert_to_tensor(gradient) for gradient in gradients], variables)
    states = [v for v in optimizer.variables if v.path.endswith(("momentum", "velocity"))]
    assert int(optimizer.iterations.value) == STEPS
    weights, means, squares = slow_adam()
    for found, expected in zip(variables, weights, strict=True):
        np.testing.assert_allclose(keras.ops.convert_to_numpy(found.value), expected, rtol=2e-4)
    moments = [moment for both in zip(means, squares, strict=True) for moment in both]
    assert len(states) == len(moments)
    for found, expected in zip(states, moments, strict=True):
        np.testing.assert_allclose(keras.ops.convert_to_numpy(found.value), expected, rtol=2e-4, atol=1e-9)


def test_the_learning_rate_may_be_a_schedule():
    variable = keras.Variable(np.ones(3, np.float32))
    optimizer = Adam(keras.optimizers.schedules.PiecewiseConstantDecay([1], [0.5, 0.0]))
    optimizer.build([variable])
    after = []
    for _ in range(3):
        optimizer.apply([keras.ops.ones(3)], [variable])
        after.append(float(keras.ops.convert_to_numpy(variable.value)[0]))
    assert after[0] == pytest.approx(0.5, abs=1e-3)
    assert after[2] == after[1]


@pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")
def test_both_hold_on_pytorch_too():
    command = [sys.executable, "-m", "pytest", "-q", __file__, "-k", "not pytorch"]
    done = subprocess.run(
        command, env=os.environ | {"KERAS_BACKEND": "torch"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
