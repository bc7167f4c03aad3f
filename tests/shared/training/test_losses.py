import keras
import numpy as np
import pytest

from shared.training.losses import SmoothedCrossEntropy
from shared.training.schedule import WarmupDecay

TARGETS = np.array([[4, 2, 0], [1, 3, 4]])  # one place of padding
LOGITS = np.random.default_rng(0).normal(size=(2, 3, 5)).astype(np.float32)


def slow_loss(smoothing):
    """-Σ q(y)·log p(y) a token, q being the smoothed distribution, written out."""
    losses = []
    for targets, rows in zip(TARGETS, LOGITS, strict=True):
        for target, row in zip(targets, rows, strict=True):
            if target == 0:
                continue
            log_probs = np.log(np.exp(row) / np.exp(row).sum())
            wanted = np.full(5, smoothing / 5)
            wanted[target] += 1 - smoothing
            losses.append(-(wanted * log_probs).sum())
    return np.mean(losses)


@pytest.mark.parametrize("smoothing", [0.0, 0.1, 0.4])
def test_loss_against_its_definition(smoothing):
    loss = SmoothedCrossEntropy(smoothing)(TARGETS, LOGITS)
    assert float(loss) == pytest.approx(slow_loss(smoothing), rel=1e-5)


def test_padding_counts_nothing():
    changed = LOGITS.copy()
    changed[0, 2] += [9, -9, 3, 0, 1]
    loss = SmoothedCrossEntropy(0.1)
    assert float(loss(TARGETS, changed)) == pytest.approx(float(loss(TARGETS, LOGITS)), rel=1e-6)


@pytest.mark.parametrize(
    ("step", "share"),
    [(0, 1 / 50), (24, 25 / 50), (49, 1.0), (50, 1.0), (300, 1 - 0.99 * 250 / 500), (550, 0.01), (900, 0.01)],
)
def test_schedule(step, share):
    schedule = WarmupDecay(peak=2e-3, warmup_steps=50, max_steps=550)
    rate = float(keras.ops.convert_to_numpy(schedule(step)))
    assert rate == pytest.approx(2e-3 * share, rel=1e-4)
