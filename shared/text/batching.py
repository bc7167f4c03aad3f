"""Batches of similar length, in an order that seed and epoch alone decide; knows no model."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from shared.text.encoded import EncodedCorpus, IntArray
from shared.text.vocabulary import BOS_ID, EOS_ID, PAD_ID

FloatArray = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Batch:
    """Examples side by side; all sources have the same length, so the encoder needs no mask.

    Args:
        source_ids: `(batch, source_time)`.
        decoder_inputs: `(batch, target_time)`, begin symbol first.
        decoder_targets: `(batch, target_time)`, end symbol last, then padding; with `candidates` these
            are positions in them.
        candidates: the token ids the output layer is computed for, `(candidates,)`, or None for all.
        log_weights: the logarithm of how many tokens of the vocabulary each of them stands for, `(candidates,)`.
        tokens: how many targets are not padding.
    """

    source_ids: IntArray
    decoder_inputs: IntArray
    decoder_targets: IntArray
    candidates: IntArray | None
    log_weights: FloatArray | None
    tokens: int

    @property
    def inputs(self) -> tuple[IntArray | FloatArray, ...]:
        """What a `Seq2Seq` is called with."""
        inputs = (self.source_ids, self.decoder_inputs)
        if self.candidates is None or self.log_weights is None:
            return inputs
        return (*inputs, self.candidates, self.log_weights)


def plan_batches(corpus: EncodedCorpus, batch_tokens: int, seed: int, epoch: int) -> list[IntArray]:
    """Which examples stand together, batch by batch, in the order of one epoch.

    Sources of one batch have one exact length and targets nearly so; `batch_tokens` bounds the tokens
    of the longer side, padding included. The order depends on nothing but corpus, seed and epoch.
    """
    rng = np.random.default_rng((seed, epoch))
    tie_break = rng.random(len(corpus))
    order = np.lexsort((tie_break, corpus.target_lengths, corpus.source_lengths))
    source_lengths = corpus.source_lengths[order]
    longest = np.maximum(source_lengths, corpus.target_lengths[order] + 1)  # one more for the end symbol
    batches: list[IntArray] = []
    start = 0
    bounds = np.flatnonzero(np.diff(source_lengths)) + 1
    for end in (*bounds, len(order)):
        while start < end:
            size = _rows_that_fit(longest[start:end], batch_tokens)
            batches.append(order[start : start + size])
            start += size
    rng.shuffle(batches)
    return batches


def _rows_that_fit(longest: IntArray, batch_tokens: int) -> int:
    """How many rows from the first on stay within the bound; at least one. Lengths are ascending."""
    rows = max(1, min(len(longest), batch_tokens // int(longest[0])))
    while rows > 1 and rows * int(longest[rows - 1]) > batch_tokens:
        rows -= 1
    return rows


def make_batch(corpus: EncodedCorpus, rows: IntArray) -> Batch:
    """Gather the examples of one batch."""
    pairs = [corpus[int(row)] for row in rows]
    source_ids = np.stack([source for source, _ in pairs]).astype(np.int32)
    time = 1 + max(len(target) for _, target in pairs)
    decoder_inputs = np.full((len(pairs), time), PAD_ID, np.int32)
    decoder_targets = np.full((len(pairs), time), PAD_ID, np.int32)
    decoder_inputs[:, 0] = BOS_ID
    for row, (_, target) in enumerate(pairs):
        decoder_inputs[row, 1 : len(target) + 1] = target
        decoder_targets[row, : len(target)] = target
        decoder_targets[row, len(target)] = EOS_ID
    tokens = sum(len(target) + 1 for _, target in pairs)
    return Batch(source_ids, decoder_inputs, decoder_targets, None, None, tokens)


def with_candidates(batch: Batch, vocabulary_size: int, size: int, rng: np.random.Generator) -> Batch:
    """The batch with its output layer cut down to its own targets and random others, `size` in all.

    The full softmax is half the work of a small model. Each of the others stands for as many tokens as were
    not drawn for each that was, so its exponential counts that often: then the sum over the candidates is in
    the mean the sum over the vocabulary (importance sampling, as in Jean, Cho, Memisevic and Bengio 2015).
    """
    present = np.union1d(batch.decoder_targets.ravel(), [PAD_ID])  # sorted: padding stays at position 0
    others = np.setdiff1d(np.arange(vocabulary_size), present, assume_unique=True)
    drawn = rng.permutation(others)[: max(0, size - len(present))]
    candidates = np.union1d(present, drawn).astype(np.int32)
    targets = np.searchsorted(candidates, batch.decoder_targets).astype(np.int32)
    stands_for = np.where(np.isin(candidates, drawn), len(others) / max(1, len(drawn)), 1)
    log_weights = np.log(stands_for).astype(np.float32)
    return Batch(batch.source_ids, batch.decoder_inputs, targets, candidates, log_weights, batch.tokens)


def batches_of_epoch(corpus: EncodedCorpus, batch_tokens: int) -> Iterator[Batch]:
    """Every example once, in a fixed order: for evaluation."""
    for rows in plan_batches(corpus, batch_tokens, seed=0, epoch=0):
        yield make_batch(corpus, rows)
