"""From a trained Keras model to a bundle's graphs and weights; the one place that needs TensorFlow to serve.

`python -m shared.runtime.export FOLDER` turns a draft (vocabulary, float32 weights, manifest) into a
bundle in place, so that a model trained on any Keras backend is exported on TensorFlow's.
"""

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np
import onnx
from keras import ops

from shared.command_line import run
from shared.errors import BundleError
from shared.models.seq2seq import Seq2Seq
from shared.runtime.bundle import (
    COMMON_NAME,
    DECODER_NAME,
    ENCODER_NAME,
    OUTPUT_NAME,
    VOCABULARY_NAME,
    WEIGHTS_NAME,
    model_config_in,
    pack_weights,
    write_manifest,
)
from shared.runtime.quantize import quantize_weights, take_out_common
from shared.text.vocabulary import Vocabulary
from shared.training.checkpoint import get_values, set_values

Tensor = Any

_DRAFT_WEIGHTS_NAME = "draft.npz"
_DRAFT_MANIFEST_NAME = "draft.json"


def export_bundle(model: Seq2Seq, vocabulary: Vocabulary, manifest: Mapping[str, Any], folder: Path, card: str) -> None:
    """Write a serving bundle.

    Args:
        model: the trained model, on any backend.
        vocabulary: its vocabulary.
        manifest: task, languages or tones, data, decoding defaults; the model's shape is added here.
        folder: where the bundle goes; created.
        card: the text of the model card.

    Raises:
        BundleError: if TensorFlow cannot export it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary.save(folder / VOCABULARY_NAME)
    (folder / "README.md").write_text(card, "utf-8")
    shape = {
        **dataclasses.asdict(model.config),
        "vocabulary_size": len(vocabulary),
        "vocabulary_sha256": vocabulary.sha256,
    }
    complete = {**manifest, "model": {**manifest.get("model", {}), **shape}}
    (folder / _DRAFT_MANIFEST_NAME).write_text(json.dumps(complete), "utf-8")
    np.savez(folder / _DRAFT_WEIGHTS_NAME, **get_values("weight", model.weights))  # type: ignore[arg-type]
    _finish_in_tensorflow(folder)


def _finish_in_tensorflow(folder: Path) -> None:
    """Run `main` in a process of its own, whatever backend this one uses."""
    environment = os.environ | {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [sys.executable, "-m", "shared.runtime.export", str(folder.resolve())]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        cause = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise BundleError(f"{folder}: the export failed ({cause}); is TensorFlow installed?")


def main(argv: Sequence[str]) -> None:
    """Turn the draft in the folder `argv[0]` into a bundle."""
    folder = Path(argv[0])
    draft_manifest, draft_weights = folder / _DRAFT_MANIFEST_NAME, folder / _DRAFT_WEIGHTS_NAME
    manifest = json.loads(draft_manifest.read_text("utf-8"))
    model = Seq2Seq(model_config_in(manifest), manifest["model"]["vocabulary_size"])
    with np.load(draft_weights, allow_pickle=False) as file:
        weights = {name: file[name] for name in file.files}
    set_values("weight", model.weights, weights)
    (folder / WEIGHTS_NAME).write_bytes(pack_weights(weights))
    write_graphs(model, folder)
    draft_manifest.unlink()
    draft_weights.unlink()
    write_manifest(folder, manifest)


def write_graphs(model: Seq2Seq, folder: Path, *, quantized: bool = True) -> None:
    """Write the model as ONNX graphs into `folder`: encoder, decoder step, output layer, and what they share."""
    encoder = EncoderGraph(model)
    source_ids = keras.InputSpec(shape=(None, None), dtype="int32", name="source_ids")
    encoder(np.ones((2, 3), np.int32))
    output = OutputLayerGraph(model)
    token_ids = keras.InputSpec(shape=(None,), dtype="int32", name="token_ids")
    output(np.ones(2, np.int32))
    graphs = {
        ENCODER_NAME: _graph(encoder, [source_ids], quantized),
        OUTPUT_NAME: _graph(output, [token_ids], quantized),
    }
    decoder = DecoderStepGraph(model)
    signature = _step_signature(model)
    decoder({name: np.ones([d or 2 for d in spec.shape], spec.dtype) for name, spec in signature.items()})
    graphs[DECODER_NAME] = _graph(decoder, [signature], quantized)
    (folder / COMMON_NAME).write_bytes(take_out_common(list(graphs.values()), COMMON_NAME))
    for name, graph in graphs.items():
        (folder / name).write_bytes(graph.SerializeToString())


def _graph(graph: keras.Model, signature: list[Any], quantized: bool) -> onnx.ModelProto:
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary) / "graph.onnx"
        graph.export(str(file), format="onnx", input_signature=signature, verbose=False)
        model = onnx.load(str(file))
    if quantized:
        quantize_weights(model)
    onnx.checker.check_model(model)
    return model


def _step_signature(model: Seq2Seq) -> dict[str, keras.InputSpec]:
    units = model.config.units
    shapes: dict[str, tuple[tuple[int | None, ...], str]] = {
        "token_ids": ((None,), "int32"),
        "memory": ((None, None, units), "float32"),
        "keys": ((None, None, units), "float32"),
        "memory_mask": ((None, None), "bool"),
        "output_kernel": ((units, None), "float32"),
        "output_bias": ((None,), "float32"),
    }
    shapes |= dict.fromkeys(_state_names(model), ((None, units), "float32"))
    return {name: keras.InputSpec(shape=s, dtype=d, name=name) for name, (s, d) in shapes.items()}


def _state_names(model: Seq2Seq) -> list[str]:
    return [f"state_{index}" for index in range(model.decoder.num_states)]


class EncoderGraph(keras.Model):
    """source_ids `(batch, source_time)` to memory, keys and the decoder's first states."""

    def __init__(self, model: Seq2Seq):
        super().__init__()
        self.model = model

    def call(self, source_ids: Tensor) -> dict[str, Tensor]:
        memory, keys, states = self.model.encode(source_ids)
        named = dict(zip(_state_names(self.model), states, strict=True))
        return {"memory": memory, "keys": keys, **named}


class OutputLayerGraph(keras.Model):
    """token_ids `(tokens,)` to the output layer of these tokens: kernel `(units, tokens)` and bias `(tokens,)`."""

    def __init__(self, model: Seq2Seq):
        super().__init__()
        self.model = model

    def call(self, token_ids: Tensor) -> dict[str, Tensor]:
        kernel, bias = self.model.output_layer(token_ids)
        return {"output_kernel": kernel, "output_bias": bias}


class DecoderStepGraph(keras.Model):
    """One token a row to log_probs `(rows, tokens)` over an output layer's tokens, attention and the new states."""

    def __init__(self, model: Seq2Seq):
        super().__init__()
        self.model = model

    def call(self, inputs: dict[str, Tensor]) -> dict[str, Tensor]:
        names = _state_names(self.model)
        logits, states, weights = self.model.decode(
            inputs["token_ids"][:, None],
            [inputs[name] for name in names],
            inputs["keys"],
            inputs["memory"],
            inputs["memory_mask"],
            (inputs["output_kernel"], inputs["output_bias"]),
        )
        named = {f"new_{name}": state for name, state in zip(names, states, strict=True)}
        return {"log_probs": ops.log_softmax(logits[:, 0]), "attention": weights[:, 0], **named}


if __name__ == "__main__":
    raise SystemExit(run(main))
