"""A model of twice the width: it says the same, and learning tells its halves apart."""

import keras
import numpy as np
import pytest

from shared.config import ModelConfig
from shared.errors import CheckpointError
from shared.models.seq2seq import Seq2Seq
from shared.training.checkpoint import get_values, set_values
from shared.training.growth import twice_as_wide

INPUTS = (np.array([[4, 5, 6, 3], [7, 8, 4, 3]]), np.array([[2, 9, 10], [2, 4, 4]]))


def models(**settings):
    keras.utils.set_random_seed(3)
    narrow = Seq2Seq(ModelConfig(units=6, dropout=0.0, **settings), 11)
    for weight in narrow.weights:  # also those that begin as zeros or ones
        weight.assign(np.random.default_rng(1).normal(0, 0.4, weight.shape))
    wide = Seq2Seq(ModelConfig(units=12, dropout=0.0, **settings), 11)
    return narrow, wide


@pytest.mark.parametrize("cell", ["lstm", "gru"])
@pytest.mark.parametrize("attention", ["general", "additive"])
@pytest.mark.parametrize("tied", [True, False])
def test_it_says_what_the_narrow_one_says(cell, attention, tied):
    narrow, wide = models(cell=cell, attention=attention, tied_embeddings=tied, decoder_layers=3)
    set_values("weight", wide.weights, twice_as_wide(get_values("weight", narrow.weights), wide))
    np.testing.assert_allclose(wide(INPUTS), narrow(INPUTS), atol=2e-5)


def test_its_halves_are_not_the_same():
    narrow, wide = models()
    values = twice_as_wide(get_values("weight", narrow.weights), wide)
    kernels = [value for value in values.values() if value.ndim == 2 and len(value) == 12]
    assert kernels
    assert all(np.abs(kernel[0::2] - kernel[1::2]).max() > 1e-3 for kernel in kernels)


@pytest.mark.parametrize("settings", [{"attention": "dot"}, {"attention": "none"}, {"cell": "elman"}])
def test_what_cannot_be_widened(settings):
    narrow, wide = models(**settings)
    with pytest.raises(CheckpointError, match="cannot be widened"):
        twice_as_wide(get_values("weight", narrow.weights), wide)
