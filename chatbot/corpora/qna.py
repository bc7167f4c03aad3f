"""QnA Maker's Markdown (`.qna`): a question, more phrasings of it, and one answer, in a tone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from chatbot.corpora.conversation import SMALL_TALK, Conversation, usable_parts
from chatbot.dialogue import NEUTRAL, TONES
from shared.text.lines import ReadReport, lines_of

NAME = "QnA Markdown"

_QUESTION, _PHRASING, _FENCE, _BOLD, _SOURCE = "# ? ", "- ", "```", "**", "> !# @qna.pair.source"
# A model garbles what must be exact: sentences with an address or a telephone number are not learned.
_EXACT = re.compile(r"\bwww\.|https?://|\d[\d-]{6,}\d")
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


def read(file: IO[bytes], name: str, report: ReadReport) -> Iterator[Conversation]:
    """A conversation of two turns for each phrasing of each question."""
    for entry in _entries(file, name, report):
        answer = _without_exact(" ".join(entry.answer))
        for place, phrasing in entry.phrasings:
            yield from usable_parts([phrasing, answer], place, report, SMALL_TALK, entry.tone)


def _entries(file: IO[bytes], name: str, report: ReadReport) -> Iterator[_Entry]:
    """The questions in order; a source line gives the tone of the next one."""
    tone = NEUTRAL
    entry = _Entry(tone)
    in_answer = in_filters = False
    for number, line in lines_of(file, name, report):
        if line is None:
            continue
        place = f"{name}:{number}"
        if line.startswith(_FENCE):
            in_answer, in_filters = not in_answer, False
            if not in_answer:
                yield entry
                entry = _Entry(tone)
        elif in_answer:
            entry.answer.append(line)
        elif line.startswith(_SOURCE):
            tone = _tone(line)
            entry = _Entry(tone)
        elif line.startswith(_BOLD):
            in_filters = True
        elif line.startswith((_QUESTION, _PHRASING)) and not in_filters:
            entry.phrasings.append((place, line.removeprefix(_QUESTION).removeprefix(_PHRASING)))


def _tone(line: str) -> str:
    """The tone that a source line names.

    Example: `"> !# @qna.pair.source = qna_chitchat_Witty"` -> `"witty"`
    """
    name = line.rpartition("_")[2].strip().lower()
    return name if name in TONES else NEUTRAL


def _without_exact(answer: str) -> str:
    return " ".join(part for part in _SENTENCE_END.split(answer) if not _EXACT.search(part))
