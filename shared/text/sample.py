"""A fair sample of a stream of unknown length, in flat memory; knows no format."""

from collections.abc import Iterable
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def reservoir_sample(items: Iterable[T], size: int, seed: int) -> tuple[list[T], int]:
    """Up to `size` items, each equally likely to be among them, and how many there were (Vitter 1985)."""
    rng = np.random.default_rng(seed)
    kept: list[T] = []
    count = 0
    for count, item in enumerate(items, start=1):
        if len(kept) < size:
            kept.append(item)
        elif (place := int(rng.integers(count))) < size:
            kept[place] = item
    return kept, count
