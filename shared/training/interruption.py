"""Ctrl-C between two steps instead of within one; knows no training."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def deferred_interruption() -> Iterator[Callable[[], bool]]:
    """Gives a function that tells whether Ctrl-C was pressed; pressed again, it ends the process at once.

    In the middle of a step the weights may have moved and the step counter not: what is saved then
    would not resume as if nothing had happened.
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield lambda: False  # only the main thread gets signals, and a background job may ignore this one
        return
    pressed = False

    def note_it(_signal: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, note_it)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)
