"""Several processes that learn one model: each its own batches, and every few steps the mean of all. Knows no model.

On an ordinary computer a small model leaves most cores waiting for one another within a step; processes of one core
each do not wait. What they learn from as many batches is nearly the same (Stich 2019, "Local SGD converges fast and
communicates little").
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Barrier
from threading import BrokenBarrierError
from typing import Any

import numpy as np
import numpy.typing as npt

from shared.command_line import note
from shared.errors import TrainingError

FloatArray = npt.NDArray[np.float32]

# Longer than any evaluation or checkpoint takes.
_PATIENCE_SECONDS = 1800.0
_THREAD_SETTINGS = ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")


class Alone:
    """A team of one process."""

    rank, size = 0, 1

    def mean(self, values: FloatArray) -> FloatArray:
        """The mean of what all members give, at the same place of their work; nobody goes on before all are there."""
        return values

    def total(self, *values: float) -> list[float]:
        """The sum of each value over all members."""
        return list(values)


ALONE = Alone()


class Team(Alone):
    """One member of a team.

    Args:
        rank: its number; 0 leads: it alone writes and reports.
        size: how many members there are.
        shared: memory of all members, room for the largest array that they exchange, once for each.
        barrier: where they meet.
    """

    def __init__(self, rank: int, size: int, shared: Any, barrier: Barrier):
        self.rank, self.size = rank, size
        self._slots = np.frombuffer(shared, np.float32).reshape(size, -1)
        self._barrier = barrier

    def mean(self, values: FloatArray) -> FloatArray:
        """See `Alone`."""
        flat = values.reshape(-1)
        self._slots[self.rank, : len(flat)] = flat
        self._meet()
        mean = self._slots[:, : len(flat)].mean(axis=0)
        self._meet()
        return mean.reshape(values.shape)

    def total(self, *values: float) -> list[float]:
        """See `Alone`."""
        return [float(value) * self.size for value in self.mean(np.asarray(values, np.float32))]

    def _meet(self) -> None:
        try:
            self._barrier.wait(_PATIENCE_SECONDS)
        except BrokenBarrierError as error:
            raise TrainingError("another process of this training has ended; go on with --resume") from error


def limit_threads(processes: int) -> None:
    """Give each of several processes its share of the cores; for a framework that is loaded afterwards."""
    if processes == 1:
        return
    threads = max(1, (os.cpu_count() or 1) // processes)
    os.environ.update(dict.fromkeys(_THREAD_SETTINGS, str(threads)))


@contextmanager
def gathered(size: int, floats: int, follow: Callable[..., None], *arguments: Any) -> Iterator[Alone]:
    """The leader of a team; the other members run `follow(team, *arguments)` in processes of their own.

    Args:
        size: how many processes there are, this one among them.
        floats: values of the largest array that they exchange.
        follow: what the others do; a function of a module, for they find it by its name.
        *arguments: of it, which can be pickled.
    """
    if size == 1:
        yield ALONE
        return
    context = multiprocessing.get_context("spawn")
    shared, barrier = context.RawArray("f", size * floats), context.Barrier(size)
    others = [
        context.Process(target=_member, args=(rank, size, shared, barrier, follow, arguments), daemon=True)
        for rank in range(1, size)
    ]
    for other in others:
        other.start()
        _when_dead(other, barrier.abort)
    try:
        yield Team(0, size, shared, barrier)
    except BaseException:
        barrier.abort()
        raise
    finally:
        for other in others:
            other.join()


def _member(
    rank: int, size: int, shared: Any, barrier: Barrier, follow: Callable[..., None], arguments: tuple[Any, ...]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the leader tells the others when to stop
    _when_dead(multiprocessing.parent_process(), lambda: os._exit(1))
    try:
        follow(Team(rank, size, shared, barrier), *arguments)
    except KeyboardInterrupt:
        pass  # as all have agreed
    except TrainingError as error:
        if not barrier.broken:  # else another one has failed, and tells of it
            note(str(error))
        barrier.abort()


def _when_dead(process: Any, act: Callable[[], None]) -> None:
    """Do something as soon as a process has ended other than well; one that is killed can tell nobody."""

    def watch() -> None:
        process.join()
        if getattr(process, "exitcode", 1) != 0:
            act()

    threading.Thread(target=watch, daemon=True).start()
