"""Processes that learn together: real ones where it is about processes, else threads in their place."""

import threading

import keras
import numpy as np
import pytest
from reference.members import die, exchange, fail, values_of
from reference.trainers import make_trainer

from shared.errors import TrainingError
from shared.training.checkpoint import get_values, set_values
from shared.training.team import ALONE, Team, gathered


def test_processes_exchange_means_and_totals():
    with gathered(3, 12, exchange, 4) as team:
        for number in range(4):
            found = team.mean(values_of(0, number))
            np.testing.assert_allclose(found, np.mean([values_of(r, number) for r in range(3)], axis=0), rtol=1e-6)
            assert team.total(team.rank, number) == pytest.approx([3, 3 * number])


@pytest.mark.parametrize("follow", [fail, die])
def test_nobody_waits_for_one_who_has_ended(follow):
    with pytest.raises(TrainingError, match="another process of this training has ended; go on with --resume"):
        _meet_often(follow)


def test_what_went_wrong_in_another_process_is_told(capfd):
    with pytest.raises(TrainingError):
        _meet_often(fail)
    assert "the loss is nan" in capfd.readouterr().err


def _meet_often(follow):
    with gathered(2, 12, follow) as team:
        for _ in range(3):
            team.total(1)


def test_one_alone_needs_nobody():
    with gathered(1, 12, fail) as team:
        assert team is ALONE
        assert team.total(3, 4) == [3, 4]
        np.testing.assert_array_equal(team.mean(np.ones(3, np.float32)), np.ones(3))


class Silent(Team):
    """Only its place in the team counts: its member is led by hand."""

    def __init__(self, rank, size):
        self.rank, self.size = rank, size


def test_members_learn_what_the_slow_twin_learns(corpora, tmp_path):
    size, steps = 2, 12
    by_hand = [make_trainer(corpora, tmp_path / f"hand-{rank}", max_steps=steps) for rank in range(size)]
    for rank, trainer in enumerate(by_hand):
        trainer.join(Silent(rank, size))
    for step in range(1, steps + 1):
        for trainer in by_hand:
            trainer._step(trainer._next_batch())
        if step in (6, 10, 12):  # every ten steps, and before each evaluation
            _mean_of(by_hand)
    members = _run_members(corpora, tmp_path, size, steps)
    for member in members:
        for name, value in get_values("weight", member.model.trainable_variables).items():
            expected = get_values("weight", by_hand[0].model.trainable_variables)[name]
            np.testing.assert_allclose(value, expected, atol=1e-5)
        assert member.state.tokens == sum(trainer._new_tokens for trainer in by_hand)
    assert len({tuple(t.state.best) for t in members}) == 1
    assert not (tmp_path / "member-1" / "metrics.csv").exists()
    assert (tmp_path / "member-0" / "metrics.csv").exists()


@pytest.mark.parametrize(("processes", "share"), [(1, 1), (2, 2), (1000, None)])
def test_an_epoch_is_shared_among_processes(corpora, tmp_path, processes, share):
    trainer = make_trainer(corpora, tmp_path, max_steps=0, max_epochs=3, evaluation_steps=0, processes=processes)
    steps = len(trainer._plan) // share if share else 1
    assert (trainer.max_steps, trainer.evaluation_steps) == (3 * steps, steps)


def _mean_of(trainers):
    """Set weights and moments of all to their means."""
    for kind in (lambda t: t.model.trainable_variables, lambda t: [v for v in t.optimizer.variables if len(v.shape)]):
        values = [get_values("v", kind(trainer)) for trainer in trainers]
        mean = {name: np.mean([some[name] for some in values], axis=0) for name in values[0]}
        for trainer in trainers:
            set_values("v", kind(trainer), mean)


def _run_members(corpora, tmp_path, size, steps):
    """Trainers that stand after `steps` steps, each with a team of threads; the last average is left out."""
    trainers = [make_trainer(corpora, tmp_path / f"member-{rank}", max_steps=steps) for rank in range(size)]
    barrier = threading.Barrier(size)
    shared = np.zeros(size * trainers[0].exchanged_floats, np.float32)
    for rank, trainer in enumerate(trainers):
        trainer._load_average = lambda: 0.0
        trainer.join(Team(rank, size, shared, barrier))
    threads = [threading.Thread(target=trainer.fit) for trainer in trainers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return trainers


def test_members_drop_different_values(corpora, tmp_path):
    leader, other = (make_trainer(corpora, tmp_path) for _ in range(2))
    before = _seeds(leader)
    leader.join(Silent(0, 2))
    other.join(Silent(1, 2))
    assert {1, 2, 3} <= {seed for seed, _ in before}  # encoder, decoder, embeddings
    assert _seeds(leader) == before
    assert not set(_seeds(other)) & set(before)


def _seeds(trainer):
    found = [v for v in trainer.model.non_trainable_variables if "seed" in v.path]
    return [tuple(keras.ops.convert_to_numpy(variable.value)) for variable in found]
