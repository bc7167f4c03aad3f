"""A bundle: the checked folder a product serves from; knows neither graph runtime nor training framework.

`manifest.json` says what the model is and holds the SHA-256 of every other file. Nothing in it is code.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from shared.config import ModelConfig, settings_in
from shared.errors import BundleError, CallError
from shared.text.vocabulary import Vocabulary

FORMAT = 1
MANIFEST_NAME = "manifest.json"
VOCABULARY_NAME = "vocabulary.model"
ENCODER_NAME = "encoder.onnx"
DECODER_NAME = "decoder.onnx"
# Bundles of the first versions have neither: their decoder has its output layer inside, their graphs share nothing.
OUTPUT_NAME = "output.onnx"
# The weights that several graphs have, above all the embedding.
COMMON_NAME = "common.bin"
WEIGHTS_NAME = "weights.npz"
CARD_NAME = "README.md"
# Read when the bundle is opened; the others only when needed.
_SERVING_NAMES = (VOCABULARY_NAME, ENCODER_NAME, DECODER_NAME)


class Bundle:
    """An opened bundle; use `Bundle.open`.

    Args:
        path: the folder.
        manifest: the parsed manifest.
    """

    def __init__(self, path: Path, manifest: Mapping[str, Any]):
        self.path = path
        self.manifest = manifest

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Read the manifest and check that the files which serve are all there and whole.

        Raises:
            CallError: if there is no such folder.
            BundleError: naming the file that is missing, cut, altered or of another format.
        """
        folder = Path(path)
        if not folder.is_dir():
            raise CallError(f"{folder}: no such folder; give the folder of a bundle")
        bundle = cls(folder, _read_manifest(folder))
        for name in (*_SERVING_NAMES, *({OUTPUT_NAME, COMMON_NAME} & set(bundle.manifest["files"]))):
            bundle.read(name)
        expected = bundle.manifest["model"]["vocabulary_sha256"]
        if bundle.vocabulary.sha256 != expected:
            raise BundleError(f"{folder / VOCABULARY_NAME}: the vocabulary of another model; restore the bundle")
        return bundle

    def read(self, name: str) -> bytes:
        """A file's bytes, checked against the manifest; raises `BundleError`."""
        file = self.path / name
        expected = self.manifest["files"].get(name)
        if expected is None:
            raise BundleError(f"{self.path / MANIFEST_NAME}: lists no {name}; restore the bundle")
        try:
            content = file.read_bytes()
        except OSError as error:
            raise BundleError(f"{file}: cannot be read ({error.strerror}); restore the bundle") from error
        if hashlib.sha256(content).hexdigest() != expected:
            raise BundleError(f"{file}: cut or altered (its SHA-256 is not the manifest's); restore the bundle")
        return content

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the model."""
        return Vocabulary(self.read(VOCABULARY_NAME))

    @cached_property
    def model_config(self) -> ModelConfig:
        """The shape of the model."""
        return model_config_in(self.manifest)

    def weights(self) -> dict[str, npt.NDArray[np.floating[Any]]]:
        """The weights to fine-tune from, as written by `pack_weights`; raises `BundleError`."""
        with np.load(io.BytesIO(self.read(WEIGHTS_NAME)), allow_pickle=False) as file:
            return {name: file[name].astype(np.float32) for name in file.files}


def model_config_in(manifest: Mapping[str, Any]) -> ModelConfig:
    """The shape of the model that a manifest tells of."""
    return settings_in(manifest["model"], ModelConfig)


def pack_weights(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Arrays as the bytes of a compressed float16 file."""
    buffer = io.BytesIO()
    halves = {name: array.astype(np.float16) for name, array in arrays.items()}
    np.savez_compressed(buffer, **halves)  # type: ignore[arg-type]
    return buffer.getvalue()


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write `manifest.json` with the sums of all other files now in the folder."""
    names = sorted(file.name for file in folder.iterdir() if file.is_file() and file.name != MANIFEST_NAME)
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    complete = {"format": FORMAT, **manifest, "files": sums}
    (folder / MANIFEST_NAME).write_text(json.dumps(complete, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _read_manifest(folder: Path) -> dict[str, Any]:
    file = folder / MANIFEST_NAME
    try:
        manifest = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise BundleError(f"{file}: cannot be read ({error.strerror}); give the folder of a bundle") from error
    except ValueError as error:
        raise BundleError(f"{file}: not JSON ({error}); restore the bundle") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        found = manifest.get("format") if isinstance(manifest, dict) else None
        raise BundleError(f"{file}: bundle format {found!r}, this version reads {FORMAT}; export the model again")
    types = {"task": str, "model": dict, "files": dict}
    missing = [key for key, expected in types.items() if not isinstance(manifest.get(key), expected)]
    if missing:
        raise BundleError(f"{file}: lacks {', '.join(missing)}; restore the bundle")
    return manifest
