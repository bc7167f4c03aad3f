"""Tab-separated pairs: the source in column 1, the target in column 2, no quotes and no header."""

from collections.abc import Iterator
from pathlib import Path

from shared.text.lines import ReadReport, read_lines
from shared.text.readers.row import Row


def read(path: Path, source: str, target: str, report: ReadReport) -> Iterator[Row]:
    """The rows of a file; the languages are told by the columns' order alone."""
    for number, line in read_lines(path, report):
        if line is None:
            continue
        columns = line.split("\t")
        yield f"{path.name}:{number}", (columns[0], columns[1]) if len(columns) > 1 else None
