"""Tab-separated pairs: what was said in column 1, the reply in column 2."""

from collections.abc import Iterator
from typing import IO

from chatbot.corpora.conversation import Conversation, usable_parts
from shared.text.lines import ReadReport, lines_of

NAME = "tab-separated pairs"


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return "\t" in head


def read(file: IO[bytes], name: str, report: ReadReport) -> Iterator[Conversation]:
    """The conversations of a file."""
    for number, line in lines_of(file, name, report):
        if line is None or not line.strip():
            continue
        columns = line.split("\t")
        place = f"{name}:{number}"
        if len(columns) < 2:
            report.skip("malformed", place)
        else:
            yield from usable_parts(columns[:2], place, report)
