"""Schema-Guided Dialogue: a JSON array of task dialogues, or one a line; the system's turns are the replies."""

import json
import re
from collections.abc import Iterator
from typing import Any

from chatbot.corpora.conversation import Dialogue
from chatbot.corpora.files import CorpusFile
from chatbot.corpora.json_stream import ELEMENT, values
from chatbot.corpora.records import spoken_turns
from shared.text.lines import ReadReport, lines_of

NAME = "Schema-Guided JSON"

_BEGINNING = re.compile(r'\A(?:\[\s*)?\{\s*"')
_KEYS = ('"dialogue_id"', '"speaker"', '"utterance"')
_SYSTEM = "SYSTEM"


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return bool(_BEGINNING.match(head)) and all(key in head for key in _KEYS)


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The dialogues of a file."""
    for place, record in _of_array(file) if file.head.startswith("[") else _of_lines(file, report):
        turns = spoken_turns(record, "turns", text="utterance", speaker="speaker")
        if turns:
            yield Dialogue(turns, place, replier=_SYSTEM)
        else:
            report.skip("malformed", place)


def _of_array(file: CorpusFile) -> Iterator[tuple[str, Any]]:
    for number, (_, record) in enumerate(values(file, lambda place: place == (ELEMENT,)), start=1):
        yield f"{file.name}, dialogue {number}", record


def _of_lines(file: CorpusFile, report: ReadReport) -> Iterator[tuple[str, Any]]:
    """Place and record of each line; None for what is no JSON."""
    for number, line in lines_of(file.content, file.name, report):
        if line and line.strip():
            try:
                yield f"{file.name}:{number}", json.loads(line)
            except (ValueError, RecursionError):
                yield f"{file.name}:{number}", None
