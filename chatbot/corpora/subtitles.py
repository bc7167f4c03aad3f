"""Subtitles with their times (SubRip `.srt`, WebVTT): each is an utterance, and is answered by the next one."""

import itertools
import re
from collections.abc import Iterator

from chatbot.corpora.conversation import Dialogue
from chatbot.corpora.files import CorpusFile
from chatbot.corpora.plain_lines import Line, conversations
from shared.text.lines import ReadReport, lines_of

NAME = "subtitles (.srt, .vtt)"

_TIME = r"(?:\d+:)?\d{2}:\d{2}[,.]\d{3}"
_TIMES = re.compile(rf"\s*{_TIME}\s*-{{1,2}}>\s*{_TIME}")
_BEGINNING = re.compile(rf"(?:WEBVTT[^\n]*\n(?:[^\n]*\n){{0,10}}?)?\s*(?:\d+\s*\n)?{_TIMES.pattern}")
_NUMBER = re.compile(r"\s*\d+\s*")
_TAG = re.compile(r"</?\w[^<>]{0,40}>|\{\\[^{}]*\}")
_DASHES = ("-", "–", "—")
# More than fit on a screen.
_MAX_CUE_LINES = 20


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return bool(_BEGINNING.match(head))


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The talk of a film, cut into conversations of a bounded number of turns."""
    return conversations(_utterances(file, report))


def _utterances(file: CorpusFile, report: ReadReport) -> Iterator[Line]:
    """Place and text of each utterance: the lines of a subtitle together, or each alone where dashes part speakers."""
    cue: list[Line] = []
    for number, line in lines_of(file.content, file.name, report):
        if line is None:
            continue
        place = f"{file.name}:{number}"
        text = _TAG.sub("", line).strip()
        if _TIMES.match(line):
            report.skip("a subtitle's time", place)
            cue = [part for part in cue if not _NUMBER.fullmatch(part[1])]
        elif not text:
            yield from _spoken(cue)
            cue = []
        elif len(cue) < _MAX_CUE_LINES and text != "WEBVTT":
            cue.append((place, text))
    yield from _spoken(cue)


def _spoken(cue: list[Line]) -> Iterator[Line]:
    starts = [index for index, (_, text) in enumerate(cue) if index == 0 or text.startswith(_DASHES)]
    for start, end in itertools.pairwise([*starts, len(cue)]):
        yield cue[start][0], " ".join(text for _, text in cue[start:end])
