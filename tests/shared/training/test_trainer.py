"""The training loop on a corpus small enough to learn in seconds: the target is the source backwards."""

import csv
import signal

import keras
import numpy as np
import pytest
from reference.trainers import make_trainer

from shared.errors import CheckpointError, CorpusError, TrainingError
from shared.training.checkpoint import get_values, load_arrays, set_values
from shared.training.journal import COLUMNS
from shared.training.trainer import CHECKPOINT_NAME


@pytest.fixture(autouse=True)
def interruptible():
    """Ctrl-C means what it does on a terminal, also where the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def stop_at(trainer, step):
    """Press Ctrl-C in the middle of a step: the weights are new and the counters are not."""
    learn = trainer.model.train_on_batch

    def interrupted(*batch):
        loss = learn(*batch)
        if trainer.state.step == step - 1:
            signal.raise_signal(signal.SIGINT)
        return loss

    trainer.model.train_on_batch = interrupted


def rows_of(folder):
    with (folder / "metrics.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_it_learns_and_averages_the_best(corpora, tmp_path):
    trainer = make_trainer(corpora, tmp_path)
    final = trainer.fit()
    held_out = [float(row["held_out_loss"]) for row in rows_of(tmp_path) if row["held_out_loss"]]
    assert len(held_out) == 4
    assert final < held_out[0]
    assert len(list((tmp_path / "best").iterdir())) == 2
    best, second = (load_arrays(tmp_path / "best" / f"step-{step}.npz")[0] for _, step in trainer.state.best)
    averaged = {name: (best[name] + second[name]) / 2 for name in best}
    losses = {}
    for name, arrays in (("best", best), ("averaged", averaged)):
        set_values("weight", trainer.model.weights, arrays)
        losses[name] = trainer._held_out_loss()
    assert final == pytest.approx(min(losses.values()), abs=1e-6)


def test_metrics_and_tensorboard_are_written(corpora, tmp_path):
    make_trainer(corpora, tmp_path, max_steps=20).fit()
    rows = rows_of(tmp_path)
    assert tuple(rows[0]) == COLUMNS
    assert [int(row["step"]) for row in rows] == [6, 12, 18, 20]
    assert all(float(row["tokens_per_second"]) > 0 for row in rows)
    assert any(file.stat().st_size for file in (tmp_path / "tensorboard").iterdir())


@pytest.mark.parametrize(("interrupted_at", "candidates"), [(9, 0), (17, 13)])
def test_resumed_is_uninterrupted(corpora, tmp_path, interrupted_at, candidates):
    whole = make_trainer(corpora, tmp_path / "whole", candidates=candidates)
    expected = whole.fit()
    first = make_trainer(corpora, tmp_path / "parts", candidates=candidates)
    stop_at(first, interrupted_at)
    with pytest.raises(KeyboardInterrupt):
        first.fit()
    keras.utils.set_random_seed(99)  # a new process starts with other numbers
    second = make_trainer(corpora, tmp_path / "parts", candidates=candidates)
    second.resume()
    assert second.state.step == interrupted_at
    assert second.fit() == pytest.approx(expected, abs=1e-5)
    for name, value in get_values("weight", whole.model.weights).items():
        np.testing.assert_allclose(get_values("weight", second.model.weights)[name], value, atol=1e-5)
    assert [row["loss"] for row in rows_of(tmp_path / "parts")] == [row["loss"] for row in rows_of(tmp_path / "whole")]


def test_a_second_ctrl_c_ends_at_once(corpora, tmp_path):
    trainer = make_trainer(corpora, tmp_path)
    trainer.model.train_on_batch = lambda *_: [signal.raise_signal(signal.SIGINT) for _ in range(2)]
    with pytest.raises(KeyboardInterrupt):
        trainer.fit()
    assert trainer.state.step == 0


def test_a_loss_that_is_no_number_ends_the_run(corpora, tmp_path):
    trainer = make_trainer(corpora, tmp_path)
    trainer.model.train_on_batch = lambda *_: float("nan")
    with pytest.raises(TrainingError, match="step 1: the loss is nan; begin again with a lower peak_learning_rate"):
        trainer.fit()


def test_resumed_with_fewer_steps_than_were_made(corpora, tmp_path):
    first = make_trainer(corpora, tmp_path)
    stop_at(first, 4)
    with pytest.raises(KeyboardInterrupt):
        first.fit()
    second = make_trainer(corpora, tmp_path, max_steps=2)
    second.resume()
    assert second.fit() == pytest.approx(second._held_out_loss())


def test_it_stops_early_when_nothing_improves(corpora, tmp_path):
    trainer = make_trainer(corpora, tmp_path, peak_learning_rate=1e-12, patience=2, max_steps=200)
    trainer.fit()
    assert trainer.state.step < 200


def test_a_checkpoint_of_another_run_is_refused(corpora, tmp_path):
    make_trainer(corpora, tmp_path, "one").save()
    with pytest.raises(CheckpointError, match="made with another corpus, vocabulary or settings"):
        make_trainer(corpora, tmp_path, "two").resume()
    assert (tmp_path / CHECKPOINT_NAME).exists()


def test_too_little_to_learn(corpora, tmp_path):
    with pytest.raises(CorpusError, match="too few"):
        make_trainer([corpora[0], []], tmp_path)
