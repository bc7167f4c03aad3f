"""What must hold for every shape of the model."""

import keras
import numpy as np
import pytest

from shared.config import ATTENTIONS, CELLS, ModelConfig
from shared.models.seq2seq import Seq2Seq
from shared.training.losses import SmoothedCrossEntropy

VOCABULARY_SIZE, BATCH, SOURCE_TIME, TARGET_TIME = 23, 3, 5, 4
ALL_SHAPES = [(cell, attention) for cell in CELLS for attention in ATTENTIONS]


def make_model(cell="lstm", attention="general", **settings):
    keras.utils.set_random_seed(11)
    config = ModelConfig(units=6, cell=cell, attention=attention, **settings)
    return Seq2Seq(config, VOCABULARY_SIZE)


def make_ids(time, seed=0):
    return np.random.default_rng(seed).integers(4, VOCABULARY_SIZE, (BATCH, time)).astype(np.int32)


def numpy(tensor):
    return keras.ops.convert_to_numpy(tensor)


@pytest.mark.parametrize(("cell", "attention"), ALL_SHAPES)
def test_whole_targets_and_single_steps_give_the_same_logits(cell, attention):
    model = make_model(cell, attention)
    source, inputs = make_ids(SOURCE_TIME), make_ids(TARGET_TIME, seed=1)
    whole = numpy(model((source, inputs)))
    memory, keys, states = model.encode(source)
    for time in range(TARGET_TIME):
        logits, states, weights = model.decode(inputs[:, time : time + 1], states, keys, memory)
        np.testing.assert_allclose(numpy(logits)[:, 0], whole[:, time], atol=1e-5)
        expected_sum = 0 if attention == "none" else 1
        np.testing.assert_allclose(numpy(weights).sum(axis=-1), expected_sum, atol=1e-5)


@pytest.mark.parametrize(("cell", "attention"), ALL_SHAPES)
def test_padding_changes_nothing(cell, attention):
    model = make_model(cell, attention)
    source, inputs = make_ids(SOURCE_TIME), make_ids(TARGET_TIME, seed=1)
    padded = np.pad(source, ((0, 0), (0, 2)))
    mask = np.pad(np.ones_like(source, bool), ((0, 0), (0, 2)))
    with_padding = model((padded, inputs), source_mask=mask)
    np.testing.assert_allclose(numpy(model((source, inputs))), numpy(with_padding), atol=1e-5)


def test_neighbours_in_a_batch_change_nothing():
    model = make_model()
    source, inputs = make_ids(SOURCE_TIME), make_ids(TARGET_TIME, seed=1)
    together = numpy(model((source, inputs)))
    reversed_rows = numpy(model((source[::-1], inputs[::-1])))[::-1]
    alone = np.concatenate([numpy(model((source[i : i + 1], inputs[i : i + 1]))) for i in range(BATCH)])
    np.testing.assert_allclose(together, reversed_rows, atol=1e-5)
    np.testing.assert_allclose(together, alone, atol=1e-5)


@pytest.mark.parametrize(("cell", "attention"), ALL_SHAPES)
@pytest.mark.parametrize("tied", [True, False])
def test_every_weight_learns(cell, attention, tied):
    model = make_model(cell, attention, tied_embeddings=tied, dropout=0.0)
    model.compile(optimizer=keras.optimizers.SGD(1.0), loss=SmoothedCrossEntropy(0.1), run_eagerly=True)
    before = [numpy(weight.value).copy() for weight in model.trainable_weights]
    source, inputs = make_ids(SOURCE_TIME), make_ids(TARGET_TIME, seed=1)
    model.train_on_batch((source, inputs), make_ids(TARGET_TIME, seed=2))
    still = [
        weight.path
        for weight, old in zip(model.trainable_weights, before, strict=True)
        if np.array_equal(numpy(weight.value), old)
    ]
    assert still == []


def test_candidates_are_columns_of_the_full_output():
    model = make_model()
    source, inputs = make_ids(SOURCE_TIME), make_ids(TARGET_TIME, seed=1)
    candidates = np.array([0, 3, 7, 22], np.int32)
    log_weights = np.array([0, 0.5, 0, 2], np.float32)
    part = numpy(model((source, inputs, candidates, log_weights)))
    np.testing.assert_allclose(part, numpy(model((source, inputs)))[..., candidates] + log_weights, atol=1e-5)


def test_dropout_only_while_training():
    model = make_model(dropout=0.5)
    source, inputs = make_ids(SOURCE_TIME), make_ids(TARGET_TIME, seed=1)
    once, again = (numpy(model((source, inputs))) for _ in range(2))
    dropped = numpy(model((source, inputs), training=True))
    assert np.array_equal(once, again)
    assert not np.allclose(once, dropped)


def test_attention_off_means_the_source_speaks_through_the_first_state_only():
    model = make_model(attention="none")
    memory, keys, states = model.encode(make_ids(SOURCE_TIME))
    inputs = make_ids(TARGET_TIME, seed=1)
    logits = model.decode(inputs, states, keys, memory)[0]
    without_memory = model.decode(inputs, states, keys * 0, memory * 0)[0]
    np.testing.assert_array_equal(numpy(logits), numpy(without_memory))
