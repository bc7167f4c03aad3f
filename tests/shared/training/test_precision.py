"""Learning with products in bfloat16 against learning in float32."""

import os
import subprocess
import sys
from contextlib import nullcontext
from importlib.util import find_spec

import keras
import pytest
from reference.trainers import make_trainer

from shared.errors import CallError
from shared.training.precision import mixed_precision, multiplies_bfloat16
from shared.training.run import RunDirectory

on_torch = keras.backend.backend() == "torch"


@pytest.mark.skipif(on_torch, reason="PyTorch can")
def test_other_backends_say_what_to_do(corpora, tmp_path):
    with pytest.raises(CallError, match="set KERAS_BACKEND=torch, or leave it out"):
        make_trainer(corpora, tmp_path, mixed_precision=True).fit()


@pytest.mark.skipif(on_torch, reason="PyTorch can")
def test_they_say_so_before_a_corpus_is_read(tmp_path):
    with pytest.raises(CallError, match="set KERAS_BACKEND=torch"):
        RunDirectory(tmp_path).prepared({"training": {"mixed_precision": True}}, False, pytest.fail)


def test_processes_get_their_share_of_the_cores_before_a_framework_is_loaded_to_look(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    for name in ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"):
        monkeypatch.setenv(name, "")
    shares = []
    look = "shared.training.precision.multiplies_bfloat16"
    monkeypatch.setattr(look, lambda: not shares.append(os.environ["OMP_NUM_THREADS"]))
    settings = {"training": {"mixed_precision": True, "processes": 3}}
    with pytest.raises(StopIteration):
        RunDirectory(tmp_path).prepared(settings, False, iter(()).__next__)
    assert shares == ["2"]


@pytest.mark.parametrize("table", ["model", "training"])
def test_a_wrong_setting_is_told_before_a_corpus_is_read(table, tmp_path):
    with pytest.raises(CallError, match=rf"\[{table}\] spelled_wrong: unknown setting"):
        RunDirectory(tmp_path).prepared({"training": {}, table: {"spelled_wrong": 1}}, False, pytest.fail)


@pytest.mark.skipif(not on_torch, reason="run by the test below")
def test_nearly_the_same_is_learned(corpora, tmp_path):
    losses, weights = [], []
    for mixed in (False, True):
        trainer = make_trainer(corpora, tmp_path / str(mixed), mixed_precision=mixed)
        losses.append(trainer.fit())
        weights.append([keras.ops.convert_to_numpy(weight) for weight in trainer.model.trainable_weights])
    assert {str(weight.dtype) for weight in weights[1]} == {"float32"}
    assert losses[1] == pytest.approx(losses[0], abs=0.02)
    computed_otherwise = any((one != other).any() for one, other in zip(*weights, strict=True))
    assert computed_otherwise == multiplies_bfloat16()


@pytest.mark.skipif(not on_torch, reason="run by the test below")
def test_a_processor_that_cannot_learns_in_float32_nearly_the_same_and_says_so(monkeypatch, tmp_path, capsys):
    def refuse(*_arguments):
        raise RuntimeError("could not create a primitive descriptor")

    multiplies_bfloat16.cache_clear()
    monkeypatch.setattr("torch.lstm", refuse)
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    try:
        with pytest.raises(StopIteration):
            RunDirectory(tmp_path).prepared({"training": {"mixed_precision": True}}, False, iter(()).__next__)
        assert "this processor does not multiply bfloat16" in capsys.readouterr().err
        assert isinstance(mixed_precision(True), nullcontext)
    finally:
        multiplies_bfloat16.cache_clear()


@pytest.mark.skipif(on_torch or find_spec("torch") is None, reason="PyTorch is not installed")
def test_it_holds_on_pytorch():
    command = [sys.executable, "-m", "pytest", "-q", __file__, "-k", "nearly"]
    done = subprocess.run(
        command, env=os.environ | {"KERAS_BACKEND": "torch"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "skipped" not in done.stdout
