"""Every default in one place: frozen settings of the model and its training, checked once when made."""

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from shared.errors import CallError

CELLS = ("lstm", "gru", "elman", "jordan")
ATTENTIONS = ("additive", "general", "dot", "none")

T = TypeVar("T")


@dataclass(frozen=True)
class ModelConfig:
    """The shape of an encoder–decoder.

    Args:
        units: the width of embeddings, layers and states; even, since two encoder directions share it.
        encoder_layers: bidirectional recurrent layers over the source.
        decoder_layers: recurrent layers over the target; the first one's output asks the attention.
        cell: what recurs: `lstm`, `gru`, `elman` or `jordan`.
        attention: how a query meets the memory: `additive`, `general`, `dot` or `none`.
        dropout: the share of values dropped between layers while training, never inside the recurrence.
        tied_embeddings: whether the output layer is the embedding matrix transposed.
    """

    units: int = 256
    encoder_layers: int = 2
    decoder_layers: int = 2
    cell: str = "lstm"
    attention: str = "general"
    dropout: float = 0.15
    tied_embeddings: bool = True

    def __post_init__(self) -> None:
        _require(self.units >= 2 and self.units % 2 == 0, "units", "an even number from 2", self.units)
        _require(self.encoder_layers >= 1, "encoder_layers", "at least 1", self.encoder_layers)
        _require(self.decoder_layers >= 1, "decoder_layers", "at least 1", self.decoder_layers)
        _require(self.cell in CELLS, "cell", f"one of {', '.join(CELLS)}", self.cell)
        _require(self.attention in ATTENTIONS, "attention", f"one of {', '.join(ATTENTIONS)}", self.attention)
        _require(0 <= self.dropout < 1, "dropout", "from 0 up to, not including, 1", self.dropout)


@dataclass(frozen=True)
class TrainingConfig:
    """How a model learns.

    Args:
        vocabulary_size: pieces at most; a small corpus gives fewer.
        batch_tokens: target tokens of one batch, padding included.
        max_source_tokens: longer sources are skipped (and counted).
        max_target_tokens: longer targets are skipped (and counted).
        peak_learning_rate: reached after the warm-up, then decayed linearly to a hundredth of it.
        warmup_steps: steps over which the learning rate rises from 0.
        max_steps: steps in all: the decay ends there. 0 derives them from `max_epochs`.
        max_epochs: passes over the corpus when `max_steps` is 0.
        label_smoothing: the share of probability spread over the whole vocabulary.
        candidates: tokens of the vocabulary that the output layer is computed for while training: those of
            the batch and random others; 0 means always all of them.
        full_output_share: the last share of the steps, in which all of the vocabulary is used again.
        clip_norm: gradients are scaled down to this global norm.
        evaluation_steps: steps between two evaluations on the held-out set; 0 means every epoch.
        patience: evaluations without a better held-out loss before training stops early.
        averaged_checkpoints: how many of the best checkpoints are averaged at the end, at most.
        kept_share: how much of the weights it began with a model keeps in the end, from 0 to 1 (Wortsman et al.
            2022): fine-tuning on a narrow corpus forgets less so.
        checkpoint_seconds: time between two checkpoints to resume from.
        processes: how many processes learn together, each on its share of the cores and batches of its own: more
            tokens a second than one on all of them.
        mixed_precision: multiply in bfloat16 where PyTorch is the backend; nearly twice as fast on a processor that
            can (`lscpu` says avx512_bf16 or amx_bf16), float32 or slower on any other.
        seed: of the data order, the initial weights and the dropout.
        deterministic: use only operations that repeat exactly, which is slower.
    """

    vocabulary_size: int = 4000
    batch_tokens: int = 1000
    max_source_tokens: int = 64
    max_target_tokens: int = 64
    peak_learning_rate: float = 2e-3
    warmup_steps: int = 400
    max_steps: int = 0
    max_epochs: int = 10
    label_smoothing: float = 0.1
    candidates: int = 1024
    full_output_share: float = 0.05
    clip_norm: float = 1.0
    evaluation_steps: int = 0
    patience: int = 5
    averaged_checkpoints: int = 4
    kept_share: float = 0.0
    checkpoint_seconds: float = 120.0
    processes: int = 1
    mixed_precision: bool = False
    seed: int = 1
    deterministic: bool = False

    def __post_init__(self) -> None:
        for name in (
            "vocabulary_size",
            "batch_tokens",
            "max_source_tokens",
            "max_target_tokens",
            "max_epochs",
            "patience",
            "averaged_checkpoints",
            "processes",
        ):
            _require(getattr(self, name) >= 1, name, "at least 1", getattr(self, name))
        for name in (
            "warmup_steps",
            "max_steps",
            "evaluation_steps",
            "checkpoint_seconds",
            "candidates",
        ):
            _require(getattr(self, name) >= 0, name, "at least 0", getattr(self, name))
        _require(0 <= self.seed < 2**32, "seed", "from 0 up to 4294967295", self.seed)
        _require(self.peak_learning_rate > 0, "peak_learning_rate", "above 0", self.peak_learning_rate)
        _require(self.clip_norm > 0, "clip_norm", "above 0", self.clip_norm)
        _require(0 <= self.kept_share <= 1, "kept_share", "from 0 to 1", self.kept_share)
        _require(0 <= self.full_output_share <= 1, "full_output_share", "from 0 to 1", self.full_output_share)
        _require(0 <= self.label_smoothing < 1, "label_smoothing", "from 0 up to, not including, 1",
                 self.label_smoothing)  # fmt: skip


