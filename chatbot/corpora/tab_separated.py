"""Tab-separated pairs: what was said in column 1, the reply in column 2, or in the columns that a header names."""

from collections.abc import Iterator

from chatbot.corpora.columns import named_columns
from chatbot.corpora.conversation import Dialogue, unnamed
from chatbot.corpora.files import CorpusFile
from shared.text.lines import ReadReport, lines_of

NAME = "tab-separated pairs"


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format: at least half of its lines have a tab in them."""
    lines = [line for line in head.splitlines() if line.strip()]
    return 2 * sum("\t" in line for line in lines) >= len(lines) > 0


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The pairs of a file."""
    said = reply = None
    for number, line in lines_of(file.content, file.name, report):
        if line is None or not line.strip():
            continue
        columns = line.split("\t")
        if said is None or reply is None:
            header = named_columns(columns)
            said, reply = header or (0, 1)
            if header:
                continue
        place = f"{file.name}:{number}"
        if len(columns) <= max(said, reply):
            report.skip("malformed", place)
        else:
            yield unnamed((columns[said], columns[reply]), place)
