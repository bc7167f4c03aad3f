"""Comma-separated pairs (CSV, RFC 4180): commas or semicolons, quoted or not, with a header row or without.

A header names the languages, or `source` and `target`, in any order and among other columns; without one, the source
is column 1 and the target column 2. Which mark parts the columns, and how many there are, the first records tell.
"""

import contextlib
import csv
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.text.lines import MAX_LINE_BYTES, ReadReport, read_lines
from shared.text.readers.row import Row

_MARKS = ",;"
_HEAD_LINES = 100

_Line = tuple[int, str | None]


def read(path: Path, source: str, target: str, report: ReadReport) -> Iterator[Row]:
    """The rows of a file; blank lines are none."""
    head = list(itertools.islice(read_lines(path, ReadReport()), _HEAD_LINES))
    layout = _layout(head, source, target)
    rows = records(read_lines(path, report), layout.mark)
    for place, fields in itertools.islice(rows, layout.header_rows, None):
        yield f"{path.name}:{place}", layout.sides(fields)


@dataclass(frozen=True)
class _Layout:
    """How a file is written: the mark between its columns, their number, and which two are wanted."""

    mark: str
    width: int
    columns: tuple[int, int]
    header_rows: int

    def sides(self, fields: Sequence[str] | None) -> tuple[str, str] | None:
        """Source and target of a record.

        One with more or fewer columns is malformed: a comma that nobody quoted cuts a sentence in two, and its first
        half would be learned as the translation of the second.
        """
        if fields is None or len(fields) != self.width:
            return None
        return fields[self.columns[0]], fields[self.columns[1]]


def _layout(head: Sequence[_Line], source: str, target: str) -> _Layout:
    mark, width = _shape(head)
    _, first = next(records(iter(head), mark), ("", None))
    names = [name.strip().casefold() for name in first or ()]
    for wanted in ((source, target), ("source", "target")):
        if set(wanted) <= set(names):
            return _Layout(mark, len(names), (names.index(wanted[0]), names.index(wanted[1])), header_rows=1)
    return _Layout(mark, width, (0, 1), header_rows=0)


def _shape(head: Sequence[_Line]) -> tuple[str, int]:
    """The mark and number of columns that most records agree on; among equals the fewest, since text has commas too."""
    shapes = Counter(
        (mark, len(fields)) for mark in _MARKS for _, fields in records(iter(head), mark) if fields and len(fields) > 1
    )
    return max(shapes, key=lambda shape: (shapes[shape], -shape[1]), default=(_MARKS[0], 2))


def records(lines: Iterator[_Line], mark: str) -> Iterator[tuple[str, list[str] | None]]:
    """Line, or first and last line, and the fields of each record; None for one that cannot be taken apart."""
    for number, line in lines:
        if line is None or not line.strip():
            continue
        unreadable: list[int] = []
        text = _continued(line, lines, unreadable)
        # Strict, since a quote within quotes that is not doubled tells nothing of where its field ends.
        rows = csv.reader(text, delimiter=mark, strict=True, skipinitialspace=True)
        fields = None
        with contextlib.suppress(csv.Error):
            fields = next(rows)
        last = number + rows.line_num - 1
        yield (f"{number}" if last == number else f"{number}–{last}"), None if unreadable else fields


def _continued(first: str, following: Iterator[_Line], unreadable: list[int]) -> Iterator[str]:
    """The lines a record may take up; as many characters as a line may be long, lest an open quote take the file.

    What stands for an unreadable one is blank, so that the record still ends where it ends and is skipped as a whole.
    """
    yield first + "\n"
    size = len(first)
    for number, line in following:
        if line is None:
            unreadable.append(number)
        size += len(line or "")
        if size > MAX_LINE_BYTES:
            raise csv.Error
        yield (line or "") + "\n"
