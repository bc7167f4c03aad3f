"""A table of two columns, tab- or comma-separated: who speaks, and what is said; its header names them."""

from collections.abc import Iterator

from chatbot.corpora import tab_separated
from chatbot.corpora.columns import Row, column_of
from chatbot.corpora.comma_separated import first_rows
from chatbot.corpora.conversation import Dialogue
from chatbot.corpora.files import CorpusFile
from chatbot.corpora.messages import Message, dialogues_of
from shared.text.lines import ReadReport, lines_of
from shared.text.readers.comma_separated import records

NAME = "speakers and texts in two columns"

_SPEAKERS = ("speaker", "name", "author", "sender", "from")
_TEXTS = ("text", "message", "utterance", "line", "content")
_MARKS = "\t,;"


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return _mark(head) is not None


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The dialogues of a file, which is one that is cut where it is long."""
    return dialogues_of(_messages(file, report))


def _messages(file: CorpusFile, report: ReadReport) -> Iterator[Message]:
    mark = _mark(file.head) or _MARKS[0]
    if mark == "\t":
        rows = tab_separated.rows(file, report)
    else:
        rows = records(lines_of(file.content, file.name, report), mark)
    speaker, text = _columns(next(rows, ("", None))) or (0, 1)
    for number, row in rows:
        place = f"{file.name}:{number}"
        if row is None or len(row) != 2:
            report.skip("malformed", place)
        else:
            yield Message(row[speaker].strip(), row[text], None, place)


def _mark(head: str) -> str | None:
    """The mark between the columns; None if the file is not of this format."""
    return next((mark for mark in _MARKS if _columns(("", (first_rows(head, mark) or [[]])[0]))), None)


def _columns(header: Row) -> tuple[int, int] | None:
    """The places of speaker and text, if these are the two columns."""
    _, names = header
    speaker, text = column_of(names or (), _SPEAKERS), column_of(names or (), _TEXTS)
    return None if speaker is None or text is None or len(names or ()) != 2 else (speaker, text)
