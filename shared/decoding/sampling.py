"""Sampling for one source: independent hypotheses, each token drawn by its probability."""

from collections.abc import Sequence

import numpy as np

from shared.decoding.filters import Filters
from shared.decoding.hypothesis import Hypothesis, best_first
from shared.decoding.options import DecodingOptions
from shared.decoding.step import FloatArray, IntArray


class Sampler:
    """The hypotheses drawn for one source, each with a random generator of its own.

    Args:
        options: temperature, top-k, top-p and how many samples.
        filters: which tokens may come.
        eos_id: the end token.
        max_length: tokens at most.
        seed: the same one draws the same hypotheses, whatever else is decoded beside them.
    """

    def __init__(self, options: DecodingOptions, filters: Filters, eos_id: int, max_length: int, seed: int | None):
        self._options, self._filters = options, filters
        self._eos_id, self._max_length = eos_id, max_length
        self.live = [Hypothesis()] * options.samples
        seeds = np.random.SeedSequence(seed).spawn(options.samples)
        self._generators = [np.random.default_rng(child) for child in seeds]
        self._finished: list[Hypothesis] = []

    def advance(self, log_probs: FloatArray) -> tuple[IntArray, IntArray]:
        """Draw one token a hypothesis; returns of each still live its row and its token."""
        allowed = self._filters(self.live, log_probs)
        penalty, eos_id = self._options.length_penalty, self._eos_id
        live, generators, rows, tokens = [], [], [], []
        for row, (hypothesis, generator) in enumerate(zip(self.live, self._generators, strict=True)):
            end = float(log_probs[row, eos_id])
            if len(hypothesis.token_ids) >= self._max_length:
                likeliest = bool(allowed[row].argmax() == eos_id)
                self._finished.append(hypothesis.cut(end, likeliest, penalty))
                continue
            token = draw(allowed[row], self._options, generator)
            if token == eos_id:
                self._finished.append(hypothesis.end(end, penalty))
                continue
            live.append(hypothesis.extend(token, float(log_probs[row, token])))
            generators.append(generator)
            rows.append(row)
            tokens.append(token)
        self.live, self._generators = live, generators
        return np.array(rows, np.int64), np.array(tokens, np.int64)

    def results(self) -> list[Hypothesis]:
        """All samples, best score first."""
        return best_first(self._finished)


def draw(log_probs: FloatArray, options: DecodingOptions, generator: np.random.Generator) -> int:
    """One token id by temperature, top-k and top-p from the log probabilities of one row."""
    order = np.argsort(-log_probs, kind="stable")
    order = order[np.isfinite(log_probs[order])]
    if options.top_k:
        order = order[: options.top_k]
    scaled = log_probs[order].astype(np.float64) / options.temperature
    shares = np.exp(scaled - scaled[0])
    cumulative = np.cumsum(shares / shares.sum())
    if options.top_p < 1:
        kept = int(np.searchsorted(cumulative, options.top_p)) + 1
        cumulative = cumulative[:kept]
    place = int(np.searchsorted(cumulative, generator.random() * cumulative[-1], side="right"))
    return int(order[min(place, len(cumulative) - 1)])


def distinct(hypotheses: Sequence[Hypothesis]) -> list[Hypothesis]:
    """The hypotheses without later ones of the same tokens."""
    first: dict[tuple[int, ...], Hypothesis] = {}
    for hypothesis in hypotheses:
        first.setdefault(hypothesis.token_ids, hypothesis)
    return list(first.values())
