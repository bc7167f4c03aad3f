"""The exported graphs against the Keras model they were made from."""

import keras
import numpy as np
import pytest
from reference.stepper import BOS, EOS

from shared.config import ModelConfig
from shared.decoding.options import DecodingOptions
from shared.decoding.scoring import force
from shared.decoding.search import search
from shared.models.seq2seq import Seq2Seq
from shared.runtime.bundle import VOCABULARY_NAME, Bundle, write_manifest
from shared.runtime.export import write_graphs
from shared.runtime.session import PartialSession, Session
from shared.text.vocabulary import UNK_ID, Vocabulary

SHAPES = [("lstm", "general"), ("gru", "additive"), ("elman", "dot"), ("jordan", "none")]
UNITS = 12
SOURCES = [[5, 9, 3], [8, 3], [4, 7, 11, 6, 3], [10, 4, 3]]
TARGETS = [(6, 5, 4, 12), (), (7,), (9, 9)]


@pytest.fixture(scope="module", params=SHAPES, ids="-".join)
def exported(request, tmp_path_factory):
    cell, attention = request.param
    folder = tmp_path_factory.mktemp("bundle")
    vocabulary = Vocabulary.train(["the cat sat on the mat", "a dog by the sea"] * 5, 320)
    keras.utils.set_random_seed(2)
    model = Seq2Seq(ModelConfig(units=UNITS, cell=cell, attention=attention), len(vocabulary))
    vocabulary.save(folder / VOCABULARY_NAME)
    write_graphs(model, folder, quantized=False)
    write_manifest(folder, {"task": "test", "model": {"vocabulary_sha256": vocabulary.sha256}})
    return model, Session(Bundle.open(folder))


def keras_log_probs(model, source, target):
    """Log probability of each token of a target and of the end, by the Keras model on the whole sequence."""
    logits = keras.ops.convert_to_numpy(model((np.array([source]), np.array([[BOS, *target]]))))[0]
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return log_probs[np.arange(len(target) + 1), [*target, EOS]]


def test_log_probs_are_those_of_the_keras_model(exported):
    model, session = exported
    forced = force(session, session.encode(SOURCES), TARGETS, bos_id=BOS, eos_id=EOS)
    for source, target, found in zip(SOURCES, TARGETS, forced, strict=True):
        np.testing.assert_allclose(found.log_probs, keras_log_probs(model, source, target), atol=1e-4)


def test_attention_sums_to_one_on_real_tokens(exported):
    model, session = exported
    forced = force(session, session.encode(SOURCES), TARGETS, bos_id=BOS, eos_id=EOS)
    for source, target, found in zip(SOURCES, TARGETS, forced, strict=True):
        assert found.attention.shape == (len(target) + 1, max(map(len, SOURCES)))
        expected = 0 if model.config.attention == "none" else 1
        np.testing.assert_allclose(found.attention[:, : len(source)].sum(axis=1), expected, atol=1e-5)
        assert not found.attention[:, len(source) :].any()


@pytest.mark.parametrize("options", [DecodingOptions(beam_size=3, alternatives=3, max_length=8)])
def test_neighbours_change_nothing(exported, options):
    _, session = exported

    def found(sources):
        return search(session, session.encode(sources), options, bos_id=BOS, eos_id=EOS)

    together = found(SOURCES)
    alone = [found([source])[0] for source in SOURCES]
    assert [[h.token_ids for h in of] for of in together] == [[h.token_ids for h in of] for of in alone]
    for left, right in zip(together, alone, strict=True):
        np.testing.assert_allclose([h.score for h in left], [h.score for h in right], atol=1e-5)


def test_a_partial_session_shares_out_all_probability_among_what_it_knows(exported):
    _, session = exported
    known = np.array([0, 1, 2, 3, 5, 6, 9, 40])
    partial = PartialSession(session, known)
    state, tokens = session.encode(SOURCES), np.array([BOS, 5, 9, 40])
    whole, whole_state = session.step(tokens, state)
    part, part_state = partial.step(np.array(partial.places(tokens)), partial.encode(SOURCES))
    expected = whole[:, known] - np.log(np.exp(whole[:, known]).sum(axis=1, keepdims=True))
    np.testing.assert_allclose(part, expected, atol=1e-4)
    np.testing.assert_array_equal(part_state.attention, whole_state.attention)


def test_places_in_a_partial_session(exported):
    _, session = exported
    partial = PartialSession(session, np.array([0, 1, 2, 3, 5, 40]))
    assert partial.places([3, 5, 40, 7]) == [3, 4, 5, UNK_ID]
    assert partial.ids([3, 4, 5]) == (3, 5, 40)
    assert partial.knows([5, 40])
    assert not partial.knows([5, 7])
