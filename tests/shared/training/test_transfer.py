"""A model starts from another one's weights, under the same vocabulary or another."""

import keras
import numpy as np
import pytest

from shared.config import ModelConfig
from shared.errors import CheckpointError
from shared.models.seq2seq import Seq2Seq
from shared.text.vocabulary import BOS_ID, EOS_ID, Vocabulary
from shared.training.checkpoint import get_values
from shared.training.trained import Trained
from shared.training.transfer import start_from

SENTENCES = [f"The {noun} is {state} today." for noun in ("cat", "dog", "sea") for state in ("big", "calm", "gone")]
# Of the letters that the old vocabulary knows; and of those it does not.
NEW_WORDS = ["the catalogue is big", "seagods gone to the catalogue"] * 5
NEW_SCRIPT = ["猫は今日大きい", "今日の猫"] * 5
SLOT = "\ue001"


@pytest.fixture(scope="module")
def old():
    return Vocabulary.train(SENTENCES, 300, ["<2en>", "<2fr>"])


@pytest.fixture(scope="module")
def new():
    return Vocabulary.train([*SENTENCES, *NEW_WORDS, *NEW_SCRIPT], 340, ["<2en>", "<2fr>", "<2ja>"], [SLOT])


def make_model(vocabulary, seed=1, **settings):
    keras.utils.set_random_seed(seed)
    config = ModelConfig(**{"units": 8, "encoder_layers": 1, "decoder_layers": 1, **settings})
    model = Seq2Seq(config, len(vocabulary))
    # Fresh biases are all zeros, which says nothing of where they went.
    model.output_bias.assign(np.random.default_rng(seed).normal(size=len(vocabulary)))
    return model


def trained_of(model, vocabulary):
    return Trained(get_values("weight", model.weights), vocabulary, model.config.units)


def rows_of(model):
    """The weights of the vocabulary, each with a row for every token."""
    return [keras.ops.convert_to_numpy(variable.value) for variable in model.vocabulary_weights]


@pytest.mark.parametrize("tied", [True, False])
def test_under_the_same_vocabulary_the_model_is_the_same(old, tied):
    first, second = (make_model(old, seed, tied_embeddings=tied) for seed in (1, 2))
    source = np.array([[old.symbol_id("<2fr>"), *old.encode(SENTENCES[0]), EOS_ID]], np.int32)
    inputs = np.array([[BOS_ID, *old.encode(SENTENCES[1])]], np.int32)
    logits = keras.ops.convert_to_numpy(first((source, inputs)))
    assert not np.allclose(logits, keras.ops.convert_to_numpy(second((source, inputs))))
    start_from(trained_of(first, old), second, old)
    np.testing.assert_array_equal(logits, keras.ops.convert_to_numpy(second((source, inputs))))


@pytest.mark.parametrize("tied", [True, False])
def test_under_another_vocabulary_each_piece_starts_from_what_it_meant(old, new, tied):
    trained, model = make_model(old, 1, tied_embeddings=tied), make_model(new, 2, tied_embeddings=tied)
    known, fresh = rows_of(trained), rows_of(model)
    start_from(trained_of(trained, old), model, new)
    kinds = {"known": 0, "control": 0, "spelled": 0, "fresh": 0}
    for new_id, piece in enumerate(new.pieces(range(len(new)))):
        spelled = old.encode(piece.replace("▁", " "))
        if old.find(piece) is not None:
            kind, expected = "known", [rows[old.find(piece)] for rows in known]
        elif new_id in new.control_ids:
            ids = [old.symbol_id("<2en>"), old.symbol_id("<2fr>")]
            kind, expected = "control", [rows[ids].mean(axis=0) for rows in known]
        elif spelled and not any(map(old.is_byte, spelled)):
            assert old.decode(spelled) == piece.replace("▁", " ").strip()
            kind, expected = "spelled", [sum(rows[i] for i in spelled) / len(spelled) for rows in known]
        else:
            kind, expected = "fresh", [rows[new_id] for rows in fresh]
        kinds[kind] += 1
        for found, wanted in zip(rows_of(model), expected, strict=True):
            np.testing.assert_allclose(found[new_id], wanted, rtol=1e-5, atol=1e-7)
    assert kinds["known"] > 256
    assert kinds["control"] == 1
    assert kinds["spelled"] > 3
    assert kinds["fresh"] > 3


@pytest.mark.parametrize("piece", ["猫", "今日", SLOT])
def test_what_the_old_vocabulary_has_no_letters_for_keeps_its_fresh_row(old, new, piece):
    model = make_model(new, 2)
    ids = [i for i, found in enumerate(new.pieces(range(len(new)))) if set(found.strip("▁")) & set(piece)]
    fresh = rows_of(model)
    start_from(trained_of(make_model(old), old), model, new)
    assert ids
    for found, before in zip(rows_of(model), fresh, strict=True):
        np.testing.assert_array_equal(found[ids], before[ids])


def test_all_other_weights_are_the_trained_ones(old, new):
    trained, model = make_model(old, 1), make_model(new, 2)
    start_from(trained_of(trained, old), model, new)
    of_vocabulary = {id(variable) for variable in model.vocabulary_weights}
    others = [place for place, variable in enumerate(model.weights) if id(variable) not in of_vocabulary]
    assert len(others) == len(model.weights) - 2
    for place in others:
        np.testing.assert_array_equal(*(keras.ops.convert_to_numpy(m.weights[place].value) for m in (trained, model)))


def test_the_trained_weights_themselves_are_left_alone(old, new):
    trained = trained_of(make_model(old), old)
    before = {name: array.copy() for name, array in trained.weights.items()}
    start_from(trained, make_model(new, 2), new)
    for name, array in trained.weights.items():
        np.testing.assert_array_equal(array, before[name])


def test_a_model_twice_as_wide_under_another_vocabulary_has_every_unit_twice(old, new):
    trained, model = make_model(old, 1), make_model(new, 2, units=16)
    start_from(trained_of(trained, old), model, new)
    (narrow, _), (wide, bias) = rows_of(trained), rows_of(model)
    for new_id, piece in enumerate(new.pieces(range(len(new)))):
        if (known := old.find(piece)) is not None:
            # Smaller, since the two halves add up in the output layer.
            np.testing.assert_allclose(wide[new_id], np.repeat(narrow[known], 2) / 2**0.5, rtol=1e-5)
            assert bias[new_id] == rows_of(trained)[1][known]


@pytest.mark.parametrize("larger", [False, True])
@pytest.mark.parametrize(
    "settings",
    [
        {"units": 12},
        {"encoder_layers": 2},
        {"cell": "gru"},
        {"attention": "none"},
        {"tied_embeddings": False},
        # Twice as wide would do, but for the rest.
        {"units": 16, "encoder_layers": 2},
        {"units": 16, "cell": "gru"},
        {"units": 16, "tied_embeddings": False},
    ],
    ids=str,
)
def test_a_model_that_differs_in_more_than_the_vocabulary_is_refused(old, new, settings, larger):
    vocabulary = new if larger else old
    model = make_model(vocabulary, 2, **settings)
    before = get_values("weight", model.weights)
    with pytest.raises(CheckpointError, match="the checkpoint is of another model"):
        start_from(trained_of(make_model(old), old), model, vocabulary)
    for name, array in get_values("weight", model.weights).items():
        np.testing.assert_array_equal(array, before[name])


def test_weights_that_are_missing_are_named(old):
    with pytest.raises(CheckpointError, match=r"output_bias has shape \(\d+,\), the checkpoint None"):
        start_from(Trained({}, old, 8), make_model(old), old)
