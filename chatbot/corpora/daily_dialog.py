"""DailyDialog (`dialogues_text.txt`): a dialogue a line, each turn ended by `__eou__`, its tokens parted by spaces."""

import re
from collections.abc import Iterator

from chatbot.corpora.conversation import Dialogue, unnamed
from chatbot.corpora.files import CorpusFile
from shared.text.lines import ReadReport, lines_of

NAME = "DailyDialog"

_END = "__eou__"
_BEFORE_MARK = re.compile(r"\s+([.,!?;:%…])")
_CONTRACTION = re.compile(r"(?<=\w)\s*([’'])\s*(s|t|m|d|re|ve|ll)\b", re.IGNORECASE)


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return _END in head.partition("\n")[0]


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The dialogues of a file."""
    for number, line in lines_of(file.content, file.name, report):
        if line is None or not line.strip():
            continue
        place = f"{file.name}:{number}"
        if _END in line:
            turns = line.strip().removesuffix(_END).split(_END)
            yield unnamed(map(_joined, turns), place)
        else:
            report.skip("malformed", place)


def _joined(tokens: str) -> str:
    """A turn without the spaces that part its tokens.

    Example: `"It ’ s late , isn ’ t it ?"` -> `"It’s late, isn’t it?"`
    """
    return _BEFORE_MARK.sub(r"\1", _CONTRACTION.sub(r"\1\2", tokens))
