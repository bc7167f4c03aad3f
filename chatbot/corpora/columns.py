"""Tables: which two columns hold what was said and the reply, by the names in the header, and their pairs."""

import itertools
import re
from collections.abc import Iterator, Sequence

from chatbot.corpora.conversation import Dialogue, unnamed
from shared.text.lines import ReadReport

# Line, or first and last line, of a row, and its fields; None for one that cannot be taken apart.
Row = tuple[str, list[str] | None]

_SAID = ("question", "input", "user", "prompt", "query", "request", "message", "utterance", "context", "text")
_REPLIES = ("answer", "response", "reply", "bot", "assistant", "output", "completion")
_NAME = re.compile(r"\w[\w -]{0,30}")


def named_columns(row: Sequence[str]) -> tuple[int, int] | None:
    """The places of both columns, if the row is a header: it names one of each kind, whatever its capitals.

    Example: `["id", "Question", "Answer"]` -> `(1, 2)`; `["hello", "hi"]` -> None
    """
    said, reply = column_of(row, _SAID), column_of(row, _REPLIES)
    return None if said is None or reply is None else (said, reply)


def column_of(row: Sequence[str], wanted: Sequence[str]) -> int | None:
    """The place of the first of the wanted names that the row has, whatever its capitals."""
    names = [name.strip().casefold() for name in row]
    return next((names.index(name) for name in wanted if name in names), None)


def pairs(rows: Iterator[Row], name: str, report: ReadReport, whole: bool = False) -> Iterator[Dialogue]:
    """The pairs of a table: of the columns that its header names, or of the first two where it has none.

    Args:
        rows: of the table.
        name: of the file.
        report: counts what is malformed, and a header that names only one of both columns: then nothing is read.
        whole: whether a row with more or fewer columns than the first is malformed.
    """
    for place, first in itertools.islice(rows, 1):
        if _is_half_a_header(first or ()):
            report.skip(
                "a header that names only one of two columns; name them question and answer (or speaker and text)",
                f"{name}:{place}",
            )
            return
        header = named_columns(first or ())
        said, reply = header or (0, 1)
        for number, row in rows if header else itertools.chain([(place, first)], rows):
            if row is None or len(row) <= max(said, reply) or (whole and len(row) != len(first or row)):
                report.skip("malformed", f"{name}:{number}")
            else:
                yield unnamed((row[said], row[reply]), f"{name}:{number}")


def _is_half_a_header(row: Sequence[str]) -> bool:
    """Whether all fields are such as name columns, and they name what was said or the reply, but not both.

    Example: `["question", "other"]` -> True; `["question", "Why?"]` -> False
    """
    named = (column_of(row, _SAID) is None) != (column_of(row, _REPLIES) is None)
    return named and len(row) > 1 and all(_NAME.fullmatch(field.strip()) for field in row)
