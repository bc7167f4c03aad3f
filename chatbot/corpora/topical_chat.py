"""Topical-Chat: one JSON object, whose members are conversations; read as a stream."""

import re
from collections.abc import Iterator

from chatbot.corpora.conversation import Dialogue
from chatbot.corpora.files import CorpusFile
from chatbot.corpora.json_stream import values
from chatbot.corpora.records import spoken_turns
from shared.text.lines import ReadReport

NAME = "Topical-Chat JSON"

_BEGINNING = re.compile(r'\A\{\s*"[^"]{1,100}"\s*:\s*\{')
_KEYS = ('"content"', '"message"', '"agent"')


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return bool(_BEGINNING.match(head)) and all(key in head for key in _KEYS)


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The conversations of a file."""
    for (name,), conversation in values(file, lambda place: len(place) == 1):
        place = f"{file.name}, {name}"
        turns = spoken_turns(conversation, "content", text="message", speaker="agent")
        if turns:
            yield Dialogue(turns, place)
        else:
            report.skip("malformed", place)
