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
    fence: str = ""
    in_filters: bool = False

    def add(self, place: str, line: str) -> None:
        """A line outside of the answer: another phrasing, or none."""
        if line.startswith(_BOLD):
            self.in_filters = True
        elif line.startswith(_PHRASING) and not self.in_filters and len(self.phrasings) < _MAX_PHRASINGS:
            self.phrasings.append((place, line.removeprefix(_PHRASING)))

    def report(self, report: ReadReport) -> None:
        """Count a question that ends before its answer does."""
        if self.fence:
            report.skip("an answer that no ``` ends", self.fence)
        elif self.phrasings:
            report.skip("a question without an answer between lines of ```", self.phrasings[0][0])


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
    entry = _Entry(NEUTRAL)
    for number, line in lines_of(file.content, file.name, report):
        if line is None:
            continue
        place = f"{file.name}:{number}"
        if line.startswith(_FENCE) and not entry.fence:
            entry.fence = place
        elif line.startswith(_FENCE):
            yield entry
            entry = _Entry(entry.tone)
        elif entry.fence:
            entry.answer = [*entry.answer, line][:_MAX_ANSWER_LINES]
        elif line.startswith(_SOURCE):
            entry.report(report)
            entry = _Entry(_tone(line))
        elif line.startswith(_QUESTION):
            entry.report(report)
            entry = _Entry(entry.tone, [(place, line.removeprefix(_QUESTION))])
        else:
            entry.add(place, line)
    entry.report(report)


def _tone(line: str) -> str:
    """The tone that a source line names.

    Example: `"> !# @qna.pair.source = qna_chitchat_Witty"` -> `"witty"`
    """
    name = line.rpartition("_")[2].strip().lower()
    return name if name in TONES else NEUTRAL


def _without_exact(answer: str) -> str:
    return " ".join(part for part in _SENTENCE_END.split(answer) if not _EXACT.search(part))
