"""Cornell Movie-Dialogs: `movie_conversations.txt` lists lines by number, `movie_lines.txt` beside it has them.

Columns are parted by ` +++$+++ `. The corpus is in Windows-1252; a copy that was saved as UTF-8 is read as well.
"""

import re
from collections.abc import Iterator

from chatbot.corpora.conversation import Dialogue, Utterance
from chatbot.corpora.files import CorpusFile, recoded
from shared.errors import CorpusError
from shared.text.lines import ReadReport, lines_of

NAME = "Cornell Movie-Dialogs"

_MARK = "+++$+++"
_LINES = re.compile(r"\AL\d+ \+{3}\$\+{3} ")
_CONVERSATIONS = re.compile(r"\Au\d+ \+{3}\$\+{3} u\d+ \+{3}\$\+{3} m\d+ \+{3}\$\+{3} \[")
_NUMBER = re.compile(r"L(\d{1,9})\b")
_TAG = re.compile(r"</?\w{1,10}>")
# The corpus's lines are 35 MB; what is beyond all films must not fill the memory.
_MAX_BYTES = 200_000_000


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return bool(_CONVERSATIONS.match(head) or _LINES.match(head))


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The conversations of the file that lists them; none of the other one, which is read along with it.

    Raises:
        CorpusError: if one of the two files is missing, or the one that does not list them is given alone.
    """
    if _LINES.match(file.head):
        if not any(_CONVERSATIONS.match(other.head) for other in file.beside()):
            raise CorpusError(f"{file.name}: no movie_conversations.txt beside it; it says which lines belong together")
        if file.alone:
            raise CorpusError(f"{file.name}: does not say which lines belong together; give movie_conversations.txt")
        return
    said = _said(file, report)
    for number, line in _rows(file, report):
        place = f"{file.name}:{number}"
        numbers = [int(found) for found in _NUMBER.findall(line.rpartition(_MARK)[2])]
        if numbers:
            yield Dialogue([_utterance(said.get(line_number)) for line_number in numbers], place)
        else:
            report.skip("malformed", place)


def _said(file: CorpusFile, report: ReadReport) -> dict[int, bytes]:
    """Who said what in each line, as bytes with a tab between: they take half the memory of two strings."""
    for other in file.beside():
        if _LINES.match(other.head):
            return _lines(other, report)
    raise CorpusError(f"{file.name}: no movie_lines.txt beside it; put both files into one folder")


def _lines(file: CorpusFile, report: ReadReport) -> dict[int, bytes]:
    said, size = {}, 0
    for number, row in _rows(file, report):
        columns = [column.strip() for column in row.split(_MARK, 4)]
        if len(columns) < 5 or not _NUMBER.fullmatch(columns[0]):
            report.skip("malformed", f"{file.name}:{number}")
            continue
        line = f"{columns[3]}\t{_TAG.sub('', columns[4])}".encode()
        said[int(columns[0][1:])] = line
        size += len(line)
        if size > _MAX_BYTES:
            raise CorpusError(f"{file.name}: more than {_MAX_BYTES:,} bytes of lines; split the corpus")
    return said


def _rows(file: CorpusFile, report: ReadReport) -> Iterator[tuple[int, str]]:
    for number, line in lines_of(recoded(file.content, "utf-8", "cp1252_instead"), file.name, report):
        if line and line.strip():
            yield number, line


def _utterance(line: bytes | None) -> Utterance:
    if line is None:
        return Utterance("", flaw="a line that is missing")
    speaker, _, text = line.decode().partition("\t")
    return Utterance(text, speaker)
