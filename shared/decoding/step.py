"""The step protocol `(token_ids, state) -> (log_probs, state)`, where search and models meet."""

from collections.abc import Sequence
from typing import Any, Protocol, Self, TypeVar

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.floating[Any]]
IntArray = npt.NDArray[np.integer[Any]]


class State(Protocol):
    """What a model remembers between steps, one row a hypothesis. Never changed in place."""

    @property
    def rows(self) -> int:
        """How many rows."""

    def take(self, rows: IntArray) -> Self:
        """These rows, in this order, repeated as often as named."""


S = TypeVar("S", bound=State)


class Stepper(Protocol[S]):
    """Anything that can say how likely each next token is."""

    def step(self, token_ids: IntArray, state: S) -> tuple[FloatArray, S]:
        """Feed one token a row `(rows,)`; log_probs `(rows, vocabulary_size)` of the next one."""


class EncodingStepper(Stepper[S], Protocol[S]):
    """A stepper that makes its states of sources itself."""

    def encode(self, sources: Sequence[Sequence[int]]) -> S:
        """Token ids of any lengths to a state of one row a source."""
