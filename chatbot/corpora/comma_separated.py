"""Comma-separated pairs (CSV, RFC 4180): commas or semicolons, quoted or not, with a header row or without.

With a header, it names the two columns (`columns.py`), in any order and among others. Without one, what was said is
column 1 and the reply column 2; then a file is taken for CSV only if all of its first records have equally many columns
and no space follows a comma, since that is how prose has it.
"""

import csv
import itertools
from collections.abc import Iterator

from chatbot.corpora.columns import named_columns, pairs
from chatbot.corpora.conversation import Dialogue
from chatbot.corpora.files import CorpusFile
from shared.text.lines import ReadReport, lines_of
from shared.text.readers.comma_separated import records

NAME = "comma-separated pairs"

_MARKS = ",;"
_LOOKED_AT = 50


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return _mark(head) is not None


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The pairs of a file; a record with more or fewer columns than the first is malformed."""
    rows = records(lines_of(file.content, file.name, report), _mark(file.head) or _MARKS[0])
    return pairs(rows, file.name, report, whole=True)


def _mark(head: str) -> str | None:
    """The mark between the columns; None if the file is not of this format."""
    return next((mark for mark in _MARKS if _parts(head, mark)), None)


def _parts(head: str, mark: str) -> bool:
    rows = [row for row in first_rows(head, mark) if row]
    if rows and named_columns(rows[0]):
        return True
    widths = {len(row) for row in rows}
    return len(widths) == 1 and max(widths) > 1 and not any(field[:1].isspace() for row in rows for field in row[1:])


def first_rows(head: str, mark: str) -> list[list[str]]:
    """The first records; none if they cannot be taken apart. The last of many is left out, since it may be cut."""
    try:
        rows = list(itertools.islice(csv.reader(head.splitlines(keepends=True), delimiter=mark), _LOOKED_AT))
    except csv.Error:
        return []
    return rows[:-1] or rows
