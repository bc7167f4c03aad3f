"""A trained model that another run starts from; knows no file and no framework."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from shared.text.vocabulary import Vocabulary


@dataclass(frozen=True)
class Trained:
    """A model to start from.

    Args:
        weights: as `Bundle.weights` gives them.
        vocabulary: whose ids its embeddings are the rows of.
        units: its width.
    """

    weights: Mapping[str, npt.NDArray[np.floating[Any]]]
    vocabulary: Vocabulary
    units: int