_KINDS = {dict: "a table", list: "an array of tables", bool: "true or false", float: "a number"}


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a configuration file; raises `CallError` naming the file and what is wrong."""
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError as error:
        raise CallError(f"{path}: no such file; give a TOML file") from error
    except OSError as error:
        raise CallError(f"{path}: {error.strerror}; give a TOML file") from error
    except (ValueError, RecursionError) as error:
        raise CallError(f"{path}: not a TOML file: {error}") from error


def override(config: T, values: dict[str, Any], name: str) -> T:
    """A copy of a settings dataclass with some values replaced.

    Raises:
        CallError: naming the table and the key, if it is unknown or of the wrong type.
    """
    fields = {field.name: field for field in dataclasses.fields(config)}  # type: ignore[arg-type]
    for key, value in values.items():
        if key not in fields:
            raise CallError(f"[{name}] {key}: unknown setting; known are {', '.join(sorted(fields))}")
        expected = type(getattr(config, key))
        if not _fits(value, expected):
            raise CallError(f"[{name}] {key}: must be of type {expected.__name__}, not {value!r}")
    return dataclasses.replace(config, **values)  # type: ignore[type-var]


def settings_in(values: Mapping[str, Any], kind: type[T]) -> T:
    """A settings dataclass of what a table holds for it; what else is in the table is somebody else's."""
    names = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: value for name, value in values.items() if name in names})


def _fits(value: Any, expected: Any) -> bool:
    """Whether a value of a TOML file is of a type; a whole number is a float too."""
    return type(value) is expected or (expected is float and type(value) is int)


def check_types(instance: Any, name: str) -> None:
    """Raise `CallError` if a field of a dataclass holds another type than it says."""
    for field in dataclasses.fields(instance):
        value = getattr(instance, field.name)
        if not _fits(value, field.type):
            raise CallError(f"{name} {field.name}: must be of type {field.type.__name__}, not {value!r}")  # type: ignore[union-attr]


def check_settings(tables: dict[str, Any], others: Mapping[str, type]) -> None:
    """Raise `CallError` for wrong settings now, not after the corpora are read.

    Args:
        tables: of the configuration file.
        others: what it may hold beside [model], [training] and [[corpus]], and of which type.
    """
    known: dict[str, Any] = {"model": dict, "training": dict, "corpus": list, **others}
    for key, value in tables.items():
        if key not in known:
            raise CallError(f"{key}: unknown in a configuration file; known are {', '.join(sorted(known))}")
        if not _fits(value, known[key]) or (key == "corpus" and not all(isinstance(v, dict) for v in value)):
            raise CallError(f"{key}: must be {_KINDS[known[key]]}, not {value!r}")
    override(ModelConfig(), tables.get("model", {}), "model")
    override(TrainingConfig(), tables.get("training", {}), "training")


def _require(holds: bool, name: str, rule: str, value: object) -> None:
    if not holds:
        raise CallError(f"{name} must be {rule}, not {value!r}")


def suited_configs(examples: int, continued: bool = False) -> tuple[ModelConfig, TrainingConfig]:
    """Defaults for a corpus of so many examples and an ordinary computer.

    A small corpus gets a narrower model, more dropout, a smaller vocabulary and more passes. Where it only adds to
    what a model knows (`continued`), it is learned gently, so that the rest is not forgotten.
    """
    if continued:
        gentle = TrainingConfig(
            peak_learning_rate=2e-4,
            warmup_steps=50,
            max_epochs=max(1, min(4, 3_000_000 // examples)),
            candidates=0,
            kept_share=0.4,
        )
        return ModelConfig(), gentle
    if examples >= 50_000:
        return ModelConfig(), TrainingConfig(max_epochs=max(4, min(20, 3_000_000 // examples)))
    model = ModelConfig(units=256 if examples >= 10_000 else 128, dropout=0.3)
    training = TrainingConfig(
        vocabulary_size=max(300, min(4000, examples // 5)),
        batch_tokens=1000,
        warmup_steps=200,
        max_epochs=max(10, min(100, 500_000 // max(1, examples))),
        patience=10,
    )
    return model, training
