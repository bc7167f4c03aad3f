"""Runs a bundle with ONNX Runtime: the step protocol of decoding without a training framework.

Knows token ids only, no text and no product. Safe to share between threads.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import onnxruntime

from shared.errors import BundleError, CallError
from shared.runtime.bundle import DECODER_NAME, ENCODER_NAME, Bundle
from shared.text.vocabulary import Vocabulary

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

    def step(self, token_ids: IntArray, state: SessionState) -> tuple[FloatArray, SessionState]:
        """Feed one token a row: log_probs `(rows, vocabulary_size)` of the next, and the new state."""
        feeds = {
            "token_ids": token_ids.astype(np.int32),
            "memory": state.memory,
            "keys": state.keys,
            "memory_mask": state.memory_mask,
            **dict(zip(self._state_names, state.decoder_states, strict=True)),
        }
        log_probs, attention, *states = self._decoder.run(self._decoder_outputs, feeds)
        new_state = SessionState(state.memory, state.keys, state.memory_mask, tuple(states), attention)
        return log_probs, new_state


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
