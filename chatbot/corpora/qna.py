"""QnA Maker's Markdown (`.qna`): a question, more phrasings of it, and one answer, in a tone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chatbot.corpora.conversation import SMALL_TALK, Dialogue, unnamed
from chatbot.corpora.files import CorpusFile
from chatbot.symbols import NEUTRAL, TONES
from shared.text.lines import ReadReport, lines_of

NAME = "QnA Markdown"

_QUESTION, _PHRASING, _FENCE, _BOLD, _SOURCE = "# ? ", "- ", "```", "**", "> !# @qna.pair.source"
# A model garbles what must be exact: sentences with an address or a telephone number are not learned.
_EXACT = re.compile(r"\bwww\.|https?://|\d[\d-]{6,}\d")
# A file that is broken must not fill the memory: far more than any question has.
_MAX_PHRASINGS, _MAX_ANSWER_LINES = 10_000, 100
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass
class _Entry:
    """One question while it is read."""

    tone: str
    phrasings: list[tuple[str, str]] = field(default_factory=list)
    answer: list[str] = field(default_factory=list)


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return head.startswith(("> # QnA pairs", _SOURCE, _QUESTION)) or f"\n{_QUESTION}" in head


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """A conversation of two turns for each phrasing of each question."""
    for entry in _entries(file, report):
        answer = _without_exact(" ".join(entry.answer))
        for place, phrasing in entry.phrasings:
            yield unnamed([phrasing, answer], place, SMALL_TALK, entry.tone)


def _entries(file: CorpusFile, report: ReadReport) -> Iterator[_Entry]:
    """The questions in order; a source line gives the tone of the next one."""
    tone = NEUTRAL
    entry = _Entry(tone)
    in_answer = in_filters = False
    for number, line in lines_of(file.content, file.name, report):
        if line is None:
            continue
        place = f"{file.name}:{number}"
        if line.startswith(_FENCE):
            in_answer, in_filters = not in_answer, False
            if not in_answer:
                yield entry
                entry = _Entry(tone)
        elif in_answer:
            entry.answer = [*entry.answer, line][:_MAX_ANSWER_LINES]
        elif line.startswith(_SOURCE):
            tone = _tone(line)
            entry = _Entry(tone)
        elif line.startswith(_BOLD):
            in_filters = True
        elif line.startswith(_QUESTION):
            entry, in_filters = _Entry(tone, [(place, line.removeprefix(_QUESTION))]), False
        elif line.startswith(_PHRASING) and not in_filters and len(entry.phrasings) < _MAX_PHRASINGS:
            entry.phrasings.append((place, line.removeprefix(_PHRASING)))


def _tone(line: str) -> str:
    """The tone that a source line names.

    Example: `"> !# @qna.pair.source = qna_chitchat_Witty"` -> `"witty"`
    """
    name = line.rpartition("_")[2].strip().lower()
    return name if name in TONES else NEUTRAL


def _without_exact(answer: str) -> str:
    return " ".join(part for part in _SENTENCE_END.split(answer) if not _EXACT.search(part))
