"""A run directory: what was asked, the vocabulary, the encoded corpora, the checkpoints, the bundle.

Whatever interrupts a run, the same call with `--resume` goes on from here. Knows no product.
"""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from shared.command_line import note, quiet
from shared.config import ModelConfig, TrainingConfig, override
from shared.errors import CallError, CheckpointError, CorpusError
from shared.text.encoded import EncodedCorpus, EncodedWriter
from shared.text.vocabulary import Vocabulary
from shared.training.team import Team, gathered, limit_threads
from shared.training.trained import Trained

if TYPE_CHECKING:
    from shared.models.seq2seq import Seq2Seq
    from shared.training.trainer import Trainer

_RUN_NAME = "run.json"
_VOCABULARY_NAME = "vocabulary.model"
_LOCK_NAME = ".lock"
# What a resumed run may change: how long it learns, how often it saves, and what suits the machine.
_FREE_SETTINGS = ("max_steps", "max_epochs", "patience", "checkpoint_seconds", "processes", "mixed_precision")


@dataclass(frozen=True)
class Prepared:
    """A run whose corpora are read and encoded."""

    vocabulary: Vocabulary
    model: ModelConfig
    training: TrainingConfig


class RunDirectory:
    """One run's folder; `with` keeps every other process out of it.

    Args:
        path: the folder; created when needed.
    """

    def __init__(self, path: Path):
        self.path = path
        self.bundle_path = path / "bundle"

    def __enter__(self) -> Self:
        """Take the folder; raises `CallError` if another process trains in it."""
        import portalocker  # not among what serving needs, and `--help` should work without it

        self.path.mkdir(parents=True, exist_ok=True)
        self._lock = portalocker.Lock(self.path / _LOCK_NAME, timeout=0)
        try:
            self._lock.acquire()
        except portalocker.AlreadyLocked as error:
            raise CallError(f"{self.path}: another process is training here; wait, or give another --output") from error
        except portalocker.LockException as error:
            raise CheckpointError(f"{self.path}: cannot be locked ({error}); give another --output") from error
        return self

    def __exit__(self, *error: object) -> None:
        self._lock.release()

    def prepared(self, requested: Mapping[str, Any], resume: bool, prepare: Callable[[], Prepared]) -> Prepared:
        """What the corpora decided: read now, or by the call that this one goes on with.

        Args:
            requested: everything in the call that decides the result; `training` may change in part.
            resume: whether to go on with a run that stands here.
            prepare: reads the corpora and writes their examples by way of `writers`.

        Raises:
            CallError: if a run stands here and was not asked to go on.
            CheckpointError: if it was made by another call.
        """
        # At once, for reading a corpus takes long.
        override(ModelConfig(), requested.get("model", {}), "model")
        training = override(TrainingConfig(), requested["training"], "training")
        # Before anything loads the framework: with more threads than its share, one process keeps the others waiting.
        limit_threads(training.processes)
        if training.mixed_precision:
            with quiet():
                from shared.training.precision import multiplies_bfloat16  # loads the framework

            if not multiplies_bfloat16():
                note("mixed_precision: this processor does not multiply bfloat16, so it learns in float32")
        if not self._begun(requested, resume):
            self._finish_preparation(requested, prepare())
        return self._load(requested["training"])

    def _begun(self, requested: Mapping[str, Any], resume: bool) -> bool:
        """Whether the corpora have been prepared already for this very call."""
        if not (self.path / _RUN_NAME).exists():
            return False
        if not resume:
            raise CallError(f"{self.path} holds a run already; add --resume to go on, or give another --output")
        known = self._read()["requested"]
        if _fixed(known) != _fixed(json.loads(json.dumps(requested))):
            changed = [key for key in known if _fixed(known).get(key) != _fixed(dict(requested)).get(key)]
            raise CheckpointError(
                f"{self.path}: begun with another {', '.join(changed) or 'call'}; "
                "repeat the call it was begun with, or give another --output"
            )
        return True

    @contextmanager
    def writers(self, training: TrainingConfig, subwords: int) -> Iterator[tuple[EncodedWriter, EncodedWriter]]:
        """Where the examples to learn and the held-out ones go; tells in the end how many there are.

        Raises:
            CorpusError: if there is nothing to learn.
        """
        limits = training.max_source_tokens, training.max_target_tokens
        with (
            EncodedWriter(self.path / "train", *limits) as learned,
            EncodedWriter(self.path / "held_out", *limits) as held_out,
        ):
            yield learned, held_out
        too_long = learned.too_long + held_out.too_long
        left_out = f", {too_long:,} left out: longer than {limits[0]} or {limits[1]} subwords" if too_long else ""
        note(f"{learned.examples:,} examples to learn, {held_out.examples:,} held out{left_out}; {subwords:,} subwords")
        if not learned.examples:
            raise CorpusError(f"nothing to learn{left_out}; give a larger corpus or higher limits in [training]")

    @property
    def learned(self) -> EncodedCorpus:
        """The examples that the run learns."""
        return EncodedCorpus.open(self.path / "train")

    @property
    def held_out(self) -> EncodedCorpus:
        """The examples that progress is measured on."""
        return EncodedCorpus.open(self.path / "held_out")

    def _finish_preparation(self, requested: Mapping[str, Any], prepared: Prepared) -> None:
        """Keep all that the corpora decided: a call that goes on need not encode them again."""
        prepared.vocabulary.save(self.path / _VOCABULARY_NAME)
        content = {
            "requested": dict(requested),
            "model": dataclasses.asdict(prepared.model),
            "training": dataclasses.asdict(prepared.training),
        }
        partial = self.path / f"{_RUN_NAME}.partial"
        partial.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
        partial.replace(self.path / _RUN_NAME)

    def _load(self, training_changes: Mapping[str, Any]) -> Prepared:
        """What `_finish_preparation` kept, with the settings that a resumed run may change."""
        content = self._read()
        free = {name: value for name, value in training_changes.items() if name in _FREE_SETTINGS}
        return Prepared(
            Vocabulary.load(self.path / _VOCABULARY_NAME),
            ModelConfig(**content["model"]),
            TrainingConfig(**{**content["training"], **free}),
        )

    def learn(
        self,
        prepared: Prepared,
        initial: Trained | None,
        samples: Callable[["Seq2Seq"], Iterable[str]] = lambda model: (),
    ) -> tuple["Seq2Seq", float]:
        """Train, from the last checkpoint if there is one; the model and its held-out loss.

        Args:
            prepared: of this run.
            initial: the model to start from (fine-tuning), or None.
            samples: what the model says by now, in lines to tell after each evaluation.
        """
        processes = prepared.training.processes
        trainer = self.trainer(prepared, initial)
        if processes > 1:
            trainer.save()
        with gathered(processes, trainer.exchanged_floats, _follow, self.path, prepared.training, initial) as team:
            trainer.join(team)
            return trainer.model, trainer.fit(partial(samples, trainer.model))

    def trainer(self, prepared: Prepared, initial: Trained | None) -> "Trainer":
        """The trainer of a run, where its last checkpoint left it."""
        # The framework takes seconds to load: a call or a corpus at fault is told before that.
        with quiet():
            import keras

        from shared.models.seq2seq import Seq2Seq
        from shared.training.trainer import CHECKPOINT_NAME, Trainer
        from shared.training.transfer import start_from

        training = prepared.training
        with quiet():  # it loads TensorFlow, whatever the backend
            keras.utils.set_random_seed(training.seed)
        if training.deterministic and keras.backend.backend() == "tensorflow":
            import tensorflow

            tensorflow.config.experimental.enable_op_determinism()
        model = Seq2Seq(prepared.model, len(prepared.vocabulary))
        if initial is not None:
            start_from(initial, model, prepared.vocabulary)
        corpus, held_out = self.learned, self.held_out
        if len(corpus) and not len(held_out):
            note("so small a corpus holds nothing out: progress is measured on what is learned")
            held_out = corpus
        trainer = Trainer(model, training, corpus, held_out, self.path, _fingerprint(prepared))
        if (self.path / CHECKPOINT_NAME).exists():
            trainer.resume()
        return trainer

    def _read(self) -> dict[str, Any]:
        file = self.path / _RUN_NAME
        try:
            content = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise CheckpointError(f"{file}: cannot be read ({error}); give another --output") from error
        if not isinstance(content, dict) or not {"requested", "model", "training"} <= content.keys():
            raise CheckpointError(f"{file}: is no run's; give another --output")
        return content


def _follow(team: Team, path: Path, training: TrainingConfig, initial: Trained | None) -> None:
    """Learn in a run beside the process that leads it, from the checkpoint that it has written."""
    directory = RunDirectory(path)
    trainer = directory.trainer(dataclasses.replace(directory._load({}), training=training), initial)
    trainer.join(team)
    trainer.fit()


def _fixed(requested: Mapping[str, Any]) -> dict[str, Any]:
    """What a resumed run must share with the call that began it."""
    training = {k: v for k, v in requested.get("training", {}).items() if k not in _FREE_SETTINGS}
    return {**requested, "training": training}


def _fingerprint(prepared: Prepared) -> str:
    """Names vocabulary, model and everything of the training that decides its result."""
    training = {k: v for k, v in dataclasses.asdict(prepared.training).items() if k not in _FREE_SETTINGS}
    content = [prepared.vocabulary.sha256, dataclasses.asdict(prepared.model), training]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
