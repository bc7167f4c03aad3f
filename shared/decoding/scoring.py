"""How likely given targets are, and where attention looked: teacher forcing over the step protocol."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shared.decoding.step import EncodingStepper, FloatArray, S, Stepper

_ROWS = 256


@dataclass(frozen=True)
class Forced:
    """One target as the model sees it.

    Args:
        log_probs: `(target_time,)`, of each token and, last, of the end token.
        attention: `(target_time, source_time)`, or None if the state tells none.
    """

    log_probs: FloatArray
    attention: FloatArray | None

    @property
    def log_prob(self) -> float:
        """Of the whole target."""
        return float(self.log_probs.sum())


def force(
    stepper: Stepper[S], state: S, sequences: Sequence[Sequence[int]], *, bos_id: int, eos_id: int
) -> list[Forced]:
    """Score the given targets, one for each row of `state`."""
    longest = max(len(sequence) for sequence in sequences) + 1
    targets = np.full((len(sequences), longest), eos_id, np.int64)
    for row, sequence in enumerate(sequences):
        targets[row, : len(sequence)] = sequence
    tokens = np.full(len(sequences), bos_id, np.int64)
    log_probs, attention = [], []
    for time in range(longest):
        all_log_probs, state = stepper.step(tokens, state)
        tokens = targets[:, time]
        log_probs.append(all_log_probs[np.arange(len(tokens)), tokens])
        attention.append(getattr(state, "attention", None))
    by_row = np.stack(log_probs, axis=1)  # (rows, target_time)
    looked = None if attention[0] is None else np.stack([a for a in attention if a is not None], axis=1)
    return [
        Forced(by_row[row, : len(s) + 1], None if looked is None else looked[row, : len(s) + 1])
        for row, s in enumerate(sequences)
    ]


def pair_log_probs(
    stepper: EncodingStepper[S],
    sources: Sequence[Sequence[int]],
    targets: Sequence[Sequence[int]],
    *,
    bos_id: int,
    eos_id: int,
) -> FloatArray:
    """Log p(target | source) of each pair, `(pairs,)`; a bounded number of rows at a time."""
    found: list[float] = []
    for start in range(0, len(sources), _ROWS):
        state = stepper.encode(sources[start : start + _ROWS])
        forced = force(stepper, state, targets[start : start + _ROWS], bos_id=bos_id, eos_id=eos_id)
        found += [one.log_prob for one in forced]
    return np.array(found)
