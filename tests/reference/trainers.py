"""Trainers on a corpus small enough to learn in seconds: the target is the source backwards."""

import keras
import numpy as np

from shared.config import ModelConfig, TrainingConfig
from shared.models.seq2seq import Seq2Seq
from shared.text.encoded import EncodedCorpus, EncodedWriter
from shared.training.trainer import Trainer

VOCABULARY_SIZE = 14
CONFIG = TrainingConfig(
    batch_tokens=60,
    warmup_steps=5,
    max_steps=24,
    evaluation_steps=6,
    averaged_checkpoints=2,
    candidates=0,
    peak_learning_rate=1e-2,
    checkpoint_seconds=1000,
    deterministic=True,
)


def write_corpora(folder):
    """What is learned and what is held out."""
    rng = np.random.default_rng(0)
    for name, count in (("train", 150), ("held_out", 20)):
        with EncodedWriter(folder / name) as writer:
            for _ in range(count):
                source = rng.integers(4, VOCABULARY_SIZE, rng.integers(2, 5))
                writer.add(source, source[::-1])
    return [EncodedCorpus.open(folder / name) for name in ("train", "held_out")]


def make_trainer(corpora, folder, fingerprint="", **changes):
    """A trainer at its beginning; the same every time."""
    keras.utils.set_random_seed(3)
    model = Seq2Seq(ModelConfig(units=8, encoder_layers=1, decoder_layers=1, dropout=0.3), VOCABULARY_SIZE)
    config = TrainingConfig(**{**vars(CONFIG), **changes})
    return Trainer(model, config, *corpora, folder, fingerprint)
