"""What must hold of every bundle that is in the repository."""

import numpy as np
import pytest

import chatbot
import translate
from shared.models.seq2seq import Seq2Seq
from shared.runtime.bundle import Bundle
from shared.training.checkpoint import get_values, set_values

SERVING_BYTES, WHOLE_BYTES = 25_000_000, 75_000_000


SHIPPED = {"translate": translate.PRETRAINED, "chatbot": chatbot.PRETRAINED}


@pytest.fixture(params=SHIPPED.values(), ids=SHIPPED.keys())
def folder(request):
    return request.param


def test_sizes_are_within_the_limits(folder):
    sizes = {file.name: file.stat().st_size for file in folder.iterdir()}
    assert sum(sizes.values()) <= WHOLE_BYTES
    assert sum(size for name, size in sizes.items() if name not in ("weights.npz", "README.md")) <= SERVING_BYTES


def test_every_file_is_whole_and_every_corpus_has_its_licence(folder):
    bundle = Bundle.open(folder)
    assert {file.name for file in folder.iterdir()} == {*bundle.manifest["files"], "manifest.json"}
    for name in bundle.manifest["files"]:
        bundle.read(name)
    for corpus in bundle.manifest["data"]:
        assert corpus["licence"] not in ("", "not stated")
        assert corpus["attribution"]


def test_it_can_be_fine_tuned(folder):
    bundle = Bundle.open(folder)
    model = Seq2Seq(bundle.model_config, len(bundle.vocabulary))
    set_values("weight", model.weights, bundle.weights())
    loaded = get_values("weight", model.weights)
    assert loaded.keys() == bundle.weights().keys()
    for name, shipped in bundle.weights().items():
        np.testing.assert_array_equal(loaded[name], shipped)
