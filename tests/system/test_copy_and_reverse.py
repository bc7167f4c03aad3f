"""Whether the core really learns: digit sequences, copied or reversed as a control symbol asks."""

import keras
import numpy as np
import pytest

from shared.config import ModelConfig, TrainingConfig
from shared.decoding.options import DecodingOptions
from shared.decoding.search import search
from shared.models.seq2seq import Seq2Seq
from shared.models.stepper import KerasStepper
from shared.text.encoded import EncodedCorpus, EncodedWriter
from shared.text.vocabulary import BOS_ID, EOS_ID
from shared.training.trainer import Trainer

COPY, REVERSE, FIRST_DIGIT = 4, 5, 6
VOCABULARY_SIZE = FIRST_DIGIT + 10
LONG, SHORT = (1, 10), (1, 4)
TESTED, STEPS = 300, 2000


def sequences(lengths, count, seed):
    """Random digit sequences, no two of them the same as long as there are enough."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(*lengths, count, endpoint=True)
    drawn = (tuple(rng.integers(FIRST_DIGIT, VOCABULARY_SIZE, size)) for size in sizes)
    return list(dict.fromkeys(drawn))


def examples(digits):
    for task, target in ((COPY, digits), (REVERSE, digits[::-1])):
        yield [task, *digits, EOS_ID], target


def train(folder, config, lengths, max_steps, unseen):
    """A model that has learned all but the unseen sequences."""
    names = {"train": [s for s in sequences(lengths, 20_000, seed=1) if s not in set(unseen)], "held_out": unseen[:50]}
    for name, chosen in names.items():
        with EncodedWriter(folder / name) as writer:
            for digits in chosen:
                for source, target in examples(digits):
                    writer.add(source, target)
    keras.utils.set_random_seed(1)
    model = Seq2Seq(config, VOCABULARY_SIZE)
    training = TrainingConfig(
        batch_tokens=1000,
        max_steps=max_steps,
        warmup_steps=max_steps // 10,
        peak_learning_rate=5e-3,
        label_smoothing=0.0,
        candidates=0,
        evaluation_steps=max_steps // 2,
        averaged_checkpoints=1,
    )
    corpora = (EncodedCorpus.open(folder / name) for name in names)
    Trainer(model, training, *corpora, folder).fit()
    return model


def exact(model, digits, tasks=(COPY, REVERSE)):
    """The share of greedy answers that are right in every place."""
    asked = [(source, target) for sequence in digits for source, target in examples(sequence) if source[0] in tasks]
    stepper, right = KerasStepper(model), 0
    for length in {len(source) for source, _ in asked}:
        batch = [(source, target) for source, target in asked if len(source) == length]
        state = stepper.encode([source for source, _ in batch])
        options = DecodingOptions(beam_size=1, max_length=20)
        found = search(stepper, state, options, bos_id=BOS_ID, eos_id=EOS_ID)
        right += sum(h.token_ids == tuple(target) for (h,), (_, target) in zip(found, batch, strict=True))
    return right / len(asked)


def unseen_of(lengths):
    return sequences((lengths[1], lengths[1]), TESTED, seed=2)


def config_of(cell, attention):
    return ModelConfig(units=64, encoder_layers=1, decoder_layers=1, cell=cell, attention=attention, dropout=0.0)


SHAPES = [(cell, attention) for cell in ("lstm", "gru") for attention in ("additive", "general", "dot")]


@pytest.mark.parametrize(
    ("cell", "attention"),
    [pytest.param(*shape, marks=() if shape == ("lstm", "general") else pytest.mark.slow) for shape in SHAPES],
)
def test_gated_cells_learn_to_copy_and_reverse(tmp_path, cell, attention):
    unseen = unseen_of(LONG)
    model = train(tmp_path, config_of(cell, attention), LONG, STEPS, unseen)
    assert exact(model, unseen) >= 0.99


@pytest.mark.slow
@pytest.mark.parametrize("cell", ["elman", "jordan"])
def test_simple_cells_learn_short_sequences(tmp_path, cell):
    unseen = unseen_of(SHORT)
    model = train(tmp_path, config_of(cell, "general"), SHORT, STEPS, unseen)
    assert exact(model, unseen) >= 0.95


@pytest.mark.slow
def test_without_attention_long_sequences_are_reversed_worse(tmp_path):
    unseen = unseen_of(LONG)
    scores = {}
    for attention in ("general", "none"):
        model = train(tmp_path / attention, config_of("lstm", attention), LONG, STEPS, unseen)
        scores[attention] = exact(model, unseen, tasks=(REVERSE,))
    assert scores["none"] < scores["general"] - 0.05
