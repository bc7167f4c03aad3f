import json
import shutil

import pytest

from shared.errors import BundleError, CallError
from shared.runtime.bundle import (
    CARD_NAME,
    COMMON_NAME,
    DECODER_NAME,
    ENCODER_NAME,
    MANIFEST_NAME,
    VOCABULARY_NAME,
    WEIGHTS_NAME,
    Bundle,
    pack_weights,
    write_manifest,
)
from shared.text.vocabulary import Vocabulary

SENTENCES = ["the cat sat on the mat", "a dog by the sea"] * 5


@pytest.fixture
def folder(tmp_path):
    """A bundle whose graphs are bytes: nothing here runs them."""
    vocabulary = Vocabulary.train(SENTENCES, 320)
    folder = tmp_path / "bundle"
    folder.mkdir()
    vocabulary.save(folder / VOCABULARY_NAME)
    for name in (ENCODER_NAME, DECODER_NAME, COMMON_NAME, CARD_NAME):
        (folder / name).write_bytes(f"content of {name}".encode())
    (folder / WEIGHTS_NAME).write_bytes(pack_weights({}))
    write_manifest(folder, {"task": "translate", "model": {"vocabulary_sha256": vocabulary.sha256}})
    return folder


def test_whole_bundle(folder):
    bundle = Bundle.open(folder)
    assert bundle.manifest["task"] == "translate"
    serving = {VOCABULARY_NAME, ENCODER_NAME, DECODER_NAME, COMMON_NAME}
    assert set(bundle.manifest["files"]) == {*serving, CARD_NAME, WEIGHTS_NAME}
    assert bundle.vocabulary.decode(bundle.vocabulary.encode("the cat")) == "the cat"


@pytest.mark.parametrize("name", [VOCABULARY_NAME, ENCODER_NAME, DECODER_NAME, COMMON_NAME])
@pytest.mark.parametrize("damage", ["missing", "cut", "altered", "empty"])
def test_damage_is_named(folder, name, damage):
    file = folder / name
    content = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes({"cut": content[:-1], "altered": b"x" + content[1:], "empty": b""}[damage])
    expected = "cannot be read" if damage == "missing" else "cut or altered"
    with pytest.raises(BundleError, match=f"{name}: {expected}.*restore the bundle"):
        Bundle.open(folder)


def test_one_of_the_first_versions_has_nothing_in_common(folder):
    (folder / COMMON_NAME).unlink()
    manifest = json.loads((folder / MANIFEST_NAME).read_text())
    write_manifest(folder, {key: manifest[key] for key in ("task", "model")})
    assert Bundle.open(folder).read(DECODER_NAME)


def test_weights_are_checked_only_when_needed(folder):
    (folder / WEIGHTS_NAME).write_bytes(b"other")
    bundle = Bundle.open(folder)
    with pytest.raises(BundleError, match=r"weights\.npz: cut or altered"):
        bundle.weights()


def test_vocabulary_of_another_model(folder):
    Vocabulary.train(["an entirely different text", *SENTENCES], 320).save(folder / VOCABULARY_NAME)
    manifest = json.loads((folder / MANIFEST_NAME).read_text())
    write_manifest(folder, {key: manifest[key] for key in ("task", "model")})
    with pytest.raises(BundleError, match="the vocabulary of another model"):
        Bundle.open(folder)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        ("{cut", "not JSON"),
        ("[]", "bundle format None, this version reads 1"),
        ('{"format": 99}', "bundle format 99"),
        ('{"format": 1, "task": "chat"}', "lacks model, files"),
        ('{"format": 1, "task": "chat", "model": "x", "files": {}}', "lacks model"),
    ],
)
def test_broken_manifest(folder, content, message):
    file = folder / MANIFEST_NAME
    file.unlink() if content is None else file.write_text(content)
    with pytest.raises(BundleError, match=message):
        Bundle.open(folder)


def test_no_bundle_at_all(tmp_path):
    with pytest.raises(CallError, match="give the folder of a bundle"):
        Bundle.open(tmp_path / "nothing")


def test_a_copy_works_anywhere(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "copy")
    assert Bundle.open(tmp_path / "copy").manifest == Bundle.open(folder).manifest
