"""Two parallel files whose names end in their languages: line by line, one translates the other."""

import itertools
from collections.abc import Iterator
from pathlib import Path

from shared.errors import CallError
from shared.text.lines import ReadReport, read_lines
from shared.text.readers.row import Row


def read(path: Path, source: str, target: str, report: ReadReport) -> Iterator[Row]:
    """The rows of both files.

    Args:
        path: the source side, such as `corpus.en` or `corpus.en.gz`.
        source: the ending of its name.
        target: the ending of the other's.
        report: counts lines that are skipped.

    Raises:
        CallError: if the other file is missing.
    """
    bare = path.name.removesuffix(".gz")
    other = path.with_name(bare.removesuffix(source) + target + path.name[len(bare) :])
    if not other.exists():
        raise CallError(f"{other}: no such file; two parallel files stand side by side")
    both = itertools.zip_longest(read_lines(path, report), read_lines(other, report))
    for number, (left, right) in enumerate(both, start=1):
        if left is None or right is None:
            yield f"{path.name}:{number} (the other file is shorter or longer)", None
        elif left[1] is not None and right[1] is not None:
            yield f"{path.name}:{number}", (left[1], right[1])
