"""Runs a bundle with ONNX Runtime: the step protocol of decoding without a training framework.

Knows token ids only, no text and no product. Safe to share between threads.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import onnxruntime

from shared.errors import BundleError, CallError
from shared.runtime.bundle import DECODER_NAME, ENCODER_NAME, OUTPUT_NAME, Bundle
from shared.text.vocabulary import UNK_ID, Vocabulary

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.integer[Any]]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class SessionState:
    """What a step needs, one row a hypothesis.

    Args:
        memory, keys: `(rows, source_time, units)`.
        memory_mask: `(rows, source_time)`, true on real tokens.
        decoder_states: each `(rows, units)`.
        attention: `(rows, source_time)`, where the step just made looked; zeros before the first.
    """

    memory: FloatArray
    keys: FloatArray
    memory_mask: BoolArray
    decoder_states: tuple[FloatArray, ...]
    attention: FloatArray

    @property
    def rows(self) -> int:
        """How many hypotheses."""
        return len(self.memory)

    def take(self, rows: IntArray) -> "SessionState":
        """These rows, in this order, repeated as often as named."""
        return SessionState(
            self.memory[rows],
            self.keys[rows],
            self.memory_mask[rows],
            tuple(state[rows] for state in self.decoder_states),
            self.attention[rows],
        )


T = TypeVar("T")


class Session:
    """The exported encoder and decoder step of a bundle.

    Args:
        bundle: an opened bundle.

    Raises:
        BundleError: if ONNX Runtime cannot load a graph.
    """

    def __init__(self, bundle: Bundle):
        self._encoder = _load_graph(bundle, ENCODER_NAME)
        self._decoder = _load_graph(bundle, DECODER_NAME)
        self._state_names = sorted(
            name for name in (node.name for node in self._decoder.get_inputs()) if name.startswith("state_")
        )
        self._decoder_outputs = ["log_probs", "attention", *(f"new_{name}" for name in self._state_names)]
        self._output = _load_graph(bundle, OUTPUT_NAME) if OUTPUT_NAME in bundle.manifest["files"] else None
        self.vocabulary_size = len(bundle.vocabulary)

    def output_layer(self, token_ids: IntArray) -> dict[str, FloatArray]:
        """What makes the log_probs of some tokens; nothing where the decoder has it inside."""
        if self._output is None:
            return {}
        names = ["output_kernel", "output_bias"]
        layer = self._output.run(names, {"token_ids": token_ids.astype(np.int32)})
        return dict(zip(names, layer, strict=True))

    @cached_property
    def _whole_output_layer(self) -> dict[str, FloatArray]:
        return self.output_layer(np.arange(self.vocabulary_size))

    def encode(self, sources: Sequence[Sequence[int]]) -> SessionState:
        """Encode sources of any lengths.

        Sources of one exact length run together and unpadded, so what stands beside a source never
        changes its memory.
        """
        by_length: dict[int, list[int]] = defaultdict(list)
        for row, source in enumerate(sources):
            by_length[len(source)].append(row)
        parts = [self._encode_same_length([sources[row] for row in rows]) for rows in by_length.values()]
        order = np.argsort([row for rows in by_length.values() for row in rows])
        longest = max(by_length)
        return _join([_pad(part, longest) for part in parts]).take(order)

    def _encode_same_length(self, sources: Sequence[Sequence[int]]) -> SessionState:
        names = ["memory", "keys", *self._state_names]
        source_ids = np.asarray(sources, dtype=np.int32)
        memory, keys, *states = self._encoder.run(names, {"source_ids": source_ids})
        mask = np.ones(source_ids.shape, dtype=np.bool_)
        return SessionState(memory, keys, mask, tuple(states), np.zeros(source_ids.shape, np.float32))

    def step(
        self, token_ids: IntArray, state: SessionState, output_layer: Mapping[str, FloatArray] | None = None
    ) -> tuple[FloatArray, SessionState]:
        """Feed one token a row: log_probs `(rows, vocabulary_size)` of the next, and the new state.

        With the `output_layer` of some tokens, the log_probs are over these alone, in their order.
        """
        feeds = {
            "token_ids": token_ids.astype(np.int32),
            "memory": state.memory,
            "keys": state.keys,
            "memory_mask": state.memory_mask,
            **dict(zip(self._state_names, state.decoder_states, strict=True)),
            **(self._whole_output_layer if output_layer is None else output_layer),
        }
        log_probs, attention, *states = self._decoder.run(self._decoder_outputs, feeds)
        new_state = SessionState(state.memory, state.keys, state.memory_mask, tuple(states), attention)
        return log_probs, new_state


class PartialSession:
    """A session for which only some tokens exist, so that it is faster and never says another.

    A step takes and gives tokens as places among those that it knows.

    Args:
        session: runs the model.
        known_ids: the tokens' ids, ascending; the special ones first, which thereby are their own places.
    """

    def __init__(self, session: Session, known_ids: IntArray):
        self._session, self._known_ids = session, known_ids
        self._output_layer = session.output_layer(known_ids)
        self._places = np.full(session.vocabulary_size, UNK_ID)
        self._places[known_ids] = np.arange(len(known_ids))

    def encode(self, sources: Sequence[Sequence[int]]) -> SessionState:
        """Encode sources of any lengths, in ids of the whole vocabulary."""
        return self._session.encode(sources)

    def step(self, token_ids: IntArray, state: SessionState) -> tuple[FloatArray, SessionState]:
        """Feed one token a row: log_probs `(rows, known)` of the next, and the new state."""
        return self._session.step(self._known_ids[token_ids], state, self._output_layer)

    def knows(self, token_ids: Iterable[int]) -> bool:
        """Whether all of these tokens exist for it."""
        return UNK_ID not in self.places(token_ids)

    def places(self, token_ids: Iterable[int]) -> list[int]:
        """The places of tokens; that of the unknown one for those it does not know."""
        return [int(self._places[i]) for i in token_ids]

    def ids(self, places: Iterable[int]) -> tuple[int, ...]:
        """The ids of the tokens at places."""
        return tuple(int(self._known_ids[place]) for place in places)


def _load_graph(bundle: Bundle, name: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # The weights are stored as int8 and computed in float32: unpacked once here. Computing in int8 would
    # scale activations by what else stands in the batch, and an answer must not depend on that.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Where `COMMON_NAME` is, which opening the bundle has checked.
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(bundle.path))
    try:
        return onnxruntime.InferenceSession(bundle.read(name), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's exceptions share no base class but this
        raise BundleError(f"{bundle.path / name}: ONNX Runtime cannot load it ({error})") from error


def _pad(state: SessionState, time: int) -> SessionState:
    """The state with its memory padded, and masked, to `time` places."""
    missing = time - state.memory.shape[1]
    if not missing:
        return state
    return SessionState(
        np.pad(state.memory, ((0, 0), (0, missing), (0, 0))),
        np.pad(state.keys, ((0, 0), (0, missing), (0, 0))),
        np.pad(state.memory_mask, ((0, 0), (0, missing))),
        state.decoder_states,
        np.pad(state.attention, ((0, 0), (0, missing))),
    )


def _join(states: Sequence[SessionState]) -> SessionState:
    """Rows of several states, one below the other."""
    if len(states) == 1:
        return states[0]
    return SessionState(
        np.concatenate([state.memory for state in states]),
        np.concatenate([state.keys for state in states]),
        np.concatenate([state.memory_mask for state in states]),
        tuple(np.concatenate(same) for same in zip(*(s.decoder_states for s in states), strict=True)),
        np.concatenate([state.attention for state in states]),
    )


def serve(path: Path | str, task: str, make: Callable[[Session, Vocabulary, dict[str, Any]], T]) -> T:
    """Open a bundle and make of it what serves its task.

    Args:
        path: the bundle's folder.
        task: what it must be for.
        make: takes the session, the vocabulary and the manifest.

    Raises:
        CallError: if there is no such folder.
        BundleError: if the bundle is broken, of another task, or its manifest altered.
    """
    bundle = Bundle.open(path)
    if bundle.manifest["task"] != task:
        raise BundleError(f"{bundle.path}: a bundle for {bundle.manifest['task']!r}, not for {task!r}; give another")
    session = Session(bundle)
    try:
        return make(session, bundle.vocabulary, dict(bundle.manifest))
    except (AttributeError, KeyError, TypeError, ValueError, CallError) as error:
        wrong = f"{type(error).__name__}: {error}"
        raise BundleError(f"{bundle.path}: the manifest was altered ({wrong}); restore the bundle") from error
