"""The training loop: batches in, averaged weights out, resumable at any step; knows no product."""

import ctypes
import dataclasses
import itertools
import math
import platform
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import keras
import numpy as np
import numpy.typing as npt

from shared.config import TrainingConfig
from shared.errors import CheckpointError, CorpusError, TrainingError
from shared.text.batching import Batch, batches_of_epoch, make_batch, plan_batches, with_candidates
from shared.text.encoded import EncodedCorpus
from shared.training.checkpoint import get_values, load_arrays, save_arrays, set_values
from shared.training.interruption import deferred_interruption
from shared.training.journal import Journal, MuteJournal
from shared.training.losses import SmoothedCrossEntropy
from shared.training.optimizer import Adam
from shared.training.precision import mixed_precision
from shared.training.schedule import WarmupDecay
from shared.training.team import ALONE, Alone

CHECKPOINT_NAME = "checkpoint.npz"

FloatArray = npt.NDArray[np.floating[Any]]

_JOURNAL_STEPS = 20
# Processes of a team go on from the mean of their weights this often: seldom enough to cost a hundredth of the time.
_MEETING_STEPS = 10
_SEED_STRIDE = 7919
_GLIBC_MMAP_MAX, _GLIBC_TRIM_THRESHOLD = -4, -1


@dataclass
class _State:
    """Where a run stands: everything of a checkpoint that is no array."""

    step: int = 0
    epoch: int = 0
    batches_done: int = 0  # of this epoch
    tokens: int = 0
    seconds: float = 0.0
    stale_evaluations: int = 0
    best: list[tuple[float, int]] = field(default_factory=list)  # (held-out loss, step), best first


