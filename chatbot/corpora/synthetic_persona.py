"""Synthetic-Persona-Chat: CSV whose third column is a conversation, a turn a line after `User 1:` or `User 2:`.

Turns with a placeholder for a name (`[User 1's name]`, `(name)`, or plain `User 1`) are no turns to learn from. A line
without a speaker is a stage direction or belongs to a list that a turn began; either parts the conversation.
"""

import re
from collections.abc import Iterator

from chatbot.corpora.columns import column_of
from chatbot.corpora.comma_separated import first_rows
from chatbot.corpora.conversation import Dialogue, Utterance
from chatbot.corpora.files import CorpusFile
from shared.text.lines import ReadReport, lines_of
from shared.text.readers.comma_separated import records

NAME = "Synthetic-Persona-Chat CSV"

_COLUMN = "best generated conversation"
# The first tells the format where the column itself is missing.
_NAMES = ("user 1 personas", _COLUMN)
_TURN = re.compile(r"\s*(user [12])\s*:(.*)", re.IGNORECASE)
# In brackets or asterisks: (goes to the living room), [The next day], * * *.
_ALONE = re.compile(r"\s*(?:\([^()]*\s[^()]*\)|\[[^\[\]]*\]?|\*[^*]*\*[\s*]*)\s*")
_IN_FRONT = re.compile(r"\s*\((?!user\b|name\b)[^()]*\s[^()]*\)\s*", re.IGNORECASE)
_NAMELESS = re.compile(r"\buser ?[12]|\((?:[^()]*\bname|\w+)\)", re.IGNORECASE)
_PLACEHOLDER, _STAGE_DIRECTION = "a turn with a placeholder", "a stage direction"


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return column_of((first_rows(head, ",") or [[]])[0], _NAMES) is not None


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The conversations of a file."""
    rows = records(lines_of(file.content, file.name, report), ",")
    _, header = next(rows, ("", None))
    column = column_of(header or (), [_COLUMN])
    if column is None:
        report.skip(f"a table without its column {_COLUMN!r}", f"{file.name}:1")
        return
    for lines, row in rows:
        place = f"{file.name}:{lines}"
        if row is None or len(row) <= column:
            report.skip("malformed", place)
        else:
            yield Dialogue(
                [_utterance(line, report, place) for line in row[column].splitlines() if line.strip()], place
            )


def _utterance(line: str, report: ReadReport, place: str) -> Utterance:
    turn = _TURN.match(line)
    if turn is None:
        return Utterance(line, flaw=_STAGE_DIRECTION if _ALONE.fullmatch(line) else "a line without a speaker")
    speaker, text = turn.groups()
    if _ALONE.fullmatch(text) and not text.strip().startswith("["):
        return Utterance(text, speaker, _STAGE_DIRECTION)
    spoken, directions = _IN_FRONT.subn("", text, count=1) if _IN_FRONT.match(text) else (text, 0)
    if directions:
        report.skip(_STAGE_DIRECTION, place)
    return Utterance(spoken, speaker, _PLACEHOLDER if _NAMELESS.search(spoken) else "")
