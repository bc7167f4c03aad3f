"""A fair sample of a stream of unknown length, in flat memory; knows no format."""

from collections.abc import Iterable
from typing import Generic, TypeVar

import numpy as np

T = TypeVar("T")


class Reservoir(Generic[T]):
    """Up to `size` of the items that were added, each equally likely to be among them (Vitter 1985).

    Args:
        size: how many at most.
        seed: the same one keeps the same items.
    """

    def __init__(self, size: int, seed: int):
        self._size, self._rng = size, np.random.default_rng(seed)
        self.kept: list[T] = []
        self.count = 0

    def add(self, item: T) -> None:
        """Keep the item, perhaps, instead of another one."""
        self.count += 1
        if len(self.kept) < self._size:
            self.kept.append(item)
        elif (place := int(self._rng.integers(self.count))) < self._size:
            self.kept[place] = item


def reservoir_sample(items: Iterable[T], size: int, seed: int) -> tuple[list[T], int]:
    """A sample of a stream, and how many items there were."""
    reservoir = Reservoir[T](size, seed)
    for item in items:
        reservoir.add(item)
    return reservoir.kept, reservoir.count