class Trainer:
    """Teaches a model a corpus.

    Args:
        model: a `Seq2Seq`; its weights are changed.
        config: how to learn.
        corpus: what to learn.
        held_out: what to measure on; never learned.
        run_dir: gets the checkpoints, `metrics.csv` and `tensorboard/`.
        fingerprint: names vocabulary and settings; a checkpoint with another one is refused.

    Raises:
        CorpusError: if there is nothing to learn or to measure on.
    """

    def __init__(
        self,
        model: keras.Model,
        config: TrainingConfig,
        corpus: EncodedCorpus,
        held_out: EncodedCorpus,
        run_dir: Path,
        fingerprint: str = "",
    ):
        if not len(corpus) or not len(held_out):
            raise CorpusError(
                f"{len(corpus)} examples to learn and {len(held_out)} held out: too few; give a larger corpus"
            )
        self.model, self.config, self.run_dir = model, config, run_dir
        self.corpus, self.held_out, self.fingerprint = corpus, held_out, fingerprint
        self.team = ALONE
        self.state = _State()
        self._initial = get_values("weight", model.weights) if config.kept_share else {}
        self._plan = plan_batches(corpus, config.batch_tokens, config.seed, epoch=0)
        corpus.release()
        self._planned_epoch = self._new_tokens = 0
        steps_of_epoch = max(1, len(self._plan) // config.processes)
        self.max_steps = config.max_steps or config.max_epochs * steps_of_epoch
        self.evaluation_steps = config.evaluation_steps or steps_of_epoch
        schedule = WarmupDecay(config.peak_learning_rate, config.warmup_steps, self.max_steps)
        self.optimizer = Adam(schedule, beta_2=0.98, global_clipnorm=config.clip_norm)
        self.optimizer.build(model.trainable_variables)
        model.compile(optimizer=self.optimizer, loss=SmoothedCrossEntropy(config.label_smoothing))
        _keep_freed_memory()

    def resume(self) -> None:
        """Go on from the last checkpoint; raises `CheckpointError` if there is none or it is of another run."""
        arrays, state = load_arrays(self.run_dir / CHECKPOINT_NAME)
        if state.pop("fingerprint") != self.fingerprint:
            raise CheckpointError(
                f"{self.run_dir}: made with another corpus, vocabulary or settings; "
                "give the same ones as before, or another --output"
            )
        set_values("model", self.model.variables, arrays)
        set_values("optimizer", self.optimizer.variables, arrays)
        self.state = _State(**{**state, "best": [tuple(pair) for pair in state["best"]]})

    def join(self, team: Alone) -> None:
        """Learn with others, each of which stands where this one does: from the next step on each goes its own way."""
        self.team = team
        for variable in self.model.non_trainable_variables:
            if "seed_generator" in variable.path and team.rank:  # what is dropped out differs
                state = keras.ops.convert_to_numpy(variable.value)
                variable.assign(state + np.array([team.rank * _SEED_STRIDE, 0], state.dtype))

    def fit(self, samples: Callable[[], Iterable[str]] = tuple) -> float:
        """Learn until the last step, or until the held-out loss no longer falls.

        Leaves an average of the best checkpoints in the model.

        Args:
            samples: what the model says by now, in lines to tell after each evaluation.

        Returns:
            the held-out loss of the averaged model, nats a token.
        """
        telling = self.team.rank == 0
        journal = Journal(self.run_dir, self.state.step, self.max_steps, samples) if telling else MuteJournal()
        try:
            with deferred_interruption() as interrupted:
                self._learn(journal, interrupted)
        finally:
            journal.close()
        return self._load_average()

    def _learn(self, journal: MuteJournal, interrupted: Callable[[], bool]) -> None:
        """Step by step, evaluating and saving as often as configured."""
        state, config = self.state, self.config
        loss, saved = math.nan, time.monotonic()
        while state.step < self.max_steps and state.stale_evaluations < config.patience:
            loss = self._step(self._next_batch())
            evaluating = state.step % self.evaluation_steps == 0 or state.step == self.max_steps
            if self.team.size > 1 and state.step % _MEETING_STEPS and not evaluating:
                continue
            self._meet()
            if state.step % _JOURNAL_STEPS == 0:
                journal.progress(state.step, loss, state.tokens / state.seconds)
                if not evaluating:
                    journal.record(self._row(loss))
                self.corpus.release()
            if evaluating:
                self._evaluate(loss, journal)
                saved = time.monotonic()
            elif time.monotonic() - saved >= config.checkpoint_seconds:
                self.save()
                _give_back_freed_memory()
                saved = time.monotonic()
            if self.team.total(interrupted())[0]:
                self.save()
                journal.say(f"interrupted at step {state.step}; go on with --resume")
                raise KeyboardInterrupt
        if not state.best:  # resumed with fewer steps than it has made already
            self._evaluate(loss, journal)

    def _meet(self) -> None:
        """Go on from the mean of what all processes have learned."""
        state, started = self.state, time.monotonic()
        state.tokens += round(self.team.total(self._new_tokens)[0])
        self._new_tokens = 0
        if self.team.size > 1:
            learned = self._learned_variables()
            flat = np.concatenate([keras.ops.convert_to_numpy(v.value).reshape(-1) for v in learned])
            parts = np.split(self.team.mean(flat), np.cumsum([math.prod(v.shape) for v in learned])[:-1])
            for variable, part in zip(learned, parts, strict=True):
                variable.assign(part.reshape(variable.shape))
        state.seconds += time.monotonic() - started

    def _learned_variables(self) -> list[keras.Variable]:
        """The weights and the optimizer's moments of them."""
        return [*self.model.trainable_variables, *(v for v in self.optimizer.variables if len(v.shape))]

    @property
    def exchanged_floats(self) -> int:
        """How many values a process of a team gives to the others at once."""
        return sum(math.prod(variable.shape) for variable in self._learned_variables())

    def save(self) -> None:
        """Write the checkpoint to resume from; of a team the first does."""
        if self.team.rank:
            return
        arrays = get_values("model", self.model.variables) | get_values("optimizer", self.optimizer.variables)
        state = dataclasses.asdict(self.state) | {"fingerprint": self.fingerprint}
        save_arrays(self.run_dir / CHECKPOINT_NAME, arrays, state)

    def _next_batch(self) -> Batch:
        """The batch after `state`, of as many as there are processes; starts a new epoch where one ends."""
        state, config, team = self.state, self.config, self.team
        if state.batches_done and state.batches_done + team.size > len(self._plan):
            state.epoch, state.batches_done = state.epoch + 1, 0
        if state.batches_done == 0 or self._planned_epoch != state.epoch:
            self._plan = plan_batches(self.corpus, config.batch_tokens, config.seed, state.epoch)
            self._planned_epoch = state.epoch
        batch = make_batch(self.corpus, self._plan[(state.batches_done + team.rank) % len(self._plan)])
        state.batches_done += team.size
        full_output = state.step >= (1 - config.full_output_share) * self.max_steps
        if full_output or not 0 < config.candidates < self.model.vocabulary_size:
            return batch
        rng = np.random.default_rng((config.seed, state.step * team.size + team.rank))
        return with_candidates(batch, self.model.vocabulary_size, config.candidates, rng)

    def _step(self, batch: Batch) -> float:
        """Learn one batch; returns its loss."""
        state, started = self.state, time.monotonic()
        self.model.reset_metrics()
        with mixed_precision(self.config.mixed_precision):
            loss = float(self.model.train_on_batch(batch.inputs, batch.decoder_targets))
        if not math.isfinite(loss):
            raise TrainingError(
                f"step {state.step + 1}: the loss is {loss}; begin again with a lower peak_learning_rate "
                "and another --output"
            )
        state.step += 1
        self._new_tokens += batch.tokens
        state.seconds += time.monotonic() - started
        return loss

    def _row(self, loss: float, held_out_loss: float | None = None) -> dict[str, object]:
        state = self.state
        return {
            "step": state.step,
            "epoch": state.epoch,
            "tokens": state.tokens,
            "seconds": round(state.seconds, 1),
            "tokens_per_second": round(state.tokens / state.seconds),
            "learning_rate": f"{float(keras.ops.convert_to_numpy(self.optimizer.learning_rate)):.6g}",
            "loss": f"{loss:.6f}",
            "held_out_loss": "" if held_out_loss is None else f"{held_out_loss:.6f}",
        }

    def _evaluate(self, loss: float, journal: MuteJournal) -> None:
        """Measure on the held-out set, keep the weights if they are among the best, and save."""
        state, held_out_loss = self.state, self._held_out_loss()
        improved = not state.best or held_out_loss < state.best[0][0]
        state.stale_evaluations = 0 if improved else state.stale_evaluations + 1
        ranked = sorted([*state.best, (held_out_loss, state.step)])
        count = self.config.averaged_checkpoints
        state.best, dropped = ranked[:count], ranked[count:]
        if (held_out_loss, state.step) in state.best and self.team.rank == 0:
            save_arrays(self._best_path(state.step), get_values("weight", self.model.weights), {})
        journal.record(self._row(loss, held_out_loss))  # first: what stands there beyond a checkpoint is taken back
        self.save()
        for _, step in dropped:
            self._best_path(step).unlink(missing_ok=True)
        self.team.total()  # until the best weights are written, nobody reads them
        journal.say(f"step {state.step}: held-out loss {held_out_loss:.4f}{' (best)' if improved else ''}")
        journal.say_samples()

    def _held_out_loss(self) -> float:
        """The loss a token over the held-out set, nothing dropped out."""
        total = tokens = 0.0
        batches = batches_of_epoch(self.held_out, self.config.batch_tokens)
        for batch in itertools.islice(batches, self.team.rank, None, self.team.size):
            self.model.reset_metrics()
            total += float(self.model.test_on_batch(batch.inputs, batch.decoder_targets)) * batch.tokens
            tokens += batch.tokens
        total, tokens = self.team.total(total, tokens)
        return total / tokens

    def _load_average(self) -> float:
        """Set the weights to the mean of as many of the best checkpoints as measure best; its held-out loss.

        Averaging helps near the end of a long run and hurts where the second best is much worse.
        """
        kept = [load_arrays(self._best_path(step))[0] for _, step in self.state.best]
        means = [
            {name: np.mean([arrays[name] for arrays in kept[:count]], axis=0) for name in kept[0]}
            for count in range(1, len(kept) + 1)
        ]
        losses = []
        for mean in means:
            set_values("weight", self.model.weights, mean)
            losses.append(self._held_out_loss())
        best = int(np.argmin(losses))
        set_values("weight", self.model.weights, self._with_kept_share(means[best]))
        return self._held_out_loss() if self._initial else losses[best]

    def _with_kept_share(self, learned: Mapping[str, FloatArray]) -> Mapping[str, FloatArray]:
        """The weights with a share of those that the run began with."""
        share = self.config.kept_share
        return {name: (1 - share) * values + share * self._initial.get(name, 0) for name, values in learned.items()}

    def _best_path(self, step: int) -> Path:
        return self.run_dir / "best" / f"step-{step}.npz"


def _keep_freed_memory() -> None:
    """Tell glibc to reuse the large blocks of one step in the next.

    By default it hands them back to the system, which then zeroes every page again: elementwise
    operations became three times faster without that.
    """
    if platform.libc_ver()[0] == "glibc":
        libc = ctypes.CDLL(None)
        libc.mallopt(_GLIBC_MMAP_MAX, 0)
        libc.mallopt(_GLIBC_TRIM_THRESHOLD, (1 << 31) - 1)


def _give_back_freed_memory() -> None:
    """Now and then hand back all the same what lies between blocks of other sizes: else it grows to gigabytes."""
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).malloc_trim(0)
