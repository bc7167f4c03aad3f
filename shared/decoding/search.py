"""The search loop: many sources step together, each by its own beam or sampler."""

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

import numpy as np

from shared.decoding.beam import Beam
from shared.decoding.filters import Filters, Grammar
from shared.decoding.hypothesis import Hypothesis
from shared.decoding.options import DecodingOptions
from shared.decoding.sampling import Sampler
from shared.decoding.step import FloatArray, IntArray, S, Stepper


class Picker(Protocol):
    """Chooses, for one source, which hypotheses go on with which tokens: a `Beam` or a `Sampler`."""

    live: list[Hypothesis]

    def advance(self, log_probs: FloatArray) -> tuple[IntArray, IntArray]:
        """From `(live, vocabulary_size)` to the parent rows and tokens of the new live hypotheses."""

    def results(self) -> list[Hypothesis]:
        """What was found, best first."""


def search(
    stepper: Stepper[S],
    state: S,
    options: DecodingOptions,
    *,
    bos_id: int,
    eos_id: int,
    banned_ids: Collection[int] = (),
    prefixes: Sequence[Sequence[int]] | None = None,
    required_ids: Sequence[Collection[int]] | None = None,
    max_lengths: Sequence[int] | None = None,
    grammars: Sequence[Grammar] | None = None,
    seed: int | None = None,
) -> list[list[Hypothesis]]:
    """Find the targets of every source in `state`.

    Args:
        stepper: the model.
        state: one row a source.
        options: how to search.
        bos_id: fed first.
        eos_id: ends a hypothesis.
        banned_ids: tokens that never come.
        prefixes: for each source the tokens its targets begin with.
        required_ids: for each source tokens that come exactly once each, though banned otherwise.
        max_lengths: for each source the length limit; `options.max_length` by default.
        grammars: for each source what may come after given tokens; then only `prefixes` counts beside it.
        seed: of sampling; the same one gives the same targets.

    Returns:
        for each source its hypotheses, best first. What stands beside a source never changes them.
    """
    pickers: list[Picker] = []
    for source in range(state.rows):
        prefix, required = prefixes[source] if prefixes else (), required_ids[source] if required_ids else ()
        filters = Filters(options, eos_id, banned_ids, prefix, required, grammars[source] if grammars else None)
        limit = min(max_lengths[source], options.max_length) if max_lengths else options.max_length
        if options.sampling:
            pickers.append(Sampler(options, filters, eos_id, limit, seed))
        else:
            pickers.append(Beam(options, filters, eos_id, limit))
    for _ in _run(stepper, state, pickers, bos_id):
        pass
    return [picker.results() for picker in pickers]


def stream(
    stepper: Stepper[S],
    state: S,
    options: DecodingOptions,
    *,
    bos_id: int,
    eos_id: int,
    banned_ids: Collection[int] = (),
    seed: int | None = None,
) -> Iterator[int]:
    """The tokens of one source's target as they are decided, greedily or by sampling; the end is not told."""
    filters = Filters(options, eos_id, banned_ids, ())
    one = DecodingOptions(**{**vars(options), "beam_size": 1, "alternatives": 1, "samples": 1})
    picker: Picker = (
        Sampler(one, filters, eos_id, options.max_length, seed)
        if options.sampling
        else Beam(one, filters, eos_id, options.max_length)
    )
    told = 0
    for _ in _run(stepper, state, [picker], bos_id):
        token_ids = (picker.live or picker.results())[0].token_ids
        yield from token_ids[told:]
        told = len(token_ids)


def _run(stepper: Stepper[S], state: S, pickers: Sequence[Picker], bos_id: int) -> Iterator[None]:
    """Step all pickers until none has a live hypothesis; yields after each step."""
    rows = np.repeat(np.arange(len(pickers)), [len(picker.live) for picker in pickers])
    state = _take(state, rows)
    tokens: IntArray = np.full(len(rows), bos_id, np.int64)
    active = list(pickers)
    while active:
        log_probs, state = stepper.step(tokens, state)
        parents, next_tokens, start = [], [], 0
        for picker in active:
            end = start + len(picker.live)
            picker_rows, picker_tokens = picker.advance(log_probs[start:end])
            parents.append(picker_rows + start)
            next_tokens.append(picker_tokens)
            start = end
        active = [picker for picker in active if picker.live]
        state, tokens = _take(state, np.concatenate(parents)), np.concatenate(next_tokens)
        yield


def _take(state: S, rows: IntArray) -> S:
    """The rows of a state; the same state where that changes nothing, since gathering copies all of it."""
    return state if np.array_equal(rows, np.arange(state.rows)) else state.take(rows)
