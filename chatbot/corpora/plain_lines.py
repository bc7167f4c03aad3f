"""Plain lines, as of OpenSubtitles: an utterance a line, each answered by the next; a blank line ends a conversation.

The last resort: whatever is text, and not plainly something else. Also how lines without speakers become dialogues.
"""

import re
from collections.abc import Iterable, Iterator

from chatbot.corpora.conversation import Dialogue, unnamed
from chatbot.corpora.files import CorpusFile
from shared.text.lines import ReadReport, lines_of

NAME = "plain lines"

# Talk without an end is cut into conversations of as many turns, so that it need not be held in memory.
MAX_TURNS = 20

# JSON, XML and HTML, PDF, scripts, subtitles in Advanced SubStation Alpha.
_SOMETHING_ELSE = re.compile(r"\{|\[\s*[\[{\"\d]|<[!?]|<html|%PDF|#!|\[Script Info\]", re.IGNORECASE)
_DASH = re.compile(r"\A\s*[-–—]\s*")

Line = tuple[str, str]


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format: an utterance and its reply are two lines."""
    return len(head.split("\n", 2)) > 1 and not _SOMETHING_ELSE.match(head)


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The conversations of a file."""
    lines = lines_of(file.content, file.name, report)
    return conversations(
        (f"{file.name}:{number}", line) if line.strip() else None for number, line in lines if line is not None
    )


def conversations(lines: Iterable[Line | None]) -> Iterator[Dialogue]:
    """Lines, each with its place, as dialogues; None ends one, and so does the twentieth line of it."""
    talk: list[Line] = []
    for line in lines:
        if line is not None:
            talk.append(line)
        if talk and (line is None or len(talk) == MAX_TURNS):
            yield _dialogue(talk)
            talk = []
    if talk:
        yield _dialogue(talk)


def _dialogue(talk: list[Line]) -> Dialogue:
    """The lines without the dashes before them."""
    return unnamed([_DASH.sub("", text) for _, text in talk], talk[0][0])
