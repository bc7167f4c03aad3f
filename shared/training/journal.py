"""What a run tells: a progress bar or lines on stderr, `metrics.csv`, TensorBoard; decides nothing."""

import csv
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tensorboard.summary import Writer
from tqdm import tqdm

from shared.command_line import note, quiet

COLUMNS = (
    "step",
    "epoch",
    "tokens",
    "seconds",
    "tokens_per_second",
    "learning_rate",
    "loss",
    "held_out_loss",
)

_LINE_SECONDS = 30.0


class MuteJournal:
    """Reports nothing: of a team of processes one speaks."""

    def record(self, row: dict[str, Any]) -> None:
        """Nothing."""

    def progress(self, step: int, loss: float, tokens_per_second: float) -> None:
        """Nothing."""

    def say(self, message: str) -> None:
        """Nothing."""

    def say_samples(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class Journal(MuteJournal):
    """Reports of one training run.

    Args:
        run_dir: gets `metrics.csv` and `tensorboard/`.
        step: where the run stands; rows of later steps, from before an interruption, are dropped.
        max_steps: the last step.
        samples: what the model says by now, in lines.
    """

    def __init__(self, run_dir: Path, step: int, max_steps: int, samples: Callable[[], Iterable[str]] = tuple):
        self._max_steps, self._samples = max_steps, samples
        run_dir.mkdir(parents=True, exist_ok=True)
        self._path = run_dir / "metrics.csv"
        self._keep_rows_until(step)
        with quiet():  # it loads TensorFlow
            self._tensorboard = Writer(str(run_dir / "tensorboard"))
        self._bar = tqdm(total=max_steps, initial=step, unit="step", disable=not sys.stderr.isatty())
        self._first_step, self._started = step, time.monotonic()
        self._last_line = -_LINE_SECONDS  # the first line comes as soon as the pace is known

    def _keep_rows_until(self, step: int) -> None:
        rows: list[list[str]] = []
        if self._path.exists():
            with self._path.open(newline="") as file:
                rows = [row for row in csv.reader(file) if row and row[0].isdigit() and int(row[0]) <= step]
        with self._path.open("w", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *rows])

    def record(self, row: dict[str, Any]) -> None:
        """One line of metrics, keyed by `COLUMNS`."""
        with self._path.open("a", newline="") as file:
            csv.DictWriter(file, COLUMNS).writerow(row)
        for name in ("tokens_per_second", "learning_rate", "loss", "held_out_loss"):
            if row.get(name) not in (None, ""):
                self._tensorboard.add_scalar(name, float(row[name]), int(row["step"]))

    def progress(self, step: int, loss: float, tokens_per_second: float) -> None:
        """Move the bar, or write a line now and then where stderr is no terminal."""
        self._bar.n = step
        self._bar.set_postfix_str(f"loss {loss:.3f}, {tokens_per_second:,.0f} tokens/s", refresh=False)
        self._bar.update(0)
        now = time.monotonic()
        if self._bar.disable and now - self._last_line >= _LINE_SECONDS:
            self._last_line = now
            pace = (now - self._started) / max(1, step - self._first_step)
            left = (self._max_steps - step) * pace
            note(
                f"step {step}/{self._max_steps}, loss {loss:.3f}, "
                f"{tokens_per_second:,.0f} tokens/s, {left / 60:.0f} minutes left"
            )

    def say(self, message: str) -> None:
        """A line beside the bar."""
        if self._bar.disable:
            note(message)
        else:
            self._bar.write(message, file=sys.stderr)

    def say_samples(self) -> None:
        """What the model says by now."""
        for line in self._samples():
            self.say(line)

    def close(self) -> None:
        """Flush and end."""
        self._bar.close()
        self._tensorboard.close()
