"""Examples as token ids on disk, read through memory maps: memory stays flat however large the corpus.

Knows no file format of a user's and no model.
"""

import math
import mmap
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.integer[Any]]

_TOKEN_TYPE = np.dtype("<u4")
_TOKEN_BITS = 8 * _TOKEN_TYPE.itemsize
_END_TYPE = np.dtype("<i8")
_SIDES = ("source", "target")
# Examples looked at together.
_CHUNK = 1 << 18


class EncodedCorpus:
    """Pairs of token id sequences.

    Args:
        sides: for source and target the tokens of all examples in one row, `(tokens,)`, and where each
            example ends, `(examples,)`.
    """

    def __init__(self, sides: Sequence[tuple[IntArray, IntArray]]):
        (self._source_tokens, self._source_ends), (self._target_tokens, self._target_ends) = sides
        self.source_lengths = np.diff(self._source_ends, prepend=0)
        self.target_lengths = np.diff(self._target_ends, prepend=0)

    def __len__(self) -> int:
        return len(self._source_ends)

    def release(self) -> None:
        """Keep nothing of the files in memory until it is asked for again."""
        for array in (self._source_tokens, self._source_ends, self._target_tokens, self._target_ends):
            mapped = getattr(array.base, "obj", None)  # of an array that is no file's, nothing
            if isinstance(mapped, mmap.mmap) and hasattr(mapped, "madvise"):  # not everywhere
                mapped.madvise(mmap.MADV_DONTNEED)

    def __getitem__(self, index: int) -> tuple[IntArray, IntArray]:
        """Source and target ids of one example, without begin and end of the target."""
        return (
            _slice(self._source_tokens, self._source_ends, index),
            _slice(self._target_tokens, self._target_ends, index),
        )

    def target_ids_by_first(self) -> dict[int, set[int]]:
        """Which token ids stand in the targets, by the first token of their sources, which asks for them."""
        found = defaultdict[int, set[int]](set)
        for start in range(0, len(self), _CHUNK):
            sources, targets = (ends[start : start + _CHUNK] for ends in (self._source_ends, self._target_ends))
            firsts = self._source_tokens[sources - self.source_lengths[start : start + _CHUNK]].astype(np.int64)
            lengths = self.target_lengths[start : start + _CHUNK]
            ids = self._target_tokens[targets[0] - lengths[0] : targets[-1]]
            for both in np.unique(np.repeat(firsts, lengths) << _TOKEN_BITS | ids):
                found[int(both) >> _TOKEN_BITS].add(int(both) & (1 << _TOKEN_BITS) - 1)
            self.release()
        return dict(found)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Map the files that `EncodedWriter` made."""
        return cls(
            [
                (_map(folder / f"{side}.tokens", _TOKEN_TYPE), _map(folder / f"{side}.ends", _END_TYPE))
                for side in _SIDES
            ]
        )


class EncodedWriter:
    """Streams examples to the files of an `EncodedCorpus`; a context manager.

    Args:
        folder: gets the files; created.
        max_source_tokens, max_target_tokens: longer examples are counted and left out; the end of the target counts.
    """

    def __init__(self, folder: Path, max_source_tokens: float = math.inf, max_target_tokens: float = math.inf):
        folder.mkdir(parents=True, exist_ok=True)
        self._files = [(folder / f"{side}.{part}").open("wb") for side in _SIDES for part in ("tokens", "ends")]
        self._ends = [0, 0]
        self._limits = (max_source_tokens, max_target_tokens - 1)
        self.examples = self.too_long = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for file in self._files:
            file.close()

    def add(self, source: Sequence[int], target: Sequence[int]) -> None:
        """Append one example, unless it is too long."""
        if any(len(ids) > limit for ids, limit in zip((source, target), self._limits, strict=True)):
            self.too_long += 1
            return
        for side, ids in enumerate((source, target)):
            self._ends[side] += len(ids)
            self._files[2 * side].write(np.asarray(ids, dtype=_TOKEN_TYPE).tobytes())
            self._files[2 * side + 1].write(self._ends[side].to_bytes(_END_TYPE.itemsize, "little"))
        self.examples += 1


def _map(path: Path, dtype: np.dtype[Any]) -> IntArray:
    if path.stat().st_size == 0:
        return np.zeros(0, dtype)
    with path.open("rb") as file:
        return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), dtype)


def _slice(tokens: IntArray, ends: IntArray, index: int) -> IntArray:
    return tokens[(ends[index - 1] if index else 0) : ends[index]]
