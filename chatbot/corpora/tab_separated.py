"""Tab-separated pairs: what was said in column 1, the reply in column 2, or in the columns that a header names.

Quotation marks are part of the text, as people write them, unless each field of a header or of the first rows stands
in them.
"""

import re
from collections.abc import Iterator

from chatbot.corpora.columns import Row, named_columns, pairs
from chatbot.corpora.conversation import Dialogue
from chatbot.corpora.files import CorpusFile
from shared.text.lines import ReadReport, lines_of
from shared.text.readers.comma_separated import records

NAME = "tab-separated pairs"

_QUOTED_FIELD = r'"(?:[^"]|"")*"'
_QUOTED = re.compile(rf"{_QUOTED_FIELD}(?:\t{_QUOTED_FIELD})+")
_LOOKED_AT = 50


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format: at least half of its lines have a tab in them."""
    lines = [line for line in head.splitlines() if line.strip()]
    return 2 * sum("\t" in line for line in lines) >= len(lines) > 0


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The pairs of a file."""
    return pairs(rows(file, report), file.name, report)


def rows(file: CorpusFile, report: ReadReport) -> Iterator[Row]:
    """Line and fields of each row; blank lines are none."""
    lines = lines_of(file.content, file.name, report)
    if _is_quoted(file.head):
        yield from records(lines, "\t")
        return
    for number, line in lines:
        if line is not None and line.strip():
            yield f"{number}", line.split("\t")


def _is_quoted(head: str) -> bool:
    """Whether a header, or the first rows, are quoted as a whole; of many the last is left out, since it may be cut."""
    lines = [line.strip("\r") for line in head.split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()]
    if named_columns([field.strip('"') for field in lines[0].split("\t")]):
        lines = lines[:1]
    return all(_QUOTED.fullmatch(line) for line in lines[:-1] or lines)
